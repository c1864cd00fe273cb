/// Estimates with their intervals, one per row, over one axis.
public struct ForestChart: Sendable, Hashable {
    /// An estimate.
    public struct Row: Sendable, Hashable {
        /// What was estimated.
        public var label: String
        /// Its counts, such as `57/88`.
        public var counts: String
        /// The estimate; nil where there is none, as for 0 of 0.
        public var point: Double?
        /// Ends of its interval.
        public var interval: Span?
        /// How it is drawn.
        public var look: Look

        /// A row for `label`.
        public init(
            _ label: String, counts: String, point: Double?, interval: Span?,
            look: Look = Look(.blue, marker: .square)
        ) {
            self.label = label
            self.counts = counts
            self.point = point
            self.interval = interval
            self.look = look
        }
    }

    /// Rows that belong together.
    public struct Group: Sendable, Hashable {
        /// Words above them.
        public var title: String?
        /// The rows.
        public var rows: [Row]

        /// `rows` under `title`.
        public init(title: String? = nil, rows: [Row]) {
            self.title = title
            self.rows = rows
        }
    }

    /// What it shows, in a few words.
    public var title: String
    /// What can be seen in it, for those who cannot see it.
    public var description: String
    /// Words below its axis, with the unit.
    public var axisTitle: String
    /// Least and largest value shown.
    public var range: Span
    /// Its rows.
    public var groups: [Group]
    /// A value to compare with, such as 0.90, and its name.
    public var reference: Reference?

    /// A value to compare with.
    public struct Reference: Sendable, Hashable {
        /// Its name in the legend.
        public var name: String
        /// The value.
        public var value: Double

        /// The value `value`, called `name`.
        public init(_ name: String, _ value: Double) {
            self.name = name
            self.value = value
        }
    }

    /// A chart of `groups`.
    public init(
        title: String, description: String, axisTitle: String,
        range: Span = Span(0, 1), groups: [Group], reference: Reference? = nil
    ) {
        self.title = title
        self.description = description
        self.axisTitle = axisTitle
        self.range = range
        self.groups = groups
        self.reference = reference
    }
}
