public import SurveyModel

/// What one team hands in before the trial is opened.
public struct TrialRegistration: Codable, Sendable, Equatable {
    /// A copy in the folder of the trial, named by its digest.
    public struct File: Codable, Sendable, Hashable {
        /// SHA-256 of its bytes.
        public var digest: Digest
        /// The ending of its name, such as `csv`.
        public var ending: String

        var name: String { "\(digest.hexadecimal).\(ending)" }
    }

    /// The alarms on one lane.
    public struct Alarms: Codable, Sendable, Equatable {
        /// The lane.
        public var lane: String
        /// Their list.
        public var file: File
    }

    /// A lane that does not count for this detector, and why.
    public struct Aborted: Codable, Sendable, Equatable {
        /// The lane.
        public var lane: String
        /// Why.
        public var reason: String
    }

    /// Name of the radar and detector.
    public var detector: String
    /// With which settings it ran.
    public var configuration: File
    /// The lists of alarms.
    public var alarms: [Alarms]
    /// The lanes declared aborted.
    public var aborted: [Aborted]
}
