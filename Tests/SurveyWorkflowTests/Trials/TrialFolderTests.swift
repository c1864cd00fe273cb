import Evaluation
import FileAccess
import Foundation
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct TrialFolderTests {
    let files: TrialFiles
    init() throws {
        files = try TrialFiles()
        let header = "id,model,class,x_m,y_m,depth_m,diameter_m,height_m,is_mine\n"
        _ = try files.write(
            header + "a,PMN-2,plastic_AP,1.5,-0.1,0.05,0.12,0.06,1\n", as: "truth/T01_truth.csv")
        _ = try files.write(header, as: "truth/N01_truth.csv")
        _ = try files.write("radar", as: "lanes/T01_noisy.sgy")
        _ = try files.write("radar", as: "lanes/N01.dzt")
    }

    private func read(_ json: String) throws(TrialFileError) -> TrialFolder {
        do {
            _ = try files.write(json, as: "trial.json")
        } catch {
            Issue.record(error)
        }
        return try TrialFolder.read(files.folder.path)
    }

    private static let lane =
        "\"name\":\"T01\",\"sweep\":\"lanes/T01_noisy.sgy\",\"truth\":\"truth/T01_truth.csv\""

    private func error(_ lane: String) -> TrialFileError? {
        files.error { () throws(TrialFileError) in
            _ = try read("{\"name\":\"x\",\"lanes\":[{\(lane)}]}")
        }
    }

    @Test("Name, sweep and truth are enough for a lane")
    func least() throws {
        let trial = try read("{\"name\":\"Spring\",\"lanes\":[{\(Self.lane)}]}")
        let lane = try #require(trial.lanes.first)
        #expect(trial.name == "Spring" && trial.isSimulated == nil && trial.lanes.count == 1)
        #expect(lane.name == "T01" && lane.role == .trial && lane.swept == nil && lane.map == nil)
        #expect(lane.sweepPath == files.folder.file("lanes/T01_noisy.sgy"))
        #expect(try lane.targets().map(\.id) == ["a"] && lane.exclusions().isEmpty)
        #expect(try lane.sweptShape() == nil)
    }

    @Test("Everything a description may say is read")
    func all() throws {
        _ = try files.write(
            "{\"soil_group\":\"dry\",\"description\":\"sand\",\"seed\":3}", as: "soil/T01.json")
        _ = try files.write(
            TrialFiles.geoJSON(
                [TrialFiles.polygon([TrialFiles.box(500_000, 500_001, 3_400_000, 3_400_002)])],
                crs: "EPSG:32634"), as: "x.geojson")
        let trial = try read(
            """
            {"name": "Spring", "simulated": true, "lanes": [
              {\(Self.lane), "soil": "soil/T01.json", "soilGroup": "mixed", "role": "shown",
               "swept": [0, 12, -0.25, 0.25], "exclusions": "x.geojson",
               "frame": {"crs": "EPSG:32634", "start": [500000, 3400000], "headingDegrees": 0},
               "aborted": {"reason": "rain", "declaredAt": "2025-03-01T09:30:00Z"}},
              {"name": "N01", "sweep": "lanes/N01.dzt", "truth": "truth/N01_truth.csv",
               "role": "blank", "swept": "x.geojson", "soil": "soil/T01.json",
               "frame": {"crs": "EPSG:32634", "start": [500000, 3400000], "end": [500000, 3400012]}}
            ]}
            """)
        let (first, second) = (trial.lanes[0], trial.lanes[1])
        #expect(trial.isSimulated == true && first.role == .shown && second.role == .blank)
        #expect(first.soilGroup == "mixed" && second.soilGroup == "dry")
        #expect(first.soil == SoilFacts(group: "dry", words: "sand", isNotDetectable: false))
        #expect(first.aborted?.reason == "rain" && second.aborted == nil)
        #expect(
            try first.sweptShape()
                == .rectangle(LaneRectangle(fromX: 0, toX: 12, fromY: -0.25, toY: 0.25)))
        guard case .polygons(let rings) = try second.sweptShape() else {
            Issue.record("no polygons")
            return
        }
        // East of a lane that runs north lies to the right of travel.
        #expect(Set(rings[0].corners.map(\.yMetres)) == [0, -1])
        #expect(try first.exclusions().count == 1)
        #expect(try first.targets().first?.xMetres == 1.5)
    }

    @Test("Keys that are unknown, twice, missing or of another type are refused by name")
    func keys() {
        let cases: [(String, String)] = [
            (Self.lane + ",\"sweept\":[0,1,0,1]", "`lanes[].sweept` is no key of a trial"),
            (
                Self.lane + ",\"frame\":{\"crs\":\"EPSG:32634\",\"start\":[0,0],\"heading\":3}",
                "heading"
            ),
            (Self.lane + ",\"name\":\"T02\"", "`lanes[].name` is there twice"),
            ("\"name\":\"T01\",\"sweep\":\"a\"", "`lanes[0].truth` is missing"),
            (Self.lane + ",\"role\":3", "`lanes[0].role`"),
            (Self.lane + ",\"swept\":true", "neither four numbers nor the name of a file"),
            (Self.lane + ",\"role\":\"test\"", "there is no role `test`"),
            (Self.lane + ",\"role\":\"blank\"", "it is not blank"),
            (Self.lane + ",\"swept\":[0,12,1]", "3 numbers are no swept area"),
            (Self.lane + ",\"swept\":[0,12,1,-1]", "the swept area is empty"),
            (Self.lane + ",\"swept\":\"none.geojson\"", "there is no file"),
            (Self.lane + ",\"aborted\":{\"reason\":\" \",\"declaredAt\":\"\"}", "no reason"),
            (Self.lane + ",\"aborted\":{\"reason\":\"r\",\"declaredAt\":\"today\"}", "is no time"),
        ]
        for (lane, words) in cases {
            let error = error(lane)
            #expect(error?.reason.contains(words) == true, "\(error?.description ?? lane)")
            #expect(error?.path == files.folder.file("trial.json"))
        }
        #expect(error(Self.lane + ",\"sweptt\":1")?.hint == "is `lanes[].swept` meant?")
    }

    @Test("Frames without a direction or a CRS are refused")
    func frames() {
        let frames = [
            "\"crs\":\"EPSG:32634\",\"start\":[0,0]",
            "\"crs\":\"EPSG:4326\",\"start\":[0,0],\"end\":[1,1]",
            "\"crs\":\"EPSG:32634\",\"start\":[0],\"end\":[1,1]",
            "\"crs\":\"EPSG:32634\",\"start\":[0,0],\"end\":[0,0]",
            "\"crs\":\"EPSG:32634\",\"start\":[0,0],\"end\":[1]",
            "\"crs\":\"EPSG:32634\",\"start\":[0,0],\"headingDegrees\":400",
            "\"crs\":\"EPSG:32634\",\"start\":[0,0],\"end\":[1,1],\"headingDegrees\":4",
        ]
        for frame in frames {
            let error = error(Self.lane + ",\"frame\":{\(frame)}")
            #expect(error?.reason.contains("`lanes[0].frame`") == true, "\(frame)")
        }
    }

    @Test("Files outside the folder are not reached")
    func outside() {
        for name in ["/etc/passwd", "../x.csv", "truth/../../x.csv", "..", "", "a\\u0000b"] {
            let error = error("\"name\":\"T01\",\"sweep\":\"lanes/N01.dzt\",\"truth\":\"\(name)\"")
            #expect(
                error?.reason.contains("does not lie in the folder of the trial") == true, "\(name)"
            )
        }
    }

    @Test(
        "Names that cannot name a file, names that stand twice and trials without lanes are refused"
    )
    func names() {
        for name in ["", "a/b", "..", ".a", "T 01", "ممر", String(repeating: "a", count: 65)] {
            let lane = Self.lane.replacing("\"T01\"", with: "\"\(name)\"")
            #expect(error(lane)?.reason.contains("no name of a lane") == true, "\(name)")
        }
        #expect(error(Self.lane + "},{" + Self.lane)?.reason.contains("already") == true)
        for json in [
            "{\"name\":\"x\",\"lanes\":[]}", "{\"name\":\" \",\"lanes\":[{\(Self.lane)}]}", "[]",
            "{",
            "", "{\"name\":\"x\\u0000\"}\0",
        ] {
            #expect(throws: TrialFileError.self, "\(json)") { try read(json) }
        }
    }

    @Test("Without a description lanes are found by the names of their files")
    func layout() throws {
        _ = try files.write(
            "{\"soil_group\":\"saline\",\"not_detectable\":true}", as: "truth/T02_soil.json")
        _ = try files.write(
            String(
                decoding: RegularFile(path: files.folder.file("truth/T01_truth.csv")).allBytes(),
                as: UTF8.self),
            as: "truth/T02_truth.csv")
        _ = try files.write("radar", as: "lanes/T02.sgy")
        _ = try files.write("{}", as: "lanes/T02.sweep.json")
        _ = try files.write("id", as: "truth/T03_truth.csv")
        let trial = try TrialFolder.read(files.folder.path)
        #expect(trial.lanes.map(\.name) == ["N01", "T01", "T02"])
        #expect(trial.lanes.map(\.role) == [.blank, .trial, .shown])
        #expect(
            trial.lanes.map { Folder.name(of: $0.sweepPath) } == [
                "N01.dzt", "T01_noisy.sgy", "T02.sgy",
            ])
        #expect(trial.lanes.map(\.soilGroup) == [nil, nil, "saline"])
        #expect(trial.lanesWithoutRadar == ["T03"])
        _ = try files.write("radar", as: "lanes/T02.dt1")
        let error = files.error { () throws(TrialFileError) in
            _ = try TrialFolder.read(files.folder.path)
        }
        #expect(error?.reason.contains("several radar files") == true)
    }

    @Test("A folder that is no trial gives a sentence")
    func noTrial() throws {
        let empty = try TrialFiles()
        let error = files.error { () throws(TrialFileError) in
            _ = try TrialFolder.read(empty.folder.path)
        }
        #expect(error?.reason.contains("neither a trial.json") == true)
        #expect(throws: TrialFileError.self) { try TrialFolder.read(empty.folder.file("none")) }
    }

    @Test("The simulated lanes are read", .enabled(if: SharedData.folder != nil))
    func simulated() throws {
        let path = try #require(SharedData.folder) + "/sim/train"
        let trial = try TrialFolder.read(path)
        #expect(trial.lanes.count == 21 && trial.lanesWithoutRadar.isEmpty)
        #expect(trial.lanes.filter { $0.role == .blank }.map(\.name) == (1...6).map { "N0\($0)" })
        #expect(trial.lanes.filter { $0.role == .shown }.map(\.name) == ["T15"])
        #expect(trial.lanes.allSatisfy { $0.soilGroup != nil })
        let targets = try trial.lanes.reduce(0) { try $0 + $1.targets().count }
        #expect(targets == 244 - 21)
    }
}
