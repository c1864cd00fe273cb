internal import FileAccess
internal import Foundation
internal import MineDetection
internal import SurveyModel

/// What raises the alarms that are judged.
public struct TrialDetector: Sendable {
    /// Where its alarms come from.
    public enum Source: Sendable {
        /// This program's detector, at a ground rate asked for (1/m2).
        case pipeline(DetectionPipeline, groundRate: Double)
        /// Lists of alarms in a folder, one for each lane: `LANE.csv`, `.geojson` or `.gpkg`.
        case lists(folder: String, columns: ColumnNames)
    }

    /// Its name, that of its folder of alarms: letters, digits, `-`, `_` and `.`.
    public let name: String
    /// Where its alarms come from.
    public let source: Source

    /// The detector `name`.
    ///
    /// - Throws: `WorkflowError.impossible` for a name that is no name of a folder, and where the folder
    ///   of its lists is not there.
    public init(name: String, source: Source) throws(WorkflowError) {
        let isPlain = name.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || Array("-_.".utf8).contains(byte)
        }
        guard isPlain, !name.isEmpty, name.first != ".", name.utf8.count <= 80 else {
            throw .impossible(
                reason: "`\(name.prefix(80))` is no name of a detector",
                hint: "use letters, digits, `-`, `_` and `.`")
        }
        if case .lists(let folder, _) = source, !Folder.isDirectory(folder) {
            throw .impossible(
                reason: "\(folder): there is no such folder with the lists of `\(name)`",
                hint: "lanes without a list count as missed, but the folder must be there")
        }
        self.name = name
        self.source = source
    }

    /// Whether it is a detector of this program.
    var isPipeline: Bool {
        if case .pipeline = source { true } else { false }
    }

    /// What it is, in words.
    public var words: String {
        switch source {
        case .pipeline(let pipeline, let rate):
            "\(DetectorSettings.algorithmVersion), ground rate asked for \(short(rate)) per m2, "
                + "permittivity \(short(pipeline.ground.permittivity)), depth searched "
                + "\(short(pipeline.ground.searchDepthMetres)) m"
        case .lists: "lists of alarms as given"
        }
    }

    private func short(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

extension TrialDetector {
    /// Whether it is judged on `lane`: given lists may leave blank lanes out.
    func covers(_ lane: TrialFolder.Lane) -> Bool {
        guard case .lists(let folder, _) = source, lane.role == .blank else { return true }
        return Self.list(of: lane.name, in: folder) != nil
    }

    /// The list of a lane; `nil` where there is none.
    static func list(of lane: String, in folder: String) -> String? {
        ["csv", "geojson", "gpkg"].map { "\(folder)/\(lane).\($0)" }.first { Folder.exists($0) }
    }
}

extension TrialDetector {
    /// A configuration of this program's detector as a JSON file tells.
    private struct Settings: Decodable {
        var name: String
        var groundRate: Double?
        var permittivity: Double?
        var searchDepthMetres: Double?
        var frequencyMHz: Double?

        static let keys: Set<String> = [
            "name", "groundRate", "permittivity", "searchDepthMetres", "frequencyMHz",
        ]
    }

    /// This program's detector as it is used where nothing else is said.
    public static func standard(groundRate: Double) throws(WorkflowError) -> TrialDetector {
        try TrialDetector(
            name: DetectorSettings.algorithmVersion,
            source: .pipeline(
                DetectionPipeline(
                    ground: SurveySettings.Detection(
                        groundRatePerSquareMetre: groundRate, permittivity: 4,
                        permittivityMaximum: 9, searchDepthMetres: 0.3)),
                groundRate: groundRate))
    }

    /// This program's detector with the settings in the JSON file at `path`.
    ///
    /// - Throws: `TrialFileError`, `WorkflowError`.
    public static func configuration(
        _ path: String, groundRate standard: Double
    ) throws -> TrialDetector {
        let bytes = try TrialJSON.bytes(path)
        let settings: Settings = try TrialJSON.decode(bytes, path)
        let unknown = JSONKeyPaths(bytes).paths.subtracting(Settings.keys).sorted()
        guard unknown.isEmpty else {
            throw TrialFileError(
                path, "`\(unknown[0])` is no key of a configuration",
                hint: "there are " + Settings.keys.sorted().joined(separator: ", "))
        }
        let rate = try checked(settings.groundRate, standard, 0.001...5, "groundRate", path)
        let permittivity = try checked(settings.permittivity, 4, 1.5...40, "permittivity", path)
        let depth = try checked(
            settings.searchDepthMetres, 0.3, 0.05...2, "searchDepthMetres", path)
        let frequency = try settings.frequencyMHz.map {
            try checked($0, $0, 10...20_000, "frequencyMHz", path)
        }
        let ground = SurveySettings.Detection(
            groundRatePerSquareMetre: rate, permittivity: permittivity,
            permittivityMaximum: max(9, permittivity), searchDepthMetres: depth)
        return try TrialDetector(
            name: settings.name,
            source: .pipeline(
                DetectionPipeline(ground: ground, centreFrequencyMHz: frequency),
                groundRate: rate))
    }

    private static func checked(
        _ value: Double?, _ standard: Double, _ range: ClosedRange<Double>, _ key: String,
        _ path: String
    ) throws(TrialFileError) -> Double {
        guard let value else { return standard }
        guard range.contains(value) else {
            throw TrialFileError(
                path,
                "`\(key)` is \(value), not from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }
}
