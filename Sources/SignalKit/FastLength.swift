/// Lengths at which the Fourier transform is quick.
public enum FastLength: Sendable {
    /// The smallest length of at least `minimum` whose prime factors are 2, 3, 5 and 7 and which is even.
    public static func atLeast(_ minimum: Int) -> Int {
        var length = max(2, minimum + minimum % 2)
        while !isSmooth(length) { length += 2 }
        return length
    }

    private static func isSmooth(_ length: Int) -> Bool {
        var rest = length
        for prime in [2, 3, 5, 7] {
            while rest % prime == 0 { rest /= prime }
        }
        return rest == 1
    }
}
