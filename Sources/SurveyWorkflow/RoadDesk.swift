internal import Cartography
internal import FileAccess
internal import Fingerprint
public import LandRelease
public import SurveyModel

/// Roads of a survey after its start: more centrelines, kilometre posts, and where a place lies.
public enum RoadDesk: Sendable {
    /// What came in from a file.
    public struct Imported: Sendable {
        /// The roads as recorded.
        public var roads: [RoadRegistered]
        /// CRS of the file by name.
        public var crsName: String
        /// PROJ's name of the transformation to WGS 84; empty where the file is on it.
        public var transformation: String
        /// Accuracy of that transformation (m).
        public var accuracyMetres: Double
        /// What is doubtful, as sentences.
        public var warnings: [String]
    }

    /// Registers the centrelines of `file`.
    ///
    /// A carriageway is laid beside the other one of its road, where that is on record: chainage of both
    /// rises the same way.
    /// - Throws: `WorkflowError` or `CartographyError`; the record is then as it was.
    public static func importRoads(
        _ file: String, into survey: SurveyFolder, layer: String? = nil, road: String? = nil,
        carriageway: Carriageway? = nil, crs: String? = nil, by author: String,
        clock: WallClock = .system
    ) throws -> Imported {
        let read = try RoadImport(
            path: file,
            options: .init(layer: layer, road: road, carriageway: carriageway, crs: crs))
        var registry = try survey.registry()
        let known = try survey.centrelines(registry.record)
        let projection = try MapProjection(crs: survey.layout(registry.record).crs)
        let digest = try Digest(ofFile: file)
        var warnings = read.warnings
        var facts: [RoadRegistered] = []
        for line in read.lines {
            var line = line
            if let carriageway = line.carriageway,
                let other = known[carriageway.other.lineID(of: line.road)]
            {
                let beside = RoadImport.Line(
                    road: line.road, carriageway: carriageway.other, centreline: other)
                if let turned = try line.aligned(with: beside) { warnings.append(turned) }
            }
            for vertex in line.centreline.vertices { _ = try projection.forward(vertex) }
            facts.append(read.fact(of: line, digest: digest))
        }
        let names = facts.map(\.id).joined(separator: ", ")
        try registry.record(
            facts.map { .roadRegistered($0) }, what: "road \(names)", by: author, at: clock.now(),
            inputs: [digest])
        return Imported(
            roads: facts, crsName: read.crsName, transformation: read.transformation,
            accuracyMetres: read.accuracyMetres, warnings: warnings)
    }

    /// Records the kilometre posts of `file` as the next version of the road's calibration.
    ///
    /// The table has the columns `post` and `km`, and either `chainage_m` or `longitude` and `latitude`.
    /// - Returns: the calibration with what is doubtful about it.
    /// - Throws: `CSVError` with the line, `CalibrationError`, `CartographyError` or `WorkflowError`.
    public static func calibrate(
        _ road: String, posts file: String, of survey: SurveyFolder, measuredOn: String?,
        source: String?, by author: String, clock: WallClock = .system
    ) throws -> (fact: RoadCalibrated, warnings: [String]) {
        var registry = try survey.registry()
        let line = try centreline(road, survey, registry.record)
        let table = try CSVTable(path: file)
        let calibration = try ChainageCalibration(posts: PostTable(table, line).posts())
        let fact = RoadCalibrated(
            road: road, version: registry.record.calibrations(ofRoad: road).count + 1,
            calibration: calibration, measuredOn: measuredOn ?? clock.today,
            source: source ?? author, fileDigest: try Digest(ofFile: file))
        try registry.record(
            [.roadCalibrated(fact)], what: "the calibration", by: author, at: clock.now(),
            inputs: [fact.fileDigest])
        return (fact, calibration.warnings)
    }

    static func centreline(
        _ road: String, _ survey: SurveyFolder, _ record: SurveyRecord
    ) throws -> Centreline {
        let lines = try survey.centrelines(record)
        guard let line = lines[road] else {
            throw WorkflowError.unknown(kind: "road", name: road, known: lines.keys.sorted())
        }
        return line
    }
}

extension RoadImport {
    /// What is recorded of `line`, one of those read.
    func fact(of line: Line, digest: Digest) -> RoadRegistered {
        var fact = RoadRegistered(
            id: line.centreline.road, vertices: line.centreline.vertices,
            lengthMetres: line.centreline.lengthMetres, fileDigest: digest)
        fact.partOf = line.carriageway == nil ? nil : line.road
        fact.carriageway = line.carriageway
        if line.isReversed { fact.isReversed = true }
        if !transformation.isEmpty {
            fact.sourceCRS = crs
            fact.transformation = transformation
            fact.transformationAccuracyMetres = accuracyMetres
        }
        return fact
    }
}

/// A table of kilometre posts.
struct PostTable {
    /// A post further from the centreline stands on another road (m).
    static let mostOffsetMetres = 30.0

    private let table: CSVTable
    private let line: Centreline

    init(_ table: CSVTable, _ line: Centreline) {
        self.table = table
        self.line = line
    }

    func posts() throws -> [KilometrePost] {
        guard let kilometres = table.index(of: "km") else { throw missing("km") }
        let name = table.index(of: "post")
        let chainage = table.index(of: "chainage_m")
        let longitude = table.index(of: "longitude")
        let latitude = table.index(of: "latitude")
        return try (0..<table.rowCount).map { row in
            guard let figure = try table.number(row: row, column: kilometres) else {
                throw table.bad(row, "the kilometres of the post are not given")
            }
            let text = name.map { table.text(row: row, column: $0) } ?? ""
            let given = try chainage.map { try table.number(row: row, column: $0) } ?? nil
            let metres: Double
            if let given {
                metres = given
            } else if let longitude, let latitude,
                let east = try table.number(row: row, column: longitude),
                let north = try table.number(row: row, column: latitude)
            {
                metres = try chainageMetres(
                    GeographicPosition(longitude: east, latitude: north), row)
            } else {
                throw table.bad(row, "neither chainage_m nor longitude and latitude are given")
            }
            return KilometrePost(
                name: text.isEmpty ? plain(figure) : text, kilometres: figure,
                chainageMetres: metres)
        }
    }

    private func chainageMetres(_ place: GeographicPosition, _ row: Int) throws -> Double {
        let position: RoadPosition
        do {
            position = try line.roadPosition(of: place)
        } catch {
            throw table.bad(row, error.description)
        }
        guard abs(position.offsetMetres) <= Self.mostOffsetMetres else {
            throw table.bad(
                row, "the post stands \(Int(abs(position.offsetMetres))) m from the centreline")
        }
        return position.chainageMetres
    }

    private func plain(_ figure: Double) -> String {
        figure == figure.rounded() && abs(figure) < 1e9 ? "\(Int(figure))" : "\(figure)"
    }

    private func missing(_ column: String) -> WorkflowError {
        .impossible(
            reason: "\(table.path): there is no column \(column)",
            hint: "columns: post,km and chainage_m, or longitude,latitude")
    }
}
