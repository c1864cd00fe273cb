internal import Evaluation
internal import FileAccess
internal import LandRelease
internal import SurveyModel

/// Checks what a description says of its lanes.
struct TrialDescriptionChecker {
    let path: String
    let folder: String

    func lane(
        _ lane: TrialDescription.Lane, at key: String
    ) throws(TrialFileError) -> TrialFolder.Lane {
        try checkName(lane.name, key + ".name")
        let truth = try file(lane.truth, key + ".truth")
        let soilPath = try optionalFile(lane.soil, key + ".soil")
        var soil: SoilFacts?
        if let soilPath { soil = try SoilFacts.read(soilPath) }
        let map = try map(lane.frame, key + ".frame")
        return TrialFolder.Lane(
            name: lane.name, sweepPath: try file(lane.sweep, key + ".sweep"), truthPath: truth,
            soilPath: soilPath, soil: soil, soilGroup: lane.soilGroup ?? soil?.group,
            role: try role(lane.role, truth: truth, soil: soil, map, key + ".role"),
            swept: try swept(lane.swept, key + ".swept"),
            exclusionsPath: try optionalFile(lane.exclusions, key + ".exclusions"),
            map: map,
            aborted: try aborted(lane.aborted, key + ".aborted"))
    }

    func bad(_ key: String, _ reason: String, hint: String? = nil) -> TrialFileError {
        TrialFileError(path, "`\(key)`: \(reason)", hint: hint)
    }

    private func checkName(_ name: String, _ key: String) throws(TrialFileError) {
        // Products are named after lanes.
        let isPlain = name.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || [0x2D, 0x2E, 0x5F].contains(byte)
        }
        guard isPlain, (1...64).contains(name.utf8.count), !name.hasPrefix(".") else {
            throw bad(
                key, "`\(name.prefix(64))` is no name of a lane",
                hint: "use up to 64 letters, digits, hyphens, underscores and points")
        }
    }

    private func file(_ name: String, _ key: String) throws(TrialFileError) -> String {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard !name.isEmpty, !name.utf8.contains(0), !name.hasPrefix("/"), !parts.contains("..")
        else {
            throw bad(
                key, "`\(name.prefix(80))` does not lie in the folder of the trial",
                hint: "give the path from the folder of \(TrialFolder.descriptionName) down")
        }
        let whole = folder + "/" + name
        guard Folder.exists(whole) else { throw bad(key, "there is no file `\(name)`") }
        return whole
    }

    private func optionalFile(_ name: String?, _ key: String) throws(TrialFileError) -> String? {
        guard let name else { return nil }
        return try file(name, key)
    }

    private func role(
        _ text: String?, truth: String, soil: SoilFacts?, _ map: LaneMap?, _ key: String
    ) throws(TrialFileError) -> TrialFolder.Role {
        let found = try TrialFolder.role(truth: truth, soil: soil, map: map)
        guard let text else { return found }
        guard let role = TrialFolder.Role(rawValue: text) else {
            let all = TrialFolder.Role.allCases.map(\.rawValue)
            throw bad(
                key, "there is no role `\(text.prefix(40))`",
                hint: "there are " + all.joined(separator: ", "))
        }
        guard (role == .blank) == (found == .blank) else {
            throw bad(
                key,
                found == .blank
                    ? "the lane has no objects in its truth: it is blank"
                    : "the lane has objects in its truth: it is not blank")
        }
        return role
    }

    private func swept(
        _ swept: TrialDescription.Swept?, _ key: String
    ) throws(TrialFileError) -> TrialFolder.Swept? {
        switch swept {
        case nil: return nil
        case .file(let name): return .file(try file(name, key))
        case .edges(let edges):
            do throws(TrialFileError) {
                _ = try LaneGroundFile.rectangle(edges, named: key)
            } catch {
                throw bad(key, error.reason, hint: error.hint)
            }
            return .edges(edges)
        }
    }

    private func map(
        _ frame: TrialDescription.Frame?, _ key: String
    ) throws(TrialFileError) -> LaneMap? {
        guard let frame else { return nil }
        guard frame.start.count == 2, frame.end.map({ $0.count == 2 }) ?? true else {
            throw bad(key, "a place is an easting and a northing, two numbers")
        }
        guard (frame.end == nil) != (frame.headingDegrees == nil) else {
            throw bad(key, "it needs either `end` or `headingDegrees`")
        }
        do {
            return try LaneMap(crs: frame.crs, frame: try laneFrame(frame))
        } catch let error as TrialFileError {
            throw bad(key, error.reason, hint: error.hint)
        } catch let error as EvaluationError {
            throw bad(key, error.description, hint: error.hint)
        } catch {
            throw bad(key, "\(error)")
        }
    }

    private func laneFrame(_ frame: TrialDescription.Frame) throws(EvaluationError) -> LaneFrame {
        if let end = frame.end {
            return try LaneFrame(
                startEastMetres: frame.start[0], startNorthMetres: frame.start[1],
                endEastMetres: end[0], endNorthMetres: end[1])
        }
        return try LaneFrame(
            startEastMetres: frame.start[0], startNorthMetres: frame.start[1],
            headingDegrees: frame.headingDegrees ?? .nan)
    }

    private func aborted(
        _ aborted: TrialDescription.Aborted?, _ key: String
    ) throws(TrialFileError) -> TrialFolder.Aborted? {
        guard let aborted else { return nil }
        guard !aborted.reason.allSatisfy(\.isWhitespace) else {
            throw bad(key + ".reason", "no reason is given")
        }
        guard ISOTime.isTimestamp(aborted.declaredAt) else {
            throw bad(
                key + ".declaredAt", "`\(aborted.declaredAt.prefix(40))` is no time",
                hint: "write ISO 8601 in UTC, such as 2025-03-01T09:30:00Z")
        }
        return TrialFolder.Aborted(reason: aborted.reason, declaredAt: aborted.declaredAt)
    }
}
