import FileAccess
import Foundation
import Instruments
import SurveyModel
import TestSupport
import Testing

/// A survey made with the program alone: a strip of 2.6 m by 0.9 m on the right shoulder.
struct CommandSurvey {
    /// Offsets of two lanes that cover the strip between them.
    static let lanes = ["-4.775", "-4.325"]
    /// A target that gives one alarm at x = 1 m, y = 0.1 m.
    static let target = TinySweep.Target(x: 1, y: 0.1, delay: 1, strength: 12)

    let folder: TemporaryFolder
    let path: String

    /// Made once by the program; each test gets a copy.
    private static let template: Result<CommandSurvey, any Error> = Result {
        let made = try CommandSurvey(purpose: "operation")
        TemplateFolder.remember(made.folder)
        return made
    }

    /// A survey of real ground with approved settings.
    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("survey")
        let made = try Self.template.get()
        try FileManager.default.copyItem(atPath: made.path, toPath: path)
    }

    /// A survey made step by step.
    init(
        purpose: String, isApproved: Bool = true,
        editing change: (inout SurveySettings) -> Void = { _ in }
    ) throws {
        folder = try TemporaryFolder()
        path = folder.file("survey")
        try DurableFile.write(TinyRoad.geoJSON, to: folder.file("road.geojson"))
        try done([
            "survey", "init", path, "--name", "Tiny", "--crs", TinyRoad.crs, "--road",
            folder.file("road.geojson"), "--purpose", purpose, "--by", "Salem Ali",
        ])
        try edit {
            $0.bands["right-shoulder"] = MetreRange(low: -5, high: -4.1)
            $0.release.requiredClasses = [.antiVehicle]
            $0.detection.detectability = .off
            $0.typedPlacement = SurveySettings.TypedPlacement(
                alongErrorMetres: 0.01, acrossErrorMetres: 0.01)
            change(&$0)
        }
        if isApproved {
            try done(["survey", "approve", path, "--by", "Huda Omar", "--proposed-by", "Salem Ali"])
        }
        try done([
            "segment", "add", path, "--id", "S-1", "--road", TinyRoad.id, "--from", "0+100.2",
            "--to", "0+102.8", "--band", "right-shoulder", "--depth-cm", "15", "--by", "Salem Ali",
        ])
    }

    private init(folder: TemporaryFolder, path: String) {
        self.folder = folder
        self.path = path
    }

    /// A second survey folder with the same content.
    func copy(named name: String) throws -> CommandSurvey {
        try FileManager.default.copyItem(atPath: path, toPath: folder.file(name))
        return CommandSurvey(folder: folder, path: folder.file(name))
    }

    /// Changes `survey.json` as a person with an editor would.
    func edit(_ change: (inout SurveySettings) -> Void) throws {
        let file = URL(fileURLWithPath: path + "/survey.json")
        var settings = try JSONDecoder().decode(SurveySettings.self, from: Data(contentsOf: file))
        change(&settings)
        try JSONEncoder().encode(settings).write(to: file)
    }

    func run(_ arguments: [String]) throws -> CommandRun { try ClearRoad.run(arguments) }

    @discardableResult
    func done(_ arguments: [String]) throws -> CommandRun {
        let run = try run(arguments)
        #expect(run.status == 0 && run.errorLines == [], "\(arguments): \(run)")
        return run
    }

    /// Writes `sweep` beside the survey and gives its path.
    func write(_ sweep: Sweep, named name: String) throws -> String {
        let file = folder.file(name + ".sgy")
        try SweepWriter.write(sweep, to: file)
        return file
    }

    /// Registers two sweeps of blank ground, enough for the tail fit.
    func addBlanks() throws {
        let files = try ([71, 72] as [UInt64]).map { seed in
            try write(
                TinySweep.sweep(seed: seed, offsets: TinySweep.wideChannels),
                named: "blank-\(seed)")
        }
        try done(["sweep", "add", path] + files + ["--blank", "--by", "Mona"])
    }

    /// Registers the first lane, with the target, or both.
    func addLanes(count: Int = 2, date: String? = nil) throws {
        for (place, offset) in Self.lanes.prefix(count).enumerated() {
            let file = try write(
                TinySweep.sweep(
                    seed: UInt64(11 + place), targets: place == 0 ? [Self.target] : []),
                named: "lane-\(place + 1)")
            try done(
                [
                    "sweep", "add", path, file, "--segment", "S-1", "--start", "0+100",
                    "--offset", offset, "--direction", "up", "--by", "Mona",
                ] + (date.map { ["--date", $0] } ?? []))
        }
    }

    /// Changes the record behind the program's back.
    func sql(_ statements: String) throws {
        let run = try CommandRun.run(["sqlite3", path + "/registry.gpkg", statements])
        #expect(run.status == 0, "\(run.errors)")
    }

    func verify() throws -> CommandRun { try run(["verify", path]) }

    /// Whether the record is as sound as before.
    var isSound: Bool { get throws { try verify().status == 0 } }

    struct AlarmList: Decodable {
        struct Alarm: Decodable {
            var id: String
            var open: Bool
            var chainageMetres: Double
            var offsetMetres: Double
            var longitude: Double
            var latitude: Double
            var depthMetres: Double
            var alongErrorMetres: Double
            var depthErrorMetres: Double
            var side: String
        }
        var alarms: [Alarm]
    }

    var alarms: [AlarmList.Alarm] {
        get throws { try done(["alarm", "list", path, "--json"]).decoded(AlarmList.self).alarms }
    }
}
