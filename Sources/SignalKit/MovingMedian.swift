internal import CKernels

/// Running median of odd window with mirrored ends: the value before the first is the second.
///
/// The sorted window is kept from one place to the next, one value out and one in, in eight series at
/// once. All values must be finite; one that is not counts as smaller than all others.
/// - Complexity: O(n w) with a small factor: per value w / 8 steps of six vector instructions.
public struct MovingMedian: Sendable, Hashable {
    /// Number of values in the window, odd.
    public let window: Int

    /// A median over `window` values, made odd by adding one.
    public init(window: Int) {
        self.window = max(1, window) | 1
    }

    /// Writes the running median of `input` to `output` (same length).
    public func apply(_ input: Span<Float>, to output: inout MutableSpan<Float>) {
        precondition(input.count == output.count)
        for i in input.indices { output[i] = input[i] }
        filter(&output, rows: 1, columns: input.count, along: .rows, subtracting: false)
    }

    /// Takes the running median along `axis` off `section`, rows x `columns`, row-major.
    public func subtract(
        from section: inout MutableSpan<Float>, columns: Int, along axis: SectionAxis
    ) {
        precondition(columns > 0 && section.count % columns == 0)
        let rows = section.count / columns
        filter(&section, rows: rows, columns: columns, along: axis, subtracting: true)
    }

    private func filter(
        _ section: inout MutableSpan<Float>, rows: Int, columns: Int, along axis: SectionAxis,
        subtracting: Bool
    ) {
        guard rows > 0, columns > 0 else { return }
        let bytes = moving_median_scratch(axis == .rows ? columns : rows, window)
        // The kernel stays within rows x columns values and the scratch it asked for.
        unsafe section.withUnsafeMutableBufferPointer { section in
            guard let data = section.baseAddress else { return }
            unsafe withUnsafeTemporaryAllocation(byteCount: bytes, alignment: 64) { scratch in
                let subtract: Int32 = subtracting ? 1 : 0
                switch axis {
                case .rows:
                    unsafe moving_median_rows(
                        data, rows, columns, window, subtract, scratch.baseAddress)
                case .columns:
                    unsafe moving_median_columns(
                        data, rows, columns, window, subtract, scratch.baseAddress)
                }
            }
        }
    }
}

/// A direction in a section of rows x columns.
public enum SectionAxis: Sendable, Hashable {
    /// Along each row: in time, where rows are traces.
    case rows
    /// Down each column: along the track.
    case columns
}

/// The index that `index` is reflected to in a row of `count` values, the ends not repeated.
///
/// ... 2 1 | 0 1 2 ... n-2 n-1 | n-2 n-3 ...
@inline(__always)
public func mirrored(_ index: Int, _ count: Int) -> Int {
    guard index < 0 || index >= count else { return index }
    guard count > 1 else { return 0 }
    let period = 2 * (count - 1)
    let folded = ((index % period) + period) % period
    return folded < count ? folded : period - folded
}
