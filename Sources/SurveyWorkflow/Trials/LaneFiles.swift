internal import FileAccess
internal import SurveyModel

/// The files of one lane, or of one pass over it.
public struct LaneFiles: Sendable, Hashable {
    /// Name of the lane; passes over one lane share it.
    public var name: String
    /// Its truth.
    public var truth: String
    /// Lists of alarms, one for each detector.
    public var alarms: [String]

    /// The lane `name`.
    public init(name: String, truth: String, alarms: [String]) {
        self.name = name
        self.truth = truth
        self.alarms = alarms
    }

    /// Reads `NAME:TRUTH:ALARMS`, with `lists` lists of alarms or, where `nil`, at least two.
    ///
    /// - Throws: `WorkflowError.impossible` for text of another form.
    public init(_ text: String, lists: Int?) throws(WorkflowError) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let count = parts.count - 2
        let fits = lists.map { count == $0 } ?? (count >= 2)
        guard fits, !parts[0].isEmpty, !parts[1].isEmpty else {
            let form = lists == 1 ? "NAME:TRUTH:ALARMS" : "NAME:TRUTH:ALARMS:ALARMS..."
            throw .impossible(
                reason: "`\(text)` is not of the form \(form)",
                hint: "for example T01:T01_truth.csv:T01_alarms.csv")
        }
        self.init(name: parts[0], truth: parts[1], alarms: Array(parts[2...]))
    }

    /// The name a truth file gives its lane: `T01` for `T01_truth.csv`.
    public static func laneName(ofTruth path: String) -> String {
        let name = Folder.name(of: path)
        let stem = name.split(separator: ".", omittingEmptySubsequences: false).first ?? ""
        let short = stem.hasSuffix("_truth") ? stem.dropLast(6) : stem
        return short.isEmpty ? name : String(short)
    }
}

/// A setting for all lanes, and others for lanes by name: `AREA` or `NAME=AREA`.
public struct LaneSettings: Sendable, Hashable {
    /// For lanes without a setting of their own.
    public var common: String?
    /// By lane.
    public var byLane: [String: String] = [:]

    /// No setting.
    public init() {}

    /// Reads texts such as `0,12,-0.25,0.25` and `T09=0,6,-0.25,0.25`.
    ///
    /// - Throws: `WorkflowError.impossible` where two are for one lane or for all lanes.
    public init(_ texts: [String], option: String) throws(WorkflowError) {
        for text in texts {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            let isTwice: Bool
            if parts.count == 2 {
                isTwice = byLane.updateValue(parts[1], forKey: parts[0]) != nil
            } else {
                isTwice = common != nil
                common = text
            }
            guard !isTwice else {
                throw .impossible(
                    reason: "\(option): `\(text)` is the second for the same lanes",
                    hint: "give one for all lanes and NAME=... for a lane of its own")
            }
        }
    }

    /// The setting of the lane `name`.
    public func setting(for name: String) -> String? { byLane[name] ?? common }
}
