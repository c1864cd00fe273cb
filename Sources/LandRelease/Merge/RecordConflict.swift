/// Something in a record that a person has to settle, mostly after a merge.
public struct RecordConflict: Sendable, Equatable {
    /// What it is.
    public enum Kind: String, Sendable, Codable {
        /// An event breaks a rule by itself.
        case brokenRule = "broken-rule"
        /// One id was given to two things.
        case sameID = "same-id"
        /// Two decided on one report.
        case twoApprovals = "two-approvals"
        /// Two closed one alarm.
        case twoClosings = "two-closings"
        /// Two segments share ground.
        case overlappingLots = "overlapping-lots"
        /// Two changed one thing and did not know of each other.
        case concurrentEdit = "concurrent-edit"
        /// One decided without evidence that another had.
        case decidedUnawares = "decided-unawares"
        /// Two people registered themselves as the authority.
        case twoAuthorities = "two-authorities"
    }

    /// An event of the conflict.
    public struct Party: Sendable, Equatable {
        /// Which.
        public var name: EventName
        /// What kind of event.
        public var kind: Fact.Kind
        /// Who.
        public var by: String
        /// When.
        public var at: String
        /// Why it has no effect; `nil` where it has.
        public var voidBecause: String?
    }

    /// What it is.
    public var kind: Kind
    /// What it is about, in words.
    public var about: String
    /// Segments whose release waits for it; empty where every release does.
    public var segments: [String]
    /// Its events in the order in which the record is read.
    public var parties: [Party]
    /// How it was settled.
    public var settlement: ConflictSettled?
    /// The event that settled it.
    public var settledBy: EventStamp?
    var subjects: Set<Subject>

    /// What people call it: the event that brought it up.
    public var id: String { parties.last?.name.short ?? "" }
    /// The names of its events.
    public var events: [EventName] { parties.map(\.name) }

    /// One sentence.
    public var text: String {
        let list = parties.map { party in
            "event \(party.name.short) (\(party.kind.rawValue) by \(party.by), \(party.at))"
                + (party.voidBecause.map { " has no effect: \($0)" } ?? "")
        }
        return "\(about): \(list.joined(separator: "; "))"
    }

    /// What its review on a segment is called.
    var reviewName: String { "conflict \(parties.first?.name.short ?? "")" }
}
