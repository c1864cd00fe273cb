internal import FoundationEssentials
internal import SurveyModel

/// What a `*.sweep.json` says: files and channels joined into one sweep of an array.
struct Sidecar {
    struct Entry {
        var file: String
        var index: Int?
        var lateralOffsetMetres: Double?
        var alongOffsetMetres: Double?
        var polarisation: String?
        var kind: Channel.Kind?
    }

    var instrument = Instrument()
    var entries: [Entry] = []
    var traceSpacingMetres: Double?
    var lane: SidecarLane?
    var track: String?
    var acquiredAt: String?
    var operatorName: String?
    /// Keys nobody knows.
    var unknownKeys: [String] = []

    /// Reads the sidecar's JSON.
    ///
    /// - Throws: `InstrumentError.sidecar` naming the key.
    init(bytes: [UInt8], path: String) throws(InstrumentError) {
        let value: SidecarValue
        do { value = try JSONDecoder().decode(SidecarValue.self, from: Data(bytes)) } catch {
            throw .sidecar(path: path, key: "", reason: "this is no readable JSON")
        }
        var root = try SidecarObject(value, path: path, key: "")
        entries = try Self.entries(&root)
        if var part = try root.object("instrument") {
            instrument.maker = try part.text("maker")
            instrument.model = try part.text("model")
            instrument.centreFrequencyMHz = try part.number("centreFrequencyMHz", in: 1...20_000)
            instrument.antennaSeparationMetres = try part.number(
                "antennaSeparationMetres", in: 0...100)
            unknownKeys += part.unread
        }
        traceSpacingMetres = try root.number("traceSpacingMetres", in: 1e-6...100)
        instrument.antennaHeightMetres = try root.number("antennaHeightMetres", in: 0...100)
        lane = try Self.lane(&root, &unknownKeys)
        track = try root.text("track")
        acquiredAt = try root.text("acquiredAt")
        if let date = acquiredAt, !Self.isUTC(date) {
            throw .sidecar(
                path: path, key: "acquiredAt",
                reason: "is `\(date)`, it must be a UTC time such as 2026-03-04T07:30:00Z")
        }
        operatorName = try root.text("operator")
        for var entry in try root.objects("channels") ?? [] {
            for key in ["file", "index", "lateralOffsetMetres", "alongOffsetMetres"] {
                entry.read(key)
            }
            for key in ["polarisation", "kind"] { entry.read(key) }
            unknownKeys += entry.unread
        }
        unknownKeys += root.unread
    }

    private static func entries(_ root: inout SidecarObject) throws(InstrumentError) -> [Entry] {
        guard let parts = try root.objects("channels"), !parts.isEmpty else {
            throw .sidecar(
                path: root.path, key: "channels", reason: "is missing or empty; it lists the files")
        }
        guard parts.count <= 1000 else {
            throw .sidecar(
                path: root.path, key: "channels", reason: "lists more than 1000 channels")
        }
        var entries: [Entry] = []
        for var part in parts {
            guard let file = try part.text("file") else {
                throw part.wrong("file", "is missing")
            }
            guard isBeside(file) else {
                throw part.wrong(
                    "file", "is `\(file)`, it must name a file in the sidecar's folder")
            }
            let kindWord = try part.text("kind")
            let kind = kindWord.flatMap { Channel.Kind(rawValue: $0) }
            if let kindWord, kind == nil {
                throw part.wrong("kind", "is `\(kindWord)`, it must be radar or metal-detector")
            }
            let index = try part.number("index", in: 1...1000)
            if let index, index != index.rounded() {
                throw part.wrong("index", "must be a whole number")
            }
            entries.append(
                Entry(
                    file: file, index: index.map { Int($0) },
                    lateralOffsetMetres: try part.number("lateralOffsetMetres", in: -20...20),
                    alongOffsetMetres: try part.number("alongOffsetMetres", in: -20...20),
                    polarisation: try part.text("polarisation"), kind: kind))
        }
        return entries
    }

    private static func lane(
        _ root: inout SidecarObject, _ unknown: inout [String]
    ) throws(InstrumentError) -> SidecarLane? {
        guard var part = try root.object("lane") else { return nil }
        let chainages = 0.0...1e8
        let lane = SidecarLane(
            road: try part.text("road"),
            startChainageMetres: try part.number("startChainageMetres", in: chainages),
            endChainageMetres: try part.number("endChainageMetres", in: chainages),
            band: try part.text("band"),
            offsetMetres: try part.number("offsetMetres", in: -1e4...1e4))
        unknown += part.unread
        return lane
    }

    /// Whether `name` stays in the folder it is looked up in.
    static func isBeside(_ name: String) -> Bool {
        guard !name.isEmpty, !name.hasPrefix("/"), !name.utf8.contains(0) else { return false }
        return name.split(separator: "/", omittingEmptySubsequences: false)
            .allSatisfy { $0 != ".." && $0 != "" }
    }

    /// Whether `text` is a date and time that ends with `Z`.
    private static func isUTC(_ text: String) -> Bool {
        guard text.hasSuffix("Z"), text.utf8.count >= 17, CalendarDay(text: text.prefix(10)) != nil
        else { return false }
        return (try? Date(text, strategy: .iso8601)) != nil
            || (try? Date(
                text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))) != nil
    }
}
