import FileAccess
import Fingerprint
import SurveyModel
import Symbology
import TestSupport
import Testing

@testable import LandRelease

@Suite struct StyleRowTests {
    private func fixture() throws -> RegistryFixture {
        let fixture = try RegistryFixture()
        try fixture.prepare(alarms: [SurveyFixture.alarm(105, -4.75)])
        return fixture
    }

    private func rows(_ fixture: RegistryFixture, _ sql: String) throws -> [[SQLValue]] {
        try SQLiteConnection.open(fixture.path, .readOnly).query(sql)
    }

    @Test func `Every layer has one default style in English and another in Arabic`() throws {
        let fixture = try fixture()
        let found = try rows(
            fixture,
            "SELECT f_table_name, styleName, useAsDefault FROM layer_styles ORDER BY id")
        let expected = Layer.all.flatMap { layer -> [[SQLValue]] in
            [
                [.text(layer.name), .text("ClearRoad (English)"), .integer(1)],
                [.text(layer.name), .text("ClearRoad (العربية)"), .integer(0)],
            ]
        }
        #expect(found == expected)
        #expect(
            try rows(fixture, "SELECT data_type FROM gpkg_contents WHERE table_name='layer_styles'")
                == [[.text("attributes")]])
    }

    @Test func `The style rows are those of this version of the tables`() throws {
        let connection = try SQLiteConnection.open(":memory:", .memory)
        try RegistrySchema.create(in: connection, writer: WriterID.random())
        try StyleRows.write(into: connection)
        var hash = SHA256()
        for table in [
            "layer_styles", "gpkg_extensions", "gpkg_data_columns", "gpkg_data_column_constraints",
        ] {
            for row in try connection.query("SELECT * FROM \(table) ORDER BY rowid") {
                hash.update(Array("\(row)".utf8).span)
            }
        }
        // Where this fails, registries of the same version would be called changed: raise
        // RegistrySchema.version (and StyleRows.date), then write the new digest here.
        #expect(RegistrySchema.version == 3)
        #expect(
            hash.finish().hexadecimal
                == "b7d99ea176c86a6585495074649c96fd76a892c9f3d3b0c300e488ffdf93299b")
    }

    @Test func `Every code the record can hold has a label, and every column a name`() {
        func codes(_ layer: String, _ column: String) -> Set<String> {
            let found = Layer.all.first { $0.name == layer }?.description.fields
                .first { $0.column == column }?.codes?.codes.map(\.code)
            return Set(found ?? [])
        }
        #expect(
            codes("segment", "classification") == Set(Classification.allCases.map(\.rawValue)))
        #expect(codes("segment", "work_status") == Set(WorkStatus.allCases.map(\.rawValue)))
        #expect(codes("segment", "product") == Set(LandProduct.allCases.map(\.rawValue)))
        #expect(codes("segment", "band") == Set(LateralBand.allCases.map(\.rawValue)))
        #expect(codes("sweep", "direction") == Set(TravelDirection.allCases.map(\.rawValue)))
        #expect(
            codes("alarm", "result")
                == Set(ClosingResult.allCases.map(\.rawValue)).union(["seed"]))
        #expect(codes("alarm", "side") == Set([Side.left, .centre, .right].map(\.rawValue)))
        #expect(
            codes("alarm", "class")
                == Set(
                    [AlarmClass.antiVehicleLike, .antiPersonnelLike, .undetermined].map(\.rawValue)
                ))
        #expect(
            codes("report", "state")
                == Set(
                    [ReportRecord.State.submitted, .returned, .approved, .superseded].map(
                        \.rawValue)))
        #expect(codes("find", "disposal") == Set(DisposalMethod.allCases.map(\.rawValue)))
        #expect(codes("find", "position_method") == Set(PositionMethod.allCases.map(\.rawValue)))
        #expect(codes("find", "category").count == OrdnanceCodes.current.categories.count)
        for layer in Layer.all {
            #expect(!layer.description.groups.isEmpty)
            for column in layer.columns {
                #expect(FieldNames.table[column.name] != nil, "\(layer.name).\(column.name)")
            }
        }
    }

    @Test func `Classifications, work states and products of the record are drawn`() {
        func drawn(_ group: SymbolGroup) -> Set<String> { Set(group.rules.map(\.code)) }
        #expect(drawn(LandSymbols.classification()) == Set(Classification.allCases.map(\.rawValue)))
        #expect(drawn(LandSymbols.workStatus()) == Set(WorkStatus.allCases.map(\.rawValue)))
        #expect(drawn(LandSymbols.product()) == Set(LandProduct.allCases.map(\.rawValue)))
    }

    @Test func `An append writes no style`() throws {
        let fixture = try RegistryFixture()
        // A mark that any rewriting would wipe out.
        try fixture.tamper("UPDATE layer_styles SET description = 'x' WHERE id = 1")
        try fixture.prepare()
        #expect(
            try rows(fixture, "SELECT description FROM layer_styles WHERE id = 1") == [[.text("x")]]
        )
    }

    @Test(arguments: [
        (
            "UPDATE layer_styles SET styleQML = replace(styleQML, '255,0,0', '0,255,0') WHERE id = 3",
            "row \"segment: ClearRoad (English)\", styleQML was changed"
        ),
        (
            "UPDATE layer_styles SET styleSLD = NULL WHERE id = 3", "styleSLD was changed"
        ),
        ("UPDATE layer_styles SET useAsDefault = 0 WHERE id = 3", "useAsDefault: expected 1"),
        ("UPDATE layer_styles SET owner = 'x' WHERE id = 3", "is missing (deleted)"),
        ("DELETE FROM layer_styles WHERE id = 8", "is missing (deleted)"),
        (
            "INSERT INTO layer_styles (f_table_name, styleName, owner) "
                + "VALUES ('segment', 'mine', 'ClearRoad')", "(inserted)"
        ),
        (
            "UPDATE gpkg_data_column_constraints SET description = 'Cleared' "
                + "WHERE value = 'suspected'", "\"classification: suspected\", description"
        ),
        (
            "UPDATE gpkg_data_columns SET title = 'x' WHERE column_name = 'product'",
            "\"segment.product\", title"
        ),
        ("DELETE FROM gpkg_extensions", "gpkg_extensions"),
        (
            "UPDATE gpkg_contents SET last_change = 'x' WHERE table_name = 'layer_styles'",
            "\"layer_styles\", last_change"
        ),
        ("CREATE VIEW v AS SELECT 1", "view \"v\" does not belong here"),
    ])
    func `A changed style, name or code is named, and a rebuild restores it`(
        statement: String, sentence: String
    ) throws {
        let fixture = try fixture()
        #expect(fixture.verify() == [])
        try fixture.tamper(statement)
        let found = fixture.verify()
        #expect(found.contains { $0.contains(sentence) }, "\(found)")
        try Registry.rebuild(fixture.path)
        #expect(fixture.verify() == [])
    }

    @Test func `A style somebody saved in QGIS is left alone and told of`() throws {
        let fixture = try fixture()
        // What QGIS does when a style is saved as the default.
        try fixture.tamper(
            "UPDATE layer_styles SET useAsDefault = 0 WHERE f_table_name = 'segment'",
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
                + "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, "
                + "owner, ui) VALUES ('', '', 'segment', 'geom', 'my eyes', '<qgis/>', '', 1, '', "
                + "'', NULL)",
            "UPDATE gpkg_contents SET last_change = '2030-01-01T00:00:00.000Z' "
                + "WHERE table_name = 'layer_styles'")
        func check() throws {
            let result = Verification.findings(
                of: fixture.path, surveyFolder: fixture.folder.path)
            #expect(result.findings == [])
            #expect(
                result.notes.contains {
                    $0.contains("\"segment\" has the style \"my eyes\", which is not")
                        && $0.contains("QGIS draws the layer with it")
                })
        }
        try check()
        try Registry.rebuild(fixture.path)
        try check()
        var registry = try Registry(path: fixture.path)
        try registry.append(
            [.segmentAdded(SurveyFixture.segmentFact("S9", from: 130))],
            by: SurveyFixture.author, at: SurveyFixture.evening)
        try check()
        // It hides nothing: what else is wrong is still found.
        try fixture.tamper("UPDATE segment SET product = 'cleared'")
        #expect(fixture.verify().contains { $0.contains("product: expected") })
    }
}
