public import LandRelease

/// One thing that is wrong in a sheet, with its place there.
public struct SheetFault: Sendable, Equatable {
    /// The line of the file, from 1.
    public var line: Int
    /// The name of the column.
    public var column: String
    /// What is wrong and what would cure it.
    public var objection: Objection

    init(_ line: Int, _ column: String, _ objection: Objection) {
        self.line = line
        self.column = column
        self.objection = objection
    }

    init(_ line: Int, _ column: String, _ code: String, _ text: String, _ cure: String) {
        self.init(line, column, Objection(code: code, text: text, cure: cure))
    }
}

/// What came of the import of a sheet.
public struct SheetOutcome: Sendable, Equatable {
    /// Rows in the sheet.
    public var rows = 0
    /// Alarms the sheet closes.
    public var closed: [String] = []
    /// Alarms it says need a second sensor.
    public var inspected: [String] = []
    /// Finds it tells more of than that there was an item.
    public var finds = 0
    /// Rows that are on record already, word for word.
    public var known = 0
    /// What is wrong; where anything is, nothing was recorded.
    public var faults: [SheetFault] = []
    /// Columns nobody asked for, which were not read.
    public var otherColumns: [String] = []
    /// Whether anything was recorded.
    public var isRecorded = false
}
