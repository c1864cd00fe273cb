import Evaluation
import FileAccess
import Foundation
import Testing

@testable import SurveyWorkflow

@Suite struct LaneMapTests {
    let files: TrialFiles
    init() throws { files = try TrialFiles() }

    @Test("Places of other CRS are where pyproj puts them in the lane")
    func golden() throws {
        let table = try CSVTable(bytes: Array(laneFrameTable.utf8), path: "lane_frame")
        try #require(table.rowCount == 60)
        for row in 0..<table.rowCount {
            func number(_ name: String) throws -> Double {
                let column = try #require(table.index(of: name))
                return try #require(try table.number(row: row, column: column))
            }
            func text(_ name: String) throws -> String {
                table.text(row: row, column: try #require(table.index(of: name)))
            }
            let map = try LaneMap(
                crs: text("frame_crs"),
                frame: LaneFrame(
                    startEastMetres: number("start_e"), startNorthMetres: number("start_n"),
                    endEastMetres: number("end_e"), endNorthMetres: number("end_n")))
            let point = try map.converter(from: text("list_crs"), path: "list")
                .lanePoint(number("list_x"), number("list_y"))
            let (x, y) = (try number("x_m"), try number("y_m"))
            // The table has six decimals.
            #expect(
                abs(point.xMetres - x) < 2e-6 && abs(point.yMetres - y) < 2e-6, "row \(row + 1)")
        }
    }

    private func map() throws -> LaneMap {
        try LaneMap(
            crs: "EPSG:32634",
            frame: LaneFrame(
                startEastMetres: 500_000, startNorthMetres: 3_400_000, headingDegrees: 0))
    }

    private func alarms(
        _ text: String, crs: String?, columns: String? = nil
    ) throws -> AlarmListFile.Contents {
        let names =
            try columns.map { try ColumnNames($0, known: AlarmListFile.mappedColumns) } ?? .own
        return try AlarmListFile.read(
            files.write(text, as: "list"), columns: names, places: .onMap(map(), crs: crs))
    }

    @Test(
        "A list in eastings and northings needs its CRS, and lies left of a lane that it is west of"
    )
    func eastings() throws {
        let text = "easting,northing,score\n499999,3400005,1\n"
        let columns = "x_m=easting,y_m=northing"
        let point = try alarms(text, crs: "EPSG:32634", columns: columns).alarms[0]
        #expect(point.xMetres == 5 && point.yMetres == 1)
        let error = #expect(throws: TrialFileError.self) {
            try alarms(text, crs: nil, columns: columns)
        }
        #expect(error?.hint?.contains("--alarms-crs") == true)
        let wrong = #expect(throws: TrialFileError.self) {
            try alarms(text, crs: "EPSG:32633", columns: columns)
        }
        #expect(wrong?.reason.contains("outside the area") == true && wrong?.place == .line(2))
    }

    @Test("Columns longitude and latitude need no word about their CRS")
    func degrees() throws {
        // The central meridian of the zone: straight north of it lies straight ahead.
        let text = "longitude,latitude,score\n21,30.7339,1\n21,30.7340,2\n"
        let points = try alarms(text, crs: nil).alarms
        #expect(abs(points[0].yMetres) < 1e-6 && abs(points[1].yMetres) < 1e-6)
        #expect(abs(points[1].xMetres - points[0].xMetres - 11.08) < 0.02)
        let error = #expect(throws: TrialFileError.self) {
            try alarms("longitude,latitude,score\n1,30,1\n", crs: nil)
        }
        #expect(error?.place == .line(2))
    }

    @Test("A CRS that contradicts the file, or that is none, is refused")
    func contradiction() throws {
        let json = TrialFiles.geoJSON(
            [TrialFiles.point(500_000, 3_400_000, "{\"score\":1}")], crs: "EPSG:32634")
        #expect(try alarms(json, crs: "epsg:32634").alarms.count == 1)
        #expect(throws: TrialFileError.self) { try alarms(json, crs: "EPSG:32633") }
        let plain = TrialFiles.geoJSON([TrialFiles.point(500_000, 3_400_000, "{\"score\":1}")])
        #expect(try alarms(plain, crs: "EPSG:32634").alarms.count == 1)
        #expect(throws: TrialFileError.self) { try alarms(plain, crs: nil) }
        for crs in ["EPSG:99999", "UTM 34", "EPSG:4979", "+proj=utm"] {
            #expect(throws: TrialFileError.self) { try alarms(plain, crs: crs) }
        }
        #expect(throws: TrialFileError.self) { try LaneMap(crs: "EPSG:4326", frame: map().frame) }
    }
}
