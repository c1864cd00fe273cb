import Evaluation
import FileAccess
import Foundation
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct AlarmListFileTests {
    let files: TrialFiles
    init() throws { files = try TrialFiles() }

    private func read(
        _ text: String, columns: String? = nil, lane: String? = nil,
        places: PlaceReference = .notSaid
    ) throws -> AlarmListFile.Contents {
        let names =
            try columns.map { try ColumnNames($0, known: AlarmListFile.mappedColumns) } ?? .own
        return try AlarmListFile.read(
            files.write(text, as: "alarms"), columns: names, lane: lane, places: places)
    }

    private func error(
        _ text: String, lane: String? = nil, places: PlaceReference = .notSaid
    ) -> TrialFileError? {
        #expect(throws: TrialFileError.self) { try read(text, lane: lane, places: places) }
    }

    @Test("What clearroad wrote is read back")
    func own() throws {
        let alarm = Alarm(
            id: "T01-1", sweep: "T01", xMetres: 1.25, yMetres: -0.1, depthMetres: 0.08, score: 4.5,
            isSelected: false, expectedFARPerSquareMetre: nil, alarmClass: .undetermined)
        let contents = try read(AlarmTable.csv([alarm]))
        #expect(
            contents.alarms == [
                ScoredAlarm(
                    id: "T01-1", xMetres: 1.25, yMetres: -0.1, depthMetres: 0.08, score: 4.5,
                    isSelected: false)
            ])
        #expect(contents.saysSelected && !contents.hasMadeIDs && !contents.saysProbability)
        #expect(contents.laneNames == ["T01"])
        #expect(try read(AlarmTable.csv([])).alarms.isEmpty)
    }

    @Test("Columns that are not there leave their defaults, and this is told")
    func defaults() throws {
        let contents = try read("score,x_m,y_m\n2,1,0\n1,2,0.1\n")
        #expect(contents.hasMadeIDs && !contents.saysSelected && contents.laneNames.isEmpty)
        #expect(contents.alarms.map(\.id) == ["row-1", "row-2"])
        #expect(contents.alarms.allSatisfy { $0.isSelected && $0.depthMetres == nil })
    }

    @Test("A foreign list with semicolons and names of its own is read")
    func foreign() throws {
        let contents = try read(
            "Easting;Northing;conf;p;use;Nr\n3.5;-0.2;0.9;0.7;true;A\n",
            columns: "x_m=Easting,y_m=Northing,score=conf,probability=p,selected=use,id=Nr")
        #expect(
            contents.alarms == [
                ScoredAlarm(id: "A", xMetres: 3.5, yMetres: -0.2, score: 0.9, probability: 0.7)
            ])
        #expect(contents.saysProbability)
    }

    @Test("The rows of one lane are kept, by `lane`, else by `sweep`, else by the column named")
    func lanes() throws {
        let rows = "\n1,1,0,5\n1,2,0,4\n2,3,0,3\n"
        for (name, columns) in [("lane", nil), ("sweep", nil), ("strip", "lane=strip")] {
            let text = "\(name),x_m,y_m,score" + rows
            let kept = try read(text, columns: columns, lane: "1")
            #expect(kept.alarms.map(\.xMetres) == [1, 2] && kept.laneNames == ["1", "2"])
            #expect(try read(text, columns: columns, lane: "3").alarms.isEmpty)
            #expect(try read(text, columns: columns).alarms.count == 3)
        }
        let error = error("x_m,y_m,score\n1,1,1\n", lane: "T01")
        #expect(error?.column == "lane" && error?.hint?.contains("lane=NAME") == true)
    }

    @Test("An id may stand in two lanes, but not twice in one list")
    func duplicates() throws {
        let text = "id,lane,x_m,y_m,score\n1,A,1,0,5\n1,B,2,0,4\n"
        #expect(try read(text, lane: "A").alarms.count == 1)
        let error = error(text)
        #expect(error?.place == .line(3) && error?.reason.contains("line 2") == true)
    }

    @Test("Alarms without scores are refused, whether the column or one field is missing")
    func scores() {
        let column = error("id,x_m,y_m,confidence\n1,1,0,5\n")
        #expect(column?.reason == "the alarms have no scores: this column is missing")
        #expect(column?.column == "score" && column?.place == .line(1))
        let field = error("x_m,y_m,score\n1,0,5\n1,0,\n")
        #expect(field?.place == .line(3) && field?.reason == "the alarm has no score")
    }

    @Test("Fields that no alarm can have are refused with line and column")
    func badFields() {
        let header = "id,x_m,y_m,depth_m,score,selected,probability\n"
        let cases = [
            ("1,1,0,0,nan,1,", "score"), ("1,1,0,0,-inf,1,", "score"), ("1,nan,0,0,1,1,", "x_m"),
            ("1,1,,0,1,1,", "y_m"), ("1,200000,0,0,1,1,", "x_m"), ("1,1,0,deep,1,1,", "depth_m"),
            ("1,1,0,1e3,1,1,", "depth_m"), ("1,1,0,0,1,,", "selected"),
            ("1,1,0,0,1,2,", "selected"), ("1,1,0,0,1,1,1.01", "probability"),
            ("1,1,0,0,1,1,-0.1", "probability"), ("1,1,0,0,1,1,NaN", "probability"),
            (",1,0,0,1,1,", "id"), ("1,1,0,0,0x10,1,", "score"),
        ]
        for (row, column) in cases {
            let error = error(header + "0,1,0,0,1,1,\n" + row + "\n")
            #expect(error?.place == .line(3) && error?.column == column, "\(row)")
        }
    }

    @Test("Names of columns are refused where they are unknown, given twice or no pairs")
    func columnNames() {
        let cases = [
            ("xm=a", "is `x_m` meant?"), ("x_m=a,x_m=b", nil), ("x_m", nil), ("x_m=", nil),
            ("", nil),
            ("x_m=a,,", nil),
        ]
        for (text, hint) in cases {
            let error = files.error { () throws(TrialFileError) in
                _ = try ColumnNames(text, known: AlarmListFile.mappedColumns)
            }
            #expect(error != nil && error?.hint == hint, "\(text)")
        }
    }

    @Test("A column that is mapped must be there, even one that may be missing")
    func mappedMissing() {
        let error = #expect(throws: TrialFileError.self) {
            try read("x_m,y_m,score\n1,1,1\n", columns: "probability=prob")
        }
        #expect(error?.column == "prob")
    }

    @Test("Points of GeoJSON are read in lane metres where that is said, else refused")
    func geoJSON() throws {
        let json = TrialFiles.geoJSON([
            TrialFiles.point(1.5, -0.1, "{\"score\":3,\"id\":\"a\",\"selected\":false}"),
            TrialFiles.point(2.5, 0.2, "{\"score\":\"2.5\",\"id\":\"b\",\"selected\":1}"),
        ])
        let contents = try read(json, places: .laneMetres)
        #expect(contents.alarms.map(\.xMetres) == [1.5, 2.5])
        #expect(contents.alarms.map(\.score) == [3, 2.5])
        #expect(contents.alarms.map(\.isSelected) == [false, true])
        #expect(error(json)?.reason == "it is not said how its places lie in the lane")
        let named = TrialFiles.geoJSON(
            [TrialFiles.point(1, 1, "{\"score\":3}")], crs: "EPSG:32634")
        #expect(error(named, places: .laneMetres)?.reason.contains("EPSG:32634") == true)
    }

    @Test("Attributes x_m and y_m go before the shapes")
    func attributes() throws {
        let json = TrialFiles.geoJSON([
            TrialFiles.feature("null", "{\"score\":3,\"x_m\":1.5,\"y_m\":0.25}")
        ])
        #expect(try read(json).alarms.map(\.yMetres) == [0.25])
    }

    @Test("Features that are no alarms are refused with their number")
    func badFeatures() {
        let good = TrialFiles.point(1, 0, "{\"score\":3}")
        let cases = [
            (TrialFiles.point(1, 0, "{\"score\":null}"), "the alarm has no score"),
            (TrialFiles.point(1, 0, "{\"score\":\"high\"}"), "`high` is not a decimal number"),
            (TrialFiles.feature("null", "{\"score\":1}"), "the feature has no place"),
            (
                TrialFiles.polygon([TrialFiles.box(0, 1, 0, 1)], "{\"score\":1}"),
                "the feature is a polygon, a point is needed"
            ),
            (
                TrialFiles.feature(
                    "{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1]]}", "{\"score\":1}"),
                "the feature is a LINESTRING, a point is needed"
            ),
            (
                TrialFiles.point(2e5, 0, "{\"score\":1}"),
                "200000.0 m is too far from the start of a lane"
            ),
        ]
        for (feature, reason) in cases {
            let error = error(TrialFiles.geoJSON([good, feature]), places: .laneMetres)
            #expect(error?.place == .feature(2) && error?.reason == reason, "\(feature)")
        }
    }

    @Test("Files that are no GeoJSON give a sentence")
    func hostileGeoJSON() throws {
        let deep =
            String(repeating: "{\"a\":", count: 5000) + "1" + String(repeating: "}", count: 5000)
        let texts = [
            "{", "{}", "{\"type\":\"FeatureCollection\"}", "{\"type\":\"Topology\"}", deep,
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\"",
            TrialFiles.geoJSON([TrialFiles.point(1, 1, "{\"score\":NaN}")]),
            TrialFiles.geoJSON([
                TrialFiles.feature(
                    "{\"type\":\"Point\",\"coordinates\":[1e999,0]}", "{\"score\":1}")
            ]),
            TrialFiles.geoJSON([TrialFiles.point(1, 1, "{\"score\":1}")], crs: "my own"),
        ]
        for text in texts {
            let error = error(text, places: .laneMetres)
            #expect(
                error?.reason.contains("road") == false && error?.hint?.contains("road") != true,
                "\(text.prefix(60))")
        }
    }

    @Test("A GeoPackage is read by layer, and nothing appears beside it")
    func geoPackage() throws {
        let json = TrialFiles.geoJSON(
            [TrialFiles.point(500_003, 3_400_000.5, "{\"conf\":3.5,\"id\":\"a\"}")],
            crs: "urn:ogc:def:crs:EPSG::32634")
        guard let path = try files.geoPackage(json, as: "a.gpkg", ["-nln", "alarms"]) else {
            return
        }
        let before = try Folder.names(in: files.folder.path)
        let digest = try RegularFile(path: path).allBytes()
        let map = try LaneMap(
            crs: "EPSG:32634",
            frame: LaneFrame(
                startEastMetres: 500_000, startNorthMetres: 3_400_000, headingDegrees: 90))
        let names = try ColumnNames("score=conf", known: AlarmListFile.mappedColumns)
        func read(layer: String?) throws(TrialFileError) -> AlarmListFile.Contents {
            try AlarmListFile.read(
                path, columns: names, places: .onMap(map, crs: nil), layer: layer)
        }
        #expect(
            try read(layer: nil).alarms == [
                ScoredAlarm(id: "a", xMetres: 3, yMetres: 0.5, score: 3.5)
            ])
        #expect(try read(layer: "alarms").alarms.count == 1)
        let error = files.error { () throws(TrialFileError) in _ = try read(layer: "alarm") }
        #expect(error?.reason == "it has no layer `alarm`; there are: alarms")
        #expect(try Folder.names(in: files.folder.path) == before)
        #expect(try RegularFile(path: path).allBytes() == digest)
    }

    @Test("The key of a table can be the id, and a table last written with a log is read")
    func keyAndLog() throws {
        let json = TrialFiles.geoJSON(
            [TrialFiles.point(1, 2, "{\"score\":3}"), TrialFiles.point(3, 4, "{\"score\":2}")],
            crs: "urn:ogc:def:crs:EPSG::32634")
        guard let path = try files.geoPackage(json, as: "a.gpkg") else { return }
        var bytes = try RegularFile(path: path).allBytes()
        (bytes[18], bytes[19]) = (2, 2)
        try DurableFile.write(bytes, to: path)
        let map = try LaneMap(
            crs: "EPSG:32634",
            frame: LaneFrame(startEastMetres: 0, startNorthMetres: 0, headingDegrees: 90))
        let contents = try AlarmListFile.read(
            path, columns: ColumnNames("id=fid", known: AlarmListFile.mappedColumns),
            places: .onMap(map, crs: nil))
        #expect(contents.alarms.map(\.id) == ["1", "2"])
        #expect(contents.alarms.map(\.yMetres) == [2, 4])
    }

    @Test("A GeoPackage with damaged bytes is read or refused")
    func damagedGeoPackage() throws {
        let json = TrialFiles.geoJSON(
            (0..<20).map { TrialFiles.point(Double($0), 0, "{\"score\":3,\"id\":\"\($0)\"}") },
            crs: "EPSG:32634")
        guard let path = try files.geoPackage(json, as: "a.gpkg") else { return }
        let map = try LaneMap(
            crs: "EPSG:32634",
            frame: LaneFrame(startEastMetres: 0, startNorthMetres: 0, headingDegrees: 90))
        let whole = try RegularFile(path: path).allBytes()
        var noise = SeededNoise(seed: 3)
        for _ in 0..<40 {
            var bytes = whole
            for _ in 0..<30 {
                let place = Int(noise.next() % UInt64(bytes.count))
                bytes[place] = UInt8(truncatingIfNeeded: noise.next())
            }
            try DurableFile.write(bytes, to: path)
            let read = try? AlarmListFile.read(path, places: .onMap(map, crs: nil))
            #expect((read?.alarms.count ?? 0) <= 20)
        }
    }

    @Test("A GeoPackage with several layers, cut short or open elsewhere is refused")
    func badGeoPackage() throws {
        let json = TrialFiles.geoJSON([TrialFiles.point(1, 1, "{\"score\":3.5}")])
        guard let path = try files.geoPackage(json, as: "a.gpkg", ["-nln", "one"]) else { return }
        let bytes = try RegularFile(path: path).allBytes()
        func reason() -> String? {
            files.error { () throws(TrialFileError) in
                _ = try AlarmListFile.read(path, places: .laneMetres)
            }?.reason
        }
        #expect(reason() == "its places are in EPSG:4326, not in lane metres")
        try DurableFile.write([1, 2, 3], to: path + "-wal")
        #expect(reason()?.contains("a program has it open") == true)
        try Folder.remove(path + "-wal")
        for count in [100, 5000, bytes.count / 2] {
            try DurableFile.write(Array(bytes.prefix(count)), to: path)
            #expect(reason() != nil)
        }
        try DurableFile.write(bytes, to: path)
        _ = try files.geoPackage(json, as: "a.gpkg", ["-update", "-nln", "two"])
        #expect(reason()?.contains("it has several layers (one, two)") == true)
    }
}
