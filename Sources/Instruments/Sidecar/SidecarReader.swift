internal import FileAccess
internal import SurveyModel

/// Joins the files a sidecar names into one sweep.
struct SidecarReader: SweepFormat {
    /// It is handed on to the files.
    static let takesIntervalUnit = true

    private let candidate: FormatCandidate

    private static let largestByteCount = 1 << 20

    /// A sidecar by name, or any file that starts as a JSON object does.
    static func recognises(_ candidate: FormatCandidate) -> Bool {
        if candidate.file.path.lowercased().hasSuffix(".sweep.json") { return true }
        let blanks: [UInt8] = [9, 10, 13, 32]
        return candidate.head.prefix(64).first { !blanks.contains($0) } == 0x7B
    }

    static func open(_ candidate: FormatCandidate) throws(InstrumentError) -> SweepFile {
        try SidecarReader(candidate: candidate).open()
    }

    private func open() throws(InstrumentError) -> SweepFile {
        let file = candidate.file
        guard file.byteCount <= Self.largestByteCount else {
            throw .sidecar(
                path: file.path, key: "",
                reason: "has \(file.byteCount) bytes, a sidecar has at most 1 MiB")
        }
        let bytes = try file.bytes(at: 0, count: file.byteCount)
        let sidecar = try Sidecar(bytes: bytes, path: file.path)
        let parts = try openParts(sidecar, beside: Folder.parent(of: file.path))
        let positions = SidecarPositions(sidecar, parts)
        var sweep = try join(sidecar, parts, positions, path: file.path)
        sweep.outline.files =
            [file.path] + parts.keys.sorted().flatMap { parts[$0]?.outline.files ?? [] }
        if let name = sidecar.track {
            guard Sidecar.isBeside(name) else {
                throw .sidecar(
                    path: file.path, key: "track",
                    reason: "is `\(name)`, it must name a file in the sidecar's folder")
            }
            let path = Folder.parent(of: file.path) + "/" + name
            sweep.join(try TrackReader.read(path, in: candidate.source), named: name)
            sweep.outline.files.append(path)
        }
        sweep.outline.warnings += warnings(sidecar, sweep.outline)
        if candidate.options.traceSpacingMetres == nil {
            try positions.check(sweep.outline, path: file.path)
            sweep.outline.warnings += positions.warnings(sweep.outline)
            sweep.outline.warnings += try SidecarPositions.lengthWarnings(
                sweep, files: sidecar.entries.map(\.file))
        }
        return sweep
    }

    /// Each file once, however many of its channels are wanted.
    private func openParts(
        _ sidecar: Sidecar, beside folder: String
    ) throws(InstrumentError) -> [String: SweepFile] {
        var own = SweepReadOptions()
        own.segyIntervalUnit = candidate.options.segyIntervalUnit
        // Some files cannot be opened without it, and time zero may be told in samples.
        own.windowNanoseconds = candidate.options.windowNanoseconds
        own.traceSpacingMetres = sidecar.traceSpacingMetres
        var parts: [String: SweepFile] = [:]
        for entry in sidecar.entries where parts[entry.file] == nil {
            let path = folder + "/" + entry.file
            guard !path.lowercased().hasSuffix(".json") else {
                throw .sidecar(
                    path: path, key: "file", reason: "names a sidecar, a radar file is needed")
            }
            parts[entry.file] = try SweepReader.open(
                path, in: candidate.source, options: own, monitor: candidate.monitor)
        }
        return parts
    }

