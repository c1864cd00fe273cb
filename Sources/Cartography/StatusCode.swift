internal import Symbology

/// What a pixel of the status map says; the larger, the worse.
///
/// Green is kept for ground an approved report released. Ground that was swept is blue-grey: a
/// sweep releases nothing.
public enum StatusCode: UInt8, Sendable, CaseIterable {
    /// Outside the survey.
    case outside = 0
    /// Letters of a stamp, no ground.
    case stamp = 5
    /// Approved: cleared.
    case cleared = 10
    /// Approved: reduced.
    case reduced = 20
    /// Approved: cancelled.
    case cancelled = 30
    /// Swept for every required class, not released.
    case swept = 40
    /// Swept for some of the required classes only.
    case sweptInPart = 50
    /// Not covered.
    case notCovered = 60
    /// Under review or suspended.
    case underReview = 70
    /// An open alarm and its surroundings.
    case openAlarm = 80
    /// An explosive item was found.
    case find = 90
}

extension StatusCode {
    /// Its name in the attribute table.
    public var name: String {
        switch self {
        case .outside: "Outside the survey"
        case .stamp: "Stamp text"
        case .cleared: "Cleared (approved)"
        case .reduced: "Reduced (approved)"
        case .cancelled: "Cancelled (approved)"
        case .swept: "Swept, not released"
        case .sweptInPart: "Swept for some required classes only"
        case .notCovered: "Not covered"
        case .underReview: "Under review or suspended"
        case .openAlarm: "Open alarm"
        case .find: "Explosive item found"
        }
    }

    /// What a reader must know about it.
    public var meaning: String {
        switch self {
        case .outside: "No statement about this ground"
        case .stamp: "Letters outside the survey, no statement about ground"
        case .cleared, .reduced, .cancelled: "Released by an approved report"
        case .swept: "Seen by the radar, released by nobody: not clear ground"
        case .sweptInPart: "Not seen for every class of item the survey requires: not clear ground"
        case .notCovered: "No valid trace here: not clear ground"
        case .underReview: "The release of this ground is in question: not clear ground"
        case .openAlarm: "Nobody has closed this alarm: danger"
        case .find: "An explosive item was confirmed here: danger"
        }
    }

    /// Red, green, blue, from the table of map colours.
    var colour: (red: UInt8, green: UInt8, blue: UInt8) { mapColour.parts }

    private var mapColour: MapColour {
        switch self {
        case .outside: .white
        case .stamp: .stamp
        case .cleared: .cleared
        case .reduced: .reduced
        case .cancelled: .cancelled
        case .swept: .swept
        case .sweptInPart: .sweptInPart
        case .notCovered: .notCovered
        case .underReview: .underReview
        case .openAlarm: .openAlarm
        case .find: .find
        }
    }
}
