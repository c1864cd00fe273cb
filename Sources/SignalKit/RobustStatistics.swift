/// Order statistics that a few large values cannot move.
public enum RobustStatistics: Sendable {
    /// Makes a median absolute deviation the standard deviation of normal noise (1 / 0.67449).
    public static let normalConsistency: Float = 1.4826

    /// The median of `values`, which are reordered; the mean of the two middle ones for an even count;
    /// 0 for none.
    public static func median(_ values: inout [Float]) -> Float {
        let count = values.count
        guard count > 0 else { return 0 }
        let upper = select(&values, count / 2)
        guard count % 2 == 0 else { return upper }
        var lower = values[0]
        for i in 0..<count / 2 where values[i] > lower { lower = values[i] }
        return (lower + upper) / 2
    }

    /// The median of `values`.
    public static func median(of values: some Sequence<Float>) -> Float {
        var copy = Array(values)
        return median(&copy)
    }

    /// The value that `fraction` of `values` do not exceed (nearest rank), 0 for none.
    public static func quantile(_ fraction: Double, of values: some Sequence<Float>) -> Float {
        var copy = Array(values)
        guard !copy.isEmpty else { return 0 }
        let rank = Int((fraction * Double(copy.count - 1)).rounded())
        return select(&copy, min(max(rank, 0), copy.count - 1))
    }

    /// The `rank`-th smallest value (from 0), by Hoare's selection; smaller values end before it.
    ///
    /// - Complexity: O(n) on average.
    public static func select(_ values: inout [Float], _ rank: Int) -> Float {
        precondition(values.indices.contains(rank))
        var low = 0
        var high = values.count - 1
        var span = values.mutableSpan
        while low < high {
            let pivot = medianOfThree(span[low], span[(low + high) / 2], span[high])
            var i = low
            var j = high
            while i <= j {
                while span[i] < pivot { i += 1 }
                while span[j] > pivot { j -= 1 }
                if i <= j {
                    span.swapAt(i, j)
                    i += 1
                    j -= 1
                }
            }
            if rank <= j {
                high = j
            } else if rank >= i {
                low = i
            } else {
                break
            }
        }
        return span[rank]
    }

    private static func medianOfThree(_ a: Float, _ b: Float, _ c: Float) -> Float {
        max(min(a, b), min(max(a, b), c))
    }
}
