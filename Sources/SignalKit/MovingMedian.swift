/// Running median of odd window with mirrored ends: the value before the first is the second.
///
/// The sorted window is kept from one place to the next, one value out and one in.
/// - Complexity: O(n w) with a small factor; the window is 15 to 91 here.
public struct MovingMedian: Sendable {
    /// Number of values in the window, odd.
    public let window: Int

    /// A median over `window` values, made odd by adding one.
    public init(window: Int) {
        self.window = max(1, window) | 1
    }

    /// Writes the running median of `input` to `output` (same length); all values must be finite.
    public func apply(_ input: Span<Float>, to output: inout MutableSpan<Float>) {
        precondition(input.count == output.count)
        guard input.count > 1 else {
            if input.count == 1 { output[0] = input[0] }
            return
        }
        let half = window / 2
        var sorted = (-half...half).map { input[mirrored($0, input.count)] }
        sorted.sort()
        output[0] = sorted[half]
        var values = sorted.mutableSpan
        for place in 1..<input.count {
            let leaving = input[mirrored(place - 1 - half, input.count)]
            let entering = input[mirrored(place + half, input.count)]
            Self.replace(leaving, by: entering, in: &values)
            output[place] = values[half]
        }
    }

    private static func replace(
        _ leaving: Float, by entering: Float, in values: inout MutableSpan<Float>
    ) {
        var low = 0
        var high = values.count
        while low < high {
            let middle = (low + high) / 2
            if values[middle] < leaving { low = middle + 1 } else { high = middle }
        }
        // A value that is not a number is never found: the window stays a window all the same.
        var hole = min(low, values.count - 1)
        while hole + 1 < values.count && values[hole + 1] < entering {
            values[hole] = values[hole + 1]
            hole += 1
        }
        while hole > 0 && values[hole - 1] > entering {
            values[hole] = values[hole - 1]
            hole -= 1
        }
        values[hole] = entering
    }
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
