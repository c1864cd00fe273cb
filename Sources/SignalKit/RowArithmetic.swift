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
}
