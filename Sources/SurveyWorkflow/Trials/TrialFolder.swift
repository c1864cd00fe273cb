public import Evaluation
internal import FileAccess
internal import SurveyModel

/// A folder with the lanes of a trial: their radar, their truth, and what is known of their soil.
///
/// It is described by a file `trial.json`, or laid out as `lanes/NAME_noisy.sgy` (else one radar file
/// `lanes/NAME.*`) with `truth/NAME_truth.csv` and `truth/NAME_soil.json`.
public struct TrialFolder: Sendable {
    /// What a lane is for.
    public enum Role: String, Sendable, Codable, CaseIterable {
        /// Its targets count in the probability of detection.
        case trial
        /// Nothing is buried there: false alarms alone.
        case blank
        /// Listed apart: its targets cannot be expected to be found.
        case shown
    }

    /// The ground of a lane as its description tells.
    public enum Swept: Sendable, Hashable {
        /// The edges x0, x1, y0, y1 in lane metres.
        case edges([Double])
        /// A file of polygons.
        case file(String)
    }

    /// That a lane was given up before the truth was opened.
    public struct Aborted: Sendable, Hashable {
        /// Why.
        public var reason: String
        /// When this was declared, ISO 8601 in UTC.
        public var declaredAt: String
    }

    /// One lane.
    public struct Lane: Sendable {
        /// Its name, unique in the trial; letters, digits, `-`, `_` and `.`.
        public var name: String
        /// Its radar file.
        public var sweepPath: String
        /// Its truth.
        public var truthPath: String
        /// What is known of its soil, where a file tells.
        public var soilPath: String?
        /// What that file tells.
        public var soil: SoilFacts?
        /// Ground it shares with other lanes; from the description, else from the soil file.
        public var soilGroup: String?
        /// What it is for.
        public var role: Role
        /// The ground that was swept; `nil` where only the radar file tells.
        public var swept: Swept?
        /// A file of zones that do not count.
        public var exclusionsPath: String?
        /// Where it lies on the map.
        public var map: LaneMap?
        /// That it was given up.
        public var aborted: Aborted?

        /// In which frame the files of this lane give their places.
        public var places: PlaceReference { .ofLane(map) }

        /// What lies in it.
        ///
        /// - Throws: `TrialFileError`.
        public func targets() throws(TrialFileError) -> [Target] {
            try TruthTable.read(truthPath, places: places)
        }

        /// The zones that do not count; none where no file tells of any.
        ///
        /// - Throws: `TrialFileError`.
        public func exclusions() throws(TrialFileError) -> [LanePolygon] {
            guard let exclusionsPath else { return [] }
            return try LaneGroundFile.exclusions(exclusionsPath, places: places)
        }

        /// The ground that was swept; `nil` where only the radar file tells.
        ///
        /// - Throws: `TrialFileError`.
        public func sweptShape() throws(TrialFileError) -> SweptGround.Shape? {
            switch swept {
            case nil: return nil
            case .edges(let edges):
                return .rectangle(try LaneGroundFile.rectangle(edges, named: "lane " + name))
            case .file(let path): return try LaneGroundFile.polygons(path, places: places)
            }
        }
    }

    /// The folder.
    public let path: String
    /// Name of the trial.
    public let name: String
    /// Whether its data are simulated; `nil` where nobody says.
    public let isSimulated: Bool?
    /// The lanes, in the order of the description, else by name.
    public let lanes: [Lane]
    /// Lanes with a truth but no radar file, which were left out (only where there is no description).
    public let lanesWithoutRadar: [String]

    /// Name of the description.
    public static let descriptionName = "trial.json"
    /// Most lanes of a trial.
    static let mostLanes = 10_000

    /// Reads the folder at `path`, or the description itself.
    ///
    /// The truth of a lane is read to know whether anything is buried there.
    ///
    /// - Throws: `TrialFileError` naming the file, and the key or line in it.
    public static func read(_ path: String) throws(TrialFileError) -> TrialFolder {
        guard Folder.exists(path) else {
            throw TrialFileError(path, FileError.missing(path: path))
        }
        guard Folder.isDirectory(path) else {
            return try TrialDescription.read(path, in: Folder.parent(of: path))
        }
        let description = path + "/" + descriptionName
        return try Folder.exists(description)
            ? TrialDescription.read(description, in: path) : TrialLayout.read(path)
    }

    /// The role of a lane by what lies in it.
    static func role(
        truth: String, soil: SoilFacts?, map: LaneMap?
    ) throws(TrialFileError) -> Role {
        let targets = try TruthTable.read(truth, places: .ofLane(map))
        if targets.isEmpty { return .blank }
        return soil?.isNotDetectable == true ? .shown : .trial
    }
}
