internal import SurveyModel

/// Where the positions of the files a sidecar joins come from, weighed together.
struct SidecarPositions {
    private struct Member {
        var file: String
        var source: PositionSource
        var errorMetres: Double?
    }

    /// In the order of the sidecar, each file once.
    private var members: [Member] = []
    /// Whether the sidecar itself gives the step of all traces.
    private let isStated: Bool

    /// From the least sure on.
    private static let ranks: [PositionSource] = [
        .none, .header, .user, .sidecar, .marks, .wheel, .gnss, .traceHeaders,
    ]

    init(_ sidecar: Sidecar, _ parts: [String: SweepFile]) {
        isStated = sidecar.traceSpacingMetres != nil
        for entry in sidecar.entries where !members.contains(where: { $0.file == entry.file }) {
            guard let part = parts[entry.file]?.outline else { continue }
            members.append(
                Member(
                    file: entry.file, source: part.positionSource,
                    errorMetres: part.positionErrorMetres))
        }
    }

    /// The sidecar's step, else the least sure source of the files.
    var source: PositionSource {
        if isStated { return .sidecar }
        return Self.ranks.first { rank in members.contains { $0.source == rank } } ?? .none
    }

    /// The largest error any of the files tells (m).
    var errorMetres: Double? { members.compactMap(\.errorMetres).max() }

    /// Trace numbers of one file must never stand among metres of another.
    ///
    /// - Throws: `InstrumentError.sidecar` where some files of `outline` have positions, others have
    ///   none, and neither the sidecar nor its track gives them any.
    func check(_ outline: SweepOutline, path: String) throws(InstrumentError) {
        guard outline.positionSource == .none,
            let measured = members.first(where: { $0.source != .none }),
            let numbered = members.first(where: { $0.source == .none })
        else { return }
        throw .sidecar(
            path: path, key: "traceSpacingMetres",
            reason: "is missing: \(measured.file) has positions (\(measured.source.rawValue)), but "
                + "the traces of \(numbered.file) are only numbered; give the step of all traces "
                + "as `traceSpacingMetres` or a `track` with trace numbers")
    }

    /// The sources by file where they differ.
    func warnings(_ outline: SweepOutline) -> [SweepWarning] {
        let sources = Self.ranks.filter { rank in members.contains { $0.source == rank } }
        guard !isStated, sources.count > 1 else { return [] }
        let said = sources.map { source in
            let files = members.filter { $0.source == source }.map(\.file)
            return "\(source.rawValue) (\(files.joined(separator: ", ")))"
        }
        let end =
            source == .none
            ? "the track gives those of all" : "the sweep counts as \(source.rawValue)"
        return [
            SweepWarning(
                code: "position-sources-differ",
                text: "the positions of the files come from different sources: "
                    + said.joined(separator: ", ") + "; " + end)
        ]
    }

    /// Lengths of one pass may differ by no more than the smaller of these; steps by the share.
    private static let largestShare = 0.02
    private static let largestMetres = 0.1

    /// Says where the channels of one pass are not equally long or not equally dense.
    static func lengthWarnings(
        _ sweep: SweepFile, files: [String]
    ) throws(InstrumentError) -> [SweepWarning] {
        guard sweep.outline.positionSource != .none else { return [] }
        var lengths: [Double] = []
        var steps: [Double] = []
        var said: [String] = []
        for (place, channel) in sweep.outline.channels.enumerated() where channel.traceCount > 1 {
            let last = channel.traceCount - 1
            let ends = (
                try sweep.distances(ofChannelAt: place, traces: 0..<1).first ?? 0,
                try sweep.distances(ofChannelAt: place, traces: last..<last + 1).first ?? 0
            )
            let length = abs(ends.1 - ends.0)
            lengths.append(length)
            steps.append(length / Double(last))
            let words =
                "\(files[place]) \(FactLedger.words(length)) m in steps of "
                + "\(FactLedger.words(length / Double(last))) m"
            if !said.contains(words) { said.append(words) }
        }
        guard let longest = lengths.max(), let shortest = lengths.min(), let widest = steps.max(),
            let narrowest = steps.min(),
            longest - shortest > min(largestMetres, largestShare * longest)
                || widest - narrowest > largestShare * widest
        else { return [] }
        let more = said.count > 8 ? " and more" : ""
        return [
            SweepWarning(
                code: "channels-differ-in-length",
                text: "the channels do not cover the same way: "
                    + said.prefix(8).joined(separator: ", ") + more
                    + "; each keeps the distances of its own file")
        ]
    }
}
