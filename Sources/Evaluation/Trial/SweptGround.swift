/// A point of the lane frame (m): x along travel, y positive to the left of travel.
public struct LanePoint: Sendable, Hashable {
    /// Along the lane from its start (m).
    public var xMetres: Double
    /// Across the lane (m).
    public var yMetres: Double

    /// The point (`xMetres`, `yMetres`).
    public init(xMetres: Double, yMetres: Double) {
        self.xMetres = xMetres
        self.yMetres = yMetres
    }
}

/// A closed ring of lane points; the last is joined to the first.
public struct LanePolygon: Sendable, Hashable {
    /// At least three corners, in order.
    public var corners: [LanePoint]

    /// The ring through `corners`.
    public init(corners: [LanePoint]) { self.corners = corners }
}

/// A rectangle of the lane frame, edges included.
public struct LaneRectangle: Sendable, Hashable {
    /// Least x (m).
    public var fromX: Double
    /// Largest x (m).
    public var toX: Double
    /// Least y (m).
    public var fromY: Double
    /// Largest y (m).
    public var toY: Double

    /// The rectangle that spans `fromX`...`toX` and `fromY`...`toY`.

    /// The rectangle with these edges (m).
    public init(fromX: Double, toX: Double, fromY: Double, toY: Double) {
        self.fromX = fromX
        self.toX = toX
        self.fromY = fromY
        self.toY = toY
    }
}

/// The ground of a lane that was swept, and what of it is left out of the trial.
public struct SweptGround: Sendable, Hashable {
    /// Its outline.
    public enum Shape: Sendable, Hashable {
        /// A rectangle along the lane.
        case rectangle(LaneRectangle)
        /// One or more rings; what lies in an odd number of them is swept.
        case polygons([LanePolygon])
    }

    /// What was swept.
    public var shape: Shape
    /// Zones that do not count: neither their area, nor targets and alarms in them.
    public var exclusions: [LanePolygon]

    /// The ground in `shape` without `exclusions`.
    public init(_ shape: Shape, exclusions: [LanePolygon] = []) {
        self.shape = shape
        self.exclusions = exclusions
    }
}
