internal import FileAccess
internal import SurveyModel

/// Reads ImpulseRadar files: a header .iprh with samples in .iprb, and .cor and .mrk beside them.
///
/// The files `_A01`, `_A02` ... of one line of an array are joined to one sweep, whichever of them is
/// named. Other endings of a name, such as `_0` and `_1` of a radar with two frequencies, are sweeps
/// of their own.
struct ImpulseRadarReader: SweepFormat {
    private let candidate: FormatCandidate
    private let row: ImpulseRow?

    /// By name, because the samples carry no mark; a header by its keys too.
    static func recognises(_ candidate: FormatCandidate) -> Bool {
        if ["iprh", "iprb"].contains(candidate.ending) { return true }
        guard !["rad", "rd3", "rd7"].contains(candidate.ending), HeaderPair.isHeader(candidate)
        else { return false }
        let keys = KeyedText(bytes: candidate.head, path: candidate.file.path)
        return keys.holds("DATA VERSION") || keys.holds("ZERO LEVEL")
    }

    static func open(_ candidate: FormatCandidate) throws(InstrumentError) -> SweepFile {
        let isPlain = ["iprh", "iprb"].contains(candidate.ending)
        let row = isPlain ? ImpulseRow(of: candidate.file.path, in: candidate.source) : nil
        return try ImpulseRadarReader(candidate: candidate, row: row).open()
    }

    private func open() throws(InstrumentError) -> SweepFile {
        var ledger = FactLedger()
        let channels = try openChannels(&ledger)
        guard let first = channels.first else { throw .unknownFormat(path: candidate.file.path) }
        var line = ImpulseLine(channels: channels, row: row, ledger: ledger)
        let companions = LineCompanions(stems(first), in: candidate.source, &line.ledger)
        let positions = LinePositions(
            line.facts, cor: companions.cor,
            traceCount: channels.map(\.counting.traceCount).max() ?? 0, &line.ledger)
        companions.tellMarks(unusedWhere: positions.source == .none, &line.ledger)
        let outlines = line.outlines()
        line.tellDifferences()
        var outline = SweepOutline(
            format: "ImpulseRadar, \(first.counting.encoding.byteCount * 8) bit",
            instrument: line.instrument, channels: outlines, positionSource: positions.source)
        positions.fill(&outline)
        outline.operatorName = first.header.text("OPERATOR")
        outline.warnings = line.warnings
        outline.audit = line.audit
        outline.files =
            channels.flatMap { [$0.counting.file.path, $0.header.path] } + companions.files
        return SweepFile(
            outline: outline,
            stores: channels.map {
                SweepFile.ChannelStore(traces: .stored($0.run), distances: positions.axis)
            })
    }

    /// The channels of the row, or the one of the file.
    ///
    /// - Throws: `InstrumentError` where the named one cannot be read; others are named and left out.
    private func openChannels(
        _ ledger: inout FactLedger
    ) throws(InstrumentError) -> [ImpulseChannel] {
        let own = try HeaderPair(candidate, headerEnding: "iprh", dataEndings: ["iprb"])
        let ownChannel = try ImpulseChannel(
            number: row?.named ?? 1, header: own.header, data: own.data,
            options: candidate.options)
        guard let row else { return [ownChannel] }
        var channels: [ImpulseChannel] = []
        for member in row.members {
            guard member.number != row.named else {
                channels.append(ownChannel)
                continue
            }
            do throws(InstrumentError) {
                channels.append(try open(member))
            } catch {
                ledger.warn(
                    "channel-unreadable",
                    "channel \(member.number) is left out: \(Self.words(error, member))")
            }
        }
        return channels
    }

    private func open(_ member: ImpulseRow.Member) throws(InstrumentError) -> ImpulseChannel {
        guard let header = member.header else {
            throw .damaged(
                path: member.data ?? "", atByte: 0, reason: "its header .iprh is missing")
        }
        guard let data = member.data else {
            throw .damaged(path: header, atByte: 0, reason: "its samples .iprb are missing")
        }
        return try ImpulseChannel(
            number: member.number, header: try candidate.source.open(header),
            data: try candidate.source.open(data), options: candidate.options)
    }

    /// The sentence of `error` with the name of the file in place of its path.
    private static func words(_ error: InstrumentError, _ member: ImpulseRow.Member) -> String {
        for path in [member.header, member.data].compactMap({ $0 })
        where error.description.hasPrefix(path) {
            return Folder.name(of: path) + error.description.dropFirst(path.count)
        }
        return error.description
    }

    /// Paths without ending where .cor and .mrk may lie: those of the line before those of a channel.
    private func stems(_ channel: ImpulseChannel) -> [String] {
        let path = channel.counting.file.path
        let own = String(path.dropLast(FileSource.ending(of: path).count + 1))
        if let row { return [row.stem, own] }
        // The two files of a radar with two frequencies, name_0 and name_1, share their positions.
        guard own.hasSuffix("_0") || own.hasSuffix("_1") else { return [own] }
        return [own, String(own.dropLast(2))]
    }
}
