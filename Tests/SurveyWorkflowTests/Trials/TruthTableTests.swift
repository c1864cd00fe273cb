import Evaluation
import FileAccess
import Foundation
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct TruthTableTests {
    let files: TrialFiles
    init() throws { files = try TrialFiles() }

    private static let header = "id,model,class,x_m,y_m,depth_m,diameter_m,height_m,is_mine"
    private static let row = "a,PMN-2,plastic_AP,1.5,-0.1,0.05,0.12,0.06,1"

    private func error(_ rows: String..., header: String = header) throws -> TrialFileError? {
        let path = try files.write(([header] + rows).joined(separator: "\n"), as: "truth.csv")
        return files.error { () throws(TrialFileError) in _ = try TruthTable.read(path) }
    }

    @Test("The columns stand in any order, and others are left alone")
    func columns() throws {
        let path = try files.write(
            "yaw_deg,is_mine,height_m,diameter_m,depth_m,y_m,x_m,class,model,id\n"
                + "3,true,0.06,0.12,0.05,-0.1,1.5,plastic_AP,PMN-2,a\n"
                + ",False,0.1,0.2,0,0.1,-2,clutter,\"stone, flat\",b\n", as: "t.csv")
        let targets = try TruthTable.read(path)
        #expect(
            targets == [
                Target(
                    id: "a", model: "PMN-2", targetClass: .plasticAntiPersonnel, xMetres: 1.5,
                    yMetres: -0.1, depthMetres: 0.05, diameterMetres: 0.12, heightMetres: 0.06,
                    isMine: true),
                Target(
                    id: "b", model: "stone, flat", targetClass: .clutter, xMetres: -2, yMetres: 0.1,
                    depthMetres: 0, diameterMetres: 0.2, heightMetres: 0.1, isMine: false),
            ])
    }

    @Test("A truth without rows is a blank lane")
    func blank() throws {
        #expect(try TruthTable.read(files.write(Self.header + "\n", as: "t.csv")).isEmpty)
    }

    @Test("The error of a place is read where the column is there, and 0 where its field is empty")
    func positionError() throws {
        let path = try files.write(
            Self.header + ",position_error_m\n" + Self.row + ",0.03\n"
                + Self.row.replacing("a,", with: "b,") + ",\n", as: "t.csv")
        #expect(try TruthTable.read(path).map(\.positionErrorMetres) == [0.03, 0])
    }

    @Test("Columns under other names are mapped")
    func mapped() throws {
        let path = try files.write(
            Self.header.replacing("x_m", with: "along").replacing("id,", with: "Nr,") + "\n"
                + Self.row, as: "t.csv")
        let names = try ColumnNames("x_m=along, id = Nr", known: TruthTable.mappedColumns)
        #expect(try TruthTable.read(path, columns: names).first?.xMetres == 1.5)
    }

    @Test("A missing column is named, with one that may be meant", arguments: TruthTable.columns)
    func missingColumn(_ name: String) throws {
        let header = Self.header.split(separator: ",").map { $0 == name ? "\($0)s" : String($0) }
        let error = try error(Self.row, header: header.joined(separator: ","))
        #expect(error?.column == name && error?.place == .line(1))
        #expect(
            error?.hint
                == "it has a column `\(name)s`; if that is meant: --columns \(name)=\(name)s")
    }

    @Test("Fields that no object can have are refused with line and column")
    func badFields() throws {
        let cases: [(String, String, String)] = [
            ("a,", " ,", "id"), ("plastic_AP", "plastic_ap", "class"), ("plastic_AP", "", "class"),
            ("1.5", "nan", "x_m"), ("1.5", "", "x_m"), ("1.5", "1e6", "x_m"),
            ("-0.1", "-200000", "y_m"), ("-0.1", "inf", "y_m"), ("0.05", "-0.01", "depth_m"),
            ("0.05", "NaN", "depth_m"), ("0.12", "0", "diameter_m"), ("0.12", "-0.1", "diameter_m"),
            ("0.12", "120", "diameter_m"), ("0.06", "-1", "height_m"), ("6,1", "6,yes", "is_mine"),
            ("6,1", "6,", "is_mine"), ("6,1", "6,TRUE", "is_mine"), ("6,1", "6,0", "is_mine"),
            ("plastic_AP", "clutter", "is_mine"),
        ]
        for (old, new, column) in cases {
            let bad = Self.row.replacing(old, with: new, maxReplacements: 1)
            let error = try error(Self.row.replacing("a,", with: "z,"), "", bad)
            #expect(error?.place == .line(4) && error?.column == column, "\(bad)")
            #expect(error?.description.hasPrefix(files.folder.file("truth.csv, line 4")) == true)
        }
    }

    @Test("A class that is nearly right is suggested")
    func suggestion() throws {
        let error = try error(Self.row.replacing("plastic_AP", with: "plastic-AT"))
        #expect(error?.hint == "is `plastic_AT` meant?")
    }

    @Test("An id that stands twice is refused with both lines")
    func duplicate() throws {
        let error = try error(Self.row, "\n" + Self.row)
        #expect(error?.place == .line(4) && error?.column == "id")
        #expect(error?.reason.contains("line 2") == true)
    }

    @Test("Damaged and hostile files give a sentence")
    func hostile() throws {
        #expect(try self.error("a,b")?.place == .line(2))
        #expect(try self.error(Self.row + ",\"")?.place == .line(2))
        let folder = files.folder.path
        func error(_ path: String) -> String? {
            files.error { () throws(TrialFileError) in _ = try TruthTable.read(path) }?.description
        }
        #expect(error(folder)?.contains("this is a folder") == true)
        #expect(error(folder + "/none") == "\(folder)/none: there is no such file")
        let pipe = folder + "/pipe"
        try #require(unsafe mkfifo(pipe, 0o600) == 0)
        #expect(error(pipe)?.contains("pipe or device") == true)
        let sparse = try files.write(Self.header + "\n", as: "sparse.csv")
        try #require(unsafe truncate(sparse, 1 << 30) == 0)
        #expect(error(sparse)?.contains("1073741824 bytes") == true)
        #expect(error(try files.write("", as: "e.csv"))?.contains("empty") == true)
        if geteuid() != 0 {
            try #require(unsafe chmod(sparse, 0) == 0)
            #expect(error(sparse)?.contains("cannot be read") == true)
        }
    }

    @Test("Points of a map file carry a truth too, placed by the frame of the lane")
    func mapFile() throws {
        let properties =
            "{\"id\":7,\"model\":\"M19\",\"class\":\"plastic_AT\",\"depth_m\":0.1,\"diameter_m\":0.33,"
            + "\"height_m\":\"0.09\",\"is_mine\":true}"
        let json = TrialFiles.geoJSON(
            [TrialFiles.point(500_100, 3_400_007, properties)],
            crs: "urn:ogc:def:crs:EPSG::32634")
        let map = try LaneMap(
            crs: "EPSG:32634",
            frame: LaneFrame(
                startEastMetres: 500_100, startNorthMetres: 3_400_000, headingDegrees: 0))
        let target = try #require(
            TruthTable.read(files.write(json, as: "t.geojson"), places: .onMap(map, crs: nil)).first
        )
        #expect(target.id == "7" && target.isMine && target.heightMetres == 0.09)
        #expect(target.xMetres == 7 && target.yMetres == 0)
    }
}
