/// What is known of a segment's contamination.
public enum Classification: String, Sendable, Codable, CaseIterable {
    /// Nothing is known yet.
    case unassessed
    /// Suspected hazardous area: indirect evidence.
    case suspected
    /// Confirmed hazardous area: direct evidence.
    case confirmed
}

/// How far the work on a segment is.
public enum WorkStatus: String, Sendable, Codable, CaseIterable {
    /// Not begun.
    case open
    /// Sweeps are on record.
    case workedOn = "worked-on"
    /// A release report was approved.
    case closed
    /// Stopped for a reason.
    case suspended
}

/// What land release made of a segment.
public enum LandProduct: String, Sendable, Codable, CaseIterable {
    /// Not released.
    case none
    /// Released after technical survey.
    case reduced
    /// Released after clearance.
    case cleared
    /// Released after non-technical survey.
    case cancelled
}
