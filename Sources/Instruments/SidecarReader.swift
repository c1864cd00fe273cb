internal import FileAccess
internal import SurveyModel

/// Joins the files a sidecar names into one sweep.
struct SidecarReader {
    let options: SweepReadOptions

    private static let largestByteCount = 1 << 20

    func read(_ file: borrowing SourceFile) throws(InstrumentError) -> Sweep {
        guard file.byteCount <= Self.largestByteCount else {
            throw .sidecar(
                path: file.path, key: "",
                reason: "has \(file.byteCount) bytes, a sidecar has at most 1 MiB")
        }
        let bytes = try file.bytes(at: 0, count: file.byteCount)
        let sidecar = try Sidecar(bytes: bytes, path: file.path)
        let parts = try readParts(sidecar, beside: Folder.parent(of: file.path))
        var sweep = try join(sidecar, parts, path: file.path)
        sweep.warnings += warnings(sidecar, sweep)
        return sweep
    }

    /// Each file once, however many of its channels are wanted.
    private func readParts(
        _ sidecar: Sidecar, beside folder: String
    ) throws(InstrumentError) -> [String: Sweep] {
        var own = options
        own.traceSpacingMetres = options.traceSpacingMetres ?? sidecar.traceSpacingMetres
        var parts: [String: Sweep] = [:]
        for entry in sidecar.entries where parts[entry.file] == nil {
            let path = folder + "/" + entry.file
            guard !path.lowercased().hasSuffix(".json") else {
                throw .sidecar(
                    path: path, key: "file", reason: "names a sidecar, a radar file is needed")
            }
            let source = try SourceFile(path: path)
            guard try SweepReader.isSegy(source) else { throw .unknownFormat(path: path) }
            parts[entry.file] = try SegyReader(options: own).read(source)
            let held = parts.values.reduce(0) { $0 + $1.sampleByteCount }
            guard held <= options.maximumSampleBytes else {
                throw .tooLarge(path: path, bytes: held, limit: options.maximumSampleBytes)
            }
        }
        return parts
    }

    private func join(
        _ sidecar: Sidecar, _ parts: [String: Sweep], path: String
    ) throws(InstrumentError) -> Sweep {
        var channels: [Channel] = []
        for (place, entry) in sidecar.entries.enumerated() {
            guard let part = parts[entry.file] else { continue }
            var channel = try Self.channel(of: part, entry, place, path: path)
            channel.index = place + 1
            channel.lateralOffsetMetres = entry.lateralOffsetMetres ?? channel.lateralOffsetMetres
            channel.alongOffsetMetres = entry.alongOffsetMetres ?? 0
            channel.polarisation = entry.polarisation
            channel.kind = entry.kind ?? .radar
            channels.append(channel)
        }
        let ordered = sidecar.entries.compactMap { parts[$0.file] }
        guard let first = ordered.first else {
            throw .sidecar(path: path, key: "channels", reason: "is empty")
        }
        let formats = Set(ordered.map(\.format)).sorted().joined(separator: ", ")
        return Sweep(
            format: "sidecar of " + formats,
            instrument: Self.merge(sidecar.instrument, first.instrument), channels: channels,
            positionSource: source(sidecar, first),
            acquiredAt: sidecar.acquiredAt ?? first.acquiredAt,
            operatorName: sidecar.operatorName ?? first.operatorName, lane: sidecar.lane,
            warnings: Self.collect(sidecar, parts))
    }

    private func source(_ sidecar: Sidecar, _ first: Sweep) -> PositionSource {
        if options.traceSpacingMetres != nil { return .user }
        return sidecar.traceSpacingMetres == nil ? first.positionSource : .sidecar
    }

    private static func channel(
        of part: Sweep, _ entry: Sidecar.Entry, _ place: Int, path: String
    ) throws(InstrumentError) -> Channel {
        let key = "channels[\(place)].index"
        guard let index = entry.index else {
            guard part.channels.count == 1, let only = part.channels.first else {
                throw .sidecar(
                    path: path, key: key,
                    reason: "is missing, \(entry.file) holds \(part.channels.count) channels")
            }
            return only
        }
        guard let found = part.channels.first(where: { $0.index == index }) else {
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
            centreFrequencyMHz: said.centreFrequencyMHz ?? read.centreFrequencyMHz,
            antennaSeparationMetres: said.antennaSeparationMetres
                ?? read.antennaSeparationMetres,
            antennaHeightMetres: said.antennaHeightMetres ?? read.antennaHeightMetres)
    }

    /// The warnings of the files, each said once with the names of its files.
    private static func collect(_ sidecar: Sidecar, _ parts: [String: Sweep]) -> [SweepWarning] {
        var order: [SweepWarning] = []
        var files: [SweepWarning: [String]] = [:]
        for file in parts.keys.sorted() {
            for warning in parts[file]?.warnings ?? [] {
                if files[warning] == nil { order.append(warning) }
                files[warning, default: []].append(file)
            }
        }
        return order.map { warning in
            let names = (files[warning] ?? []).joined(separator: ", ")
            return SweepWarning(code: warning.code, text: names + ": " + warning.text)
        }
    }

    private func warnings(_ sidecar: Sidecar, _ sweep: Sweep) -> [SweepWarning] {
        var found: [SweepWarning] = []
        if !sidecar.unknownKeys.isEmpty {
            let names = sidecar.unknownKeys.map { "`\($0)`" }.joined(separator: ", ")
            found.append(
                SweepWarning(
                    code: "sidecar-keys-unknown",
                    text: "the sidecar has keys this program does not know: \(names)"))
        }
        if sidecar.track != nil {
            found.append(
                SweepWarning(
                    code: "track-not-read", text: "the sidecar's track file is not read yet"))
        }
        let radar = sweep.channels.filter { $0.kind == .radar }.map(\.radargram)
        if Set(radar.map(\.timeAxis)).count > 1 || Set(radar.map(\.samplesPerTrace)).count > 1 {
            found.append(
                SweepWarning(
                    code: "channels-differ",
                    text: "the radar channels differ in time axis or samples per trace"))
        }
        if Set(sweep.channels.map(\.radargram.traceCount)).count > 1 {
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

extension Sweep {
    /// Memory its samples take (bytes).
    var sampleByteCount: Int {
        channels.reduce(0) { $0 + $1.radargram.samples.count * MemoryLayout<Float>.size }
    }
}
