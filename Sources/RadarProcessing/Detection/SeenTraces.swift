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

    /// Fowler, Noll and Vo's hash (1991), of pairs of values in place of bytes, in four chains so that
    /// none waits for another.
    private static func fingerprint(_ trace: Span<Float>) -> UInt64 {
        var chains = SIMD4<UInt64>(repeating: 0xcbf2_9ce4_8422_2325)
        func mixed(_ hash: UInt64, _ i: Int) -> UInt64 {
            // Adding zero makes equal numbers equal bits: -0 becomes 0.
            let pair =
                UInt64((trace[i] + 0).bitPattern) << 32 | UInt64((trace[i + 1] + 0).bitPattern)
            let product = (hash ^ pair) &* 0x100_0000_01b3
            return product ^ product >> 32
        }
        let whole = trace.count / 8 * 8
        for i in stride(from: 0, to: whole, by: 8) {
            chains.x = mixed(chains.x, i)
            chains.y = mixed(chains.y, i + 2)
            chains.z = mixed(chains.z, i + 4)
            chains.w = mixed(chains.w, i + 6)
        }
        var hash = chains.x
        for part in [chains.y, chains.z, chains.w] { hash = (hash ^ part) &* 0x100_0000_01b3 }
        for i in whole..<trace.count {
            hash = (hash ^ UInt64((trace[i] + 0).bitPattern)) &* 0x100_0000_01b3
        }
        return hash
    }
}
