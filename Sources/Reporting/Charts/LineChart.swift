/// Lines, steps, bands and markers over two axes.
///
/// Values that are not finite are left out, and a line has a gap there. What lies outside a given
/// range is cut off at the frame.
public struct LineChart: Sendable, Hashable {
    /// An axis.
    public struct Axis: Sendable, Hashable {
        /// How values are laid out along it.
        public enum Scale: Sendable, Hashable {
            /// Evenly.
            case linear
            /// By their logarithm; 0 lies at its left or lower end, values below are left out.
            case logarithmic
        }

        /// Words beside it.
        public var title: String
        /// Unit of its values.
        public var unit: String?
        /// How values are laid out.
        public var scale: Scale
        /// Least and largest value shown; nil for those of the data.
        public var range: Span?

        /// An axis with `title`.
        public init(
            _ title: String, unit: String? = nil, scale: Scale = .linear,
            range: Span? = nil
        ) {
            self.title = title
            self.unit = unit
            self.scale = scale
            self.range = range
        }
    }

    /// A value, with its interval where it has one.
    public struct Point: Sendable, Hashable {
        /// Along the horizontal axis.
        public var x: Double
        /// Along the vertical axis.
        public var y: Double
        /// Ends of its interval along the vertical axis.
        public var interval: Span?

        /// The value (`x`, `y`).
        public init(_ x: Double, _ y: Double, interval: Span? = nil) {
            self.x = x
            self.y = y
            self.interval = interval
        }
    }

    /// Values that belong together.
    public struct Series: Sendable, Hashable {
        /// What joins its values.
        public enum Form: Sendable, Hashable {
            /// A straight line from each to the next.
            case line
            /// First across at the old height, then up or down to the next.
            case steps
            /// Nothing; each has a marker.
            case markers
            /// A line, and a marker each.
            case lineAndMarkers
        }

        /// Its name in the legend.
        public var name: String
        /// Its values, in the order in which they are joined.
        public var points: [Point]
        /// What joins them.
        public var form: Form
        /// How it is drawn.
        public var look: Look

        /// The series `name`.
        public init(_ name: String, _ points: [Point], form: Form = .line, look: Look) {
            self.name = name
            self.points = points
            self.form = form
            self.look = look
        }
    }

    /// A tinted band, such as that of a confidence interval along a curve.
    public struct Band: Sendable, Hashable {
        /// Its ends at one place of the horizontal axis.
        public struct Point: Sendable, Hashable {
            /// Along the horizontal axis.
            public var x: Double
            /// Its lower end.
            public var low: Double
            /// Its upper end.
            public var high: Double

            /// From `low` to `high` at `x`.
            public init(_ x: Double, low: Double, high: Double) {
                self.x = x
                self.low = low
                self.high = high
            }
        }

        /// Its name in the legend; nil where the line it belongs to is named there.
        public var name: String?
        /// Its ends, from left to right.
        public var points: [Point]
        /// Whether its ends go in steps, as those of a line of the form `steps`.
        public var isStepped: Bool
        /// Its colour.
        public var look: Look

        /// The band `name`.
        public init(_ name: String?, _ points: [Point], isStepped: Bool = false, look: Look) {
            self.name = name
            self.points = points
            self.isStepped = isStepped
            self.look = look
        }
    }

    /// A line to compare with.
    public struct Reference: Sendable, Hashable {
        /// Where it lies.
        public enum Course: Sendable, Hashable {
            /// At one value of the vertical axis.
            case horizontal(Double)
            /// At one value of the horizontal axis.
            case vertical(Double)
            /// Through these points, such as the line of chance.
            case through([LineChart.Point])
        }

        /// Its name in the legend.
        public var name: String
        /// Where it lies.
        public var course: Course
        /// How it is drawn.
        public var look: Look

        /// The reference `name`.
        public init(_ name: String, _ course: Course, look: Look = Look(.grey, dash: .dotted)) {
            self.name = name
            self.course = course
            self.look = look
        }
    }

    /// What it shows, in a few words.
    public var title: String
    /// What can be seen in it, for those who cannot see it.
    public var description: String
    /// The horizontal axis.
    public var xAxis: Axis
    /// The vertical axis.
    public var yAxis: Axis
    /// Its lines and markers; the last lie on top.
    public var series: [Series]
    /// Its bands, below the lines.
    public var bands: [Band]
    /// Lines to compare with.
    public var references: [Reference]
    /// Height of its plot, where its whole width is 560.
    public var plotHeight = 320.0

    /// A chart of `series`.
    public init(
        title: String, description: String, x xAxis: Axis, y yAxis: Axis, series: [Series],
        bands: [Band] = [], references: [Reference] = []
    ) {
        self.title = title
        self.description = description
        self.xAxis = xAxis
        self.yAxis = yAxis
        self.series = series
        self.bands = bands
        self.references = references
    }
}
