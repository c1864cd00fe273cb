internal import CKernels

/// Arithmetic on rows of samples with the vector instructions the processor has.
///
/// Every processor gives the same bits: products are never fused into sums.
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
}
