internal import SurveyModel

/// The traces of a channel met so far, to tell one that repeats an earlier one to the last bit.
///
/// Traces are told apart by a short number made of their values; those that share it are compared.
struct SeenTraces {
    private var tracesByFingerprint: [UInt64: [Int]] = [:]

    /// Adds trace `index` of `radargram`; `false` where an earlier one equals it.
    mutating func insert(_ index: Int, of radargram: Radargram) -> Bool {
        let width = radargram.samplesPerTrace
        let samples = radargram.samples.span
        let trace = samples.extracting(index * width..<(index + 1) * width)
        let fingerprint = Self.fingerprint(trace)
        for other in tracesByFingerprint[fingerprint, default: []] {
            let held = samples.extracting(other * width..<(other + 1) * width)
            if trace.indices.allSatisfy({ held[$0] == trace[$0] }) { return false }
        }
        tracesByFingerprint[fingerprint, default: []].append(index)
        return true
    }

    /// Fowler, Noll and Vo's hash (1991), of pairs of values in place of bytes.
    private static func fingerprint(_ trace: Span<Float>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        // Adding zero makes equal numbers equal bits: -0 becomes 0.
        for i in stride(from: 0, to: trace.count - 1, by: 2) {
            let pair =
                UInt64((trace[i] + 0).bitPattern) << 32 | UInt64((trace[i + 1] + 0).bitPattern)
            hash = (hash ^ pair) &* 0x100_0000_01b3
            hash ^= hash >> 32
        }
        guard trace.count % 2 == 1 else { return hash }
        return hash ^ UInt64((trace[trace.count - 1] + 0).bitPattern)
    }
}
