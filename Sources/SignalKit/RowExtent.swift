internal import CKernels

/// The smallest and largest value of a row and its largest magnitude.
public struct RowExtent: Sendable, Hashable {
    /// Smallest value, infinity in an empty row; values that are not numbers are passed over.
    public let smallest: Float
    /// Largest value, -infinity in an empty row; values that are not numbers are passed over.
    public let largest: Float
    /// Largest magnitude, not a number where the row holds one that is not.
    public let magnitude: Float

    /// Whether all values are finite.
    public var isFinite: Bool { magnitude.isFinite }

    /// Looks at every value of `row` once.
    public init(of row: Span<Float>) {
        var extent = row_extent()
        // Used within the call only, over its own length.
        unsafe row.withUnsafeBufferPointer { row in
            unsafe rows_extent(row.baseAddress, row.count, &extent)
        }
        smallest = extent.smallest
        largest = extent.largest
        magnitude = Float(bitPattern: extent.magnitude_bits)
    }
}
