internal import CKernels

/// Levels of each column known at some places along a section, interpolated between them for each row.
///
/// A row at `weight` (0...1) from place p to the next has in column i the level
/// levels[p][i] + weight (levels[p + 1][i] - levels[p][i]); after the last place the level stays.
public struct RowLevels: Sendable {
    /// Where a row lies among the places.
    public struct Position: Sendable, Hashable {
        let place: Int
        let weight: Float

        /// `weight` of the way from `place` to the next.
        public init(place: Int, weight: Float) {
            self.place = place
            self.weight = weight
        }
    }

    private let levels: [Float]
    private let columns: Int

    /// Takes `levels` of shape (places, `columns`), row-major, at least one place.
    public init(levels: [Float], columns: Int) {
        precondition(columns > 0 && !levels.isEmpty && levels.count % columns == 0)
        self.levels = levels
        self.columns = columns
    }

    /// Divides each row of `section` by its level; 0 where that is not above 0.
    ///
    /// A row without a position stays as it is.
    public func divide(_ section: inout MutableSpan<Float>, positions: [Position?]) {
        unsafe forEachRow(of: &section, positions) { row, before, after, weight in
            // `columns` values each, checked in `forEachRow`.
            unsafe rows_divide(row, before, after, weight, columns)
        }
    }

    /// Takes `share` of what its level exceeds `base` by off each row of `section`.
    public func takeOff(
        _ section: inout MutableSpan<Float>, positions: [Position?], above base: [Float],
        share: Float
    ) {
        precondition(base.count == columns)
        unsafe forEachRow(of: &section, positions) { row, before, after, weight in
            // `columns` values each, checked here and in `forEachRow`.
            unsafe rows_level(row, before, after, weight, base, share, columns)
        }
    }

    private typealias RowBody = (
        _ row: UnsafeMutablePointer<Float>, _ before: UnsafePointer<Float>,
        _ after: UnsafePointer<Float>, _ weight: Float
    ) -> Void

    private func forEachRow(
        of section: inout MutableSpan<Float>, _ positions: [Position?], _ body: RowBody
    ) {
        let places = levels.count / columns
        precondition(section.count == positions.count * columns)
        precondition(positions.allSatisfy { $0.map { (0..<places).contains($0.place) } ?? true })
        unsafe section.withUnsafeMutableBufferPointer { section in
            unsafe levels.withUnsafeBufferPointer { levels in
                guard let rows = section.baseAddress, let levels = levels.baseAddress else {
                    return
                }
                for (index, position) in positions.enumerated() {
                    guard let position else { continue }
                    let next = min(position.place + 1, places - 1)
                    // Both places lie within the levels, the row within the section.
                    unsafe body(
                        rows + index * columns, levels + position.place * columns,
                        levels + next * columns, position.weight)
                }
            }
        }
    }
}
