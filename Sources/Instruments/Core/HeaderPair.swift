internal import FileAccess

/// A header and the file of samples beside it; either may be named.
struct HeaderPair {
    let header: SourceFile
    let data: SourceFile
    /// Another file of samples that lies there too and is not read.
    var unread: String?

    /// Finds the other one of `candidate`.
    ///
    /// Endings are in lower case, those of samples best first.
    /// - Throws: `InstrumentError.damaged` with the name that is missing.
    init(
        _ candidate: FormatCandidate, headerEnding: String, dataEndings: [String]
    ) throws(InstrumentError) {
        let named = candidate.file
        let stem = FileSource.stem(of: named.path)
        if dataEndings.contains(candidate.ending) {
            guard let path = candidate.companion([headerEnding]) else {
                throw .damaged(
                    path: named.path, atByte: 0,
                    reason: "its header \(stem).\(headerEnding) must lie beside it and is missing")
            }
            data = named
            header = try candidate.source.open(path)
            return
        }
        let found = dataEndings.compactMap { candidate.companion([$0]) }
        guard let path = found.first else {
            let names = dataEndings.map { "\(stem).\($0)" }.joined(separator: " or ")
            throw .damaged(
                path: named.path, atByte: 0,
                reason: "its samples \(names) must lie beside it and are missing")
        }
        header = named
        data = try candidate.source.open(path)
        unread = found.dropFirst().first
    }

    /// Says which file of samples was left out.
    func tell(_ ledger: inout FactLedger) {
        guard let unread else { return }
        ledger.warn(
            "samples-twice",
            "the samples lie in \(Folder.name(of: data.path)) and in \(Folder.name(of: unread)); "
                + "the first is read; name the other to read that")
    }

    /// Whether `candidate` is a text header with the keys that both makers write.
    static func isHeader(_ candidate: FormatCandidate) -> Bool {
        let plain = candidate.head.allSatisfy { $0 >= 32 || $0 == 9 || $0 == 10 || $0 == 13 }
        guard plain, candidate.head.first != 0x7B else { return false }
        let text = KeyedText(bytes: candidate.head, path: candidate.file.path)
        return text.holds("SAMPLES", "LAST TRACE") && text.holds("TIMEWINDOW")
    }

    /// The number of samples of a trace, by the key SAMPLES.
    static func samples(_ header: KeyedText) throws(InstrumentError) -> Int {
        guard let samples = header.count("SAMPLES"), samples > 0, samples <= 1 << 24 else {
            let said = header.text("SAMPLES").map { "says `\($0.prefix(40))` samples" }
            throw .damaged(
                path: header.path, atByte: header.byte(of: "SAMPLES"),
                reason: "the header \(said ?? "does not tell the number of samples") per trace "
                    + "(SAMPLES)")
        }
        return samples
    }
}
