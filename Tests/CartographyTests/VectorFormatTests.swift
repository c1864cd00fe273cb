import FileAccess
import Foundation
import FoundationXML
import SurveyModel
import Symbology
import TestSupport
import Testing

@testable import Cartography

@Suite struct VectorFormatTests {
    static let hostile = "it's \"quoted\" <b>&amp;</b>; \u{1F4A3} \u{627}\u{644}\n]]>"
    static let label = ProductLabel(
        purpose: .demonstration,
        facts: ["SURVEY": "practice", "HANDLING": "RESTRICTED", "CLAIM": "No alarm is no promise."])
    static let date = "2024-05-01T16:30:00Z"

    static func place(_ longitude: Double, _ latitude: Double) -> GeographicPosition {
        GeographicPosition(longitude: longitude, latitude: latitude)
    }

    static let alarms = VectorLayer(
        name: "alarm", kind: .point,
        fields: [
            VectorField("id", .text), VectorField("state", .text), VectorField("result", .text),
            VectorField("needs_second_sensor", .integer), VectorField("depth_m", .real),
            VectorField("needs_second_opinion", .integer),
        ],
        features: [
            VectorFeature(
                geometry: .point(place(20.123456789, 32.5)),
                values: [
                    .text(hostile), .text("open"), .null, .integer(0), .real(0.125), .integer(7),
                ]),
            VectorFeature(
                geometry: .point(place(20.2, 32.5)),
                values: [.text("b"), .text("closed"), .text("item"), .integer(0), .null, .null]),
        ],
        style: LayerDescription(
            name: "alarm", title: MapText("Alarms", "الإنذارات"), geometry: .point,
            fields: [
                .init("id"), .init("state", codes: CodeLists.openness),
                .init("result", codes: CodeLists.alarmResult), .init("needs_second_sensor"),
                .init("depth_m"), .init("needs_second_opinion"),
            ], groups: [WorkSymbols.alarms], labelColumn: "id"))

    static let segments = VectorLayer(
        name: "segment", kind: .polygon,
        fields: [VectorField("id", .text), VectorField("classification", .text)],
        features: [
            // Clockwise on purpose, with a hole.
            VectorFeature(
                geometry: .polygon([
                    [place(20, 32), place(20, 32.1), place(20.1, 32.1), place(20.1, 32)],
                    [place(20.02, 32.02), place(20.04, 32.02), place(20.03, 32.04)],
                ]), values: [.text("S1"), .text("suspected")])
        ],
        style: LayerDescription(
            name: "segment", title: MapText("Segments", "القطع"), geometry: .area,
            fields: [
                .init("id"), .init("classification", codes: CodeLists.classification),
            ], groups: [LandSymbols.classification()], labelColumn: "id"))

    private func files(
        _ name: String, _ layers: [VectorLayer] = [alarms, segments],
        projection: MapProjection? = nil
    ) throws -> [ExportFile] {
        try VectorExport.files(
            of: layers, label: Self.label, date: Self.date, as: try VectorFormat(path: name),
            projection: projection, for: name)
    }

