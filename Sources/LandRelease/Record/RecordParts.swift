public import SurveyModel

/// Which event something came from.
public struct EventStamp: Sendable, Hashable {
    /// The installation that wrote it.
    public var writer: String
    /// Its number there.
    public var number: Int
    /// When (UTC).
    public var at: String
    /// Who.
    public var by: String
    /// Its place in the order in which the record is read, from 0.
    public var order: Int
}

/// Settings with the people behind them.
public struct SettingsRecord: Sendable, Equatable {
    /// The settings.
    public var settings: SurveySettings
    /// Their digest.
    public var digest: Digest
    /// Who proposed them.
    public var proposed: EventStamp
    /// Who approved them, each time.
    public var approvals: [EventStamp]
}

/// A segment as the events leave it.
public struct SegmentRecord: Sendable, Equatable {
    /// What was laid on the road.
    public var fact: SegmentAdded
    /// What is known of it now.
    public var classification: Classification
    /// How far the work is.
    public var workStatus: WorkStatus
    /// What land release made of it.
    public var product: LandProduct
    /// Alarms and finds that came up on it after its release; not empty means under review.
    public var review: [String]
    /// Where the work was before it was suspended.
    public var suspendedFrom: WorkStatus?
    /// The event that added it.
    public var stamp: EventStamp
    /// How far its release is.
    public internal(set) var stage = LandStage.open
    /// Number of its version, from 1.
    public internal(set) var version = 1
    /// The segments it was made from, where it was split or merged.
    public internal(set) var predecessors: [String] = []

    /// Its id.
    public var id: String { fact.id }
    /// Whether its release is in question.
    public var isUnderReview: Bool { !review.isEmpty }
    /// Classification, stage and product together.
    public var state: LandState {
        LandState(classification, stage, workStatus == .suspended, product)
    }
}

/// A registered sweep.
public struct SweepRecord: Sendable, Equatable {
    /// What was registered.
    public var fact: SweepRegistered
    /// The first digits of its digest, as many as tell it from the sweeps before it.
    public var label: String
    /// The settings in force when it was registered.
    public var settingsInForce: Digest?
    /// The event that registered it.
    public var stamp: EventStamp

    /// The digest of its raw file.
    public var digest: Digest { fact.digest }
}

/// A detection run.
public struct RunRecord: Sendable, Equatable {
    /// What was recorded.
    public var fact: DetectionRun
    /// Its number among the runs over its sweep, from 1.
    public var number: Int
    /// The alarms it shows, new and seen before.
    public var alarms: [String]
    /// The event that recorded it.
    public var stamp: EventStamp
}

/// An alarm's life.
public struct AlarmRecord: Sendable, Equatable {
    /// The closing of an alarm with the event that says so.
    public struct Closing: Sendable, Equatable {
        /// What was recorded.
        public var fact: AlarmClosed
        /// The event that recorded it.
        public var stamp: EventStamp
    }

    /// Its id, easy to type: digits of the sweep, run, running number.
    public var id: String
    /// What makes it this alarm on every machine.
    public var key: AlarmKey
    /// The alarm as the detector gave it.
    public var alarm: Alarm
    /// Its place.
    public var place: AlarmPlace
    /// Number of the run over its sweep that first showed it.
    public var run: Int
    /// The segment its sweep was made for.
    public var segment: String?
    /// Every run that shows it.
    public var sightings: [AlarmKey]
    /// Earlier alarms within 0.25 m.
    public var links: [String]
    /// How it was closed, where it was.
    public var closing: Closing?
    /// The linked alarm whose dig, made after this sweep, answers for this one too.
    public var answeredBy: String?
    /// The event that raised it.
    public var stamp: EventStamp
    /// Whether it lies on a blind seed that was shown since.
    public var isSeed = false

    /// Whether a person still has to look at it.
    public var isOpen: Bool { closing == nil && answeredBy == nil && !isSeed }
    /// Digest of its sweep.
    public var sweep: Digest { key.run.sweep }
}

/// A release report's life.
public struct ReportRecord: Sendable, Equatable {
    /// Where a report stands.
    public enum State: String, Sendable, Codable {
        /// Waiting for a decision.
        case submitted
        /// Sent back to its author.
        case returned
        /// Approved: the ground is released.
        case approved
        /// Another report or a reopening took its place.
        case superseded
    }

    /// What was submitted.
    public var fact: ReportSubmitted
    /// Where it stands.
    public var state: State
    /// Whether something came up after its approval that puts it in question.
    public var isInQuestion: Bool
    /// Who approved it.
    public var approver: String?
    /// The event that submitted it.
    public var stamp: EventStamp
    /// The event that decided on it.
    public var decision: EventStamp?
    /// Its approval, which stays on record when it is superseded.
    public var approval: Approval?

    /// An approval with the event that says so.
    public struct Approval: Sendable, Equatable {
        /// What was recorded.
        public var fact: ReportApproved
        /// The event that recorded it.
        public var stamp: EventStamp
    }

    /// Its id.
    public var id: String { fact.id }
}

/// How the areas of a survey add up (m2): original = cancelled + reduced + cleared + remaining.
public struct AreaAccount: Sendable, Equatable {
    /// All segments.
    public var originalSquareMetres = 0.0
    /// Released after non-technical survey.
    public var cancelledSquareMetres = 0.0
    /// Released after technical survey.
    public var reducedSquareMetres = 0.0
    /// Released after clearance.
    public var clearedSquareMetres = 0.0
    /// Not released.
    public var remainingSquareMetres = 0.0
    /// The part of the released area that is under review.
    public var underReviewSquareMetres = 0.0

    /// An account of nothing.
    public init() {}

    /// Whether the sum holds to a tenth of a percent.
    public var isBalanced: Bool {
        let sum =
            cancelledSquareMetres + reducedSquareMetres + clearedSquareMetres
            + remainingSquareMetres
        return abs(sum - originalSquareMetres) <= max(1e-6, originalSquareMetres * 1e-3)
    }
}
