internal import CKernels

/// Arithmetic on rows of samples with the vector instructions the processor has.
///
/// Every processor gives the same bits: products are never fused into sums, and each sum has its order.
public enum RowArithmetic: Sendable {
    /// sum[i] += `first` a[i] + `second` b[i], over the length of `sum`; `a` and `b` may not be
    /// shorter.
    public static func accumulate(
        into sum: inout MutableSpan<Float>, _ a: Span<Float>, times first: Float,
        _ b: Span<Float>, times second: Float
    ) {
        precondition(a.count >= sum.count && b.count >= sum.count)
        let count = sum.count
        // The pointers are used within the call only, over lengths just checked.
        unsafe sum.withUnsafeMutableBufferPointer { sum in
            unsafe a.withUnsafeBufferPointer { a in
                unsafe b.withUnsafeBufferPointer { b in
                    guard let sum = sum.baseAddress, let a = a.baseAddress, let b = b.baseAddress
                    else { return }
                    unsafe rows_accumulate(sum, a, first, b, second, count)
                }
            }
        }
    }

    /// sum[start + i] += `first` rows[a + i] + `second` rows[b + i] for i in 0..<`count`.
    public static func accumulate(
        into sum: inout [Float], at start: Int, from rows: [Float], at a: Int, times first: Float,
        at b: Int, times second: Float, count: Int
    ) {
        precondition(start >= 0 && a >= 0 && b >= 0 && count >= 0)
        precondition(start + count <= sum.count && max(a, b) + count <= rows.count)
        // The pointers are used within the call only, over lengths just checked.
        unsafe sum.withUnsafeMutableBufferPointer { sum in
            unsafe rows.withUnsafeBufferPointer { rows in
                guard let sum = sum.baseAddress, let rows = rows.baseAddress else { return }
                unsafe rows_accumulate(sum + start, rows + a, first, rows + b, second, count)
            }
        }
    }
    /// Multiplies every value by `factor`, in double precision.
    public static func scale(_ row: inout MutableSpan<Float>, by factor: Double) {
        // Used within the call only, over its own length.
        unsafe row.withUnsafeMutableBufferPointer { row in
            unsafe rows_scale(row.baseAddress, factor, row.count)
        }
    }

    /// Sums each row of `section`, rows x `columns`, with its neighbours: row t becomes the sum over k of
    /// weights[k] row[t + k - h], divided by `divisor`; 2 h + 1 weights, ends mirrored.
    ///
    /// The products are added in the order of the rows.
    public static func sumNeighbours(
        in section: inout MutableSpan<Float>, columns: Int, weights: Span<Float>,
        divisor: Float = 1
    ) {
        precondition(columns > 0 && section.count % columns == 0 && weights.count % 2 == 1)
        let rows = section.count / columns
        let half = weights.count / 2
        // Within rows x columns values, the weights and the scratch made here.
        unsafe section.withUnsafeMutableBufferPointer { section in
            unsafe weights.withUnsafeBufferPointer { weights in
                unsafe withUnsafeTemporaryAllocation(
                    byteCount: rows_weighted_sum_scratch(columns, half), alignment: 64
                ) { scratch in
                    unsafe rows_weighted_sum(
                        section.baseAddress, rows, columns, weights.baseAddress, half, divisor,
                        scratch.baseAddress)
                }
            }
        }
    }

    /// Correlates `reference` with `row` at the lags 0 ..< row.count - reference.count + 1: lag l is the
    /// sum over i of reference[i] row[i + l], first product first.
    public static func correlation(of reference: Span<Float>, with row: Span<Float>) -> [Float] {
        let lags = max(0, row.count - reference.count + 1)
        // Reads at most reference.count + lags - 1 = row.count values and writes `lags`.
        return unsafe [Float](unsafeUninitializedCapacity: lags) { sums, count in
            unsafe reference.withUnsafeBufferPointer { reference in
                unsafe row.withUnsafeBufferPointer { row in
                    unsafe rows_correlate(
                        reference.baseAddress, reference.count, row.baseAddress, lags,
                        sums.baseAddress)
                }
            }
            count = lags
        }
    }
}