    private func text(_ name: String, in files: [ExportFile]) throws -> String {
        String(decoding: try #require(files.first { $0.name == name }).bytes, as: UTF8.self)
    }

    @Test func `A name asks for its format`() throws {
        let formats: [(String, VectorFormat)] = [
            ("a.gpkg", .geoPackage), ("a.GeoJSON", .geoJSON), ("a.json", .geoJSON),
            ("a.kml", .kml), ("a.kmz", .kmz), ("a.zip", .shapefile), ("a.csv", .csv),
            ("a.csv.zip", .csvArchive), ("a.CSV.ZIP", .csvArchive), ("tables", .csvFolder),
            ("tables.d/", .csvFolder), ("csv.zip", .shapefile),
        ]
        for (name, format) in formats { #expect(try VectorFormat(path: name) == format) }
        for name in ["a.shp", "a.tif", "a.csv.gz"] {
            #expect(throws: CartographyError.unknownFormat(path: name)) {
                try VectorFormat(path: name)
            }
        }
    }

    @Test func `Names are cut without a collision, the same way every time`() {
        var generator = SystemRandomNumberGenerator()
        let letters = ["a", "B", "b", "_", "1", "2", "\u{627}", "\u{1F4A3}", "e\u{301}"]
        for round in 0..<400 {
            var names: [String] = []
            var seen: Set<String> = []
            for _ in 0..<Int.random(in: 1...120, using: &generator) {
                // Long common starts make collisions the rule.
                let start = ["", "segment_co", "SEGMENT_C", "b2"].randomElement(using: &generator)!
                let end = (0..<Int.random(in: 1...9, using: &generator)).map { _ in
                    letters.randomElement(using: &generator)!
                }.joined()
                if seen.insert((start + end).lowercased()).inserted { names.append(start + end) }
            }
            let cut = ShortNames.cut(names, to: 10)
            #expect(cut.allSatisfy { !$0.isEmpty && $0.utf8.count <= 10 }, "\(round): \(names)")
            #expect(Set(cut.map { $0.lowercased() }).count == names.count, "\(round): \(names)")
            for (one, other) in zip(names, cut) where one.utf8.count <= 10 { #expect(one == other) }
            #expect(ShortNames.cut(names, to: 10) == cut)
        }
        #expect(
            ShortNames.cut(
                ["needs_second_sensor", "needs_second_opinion", "needs_seco", "id"], to: 10)
                == ["needs_sec2", "needs_sec3", "needs_seco", "id"])
    }

    @Test func `Shapefiles have cut names, which their styles and a text know`() throws {
        let files = try files("a.zip")
        let names = Set(files.map(\.name))
        for layer in ["alarm", "segment"] {
            for ending in ["shp", "shx", "dbf", "prj", "cpg", "qml", "sld"] {
                #expect(names.contains("\(layer).\(ending)"), "\(layer).\(ending)")
            }
        }
        #expect(try text("alarm.cpg", in: files) == "UTF-8")
        let style = try text("alarm.qml", in: files)
        #expect(style.contains("&quot;needs_seco&quot; = 0"))
        #expect(!style.contains("needs_second_sensor"))
        let words = try text("README.txt", in: files)
        for line in [
            "SIMULATED DATA - NOT A CLEARANCE RECORD", "HANDLING: RESTRICTED",
            "  needs_seco = needs_second_sensor", "  needs_sec2 = needs_second_opinion",
            "  depth_m: Depth (m)", "open = Open / مفتوح",
        ] { #expect(words.contains(line), "\(line)") }
        let folder = try TemporaryFolder()
        for file in files { try DurableFile.write(file.bytes, to: folder.file(file.name)) }
        let alarm = try #require(output(of: "ogrinfo", ["-al", folder.file("alarm.shp")]))
        for expected in [
            "Feature Count: 2", "needs_seco (Integer64) = 0", "needs_sec2 (Integer64) = 7",
            "\u{1F4A3} \u{627}\u{644}", "POINT (20.123456789 32.5)",
            "DBF_DATE_LAST_UPDATE=2024-05-01", "needs_sec2 (Integer64) = (null)",
            "stamp (String) = SIMULATED DATA",
        ] { #expect(alarm.contains(expected), "\(expected)") }
        let segment = try #require(output(of: "ogrinfo", ["-al", folder.file("segment.shp")]))
        #expect(segment.contains("POLYGON ((") && segment.contains("20.02 32.02"))
    }

    @Test func `A text of more than 254 bytes is cut at a character, and that is told`() throws {
        var layer = Self.alarms
        layer.features[0].values[0] = .text("x" + String(repeating: "\u{628}", count: 200))
        let files = try files("a.zip", [layer])
        let words = try text("README.txt", in: files)
        #expect(words.contains("alarm.id: 1 texts were cut to 254 bytes"))
        let table = try #require(files.first { $0.name == "alarm.dbf" })
        let stored = String(decoding: table.bytes, as: UTF8.self)
        #expect(stored.contains("x" + String(repeating: "\u{628}", count: 126)))
    }

    @Test func `KML has a look per state, balloons in words and nothing from elsewhere`() throws {
        let text = try text("a.kml", in: files("a.kml"))
        let document = try XMLCheck(text)
        #expect(document.count["Placemark"] == 3)
        #expect(document.count["href"] == nil)
        let ids = try #require(document.values["id"])
        #expect(ids.contains("alarm-open") && ids.contains("alarm-item"))
        #expect(document.texts.contains("#alarm-open"))
        // Colours are opacity, blue, green, red: suspected ground is orange at half opacity.
        #expect(document.texts.contains("8018a7f4"))
        #expect(document.texts.contains("20.123456789,32.500000000"))
        #expect(document.texts.contains { $0.contains(">Suspected hazardous area / ") })
        #expect(document.texts.contains { $0.contains("<b>Classification / ") })
        // In the balloon, which is HTML, the text of a person is text.
        #expect(document.texts.contains { $0.contains("&lt;b&gt;&amp;amp;&lt;/b&gt;") })
        #expect(document.texts.contains(Self.hostile))
        #expect(document.texts.contains("SIMULATED DATA - NOT A CLEARANCE RECORD: practice"))
        #expect(text.contains("innerBoundaryIs"))
    }

    @Test func `A KMZ holds the symbols it names, and they are pictures`() throws {
        let files = try files("a.kmz")
        let text = try text("doc.kml", in: files)
        let document = try XMLCheck(text)
        #expect(document.count["href"] == 2)
        for file in files.dropFirst() {
            #expect(document.texts.contains(file.name))
            let folder = try TemporaryFolder()
            try DurableFile.write(file.bytes, to: folder.file("a.png"))
            let info = try #require(output(of: "gdalinfo", ["-checksum", folder.file("a.png")]))
            #expect(info.contains("Size is 64, 64") && info.contains("ColorInterp=Alpha"))
            #expect(!info.contains("ERROR"))
        }
        #expect(files.map(\.name) == ["doc.kml", "icons/alarm-item.png", "icons/alarm-open.png"])
    }

    @Test func `A table has codes with their labels, a point, the shape and the label`() throws {
        let files = try files("tables")
        let table = try text("segment.csv", in: files)
        let head = "\u{FEFF}id,classification,classification_label,classification_label_ar,stamp,"
        #expect(table.hasPrefix(head))
        let rows = table.components(separatedBy: "\r\n")
        #expect(rows.count == 3 && rows[2].isEmpty)
        let start = "S1,suspected,Suspected hazardous area,منطقة مشتبه بخطورتها,SIMULATED"
        #expect(rows[1].hasPrefix(start))
        #expect(rows[1].contains("No alarm is no promise."))
        #expect(rows[1].contains(",4326,20.050000000,32.050000000,\"POLYGON ((20."))
        let names = files.map(\.name)
        #expect(names.contains("README.txt") && names.contains("alarm.qml"))
        let all = try text("a.csv", in: self.files("a.csv"))
        #expect(all.hasPrefix("\u{FEFF}layer,id,state,state_label"))
        #expect(all.contains("\r\nsegment,S1,"))
    }

    @Test(arguments: [
        ("a", "a"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""),
        ("=1+2", "'=1+2"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"), ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
        ("", ""), ("a=b", "a=b"), ("\r\n", "\"'\r\n\""),
    ])
    func `A cell is quoted, and no text is a formula`(text: String, cell: String) {
        #expect(CSVExport.quoted(text) == cell)
    }

    @Test func `Shapes may be in metres where the format can say so`() throws {
        let projection = try MapProjection(crs: "EPSG:32634")
        let folder = try TemporaryFolder()
        let package = try files("a.gpkg", projection: projection)
        try DurableFile.write(package[0].bytes, to: folder.file("a.gpkg"))
        let info = try #require(output(of: "ogrinfo", ["-al", folder.file("a.gpkg"), "alarm"]))
        #expect(info.contains("WGS 84 / UTM zone 34N"))
        // gdaltransform -s_srs EPSG:4326 -t_srs EPSG:32634 of 20.2 32.5.
        #expect(info.contains("POINT (424847.624") && info.contains(" 3596141.025"), "\(info)")
        for name in ["a.geojson", "a.kml", "a.kmz", "a.csv", "tables"] {
            #expect(throws: CartographyError.self) { try files(name, projection: projection) }
        }
    }

    @Test func `A GeoPackage brings its styles in two languages`() throws {
        let folder = try TemporaryFolder()
        try DurableFile.write(try files("a.gpkg")[0].bytes, to: folder.file("a.gpkg"))
        let info = try #require(
            output(of: "ogrinfo", ["-al", folder.file("a.gpkg"), "layer_styles"]))
        for expected in [
            "Feature Count: 4", "f_table_name (String) = segment", "<!DOCTYPE qgis", "العربية",
            "StyledLayerDescriptor", "update_time (String) = 2024-05-01T16:30:00.000Z",
        ] { #expect(info.contains(expected), "\(expected)") }
    }

    @Test func `Numbers are written with the decimals asked for`() {
        #expect(DecimalText.fixed(-0.0000000001, 9) == "0.000000000")
        #expect(DecimalText.fixed(-1.5, 0) == "-2")
        #expect(DecimalText.fixed(20.05, 3) == "20.050")
        #expect(DecimalText.fixed(-179.999999999, 9) == "-179.999999999")
        #expect(DecimalText.short(12.0) == "12" && DecimalText.short(-0.25) == "-0.25")
    }

    @Test func `Near is within the reach, and the cells leave nothing out`() {
        let index = NearPlaces([Self.place(20, 32)], reachMetres: 50)
        // 50 m are 0.000529 degrees of longitude at 32 N, and 0.000451 of latitude.
        #expect(index.isNear(Self.place(20.00052, 32)) && !index.isNear(Self.place(20.00054, 32)))
        #expect(index.isNear(Self.place(20, 31.99956)) && !index.isNear(Self.place(20, 31.99954)))
        #expect(index.isNear(Self.place(19.9999, 31.9999)))
        #expect(!NearPlaces([], reachMetres: 50).isNear(Self.place(20, 32)))
    }
}

/// Reads XML and counts what is in it.
private final class XMLCheck: NSObject, XMLParserDelegate {
    var count: [String: Int] = [:]
    var values: [String: [String]] = [:]
    var texts: [String] = []
    private var open = ""

    init(_ text: String) throws {
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        try #require(parser.parse(), "\(String(describing: parser.parserError))")
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        count[name, default: 0] += 1
        for (key, value) in attributes { values[key, default: []].append(value) }
        open = ""
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { open += string }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
        qualifiedName: String?
    ) {
        texts.append(open)
        open = ""
    }
}
