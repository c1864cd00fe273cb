/// One of the two carriageways of a divided road.
///
/// Each has a centreline and a chainage of its own, both rising the same way. Their posts, not their
/// metres, tie them together.
public enum Carriageway: String, Sendable, Codable, CaseIterable {
    /// The carriageway called A.
    case a = "A"
    /// The carriageway called B.
    case b = "B"
    /// The one left of increasing chainage.
    case left
    /// The one right of increasing chainage.
    case right

    /// Reads a name in either case, with or without the word before it.
    public init?(named text: String) {
        switch text.lowercased() {
        case "a": self = .a
        case "b": self = .b
        case "left", "l": self = .left
        case "right", "r": self = .right
        default: return nil
        }
    }

    /// The id of its centreline in a record: `R.A` for carriageway A of road `R`.
    public func lineID(of road: String) -> String { road + "." + rawValue }

    /// The other carriageway of the same road.
    public var other: Carriageway {
        switch self {
        case .a: .b
        case .b: .a
        case .left: .right
        case .right: .left
        }
    }
}

/// Words for a side of one carriageway: by the road, and by what lies there.
public struct CarriagewaySide: Sendable, Hashable {
    /// Where a divided road's carriageway lies, looking along increasing chainage.
    public enum Lie: String, Sendable, Codable {
        /// Left of the other.
        case left
        /// Right of the other.
        case right
    }

    /// Left, right or centre of this carriageway's centreline, looking along increasing chainage.
    public let side: Side
    /// Whether that is towards the other carriageway; `nil` on a single one, and at its centre.
    public let isTowardsMedian: Bool?

    /// The side at `offsetMetres` of a carriageway that lies so; `nil` for a road with a single one.
    public init(offsetMetres: Double, lie: Lie?) {
        side = Side(offsetMetres: offsetMetres)
        if let lie, side != .centre {
            isTowardsMedian = (lie == .left) == (side == .right)
        } else {
            isTowardsMedian = nil
        }
    }

    /// `left`, `right (median side)` or `left (outer side)`.
    public var words: String {
        guard let isTowardsMedian else { return side.rawValue }
        return side.rawValue + (isTowardsMedian ? " (median side)" : " (outer side)")
    }
}
