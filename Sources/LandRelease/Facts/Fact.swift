/// What an event says.
///
/// In JSON it is one flat object whose `kind` names the case.
public enum Fact: Sendable, Equatable {
    /// A survey began.
    case surveyCreated(SurveyCreated)
    /// Somebody proposes settings.
    case settingsProposed(SettingsProposed)
    /// Somebody else approves settings.
    case settingsApproved(SettingsApproved)
    /// A centreline was registered.
    case roadRegistered(RoadRegistered)
    /// A segment was laid on a road.
    case segmentAdded(SegmentAdded)
    /// A segment's classification was raised.
    case segmentClassified(SegmentClassified)
    /// A raw sweep was registered.
    case sweepRegistered(SweepRegistered)
    /// The detector ran over a sweep.
    case detectionRun(DetectionRun)
    /// A person looked at an alarm.
    case alarmClosed(AlarmClosed)
    /// Somebody asks to release a segment.
    case reportSubmitted(ReportSubmitted)
    /// A report goes back to its author.
    case reportReturned(ReportReturned)
    /// A report is approved.
    case reportApproved(ReportApproved)
    /// Work on a segment stops.
    case segmentSuspended(SegmentSuspended)
    /// A suspended or released segment is open again.
    case segmentReopened(SegmentReopened)
    /// The review of released ground ends.
    case reviewClosed(ReviewClosed)
    /// A conflict of merged records is settled.
    case conflictSettled(ConflictSettled)

    /// The kinds of fact by their names in the record.
    public enum Kind: String, Sendable, CaseIterable {
        /// See `Fact.surveyCreated`.
        case surveyCreated
        /// See `Fact.settingsProposed`.
        case settingsProposed
        /// See `Fact.settingsApproved`.
        case settingsApproved
        /// See `Fact.roadRegistered`.
        case roadRegistered
        /// See `Fact.segmentAdded`.
        case segmentAdded
        /// See `Fact.segmentClassified`.
        case segmentClassified
        /// See `Fact.sweepRegistered`.
        case sweepRegistered
        /// See `Fact.detectionRun`.
        case detectionRun
        /// See `Fact.alarmClosed`.
        case alarmClosed
        /// See `Fact.reportSubmitted`.
        case reportSubmitted
        /// See `Fact.reportReturned`.
        case reportReturned
        /// See `Fact.reportApproved`.
        case reportApproved
        /// See `Fact.segmentSuspended`.
        case segmentSuspended
        /// See `Fact.segmentReopened`.
        case segmentReopened
        /// See `Fact.reviewClosed`.
        case reviewClosed
        /// See `Fact.conflictSettled`.
        case conflictSettled
    }

    /// Its kind.
    public var kind: Kind { parts.kind }

    private var parts: (kind: Kind, payload: any Encodable) {
        switch self {
        case .surveyCreated(let payload): (.surveyCreated, payload)
        case .settingsProposed(let payload): (.settingsProposed, payload)
        case .settingsApproved(let payload): (.settingsApproved, payload)
        case .roadRegistered(let payload): (.roadRegistered, payload)
        case .segmentAdded(let payload): (.segmentAdded, payload)
        case .segmentClassified(let payload): (.segmentClassified, payload)
        case .sweepRegistered(let payload): (.sweepRegistered, payload)
        case .detectionRun(let payload): (.detectionRun, payload)
        case .alarmClosed(let payload): (.alarmClosed, payload)
        case .reportSubmitted(let payload): (.reportSubmitted, payload)
        case .reportReturned(let payload): (.reportReturned, payload)
        case .reportApproved(let payload): (.reportApproved, payload)
        case .segmentSuspended(let payload): (.segmentSuspended, payload)
        case .segmentReopened(let payload): (.segmentReopened, payload)
        case .reviewClosed(let payload): (.reviewClosed, payload)
        case .conflictSettled(let payload): (.conflictSettled, payload)
        }
    }
}

/// A fact of a kind this program does not know: a newer program wrote it.
struct UnknownFactKind: Error {
    /// The name of the kind.
    var name: String
}

extension Fact: Codable {
    private enum Key: String, CodingKey { case kind }

    /// Decodes the payload named by `kind`.
    ///
    /// - Throws: an error naming the kind where this program does not know it.
    public init(from decoder: any Decoder) throws {
        let name = try decoder.container(keyedBy: Key.self).decode(String.self, forKey: .kind)
        guard let kind = Kind(rawValue: name) else { throw UnknownFactKind(name: name) }
        switch kind {
        case .surveyCreated: self = .surveyCreated(try .init(from: decoder))
        case .settingsProposed: self = .settingsProposed(try .init(from: decoder))
        case .settingsApproved: self = .settingsApproved(try .init(from: decoder))
        case .roadRegistered: self = .roadRegistered(try .init(from: decoder))
        case .segmentAdded: self = .segmentAdded(try .init(from: decoder))
        case .segmentClassified: self = .segmentClassified(try .init(from: decoder))
        case .sweepRegistered: self = .sweepRegistered(try .init(from: decoder))
        case .detectionRun: self = .detectionRun(try .init(from: decoder))
        case .alarmClosed: self = .alarmClosed(try .init(from: decoder))
        case .reportSubmitted: self = .reportSubmitted(try .init(from: decoder))
        case .reportReturned: self = .reportReturned(try .init(from: decoder))
        case .reportApproved: self = .reportApproved(try .init(from: decoder))
        case .segmentSuspended: self = .segmentSuspended(try .init(from: decoder))
        case .segmentReopened: self = .segmentReopened(try .init(from: decoder))
        case .reviewClosed: self = .reviewClosed(try .init(from: decoder))
        case .conflictSettled: self = .conflictSettled(try .init(from: decoder))
        }
    }

    /// Encodes the payload and its kind into one object.
    public func encode(to encoder: any Encoder) throws {
        let (kind, payload) = parts
        try payload.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(kind.rawValue, forKey: .kind)
    }
}
