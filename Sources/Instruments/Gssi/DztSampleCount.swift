/// Weighs the samples per trace that a DZT header tells against the flag words in the scans.
struct DztSampleCount {
    /// As the header tells.
    private let frames: DztFrames

    private var stated: Int { frames.samplesPerTrace }

    private static let possible = 16...65_535
    /// In fewer scans amplitudes of 8 bits may count on by chance.
    private static let fewestTraces = 8

    /// Of a file laid out as `frames`.
    init(_ frames: DztFrames) { self.frames = frames }

    /// The header's number, unless flag words return at another distance that fits the file.
    ///
    /// - Throws: `InstrumentError.damaged` where neither tells one.
    func chosen(_ ledger: inout FactLedger) throws(InstrumentError) -> Int {
        if let count = try replacement() {
            ledger.choose(
                "samples per trace", unit: "", code: "sample-count-contradicted",
                [
                    ("the flag words of its scans", Double(count)),
                    ("the DZT header", Double(stated)),
                ], because: "they return after so many samples and the file divides by it")
            return count
        }
        guard stated > 0 else {
            throw .damaged(
                path: frames.file.path, atByte: 4, reason: "the header tells no samples per trace")
        }
        return stated
    }

    /// What is used in place of the header's number; `nil` where that one holds.
    private func replacement() throws(InstrumentError) -> Int? {
        let own = stated > 0 ? try DztFlags(frames, channel: 0) : nil
        let holds = own?.confirmLength == true
        // Only constants leave a doubt: they return at each multiple of the true length too.
        if holds, case .counter = own?.first { return nil }
        for count in candidates where !holds || (count < stated && stated % count == 0) {
            guard let found = try flags(every: count), !holds || found.isAlike(own),
                try !isMultiple(count, of: found)
            else { continue }
            return count
        }
        return nil
    }

    /// The shortest first, which returns most often.
    private var candidates: [Int] {
        let near = [stated * 2, stated * 4, stated / 2, stated / 4]
        let all = Set(near + (6...14).map { 1 << $0 })
        return all.filter { $0 != stated && Self.possible.contains($0) }.sorted()
    }

    /// The flags of scans of `count` samples, where they show that length and the file divides by it.
    ///
    /// Constants must stand in every channel: in one alone, half a scan of two channels shows them.
    private func flags(every count: Int) throws(InstrumentError) -> DztFlags? {
        let other = resized(count)
        guard other.traceCount >= Self.fewestTraces, other.trailingByteCount == 0 else {
            return nil
        }
        let found = try DztFlags(other, channel: 0)
        guard found.confirmLength, found.count == 2 else { return nil }
        if case .counter = found.first { return found }
        for channel in 1..<max(1, other.channelCount) {
            guard try DztFlags(other, channel: channel).isAlike(found) else { return nil }
        }
        return found
    }

    /// Whether the constant stands at the start of scans of a part of `count` samples too.
    private func isMultiple(_ count: Int, of flags: DztFlags) throws(InstrumentError) -> Bool {
        guard case .constant(let value) = flags.first else { return false }
        for shorter in candidates + [stated]
        where shorter >= 4 && shorter < count && count % shorter == 0 {
            if try shows(value, every: shorter) { return true }
        }
        return false
    }

    private func shows(_ value: Int, every count: Int) throws(InstrumentError) -> Bool {
        for channel in 0..<max(1, frames.channelCount) {
            let share = try DztFlags.share(of: value, resized(count), channel: channel)
            if share < 0.9 { return false }
        }
        return true
    }

    private func resized(_ count: Int) -> DztFrames {
        var other = frames
        other.samplesPerTrace = count
        return other
    }
}
