import Foundation
import SurveyModel
import Testing

@testable import LandRelease

@Suite("GeoPackage")
struct GeoPackageTests {
    static let ogrinfo = "/usr/bin/ogrinfo"
    static var hasOgrinfo: Bool { FileManager.default.isExecutableFile(atPath: ogrinfo) }

    func run(_ arguments: [String]) throws -> (output: String, errors: String, status: Int32) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.ogrinfo)
        process.arguments = arguments
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        let warnings = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (
            String(decoding: text, as: UTF8.self), String(decoding: warnings, as: UTF8.self),
            process.terminationStatus
        )
    }

    @Test("GDAL reads every layer without a warning", .enabled(if: hasOgrinfo))
    func isReadByGDAL() throws {
        let fixture = try RegistryFixture()
        try fixture.prepare(alarms: [SurveyFixture.alarm(104, -4.75)])
        let summary = try run(["-ro", "-al", "-so", fixture.path])
        #expect(summary.status == 0)
        #expect(summary.errors == "")
        for layer in ["road", "segment", "sweep", "alarm", "find", "report", "event"] {
            #expect(summary.output.contains("Layer name: \(layer)\n"))
        }
        #expect(!summary.output.contains("Warning"))
        let point = try run(["-ro", "-al", fixture.path, "alarm"])
        #expect(point.output.contains("POINT (23.0011063829787 31.9999572072072)"))
        #expect(point.output.contains("side (String) = right"))
    }

    @Test("The database passes its own integrity check and carries GeoPackage's numbers")
    func isSound() throws {
        let fixture = try RegistryFixture()
        try fixture.prepare()
        let connection = try SQLiteConnection.open(fixture.path, .readOnly)
        #expect(try connection.query("PRAGMA integrity_check") == [[.text("ok")]])
        #expect(try connection.query("PRAGMA foreign_key_check").isEmpty)
        #expect(try connection.query("PRAGMA application_id") == [[.integer(0x4750_4B47)]])
        #expect(try connection.query("PRAGMA user_version") == [[.integer(10300)]])
        #expect(try connection.query("PRAGMA journal_mode") == [[.text("delete")]])
    }

    @Test("A point is stored as the standard's 29 bytes")
    func encodesPoint() {
        let bytes = GeoPackageGeometry.point(GeographicPosition(longitude: 1, latitude: -2))
        #expect(
            bytes == [
                0x47, 0x50, 0, 1, 0xE6, 0x10, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0,
                0, 0, 0, 0, 0, 0, 0xC0,
            ])
    }

    @Test("A polygon is closed and counter-clockwise whichever way its ring ran")
    func turnsPolygons() {
        let ring = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)].map {
            GeographicPosition(longitude: $0.0, latitude: $0.1)
        }
        let bytes = GeoPackageGeometry.polygon(ring)
        #expect(bytes.count == 8 + 32 + 9 + 4 + 4 * 16)
        let clockwise = [ring[0], ring[2], ring[1], ring[0]]
        #expect(GeoPackageGeometry.polygon(clockwise).count == bytes.count)
        #expect(GeoPackageGeometry.polygon(clockwise) == bytes)
    }
}
