internal import CKernels

extension RowArithmetic {
    /// The mean square of each row of `section`, rows x `columns`, over each slab of `length` values from
    /// `starts`: rows x slabs, row-major.
    ///
    /// The squares are added first to last.
    public static func slabEnergies(
        of section: Span<Float>, columns: Int, starts: [Int], length: Int
    ) -> [Float] {
        precondition(columns > 0 && section.count % columns == 0 && length > 0)
        precondition(starts.allSatisfy { $0 >= 0 && $0 + length <= columns })
        let rows = section.count / columns
        // Slabs lie within their row, checked above; rows x slabs values are written.
        return unsafe [Float](unsafeUninitializedCapacity: rows * starts.count) { energies, count in
            unsafe section.withUnsafeBufferPointer { section in
                unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: columns) { squares in
                    unsafe rows_slab_energy(
                        section.baseAddress, rows, columns, starts, starts.count, length,
                        energies.baseAddress, squares.baseAddress)
                }
            }
            count = rows * starts.count
        }
    }
}
