/// The authority takes one objection of the release gate away on one segment.
public struct WaiverGranted: Sendable, Equatable, Codable {
    /// Segment id.
    public var segment: String
    /// Code of the objection, such as `work-outside-task`.
    public var code: String
    /// Who waives.
    public var name: String
    /// In which role.
    public var role: Role
    /// Why.
    public var reason: String
    /// The last day on which it counts; without one it counts until it is withdrawn.
    public var until: String?

    /// A waiver of `code` on `segment`.
    public init(
        segment: String, code: String, name: String, role: Role, reason: String,
        until: String? = nil
    ) {
        self.segment = segment
        self.code = code
        self.name = name
        self.role = role
        self.reason = reason
        self.until = until
    }
}

/// A waiver counts no more.
public struct WaiverWithdrawn: Sendable, Equatable, Codable {
    /// Segment id.
    public var segment: String
    /// Code of the objection.
    public var code: String
    /// Why.
    public var reason: String

    /// The end of the waiver of `code` on `segment`.
    public init(segment: String, code: String, reason: String) {
        self.segment = segment
        self.code = code
        self.reason = reason
    }
}

/// A waiver that a report rests on.
public struct WaiverCited: Sendable, Hashable, Codable {
    /// Code of the objection it took away.
    public var code: String
    /// Who waived.
    public var name: String
    /// In which role.
    public var role: Role
    /// Why.
    public var reason: String

    /// A waiver of `code`.
    public init(code: String, name: String, role: Role, reason: String) {
        self.code = code
        self.name = name
        self.role = role
        self.reason = reason
    }
}

extension WaiverCited: CustomStringConvertible {
    /// One line for maps and pages.
    public var description: String { "\(code): \(name) (\(role.rawValue)): \(reason)" }
}
