import SurveyModel
import TestSupport
import Testing

@testable import LandRelease

@Suite struct LayerProjectionTests {
    /// Every row of every layer and of its registrations.
    private func rows(_ connection: borrowing SQLiteConnection) throws -> [[SQLValue]] {
        var rows = try connection.query("SELECT * FROM gpkg_contents ORDER BY table_name")
        for layer in Layer.all {
            rows += try connection.query("SELECT * FROM \"\(layer.name)\" ORDER BY fid")
        }
        return rows
    }

    @Test func `Layers written step by step are those written at once`() throws {
        var growing = try GrowingRecord()
        let stepwise = try SQLiteConnection.open(":memory:", .memory)
        try RegistrySchema.create(in: stepwise, writer: WriterID.random())
        try LayerProjection.write(SurveyRecord(), into: stepwise)
        var last = SurveyRecord()
        func check(_ record: SurveyRecord) throws {
            try LayerProjection.write(from: last, to: record, into: stepwise)
            last = record
            let fresh = try SQLiteConnection.open(":memory:", .memory)
            try RegistrySchema.create(in: fresh, writer: WriterID.random())
            try LayerProjection.write(record, into: fresh)
            #expect(try rows(stepwise) == rows(fresh))
        }
        try check(growing.record)
        for lane in 1...4 {
            let seen = (0..<lane).map {
                SurveyFixture.alarm(101 + 2 * Double($0), -4 - 0.3 * Double(lane))
            }
            growing.add(.sweepRegistered(SurveyFixture.sweep("L\(lane)")))
            try check(growing.record)
            growing.add(.detectionRun(try SurveyFixture.run("L\(lane)", alarms: seen)))
            try check(growing.record)
            let alarms = growing.record.alarms
            let open = try #require(alarms.first { $0.isOpen })
            growing.add(.alarmClosed(SurveyFixture.closing(of: open)), by: "Yusuf")
            try check(growing.record)
        }
        growing.add(.segmentAdded(SurveyFixture.segmentFact("VERGE-2", from: 200)))
        growing.add(.segmentSuspended(SegmentSuspended(segment: "VERGE-1", reason: "rain")))
        try check(growing.record)
        #expect(growing.record.conflicts.isEmpty)
    }
}
