/// A table of counts, numbers and words.
///
/// The first column heads its row. On a narrow screen the table scrolls in a box of its own.
public struct DataTable: Sendable, Hashable {
    /// A column.
    public struct Column: Sendable, Hashable {
        /// Where its cells stand.
        public enum Alignment: String, Sendable, Hashable {
            /// At the left: words.
            case words
            /// At the right, with digits of one width: numbers.
            case numbers
            /// In the middle: short marks.
            case centre
        }

        /// Words in its head.
        public var title: String
        /// Unit of its numbers.
        public var unit: String?
        /// Where its cells stand.
        public var alignment: Alignment

        /// A column headed `title`.
        public init(_ title: String, unit: String? = nil, _ alignment: Alignment = .numbers) {
            self.title = title
            self.unit = unit
            self.alignment = alignment
        }
    }

    /// A cell; a string literal is one.
    public struct Cell: Sendable, Hashable {
        /// How it is set.
        public enum Weight: String, Sendable, Hashable {
            /// As any other.
            case plain
            /// Bold.
            case strong
            /// Bold on a tinted ground: not to be overlooked.
            case warning
        }

        /// Its text.
        public var text: String
        /// How it is set.
        public var weight: Weight

        /// A cell with `text`.
        public init(_ text: String, _ weight: Weight = .plain) {
            self.text = text
            self.weight = weight
        }
    }

    /// Rows that belong together.
    public struct Group: Sendable, Hashable {
        /// Words above them.
        public var title: String?
        /// Cells, row by row; a short row is filled up with empty cells.
        public var rows: [[Cell]]

        /// `rows` under `title`.
        public init(title: String? = nil, rows: [[Cell]]) {
            self.title = title
            self.rows = rows
        }
    }

    /// What the table shows.
    public var caption: String
    /// Its columns.
    public var columns: [Column]
    /// Its rows.
    public var groups: [Group]
    /// Words below the table.
    public var remark: String?

    /// A table of `groups`.
    public init(caption: String, columns: [Column], groups: [Group], remark: String? = nil) {
        self.caption = caption
        self.columns = columns
        self.groups = groups
        self.remark = remark
    }

    /// A table of `rows`.
    public init(caption: String, columns: [Column], rows: [[Cell]], remark: String? = nil) {
        self.init(
            caption: caption, columns: columns, groups: [Group(rows: rows)], remark: remark)
    }
}

extension DataTable.Cell: ExpressibleByStringInterpolation {
    /// A plain cell with `value`.
    public init(stringLiteral value: String) { self.init(value) }
}
