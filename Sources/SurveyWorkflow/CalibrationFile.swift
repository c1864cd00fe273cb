internal import FileAccess
internal import Fingerprint
internal import FoundationEssentials
public import SurveyModel

/// Reads and writes calibrations.
public enum CalibrationFile: Sendable {
    private static let mostBytes = 16 << 20

    /// The calibration in the file at `path`, checked.
    ///
    /// - Throws: `WorkflowError` for a file that is none, or of another version of the form.
    public static func read(_ path: String) throws(WorkflowError) -> RadarCalibration {
        let bytes: [UInt8]
        do {
            bytes = try RegularFile(path: path).allBytes(limit: mostBytes)
        } catch {
            throw WorkflowError(file: path, error)
        }
        struct Head: Decodable { var formatVersion: Int }
        let data = Data(bytes)
        guard let head = try? JSONDecoder().decode(Head.self, from: data) else {
            throw unusable(path, "this is no calibration")
        }
        guard head.formatVersion == RadarCalibration.currentFormatVersion else {
            throw unusable(
                path,
                "formatVersion is \(head.formatVersion), this program reads version "
                    + "\(RadarCalibration.currentFormatVersion)")
        }
        let calibration: RadarCalibration
        do {
            calibration = try JSONDecoder().decode(RadarCalibration.self, from: data)
        } catch {
            throw unusable(path, "this is no calibration: \(words(error))")
        }
        if let problem = problem(calibration) { throw unusable(path, problem) }
        return calibration
    }

    /// The calibration as a file holds it: keys sorted, indented for people.
    public static func text(_ calibration: RadarCalibration) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(calibration), as: UTF8.self) + "\n"
    }

    /// Refuses a target that cannot be written, or is one of the sources, before any work is done.
    public static func checkTarget(_ path: String, sources: [String]) throws(WorkflowError) {
        guard Folder.fileExtension(of: path) == "json" else {
            throw .impossible(
                reason: "\(path): a calibration is written to a file ending in .json",
                hint: "give another --out")
        }
        for source in sources where Folder.isSameFile(source, path) {
            throw .impossible(
                reason: "\(path): this is a file that is read, it is not overwritten",
                hint: "give another --out")
        }
        try OutputGuard.check(path)
    }

    /// Writes `calibration`.
    public static func write(_ calibration: RadarCalibration, to path: String) throws {
        try DurableFile.write(try text(calibration), to: path)
    }

    private static func unusable(_ path: String, _ reason: String) -> WorkflowError {
        .unreadable(
            file: path, cause: "\(path): \(reason)",
            hint: "make it again with `clearroad calibrate`")
    }

    /// What of a file written by hand cannot be.
    private static func problem(_ calibration: RadarCalibration) -> String? {
        if let permittivity = calibration.permittivity?.value, !(1...90).contains(permittivity) {
            return "permittivity.value is \(permittivity), it must lie between 1 and 90"
        }
        if let height = calibration.antennaHeightMetres, !(0...10).contains(height) {
            return "antennaHeightMetres is \(height), it must lie between 0 and 10 m"
        }
        for (name, sample) in [
            ("clutterStretches", calibration.clutterStretches),
            ("maxima.sample", calibration.maxima.sample),
        ] where sample.effectiveCount < 0 || sample.effectiveCount > Double(sample.values.count) {
            return "\(name).effectiveCount is \(sample.effectiveCount) for "
                + "\(sample.values.count) values"
        }
        return nil
    }

    private static func words(_ error: any Error) -> String {
        func key(_ path: [any CodingKey]) -> String {
            path.map(\.stringValue).joined(separator: ".")
        }
        switch error {
        case DecodingError.keyNotFound(let missing, let context):
            return "the key \(key(context.codingPath + [missing])) is missing"
        case DecodingError.typeMismatch(_, let context),
            DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            return "the value of \(key(context.codingPath)) is of the wrong kind"
        default: return "it is no valid JSON"
        }
    }
}
