internal import Cartography
internal import FileAccess
internal import LandRelease
internal import Pictures
public import SurveyModel
internal import Symbology

/// How sheets are printed.
public struct SheetOptions: Sendable {
    /// A language of sheets.
    public enum Language: String, Sendable, CaseIterable {
        /// English, from left to right.
        case english = "en"
        /// Arabic, from right to left.
        case arabic = "ar"
    }

    /// Paper, landscape.
    public enum Paper: String, Sendable, CaseIterable {
        /// 297 mm by 210 mm.
        case a4
        /// 420 mm by 297 mm.
        case a3
    }

    /// Their language.
    public var language: Language
    /// Their paper.
    public var paper: Paper
    /// Who prepared them, where it is to be printed.
    public var author: String?

    /// Sheets in a language on paper.
    public init(language: Language = .english, paper: Paper = .a4, author: String? = nil) {
        self.language = language
        self.paper = paper
        self.author = author
    }
}

/// Sheets to print: a segment, or a road kilometre by kilometre.
public enum SheetStory: Sendable {
    /// What was written.
    public struct Written: Sendable, Equatable {
        /// Pages in the file.
        public var pages: Int
        /// Pages the whole sheet has; a picture holds the first alone.
        public var allPages: Int
    }

    /// Writes the sheet of a segment to a file ending in `.pdf` or `.png`.
    ///
    /// - Throws: `WorkflowError` for a segment that is not on record, one that is too long for a sheet, a
    ///   folder that does not exist or an ending no sheet has; `CartographyError` for a CRS without maps;
    ///   `PictureError`; `Cancelled`, and then nothing was written.
    public static func segment(
        _ id: String, of survey: SurveyFolder, options: SheetOptions = SheetOptions(),
        to path: String, monitor: WorkMonitor = .silent
    ) throws -> Written {
        try check(path)
        let sheet = try SheetContent(survey, options, monitor).segment(id)
        return try write(sheet, to: path, monitor)
    }

    /// Writes strips of a road, one page a kilometre, straightened.
    ///
    /// - Throws: as for a segment; `WorkflowError` for a road that is not on record, a stretch that is not on
    ///   it, holds no segment, or is longer than a file of strips.
    public static func strip(
        road: String, along chainage: MetreRange, of survey: SurveyFolder,
        options: SheetOptions = SheetOptions(), to path: String, monitor: WorkMonitor = .silent
    ) throws -> Written {
        try check(path)
        let sheet = try SheetContent(survey, options, monitor).strip(road, along: chainage)
        return try write(sheet, to: path, monitor)
    }

    private static func check(_ path: String) throws(WorkflowError) {
        guard ["pdf", "png"].contains(Folder.fileExtension(of: path).lowercased()) else {
            throw .impossible(
                reason: "\(path): a sheet is a PDF or a PNG file",
                hint: "end the name in .pdf or .png")
        }
        try OutputGuard.check(path)
    }

    private static func write(
        _ sheet: MapSheet, to path: String, _ monitor: WorkMonitor
    ) throws -> Written {
        let isPicture = Folder.fileExtension(of: path).lowercased() == "png"
        var done = 0
        let bytes =
            isPicture
            ? try sheet.png()
            : try sheet.pdf {
                try monitor.check()
                monitor.progress(Double(done) / Double(sheet.pages.count), "drawing")
                done += 1
            }
        try monitor.check()
        try DurableFile.write(bytes, to: path)
        return Written(
            pages: isPicture ? 1 : sheet.pages.count, allPages: sheet.pages.count)
    }
}
