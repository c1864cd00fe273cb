internal import CKernels

/// Exact medians down the columns of a section, over many stretches of rows at once.
///
/// Each value's bits are turned into a whole number that orders as the value does, and the number of the
/// wanted rank is found bit by bit in sixteen columns side by side, first its upper half, then its lower.
/// An even number of values has the mean of the two middle ones for median, as in `RobustStatistics`.
public enum ColumnMedians: Sendable {
    /// What medians are taken of.
    public enum Measure: Sendable {
        /// The values as they are.
        case values
        /// Their magnitudes.
        case magnitudes
    }

    /// Rows a median is taken over: one range or two; rows in both count twice.
    public struct Stretch: Sendable, Hashable {
        let first: Range<Int>
        let second: Range<Int>

        /// The rows of `first` and of `second` together.
        public init(_ first: Range<Int>, _ second: Range<Int> = 0..<0) {
            self.first = first
            self.second = second
        }
    }

    /// The medians of the columns of `section`, rows x `columns`, over each stretch: stretches x
    /// columns, row-major.
    ///
    /// A stretch of no rows has 0. Values that are not numbers order beyond infinity by their sign.
    /// - Complexity: O(32 n) for n values in the stretches, eight to sixteen at a time.
    public static func medians(
        of section: Span<Float>, columns: Int, over stretches: [Stretch],
        measure: Measure = .values
    ) -> [Float] {
        precondition(columns > 0 && section.count % columns == 0)
        let rows = section.count / columns
        precondition(
            stretches.allSatisfy {
                (0...rows).contains($0.first.upperBound) && $0.first.lowerBound >= 0
                    && (0...rows).contains($0.second.upperBound) && $0.second.lowerBound >= 0
            })
        guard rows > 0, !stretches.isEmpty else {
            return [Float](repeating: 0, count: stretches.count * columns)
        }
        let places = stretches.map {
            row_stretches(
                start: $0.first.lowerBound, end: $0.first.upperBound,
                second_start: $0.second.lowerBound, second_end: $0.second.upperBound)
        }
        let magnitudes: Int32 = measure == .magnitudes ? 1 : 0
        // The kernel reads within the rows just checked and writes stretches x columns medians.
        return unsafe [Float](unsafeUninitializedCapacity: stretches.count * columns) {
            medians, count in
            unsafe withUnsafeTemporaryAllocation(
                byteCount: column_medians_scratch(rows), alignment: 64
            ) { scratch in
                unsafe section.withUnsafeBufferPointer { section in
                    unsafe column_medians(
                        section.baseAddress, rows, columns, magnitudes, places, places.count,
                        medians.baseAddress, scratch.baseAddress)
                }
            }
            count = stretches.count * columns
        }
    }

    /// The median of each column of `section` over all its rows.
    public static func medians(
        of section: Span<Float>, columns: Int, measure: Measure = .values
    ) -> [Float] {
        medians(
            of: section, columns: columns, over: [Stretch(0..<section.count / columns)],
            measure: measure)
    }
}
