import Foundation
import SurveyModel
import TestSupport
import Testing

/// Value of the first band of a raster at a place, as GDAL's own tool reads it.
func pixel(of raster: String, at place: GeographicPosition) throws -> Int? {
    let run = try CommandRun.run([
        "gdallocationinfo", "-valonly", "-wgs84", "-b", "1", raster, "\(place.longitude)",
        "\(place.latitude)",
    ])
    #expect(run.status == 0, "\(run.errors)")
    return Int(run.output.trimmingCharacters(in: .whitespacesAndNewlines))
}

/// The bytes of a file; empty where there is none.
func content(_ path: String) -> Data { FileManager.default.contents(atPath: path) ?? Data() }

/// Number and time of change of a file, which a rewritten one does not keep.
func identity(_ path: String) throws -> String {
    let facts = try FileManager.default.attributesOfItem(atPath: path)
    return "\(facts[.systemFileNumber] ?? "") \(facts[.modificationDate] ?? "")"
}
