import FileAccess
import Foundation
import TestSupport
import Testing

@Suite struct MapTests {
    private static let stamp = "SIMULATED DATA - NOT A CLEARANCE RECORD"

    private struct Raster: Decodable {
        struct System: Decodable { var wkt: String }
        var metadata: [String: [String: String]]
        var coordinateSystem: System
        var size: [Int]
    }

    private func worked(_ purpose: String) throws -> CommandSurvey {
        let survey = try CommandSurvey(purpose: purpose)
        try survey.addLanes(count: 1)
        try survey.done(["day", survey.path])
        return survey
    }

    private func raster(_ path: String) throws -> Raster {
        try CommandRun.run(["gdalinfo", "-json", path]).decoded(Raster.self)
    }

    private func pixel(_ path: String, _ longitude: Double, _ latitude: Double) throws -> String {
        try CommandRun.run([
            "gdallocationinfo", "-valonly", "-wgs84", "-b", "1", path, "\(longitude)",
            "\(latitude)",
        ]).output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test("Maps are cloud-optimised, in the survey's CRS, and an open alarm is 80 where it lies")
    func rasters() throws {
        let survey = try worked("operation")
        let alarm = try #require(try survey.alarms.max { $0.depthMetres > $1.depthMetres })
        for layer in ["status", "coverage", "detectability", "alarm-density"] {
            let out = survey.folder.file(layer + ".tif")
            try survey.done(["map", survey.path, "--layer", layer, "--out", out])
            let raster = try raster(out)
            #expect(raster.metadata["IMAGE_STRUCTURE"]?["LAYOUT"] == "COG")
            #expect(raster.coordinateSystem.wkt.contains("ID[\"EPSG\",32634]"))
            #expect(raster.metadata[""]?["STAMP"] == nil)
            #expect(raster.metadata[""]?["CLAIM"]?.contains("does not mean no mine") == true)
        }
        let status = survey.folder.file("status.tif")
        #expect(try pixel(status, alarm.longitude, alarm.latitude) == "80")
        // One lane of two on an unverified rate covers nothing: not covered, never clear.
        #expect(try pixel(status, 23.500844174, 32.100582676) == "60")
        #expect(try pixel(survey.folder.file("coverage.tif"), 23.500844174, 32.100582676) == "0")
    }

    @Test("Tiles are kept where nothing changed, a strip has no CRS, what is not made is refused")
    func tiles() throws {
        let survey = try worked("operation")
        let tiles = survey.folder.file("maps")
        try FileManager.default.createDirectory(
            atPath: tiles, withIntermediateDirectories: false)
        let command = ["map", survey.path, "--layer", "status", "--tiles", tiles]
        let first = try survey.done(command)
        let path = tiles + "/status/\(TinyRoad.id)-km-000.tif"
        #expect(first.output.contains(path) && !first.output.contains("up to date"))
        #expect(try raster(path).metadata[""]?["MADE_FROM"]?.count == 64)
        let bytes = FileManager.default.contents(atPath: path)
        #expect(try survey.done(command).output.contains("up to date: 1"))
        #expect(FileManager.default.contents(atPath: path) == bytes)
        let strip = survey.folder.file("strip.tif")
        try survey.done(["map", survey.path, "--layer", "status", "--out", strip, "--strip"])
        let shown = try CommandRun.run(["gdalinfo", strip]).output
        #expect(shown.contains("FRAME=road: east is chainage") && !shown.contains("PROJCRS"))
        let out = survey.folder.file("none.tif")
        for wrong in [
            ["residual-risk", "--out", out], ["depth-slice", "--out", out, "--strip"],
            ["depth-slice", "--tiles", tiles],
        ] {
            let run = try survey.run(["map", survey.path, "--layer"] + wrong)
            #expect(run.failed(1) && run.errors.contains("no map is written"))
            #expect(!Folder.exists(out) && !Folder.exists(tiles + "/depth-slice"))
        }
        for wrong in [
            [], ["--tiles", tiles, "--strip"], ["--tiles", tiles, "--out", strip],
            ["--out", out, "--depths", "0.05-0.10"],
        ] {
            let run = try survey.run(["map", survey.path, "--layer", "status"] + wrong)
            #expect(run.status == 64)
        }
    }

    @Test("Depth slices say what they are, in the file and beside it")
    func slices() throws {
        for purpose in ["operation", "demonstration"] {
            let survey = try CommandSurvey(purpose: purpose)
            let out = survey.folder.file("slices.tif")
            let command = ["map", survey.path, "--layer", "depth-slice", "--out", out]
            let none = try survey.run(command)
            #expect(none.failed(1) && none.errors.contains("no map is written"))
            try survey.addLanes(count: 1)
            try survey.done(command + ["--depths", "0.05-0.10,0.1-0.125", "--segment", "S-1"])
            let info = try CommandRun.run(["gdalinfo", out]).output
            for words in [
                "LAYOUT=COG", "Description = depth 0.05-0.10 m", "Description = depth 0.10-0.125 m",
                "Unit Type: dB", "NoData Value=nan", "HANDLING=RESTRICTED", "RECORD_HEAD=",
                "A strong echo is not a detection", "Dark ground is not said to be clear",
                "PERMITTIVITY=4.0 assumed", "SWEEPS=lane-1 ", "does not mean no mine",
            ] { #expect(info.contains(words), "\(words)") }
            #expect(info.contains("STAMP=\(Self.stamp)") == (purpose == "demonstration"))
            let table = try String(contentsOfFile: out + ".aux.xml", encoding: .utf8)
            #expect(table.contains("<Description>depth 0.05-0.10 m</Description>"))
        }
    }

    @Test("Every product of a demonstration is stamped, also in its metadata")
    func stamped() throws {
        let survey = try worked("demonstration")
        for name in ["status", "coverage", "detectability", "alarm-density"] {
            let raster = try raster(survey.path + "/products/\(name).tif")
            #expect(raster.metadata[""]?["STAMP"] == Self.stamp)
        }
        let alarms = try String(
            contentsOfFile: survey.path + "/products/alarms.geojson", encoding: .utf8)
        #expect(alarms.contains(Self.stamp))
        for ending in ["gpkg", "geojson"] {
            try survey.done(["export", survey.path, "--out", survey.folder.file("e." + ending)])
        }
        let text = try String(contentsOfFile: survey.folder.file("e.geojson"), encoding: .utf8)
        let features = text.components(separatedBy: "\"type\": \"Feature\",").count - 1
        #expect(features >= 4)
        #expect(text.components(separatedBy: "\"stamp\": \"\(Self.stamp)\"").count > features)
        let package = try CommandRun.run(["ogrinfo", "-ro", "-al", survey.folder.file("e.gpkg")])
        #expect(package.output.contains("STAMP=\(Self.stamp)"))
        #expect(package.output.contains("stamp (String) = \(Self.stamp)"))
    }

    @Test("An export is restricted and whole; --public tells of nothing that is not released")
    func exports() throws {
        let survey = try worked("operation")
        let whole = survey.folder.file("whole.gpkg")
        let run = try survey.done(["export", survey.path, "--out", whole])
        #expect(run.output.contains("restricted"))
        let layers = try CommandRun.run(["ogrinfo", "-ro", "-q", whole]).output
        for layer in ["road", "segment", "sweep", "alarm"] { #expect(layers.contains(layer)) }

        let alarm = try #require(try survey.alarms.first)
        for name in ["public.gpkg", "public.geojson", "public.kml", "public.csv"] {
            let path = survey.folder.file(name)
            let run = try survey.done(["export", survey.path, "--out", path, "--public"])
            #expect(!run.output.contains("restricted"))
            let shown = try CommandRun.run(["ogrinfo", "-ro", "-al", path]).output
            let bytes = try #require(FileManager.default.contents(atPath: path))
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text.contains("1 of 1 segments are left out") || name.hasSuffix("csv"))
            for secret in [alarm.id, "S-1", "lane-1", "Salem", "Huda", "Mona"] {
                #expect(!shown.contains(secret) && !text.contains(secret), "\(name): \(secret)")
            }
            #expect(!shown.contains("POINT") && !shown.contains("POLYGON (("))
        }
        let names = try CommandRun.run(["ogrinfo", "-ro", "-q", survey.folder.file("public.gpkg")])
            .output.split(separator: "\n").filter { $0.first?.isNumber == true }
        #expect(
            names == ["1: road (Line String)", "2: segment (Polygon)", "3: layer_styles (None)"])
    }

    @Test("Every format is written; what it cannot hold is refused and leaves nothing")
    func formats() throws {
        let survey = try worked("demonstration")
        for name in ["e.kml", "e.kmz", "e.zip", "e.csv", "e.csv.zip", "tables"] {
            let path = survey.folder.file(name)
            try survey.done(["export", survey.path, "--out", path])
            let again = try survey.done(["export", survey.path, "--out", path])
            #expect(again.output.contains(": restricted, not for publication"))
        }
        for name in ["e-styles.zip", "tables/README.txt", "tables/gap.csv", "tables/alarm.qml"] {
            #expect(Folder.exists(survey.folder.file(name)), "\(name)")
        }
        let words = try String(
            contentsOfFile: survey.folder.file("tables/README.txt"), encoding: .utf8)
        for word in [Self.stamp, "RESTRICTED", "RECORD_HEAD", "CLAIM", "CRS: WGS 84 (EPSG:4326)"] {
            #expect(words.contains(word), "\(word)")
        }
        // Public tables beside restricted ones would be taken for one export.
        let mixed = try survey.run([
            "export", survey.path, "--out", survey.folder.file("tables"), "--public",
        ])
        #expect(mixed.failed(1) && mixed.errorLines[0].contains("not of this export"))
        let refused: [(String, String?)] = [
            ("a.kml", "EPSG:32634"), ("a.gpkg", "EPSG:4326"), ("a.gpkg", "x"), ("a.shp", nil),
        ]
        for (name, crs) in refused {
            let run = try survey.run(
                ["export", survey.path, "--out", survey.folder.file(name)]
                    + (crs.map { ["--crs", $0] } ?? []))
            #expect(run.failed(1), "\(name) \(crs ?? "")")
            #expect(!Folder.exists(survey.folder.file(name)))
        }
    }
}