    private func join(
        _ sidecar: Sidecar, _ parts: [String: SweepFile], _ positions: SidecarPositions,
        path: String
    ) throws(InstrumentError) -> SweepFile {
        var channels: [ChannelOutline] = []
        var stores: [SweepFile.ChannelStore] = []
        for (place, entry) in sidecar.entries.enumerated() {
            guard let part = parts[entry.file] else { continue }
            let number = try Self.channel(of: part.outline, entry, place, path: path)
            var channel = part.outline.channels[number]
            stores.append(part.stores[number])
            channel.index = place + 1
            channel.lateralOffsetMetres = entry.lateralOffsetMetres ?? channel.lateralOffsetMetres
            channel.alongOffsetMetres = entry.alongOffsetMetres ?? 0
            channel.polarisation = entry.polarisation
            channel.kind = entry.kind ?? .radar
            channels.append(channel)
        }
        let ordered = sidecar.entries.compactMap { parts[$0.file]?.outline }
        guard let first = ordered.first else {
            throw .sidecar(path: path, key: "channels", reason: "is empty")
        }
        let formats = Set(ordered.map(\.format)).sorted().joined(separator: ", ")
        var outline = SweepOutline(
            format: "sidecar of " + formats,
            instrument: Self.merge(sidecar.instrument, first.instrument), channels: channels,
            positionSource: positions.source)
        outline.positionErrorMetres = positions.errorMetres
        outline.acquiredAt = sidecar.acquiredAt ?? first.acquiredAt
        outline.operatorName = sidecar.operatorName ?? first.operatorName
        outline.lane = sidecar.lane
        outline.track = first.track
        outline.isSimulated = ordered.contains(where: \.isSimulated)
        outline.warnings = Self.collect(sidecar, parts)
        outline.audit = parts.keys.sorted().flatMap { file in
            (parts[file]?.outline.audit ?? []).map { $0.prefixed(file) }
        }
        return SweepFile(outline: outline, stores: stores)
    }

    private static func channel(
        of part: SweepOutline, _ entry: Sidecar.Entry, _ place: Int, path: String
    ) throws(InstrumentError) -> Int {
        let key = "channels[\(place)].index"
        guard let index = entry.index else {
            guard part.channels.count == 1 else {
                throw .sidecar(
                    path: path, key: key,
                    reason: "is missing, \(entry.file) holds \(part.channels.count) channels")
            }
            return 0
        }
        guard let found = part.channels.firstIndex(where: { $0.index == index }) else {
            let known = part.channels.map { "\($0.index)" }.joined(separator: ", ")
            throw .sidecar(
                path: path, key: key,
                reason: "is \(index), \(entry.file) holds the channels \(known)")
        }
        return found
    }

    /// What the sidecar says, and where it is silent what the file says.
    private static func merge(_ said: Instrument, _ read: Instrument) -> Instrument {
        Instrument(
            maker: said.maker ?? read.maker, model: said.model ?? read.model,
            antenna: said.antenna ?? read.antenna,
            centreFrequencyMHz: said.centreFrequencyMHz ?? read.centreFrequencyMHz,
            antennaSeparationMetres: said.antennaSeparationMetres
                ?? read.antennaSeparationMetres,
            antennaHeightMetres: said.antennaHeightMetres ?? read.antennaHeightMetres)
    }

    /// The warnings of the files, each said once with the names of its files.
    private static func collect(_ sidecar: Sidecar, _ parts: [String: SweepFile]) -> [SweepWarning]
    {
        var order: [SweepWarning] = []
        var files: [SweepWarning: [String]] = [:]
        for file in parts.keys.sorted() {
            // What channels differ in is said once, of the channels the sidecar takes.
            let said = parts[file]?.outline.timeDifference
            for warning in parts[file]?.outline.warnings ?? [] where warning != said {
                if files[warning] == nil { order.append(warning) }
                files[warning, default: []].append(file)
            }
        }
        return order.map { warning in
            let names = (files[warning] ?? []).joined(separator: ", ")
            return SweepWarning(code: warning.code, text: names + ": " + warning.text)
        }
    }

    private func warnings(_ sidecar: Sidecar, _ sweep: SweepOutline) -> [SweepWarning] {
        var found: [SweepWarning] = []
        if !sidecar.unknownKeys.isEmpty {
            let names = sidecar.unknownKeys.map { "`\($0)`" }.joined(separator: ", ")
            found.append(
                SweepWarning(
                    code: "sidecar-keys-unknown",
                    text: "the sidecar has keys this program does not know: \(names)"))
        }
        if Set(sweep.channels.map(\.traceCount)).count > 1 {
            found.append(
                SweepWarning(
                    code: "channels-unequal",
                    text: "the channels differ in their number of traces"))
        }
        let offsets = sweep.channels.map { "\($0.lateralOffsetMetres) \($0.alongOffsetMetres)" }
        if Set(offsets).count < offsets.count {
            found.append(
                SweepWarning(
                    code: "channels-coincide",
                    text: "several channels have the same place on the array; lateral offsets "
                        + "that are left out count as 0"))
        }
        return found
    }
}
