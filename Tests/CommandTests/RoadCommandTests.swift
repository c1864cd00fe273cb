import FileAccess
import Foundation
import TestSupport
import Testing

@Suite struct RoadCommandTests {
    private struct Place: Decodable {
        var chainageMetres: Double
        var offsetMetres: Double
        var longitude: Double
        var latitude: Double
        var side: String
        var post: String?
        var metresPastPost: Double?
        var calibration: Int?
        var accuracyMetres: Double?
    }

    private struct Sweeps: Decodable {
        struct Sweep: Decodable {
            struct Lane: Decodable {
                var startChainageMetres: Double
                var direction: String
                var forStakeOut: Bool
                var placedBy: String
                var misclosureMetres: Double?
                var alongErrorMetres: Double
            }
            var lane: Lane
        }
        var sweeps: [Sweep]
    }

    private func decode<Value: Decodable>(_ text: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }

    @Test func `posts are versions, and a place is said by all of them`() throws {
        let survey = try CommandSurvey()
        let posts = survey.folder.file("posts.csv")
        try DurableFile.write("post,km,chainage_m\nA,10,50\nB,10.2,248.5\n", to: posts)
        let calibrate = ["road", "calibrate", survey.path, "--road", TinyRoad.id, "--by", "Mona"]
        try survey.done(calibrate + ["--posts", posts])
        try DurableFile.write("post,km,chainage_m\nA,10,51\nB,10.2,249.5\n", to: posts)
        try survey.done(calibrate + ["--posts", posts, "--source", "second drive"])
        let locate = ["road", "locate", survey.path, "--road", TinyRoad.id, "--json"]
        let newest: Place = try decode(
            survey.done(locate + ["--chainage", "0+300", "--offset", "-4"]).output)
        #expect(newest.post == "B" && newest.calibration == 2 && newest.side == "right")
        #expect(abs((newest.metresPastPost ?? 0) - 50.5) < 1e-9)
        let older: Place = try decode(
            survey.done(locate + ["--post", "B+51.5", "--offset=-4", "--calibration", "1"]).output)
        #expect(abs(older.chainageMetres - 300) < 1e-9)
        // There and back by coordinates.
        let back: Place = try decode(
            survey.done(locate + ["--point", "\(newest.longitude),\(newest.latitude)"]).output)
        #expect(abs(back.chainageMetres - 300) < 1e-4 && abs(back.offsetMetres + 4) < 1e-4)
        let old: Place = try decode(
            survey.done(locate + ["--chainage", "0+300", "--crs", "EPSG:2079"]).output)
        #expect((old.accuracyMetres ?? 0) >= 2)
        try DurableFile.write("post,km,chainage_m\nA,10,51\nB,11,40\nC,12,60\n", to: posts)
        #expect(
            try survey.run(calibrate + ["--posts", posts]).failed(1, saying: "do not follow"))
        try DurableFile.write("post,km,longitude,latitude\nA,10,23.6,32.1\nB,11,1,1\n", to: posts)
        #expect(try survey.run(calibrate + ["--posts", posts]).failed(1, saying: "line 2"))
        #expect(try survey.run(locate).failed(1, saying: "not at all"))
        #expect(try survey.isSound)
    }

    @Test(arguments: ["gpkg", "kml", "shp"])
    func `a survey begins with a road of any format, kept as GeoJSON`(ending: String) throws {
        let folder = try TemporaryFolder()
        let (source, file) = (folder.file("line.geojson"), folder.file("line.\(ending)"))
        try DurableFile.write(TinyRoad.geoJSON, to: source)
        let format = ["gpkg": "GPKG", "kml": "KML", "shp": "ESRI Shapefile"][ending] ?? ""
        _ = try CommandRun.run(["ogr2ogr", "-f", format, file, source])
        let survey = folder.file("survey")
        let run = try ClearRoad.run([
            "survey", "init", survey, "--name", "T", "--crs", TinyRoad.crs, "--road", file, "--by",
            "Salem",
        ])
        #expect(run.status == 0, "\(run)")
        let list = try ClearRoad.run(["road", "list", survey]).output
        // The length of the line by PROJ's geod.
        #expect(list.contains("0+503.20"), "\(list)")
        let kept = try CommandRun.run(["ogrinfo", "-al", survey + "/road.geojson"]).output
        #expect(kept.contains("LINESTRING (23.5 32.1,23.504 32.103)"), "\(kept)")
    }

    @Test func `carriageways come in side by side, bad roads do not`() throws {
        let survey = try CommandSurvey()
        let file = survey.folder.file("b.geojson")
        func line(_ coordinates: String) throws {
            try DurableFile.write(
                "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"LineString\","
                    + "\"coordinates\":\(coordinates)}}", to: file)
        }
        let add = ["road", "import", survey.path, file, "--id", "M", "--by", "Mona"]
        try line("[[23.51,32.1],[23.514,32.103]]")
        try survey.done(add + ["--carriageway", "A"])
        try line("[[23.5142,32.103],[23.5102,32.1]]")
        let second = try survey.done(add + ["--carriageway", "B"])
        #expect(second.output.contains("M.B") && second.output.contains("turned round"))
        let shown = try survey.done(["road", "show", survey.path, "M.A"])
        #expect(shown.output.contains("the left carriageway of M"))
        let side: Place = try decode(
            survey.done([
                "road", "locate", survey.path, "--road", "M.A", "--chainage", "100", "--offset=-3",
                "--json",
            ]).output)
        #expect(side.side == "right (median side)")
        try line("[[23.51,32.1],[23.514,32.103],[23.5101,32.1]]")
        #expect(
            try survey.run(["road", "import", survey.path, file, "--id", "X", "--by", "Mona"])
                .failed(1, saying: "runs backwards"))
        #expect(try survey.run(add + ["--carriageway", "A"]).status == 1)
        #expect(try survey.isSound)
    }

    @Test(arguments: [("up", 100.0, 103.0), ("down", 103.0, 100.0)])
    func `pegs place a sweep, and a wheel that disagrees is refused`(
        direction: String, first: Double, last: Double
    ) throws {
        let survey = try CommandSurvey()
        let file = try survey.write(TinySweep.sweep(seed: 11), named: "lane")
        let pegs = survey.folder.file("pegs.csv")
        let add = ["sweep", "add", survey.path, file, "--segment", "S-1", "--pegs", pegs]
        let table = { (end: Double) in
            "peg,wheel_m,chainage_m,offset_m,error_m\nA,0,\(first),-4.55,0.02\n"
                + "B,3,\(end),-4.55,0.02\n"
        }
        let longer = last > first ? 0.045 : -0.045
        try DurableFile.write(table(last + longer), to: pegs)
        #expect(try survey.run(add).failed(1, saying: "at most 1 %"))
        try DurableFile.write(table(last + longer * 0.8 / 1.5), to: pegs)
        let other = direction == "up" ? "down" : "up"
        #expect(
            try survey.run(add + ["--direction", other]).failed(1, saying: "ran \(direction)"))
        try survey.done(add + ["--direction", direction])
        let list: Sweeps = try decode(survey.done(["sweep", "list", survey.path, "--json"]).output)
        let lane = try #require(list.sweeps.first?.lane)
        #expect(lane.direction == direction && lane.placedBy == "pegs" && lane.forStakeOut)
        #expect(abs(lane.startChainageMetres - first) < 1e-9)
        #expect(abs((lane.misclosureMetres ?? 0) - 0.024) < 1e-9)
        #expect(lane.alongErrorMetres > 0.02 && lane.alongErrorMetres < 0.05)
        #expect(try survey.isSound)
        let fixes = try survey.run(
            ["sweep", "add", survey.path, file, "--segment", "S-1", "--lever-arm", "1,0"])
        #expect(fixes.status == 1)
    }
}
