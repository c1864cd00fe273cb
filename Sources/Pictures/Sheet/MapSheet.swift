/// A line of a table on a sheet.
public struct SheetFigure: Sendable, Hashable {
    /// What it is about.
    public var label: String
    /// What it says.
    public var value: String

    /// What `label` is.
    public init(_ label: String, _ value: String) {
        self.label = label
        self.value = value
    }
}

/// A table on a sheet.
public struct SheetTable: Sendable, Hashable {
    /// Its title.
    public var title: String
    /// Its lines.
    public var rows: [SheetFigure]

    /// A table of `rows`.
    public init(_ title: String, _ rows: [SheetFigure]) {
        self.title = title
        self.rows = rows
    }
}

/// A line of a legend.
public struct SheetLegendLine: Sendable, Hashable {
    /// What is shown of the symbol.
    public enum Sample: Sendable, Hashable {
        /// A small area.
        case area
        /// A short line.
        case line
        /// A point.
        case point
    }

    /// How the symbol is shown.
    public var sample: Sample
    /// How it is drawn.
    public var inks: [SheetInk]
    /// What it means.
    public var text: String

    /// A symbol and its meaning.
    public init(_ sample: Sample, _ inks: [SheetInk], _ text: String) {
        self.sample = sample
        self.inks = inks
        self.text = text
    }
}

/// A box people sign in.
public struct SheetSignature: Sendable, Hashable {
    /// What the signature means.
    public var title: String
    /// What is filled in by hand, such as name and date.
    public var fields: [String]

    /// A box for `fields`.
    public init(_ title: String, _ fields: [String]) {
        self.title = title
        self.fields = fields
    }
}

/// One page: a map with everything said about it.
public struct SheetPage: Sendable, Hashable {
    /// What the page shows.
    public var title: String
    /// Of which survey.
    public var subtitle: String
    /// Who may see it.
    public var handling: String
    /// Which page of how many.
    public var number: String
    /// The map.
    public var map: SheetMap
    /// Tables beside it.
    public var tables: [SheetTable]
    /// Title of the legend.
    public var legendTitle: String
    /// The legend.
    public var legend: [SheetLegendLine]
    /// What must be read with the map.
    public var claims: [String]
    /// Smaller remarks.
    public var remarks: [String]
    /// Boxes to sign in.
    public var signatures: [SheetSignature]
    /// The last line.
    public var footer: String

    /// A page.
    public init(
        title: String, subtitle: String, handling: String, number: String, map: SheetMap,
        tables: [SheetTable], legendTitle: String, legend: [SheetLegendLine], claims: [String],
        remarks: [String], signatures: [SheetSignature], footer: String
    ) {
        self.title = title
        self.subtitle = subtitle
        self.handling = handling
        self.number = number
        self.map = map
        self.tables = tables
        self.legendTitle = legendTitle
        self.legend = legend
        self.claims = claims
        self.remarks = remarks
        self.signatures = signatures
        self.footer = footer
    }
}

/// What a file says about itself.
public struct SheetMetadata: Sendable, Hashable {
    /// Title.
    public var title: String
    /// Author.
    public var author: String
    /// Subject.
    public var subject: String
    /// Other words, a stamp among them.
    public var keywords: String
    /// The program.
    public var creator: String
    /// When what it shows was recorded (ISO 8601).
    public var date: String

    /// These words.
    public init(
        title: String, author: String, subject: String, keywords: String, creator: String,
        date: String
    ) {
        self.title = title
        self.author = author
        self.subject = subject
        self.keywords = keywords
        self.creator = creator
        self.date = date
    }
}

/// Pages to print: maps with everything said about them.
///
/// Where a sheet reads from right to left its parts change sides; the maps are never mirrored. The same sheet
/// gives the same bytes with the same fonts.
public struct MapSheet: Sendable, Hashable {
    /// What it is printed on.
    public var paper: SheetPaper
    /// Whether it reads from right to left.
    public var isRightToLeft: Bool
    /// Its pages.
    public var pages: [SheetPage]
    /// What stands across every page, where anything must.
    public var stamp: String?
    /// The same in the language of the sheet, beside it in a band.
    public var translatedStamp: String?
    /// What its file says about itself.
    public var metadata: SheetMetadata

    /// A sheet of `pages`.
    public init(
        paper: SheetPaper, isRightToLeft: Bool, pages: [SheetPage], stamp: String?,
        translatedStamp: String? = nil, metadata: SheetMetadata
    ) {
        self.paper = paper
        self.isRightToLeft = isRightToLeft
        self.pages = pages
        self.stamp = stamp
        self.translatedStamp = translatedStamp
        self.metadata = metadata
    }

    /// Pixels to an inch of a picture.
    public static let dotsPerInch = 150.0
}
