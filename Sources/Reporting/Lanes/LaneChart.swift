/// A lane seen from above: what lies in it, what was swept and which alarms were raised.
///
/// Metres along travel run to the right, metres to the left of travel run up, both to one scale. A
/// long lane is broken into rows, and many rows into several drawings, so that each fits a sheet.
/// What is not finite is left out; what lies outside the extent is counted below the drawing.
public struct LaneChart: Sendable, Hashable {
    /// A place (m): x along travel, y positive to its left.
    public struct Place: Sendable, Hashable {
        /// Along travel (m).
        public var xMetres: Double
        /// To the left of travel (m).
        public var yMetres: Double

        /// The place (`xMetres`, `yMetres`).
        public init(_ xMetres: Double, _ yMetres: Double) {
            self.xMetres = xMetres
            self.yMetres = yMetres
        }
    }

    /// A rectangle of the lane (m).
    public struct Extent: Sendable, Hashable {
        /// Along travel (m).
        public var x: Span
        /// To the left of travel (m).
        public var y: Span

        /// The rectangle `x` by `y` (m).
        public init(x: Span, y: Span) {
            self.x = x
            self.y = y
        }
    }

    /// A picture of the ground, its first row at the largest y.
    public struct Background: Sendable, Hashable {
        /// The picture.
        public var picture: PNGPicture
        /// The ground it covers, from edge to edge.
        public var extent: Extent

        /// `picture` over `extent`.
        public init(_ picture: PNGPicture, extent: Extent) {
            self.picture = picture
            self.extent = extent
        }
    }

    /// Something buried, with the circle in which an alarm finds it.
    public struct Object: Sendable, Hashable {
        /// What became of it.
        public enum Kind: Sendable, Hashable, CaseIterable {
            /// A mine that was found.
            case foundMine
            /// A mine that was missed.
            case missedMine
            /// Something else that was buried.
            case clutter
            /// A target where nothing was swept, which does not count.
            case notSwept
        }

        /// Where it lies.
        public var place: Place
        /// Radius of its halo (m).
        public var haloMetres: Double
        /// What became of it.
        public var kind: Kind
        /// A few letters beside it.
        public var label: String

        /// An object at `place`.
        public init(_ place: Place, haloMetres: Double, kind: Kind, label: String = "") {
            self.place = place
            self.haloMetres = haloMetres
            self.kind = kind
            self.label = label
        }
    }

    /// An alarm.
    public struct Alarm: Sendable, Hashable {
        /// What it was counted as.
        public enum Kind: Sendable, Hashable, CaseIterable {
            /// The one that found a mine.
            case hit
            /// Another one on a mine already found.
            case duplicate
            /// One on a buried object that is no mine.
            case object
            /// One on nothing that was buried: a false alarm of the ground.
            case ground
        }

        /// Where it was raised.
        public var place: Place
        /// What it was counted as.
        public var kind: Kind
        /// A few letters beside it.
        public var label: String

        /// An alarm at `place`.
        public init(_ place: Place, kind: Kind, label: String = "") {
            self.place = place
            self.kind = kind
            self.label = label
        }
    }

    /// What it shows, in a few words.
    public var title: String
    /// What can be seen in it, for those who cannot see it.
    public var description: String
    /// The ground shown.
    public var extent: Extent
    /// Pictures of the ground, the last on top.
    public var backgrounds: [Background]
    /// Rings round what was swept.
    public var swept: [[Place]]
    /// Rings round what does not count, hatched.
    public var excluded: [[Place]]
    /// What is buried.
    public var objects: [Object]
    /// The alarms.
    public var alarms: [Alarm]
    /// Length of lane in one row (m); nil for one that suits the width of the lane.
    public var rowMetres: Double?

    /// The lane over `extent`.
    public init(
        title: String, description: String, extent: Extent, backgrounds: [Background] = [],
        swept: [[Place]] = [], excluded: [[Place]] = [], objects: [Object] = [],
        alarms: [Alarm] = [], rowMetres: Double? = nil
    ) {
        self.title = title
        self.description = description
        self.extent = extent
        self.backgrounds = backgrounds
        self.swept = swept
        self.excluded = excluded
        self.objects = objects
        self.alarms = alarms
        self.rowMetres = rowMetres
    }
}
