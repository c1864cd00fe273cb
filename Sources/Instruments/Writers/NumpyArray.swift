public import FileAccess

/// Plain arrays as NumPy's .npy, version 1.0: `<f4`, C order.
public enum NumpyArray: Sendable {
    /// Writes `values` of `shape` to `path`; their counts must agree.
    ///
    /// - Throws: `FileError`.
    public static func write(
        _ values: [Float], shape: [Int], to path: String
    ) throws(FileError) {
        precondition(values.count == shape.reduce(1, *))
        var bytes = NpyWriter.header(shape: shape)
        bytes.reserveCapacity(bytes.count + 4 * values.count)
        for value in values {
            let bits = value.bitPattern
            for shift in [0, 8, 16, 24] as [UInt32] {
                bytes.append(UInt8(truncatingIfNeeded: bits >> shift))
            }
        }
        try DurableFile.write(bytes, to: path)
    }
}
