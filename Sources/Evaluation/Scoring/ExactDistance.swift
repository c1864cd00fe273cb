internal import Glibc

/// Distances and discs on whose edge a point may lie to the last bit.
///
/// Who checks a score with another program must find the same counts, also where an alarm lies exactly
/// on the edge of a halo; so that the comparisons there are defined to the last bit.
enum ExactDistance {
    /// The length of (`x`, `y`), rounded once.
    ///
    /// The squares are summed without error and the root is corrected by one step of Newton's method.
    static func length(_ x: Double, _ y: Double) -> Double {
        let rough = (x * x + y * y).squareRoot()
        guard rough > 0, rough.isFinite else { return rough }
        let larger = max(abs(x), abs(y))
        let smaller = min(abs(x), abs(y))
        let first = larger * larger
        let second = smaller * smaller
        let sum = first + second
        let lost =
            (first - sum + second) + (-first).addingProduct(larger, larger)
            + (-second).addingProduct(smaller, smaller)
        let square = rough * rough
        let rest = (sum - square) + lost - (-square).addingProduct(rough, rough)
        return rough + rest / (2 * rough)
    }

    /// Whether the middle of a cell `x`, `y` away from a disc's centre lies in the disc.
    ///
    /// Powers of the C library instead of products: they may differ in the last bit, and other
    /// implementations of this rule use powers.
    static func isInside(_ x: Double, _ y: Double, radius: Double) -> Bool {
        pow(x, 2) + pow(y, 2) <= pow(radius, 2)
    }
}
