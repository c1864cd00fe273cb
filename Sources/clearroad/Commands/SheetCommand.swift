import CommandLineKit
import SurveyModel
import SurveyWorkflow

/// The command `clearroad sheet`.
enum SheetCommand {
    static let output = RequiredOption<String>(
        "out", valueName: "F", help: "a file ending in .pdf or .png (a PNG holds the first page)")
    static let segment = Option<String>("segment", valueName: "ID", help: "the sheet of a segment")
    static let road = Option<String>(
        "road", valueName: "ID", help: "strips of a road instead, one page a kilometre")
    static let from = Option<Chainage>(
        "from", valueName: "C", help: "where the strips begin, such as 12+000")
    static let to = Option<Chainage>("to", valueName: "C", help: "where they end")
    static let language = DefaultedOption<SheetOptions.Language>(
        "language", valueName: "L", help: "language of the sheet", default: .english)
    static let paper = DefaultedOption<SheetOptions.Paper>(
        "paper", valueName: "P", help: "paper, landscape", default: .a4)
    static let author = Option<String>(
        "by", valueName: "PERSON", help: "who prepared it; printed in the first signature box")

    static let command = Command(
        "sheet", summary: "a map to print, with legend, scale and boxes to sign in",
        discussion: """
            A segment is drawn true to scale in the survey's CRS, turned along the road where that
            makes it larger; a long one is followed by pages of its parts. Strips are straightened:
            chainage to the right, left of increasing chainage up, not to the same scale across.
            Restricted: sheets show hazards that were not released. The same record gives the same
            bytes on the same machine.
            """,
        parameters: [Common.folder, output, segment, road, from, to, language, paper, author]
    ) { values in
        let survey = try SurveyFolder(values[Common.folder])
        let options = SheetOptions(
            language: values[language], paper: values[paper], author: values[author])
        let written: SheetStory.Written
        switch (values[segment], values[road]) {
        case (let segment?, nil):
            guard values[from] == nil, values[to] == nil else {
                throw UsageError.conflict("--from and --to go with --road, not with --segment")
            }
            written = try SheetStory.segment(
                segment, of: survey, options: options, to: values[output],
                monitor: Output.monitor)
        case (nil, let road?):
            guard let from = values[from], let to = values[to] else {
                throw UsageError.conflict("--road needs --from and --to")
            }
            written = try SheetStory.strip(
                road: road, along: MetreRange(low: from.metres, high: to.metres), of: survey,
                options: options, to: values[output], monitor: Output.monitor)
        default: throw UsageError.conflict("give either --segment or --road")
        }
        let pages = written.pages == 1 ? "1 page" : "\(written.pages) pages"
        Output.console.print("\(values[output]): \(pages), restricted, not for publication")
        if written.pages < written.allPages {
            Output.console.warning(
                "a picture holds the first of \(written.allPages) pages; a PDF holds all")
        }
        return .done
    }
}
