internal import Cartography
internal import FileAccess
internal import Fingerprint
internal import LandRelease
internal import SurveyModel

/// The derived files of a survey: alarm lists and maps, made from the record and the candidates.
struct SurveyProducts: Sendable {
    let survey: SurveyFolder
    let record: SurveyRecord
    /// Head of what was recorded, see `RecordState`.
    let content: String

    /// What is kept up to date.
    var paths: [String] {
        (["alarms.csv", "alarms.geojson"] + MapLayer.daily.map { $0.rawValue + ".tif" }).map {
            survey.productsPath + "/" + $0
        }
    }

    /// What is there of it; in place of a map in tiles the list of its tiles.
    var present: [String] {
        let tiles = MapLayer.daily.map { tilesPath($0) + "/" + RoadTileWriter.indexName }
        return (paths + tiles).filter { Folder.isRegularFile($0) }
    }

    /// Writes what is not up to date with the record and gives the paths written, and what could not be
    /// drawn.
    func write(
        only isChanged: Bool, monitor: WorkMonitor = .silent
    ) throws -> (written: [String], problems: [String]) {
        let key = "\(ToolVersion.current) \(content) \(survey.settingsDigest)\n"
        let keyPath = survey.productsPath + "/made-from.txt"
        let made = try? RegularFile(path: keyPath).allBytes()
        let isCurrent =
            made == Array(key.utf8) && paths.prefix(2).allSatisfy { Folder.isRegularFile($0) }
            && isDrawn
        guard isChanged || !isCurrent else { return ([], []) }
        try Folder.create(survey.productsPath)
        try writeAlarms()
        var written = Array(paths.prefix(2))
        var problems: [String] = []
        if record.segments.isEmpty { problems.append("the survey has no segment yet: no maps") }
        for (number, (layer, path)) in zip(MapLayer.daily, paths.dropFirst(2)).enumerated()
        where !record.segments.isEmpty {
            try monitor.check()
            let share = 1 / Double(MapLayer.daily.count)
            let drawn = try draw(
                layer, to: path,
                monitor: monitor.portion(from: Double(number) * share, of: share))
            written += drawn.written
            // What is wrong with every layer is said once.
            problems += drawn.problems.filter { !problems.contains($0) }
        }
        try DurableFile.write(key, to: keyPath)
        return (written, problems)
    }

    /// Whether there is a map of each layer, whole or in tiles.
    private var isDrawn: Bool {
        guard !record.segments.isEmpty else { return true }
        return MapLayer.daily.allSatisfy { layer in
            Folder.isRegularFile(survey.productsPath + "/" + layer.rawValue + ".tif")
                || Folder.isRegularFile(tilesPath(layer) + "/" + RoadTileWriter.indexName)
        }
    }

    private func tilesPath(_ layer: MapLayer) -> String {
        survey.productsPath + "/" + layer.rawValue
    }

    /// One map of the whole survey, or, where its segments lie too far apart for one raster, one map a
    /// kilometre; a map is never coarsened, which would hide gaps.
    private func draw(
        _ layer: MapLayer, to path: String, monitor: WorkMonitor
    ) throws -> (written: [String], problems: [String]) {
        let maps = SurveyMaps(survey: survey, record: record, state: .content(content))
        let tiles = tilesPath(layer)
        do {
            try maps.write(layer, segment: nil, pixelMetres: nil, to: path)
            try RoadTileWriter.removeAll(layer: layer.rawValue, in: tiles)
            return ([path], [])
        } catch CartographyError.rasterTooLarge {
        } catch CartographyError.outsideAreaOfUse {
        }
        try Folder.remove(path)
        try Folder.remove(path + ".aux.xml")
        do {
            let drawn = try maps.writeTiles(
                layer, segment: nil, pixelMetres: nil, into: survey.productsPath,
                monitor: monitor)
            return (drawn.outcome.written, [drawn.beyond].compactMap(\.self))
        } catch let error as CartographyError {
            return ([], ["no \(layer.rawValue) map (\(error.description))"])
        }
    }

    /// A segment's id as part of a file name.
    static func fileName(_ id: String) -> String {
        String(id.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" })
    }

    private func writeAlarms() throws {
        let lists = try record.sweeps.filter { !$0.fact.isBlank }.map { sweep -> [Alarm] in
            let path = SweepDetection(survey: survey, sweep: sweep, lines: [:]).candidatesPath
            guard Folder.exists(path) else { return [] }
            return identified(try AlarmTable.read(path), of: sweep)
        }
        let listed = Set(lists.joined().map(\.id))
        let earlier = record.alarms.filter { $0.isOpen && !listed.contains($0.id) }.map(named)
        let merged = AlarmTable.merged(lists + [earlier])
        try DurableFile.write(AlarmTable.csv(merged), to: paths[0])
        let stamp = ProductLabel(purpose: survey.purpose(record), facts: [:]).stamp
        try DurableFile.write(try AlarmTable.geoJSON(merged, stamp: stamp), to: paths[1])
    }

    /// An open alarm of an earlier run or other settings: it stays on the list until it is closed.
    private func named(_ entry: AlarmRecord) -> Alarm {
        var alarm = entry.alarm
        alarm.id = entry.id
        alarm.place = entry.place
        return alarm
    }

    /// Gives each alarm of one sweep the id it has on record; candidates are numbered by sweep.
    ///
    /// Sweeps of several days may share a name: only their label tells them apart.
    private func identified(_ alarms: [Alarm], of sweep: SweepRecord) -> [Alarm] {
        var names: [String: String] = [:]
        for run in record.runs(of: sweep.digest)
        where run.fact.settingsDigest == survey.settingsDigest {
            for (alarm, id) in zip(run.fact.alarms, run.alarms) { names[alarm.id] = id }
        }
        return alarms.map { alarm in
            var named = alarm
            named.id = names[alarm.id] ?? "\(sweep.label)-c\(alarm.id)"
            return named
        }
    }
}
