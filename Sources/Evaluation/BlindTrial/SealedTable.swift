/// A table of a trial as its file has it: text, with the lines it stands on.
public struct SealedTable: Sendable, Hashable {
    /// One row under the header.
    public struct Row: Sendable, Hashable {
        /// The line of the file, from 1.
        public var line: Int
        /// Its fields, one per column.
        public var fields: [String]

        /// The row `fields` on `line`.
        public init(line: Int, fields: [String]) {
            self.line = line
            self.fields = fields
        }
    }

    /// Names of the columns in order.
    public var columns: [String]
    /// The rows in order.
    public var rows: [Row]

    /// A table of `rows` under `columns`.
    public init(columns: [String], rows: [Row]) {
        self.columns = columns
        self.rows = rows
    }
}
