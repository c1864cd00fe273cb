import FileAccess
import SurveyModel
import TestSupport
import Testing

@testable import LandRelease

@Suite struct MigrationTests {
    /// A registry as version 1 had it: no index over the places of alarms, no styles.
    private func old() throws -> RegistryFixture {
        let fixture = try RegistryFixture()
        try fixture.prepare(alarms: [SurveyFixture.alarm(105, -4.75)])
        try fixture.tamper(
            "DROP INDEX alarm_by_place",
            "UPDATE clearroad_meta SET value = '1' WHERE key = 'schema_version'")
        return fixture
    }

    @Test func `An older registry is read as it is and brought up to date when it is written`()
        throws
    {
        let fixture = try old()
        let before = try RegularFile(path: fixture.path).allBytes()
        let events = try Registry(path: fixture.path, readOnly: true).events()
        #expect(try RegularFile(path: fixture.path).allBytes() == before)
        #expect(fixture.verify().contains { $0.contains("version 1 of the tables") })

        let head = try Registry(path: fixture.path).head
        #expect(fixture.verify(head: head.description).isEmpty)
        let registry = try Registry(path: fixture.path)
        #expect(try registry.events() == events)

        let copy = fixture.path + ".version-1"
        let kept = try SQLiteConnection.open(copy, .readOnly)
        #expect(try RegistryFile.version(of: kept) == 1)
        #expect(try EventChain.read(from: kept).events.count == events.count)
    }

    /// A registry as version 2 had it: no styles, no names of columns.
    @Test func `A registry of version 2 gets its styles, and a copy of it stays`() throws {
        let fixture = try RegistryFixture()
        try fixture.prepare(alarms: [SurveyFixture.alarm(105, -4.75)])
        try fixture.tamper(
            "DROP TABLE layer_styles; DROP TABLE gpkg_extensions; DROP TABLE gpkg_data_columns; "
                + "DROP TABLE gpkg_data_column_constraints",
            "DELETE FROM gpkg_contents WHERE table_name = 'layer_styles'",
            "UPDATE clearroad_meta SET value = '2' WHERE key = 'schema_version'")
        #expect(fixture.verify().contains { $0.contains("version 2 of the tables") })
        let events = try Registry(path: fixture.path).events()
        #expect(fixture.verify() == [])
        let kept = try SQLiteConnection.open(fixture.path + ".version-2", .readOnly)
        #expect(try RegistryFile.version(of: kept) == 2)
        #expect(try EventChain.read(from: kept).events.count == events.count)
        let styles = try SQLiteConnection.open(fixture.path, .readOnly)
            .query("SELECT count(*) FROM layer_styles")
        #expect(styles == [[.integer(Int64(2 * Layer.all.count))]])
    }

    @Test func `A broken chain is never migrated`() throws {
        let fixture = try old()
        try fixture.tamper(
            RegistryFixture.dropTriggers,
            "UPDATE event SET body = replace(body, 'Salem', 'Selim') WHERE number = 1")
        let before = try RegularFile(path: fixture.path).allBytes()
        #expect(throws: LandReleaseError.self) { _ = try Registry(path: fixture.path).head }
        #expect(try RegularFile(path: fixture.path).allBytes() == before)
    }

    @Test func `Alarms near a place come nearest first`() throws {
        let fixture = try RegistryFixture()
        try fixture.prepare(
            alarms: [(105, -4.75), (106, -4.75), (105.2, -5.2), (109, -4)].map {
                SurveyFixture.alarm($0, $1)
            })
        func near(_ chainage: Double, _ radius: Double) throws -> [Double] {
            try Registry.alarms(
                in: fixture.path, road: "CR-1",
                near: RoadPosition(chainageMetres: chainage, offsetMetres: -4.75),
                radiusMetres: radius
            ).map(\.chainageMetres)
        }
        #expect(try near(105, 0.1) == [105])
        #expect(try near(105, 1) == [105, 105.2, 106])
        #expect(try near(105, 0.99) == [105, 105.2])
        #expect(try near(120, 1) == [])
        #expect(try near(.nan, 1) == [])
        #expect(
            try Registry.alarms(
                in: fixture.path, road: "CR-2",
                near: RoadPosition(chainageMetres: 105, offsetMetres: 0), radiusMetres: 99
            ).isEmpty)
    }
}
