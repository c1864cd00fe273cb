internal import FileAccess
internal import SurveyModel

/// The satellite fixes beside a DT1 file, in a .GPS or .GP2 file.
struct Dt1Track: Sendable {
    /// Where they were read.
    let path: String
    /// The fixes with the traces they belong to.
    private(set) var track: Track
    /// The last trace from 0 that a position is told of, and that position in units of the line.
    private(set) var lastPosition: (trace: Int, units: Double)?
    private(set) var warnings: [SweepWarning] = []

    /// Reads `file`; `firstNumber` is the number of the line's first trace.
    init(_ file: SourceFile, firstNumber: Double = 1) throws(InstrumentError) {
        path = file.path
        let lines = TextLines(try file.allBytes(limit: TrackReader.largestCompanionByteCount))
        var parser = Dt1FixParser(firstNumber: firstNumber)
        for line in lines { parser.take(line) }
        track = Track(fixes: parser.finish())
        lastPosition = parser.lastPosition
        warnings = parser.warnings
        let placeless = parser.unplacedCount
        if track.fixes.isEmpty {
            warn("fixes-missing", "the GPS file holds no satellite fix")
        } else if placeless > 0 {
            warn(
                "fixes-without-position",
                "\(placeless) of \(parser.count) satellite fixes have no position")
        }
    }

    private mutating func warn(_ code: String, _ text: String) {
        warnings.append(SweepWarning(code: code, text: text))
    }

    /// Date and time of the first fix that tells both (UTC).
    var startsAt: String? {
        track.fixes.lazy.compactMap(\.utc).first { $0.contains("T") }
    }
}

/// Takes the lines of a .GPS or .GP2 file.
///
/// A .GPS file has lines `Trace #n at position p`, each before the sentences of that trace. A .GP2
/// file is a table with one sentence in each row, after the trace number and position.
private struct Dt1FixParser {
    let firstNumber: Double
    private(set) var lastPosition: (trace: Int, units: Double)?
    private var collector = NmeaCollector()
    private var isTable = false
    private var columns = (trace: 0, position: 2, sentence: 4)
    private var rowTrace: Int?
    private var badTraces = 0

    init(firstNumber: Double) { self.firstNumber = firstNumber }

    mutating func take(_ line: String) {
        let text = line.trimmingBlanks
        if text.isEmpty { return }
        if text.hasPrefix(";") {
            isTable = isTable || text.uppercased().contains("GPS@@@")
        } else if text.lowercased().hasPrefix("trace #") {
            begin(text)
        } else if !text.contains("$"), text.contains(","), text.lowercased().contains("trace") {
            name(text)
        } else if isTable {
            row(text)
        } else {
            collector.take(text)
        }
    }

    mutating func finish() -> [TrackFix] {
        collector.allFixes()
    }

    var count: Int { collector.count }
    var unplacedCount: Int { collector.unplacedCount }

    var warnings: [SweepWarning] {
        var all = collector.warnings
        if badTraces > 0 {
            all.append(
                SweepWarning(
                    code: "fixes-without-trace",
                    text: "\(badTraces) lines of the GPS file name no trace that can be; their "
                        + "fixes belong to no trace"))
        }
        return all
    }

    /// `Trace #11 at position 10.000000`: the number counts from 1 and goes before the position.
    private mutating func begin(_ text: String) {
        let words = text.dropFirst("trace #".count).split(separator: " ")
        let trace = words.first.flatMap { index($0) }
        collector.begin(trace: trace.map(Double.init))
        if let trace, let word = words.last, words.count > 1 { note(trace, word) }
    }

    private mutating func index(_ word: Substring) -> Int? {
        guard let number = TextNumber.whole(word), number >= 1 else {
            badTraces += 1
            return nil
        }
        let index = Double(number) - firstNumber
        return index == index.rounded() && abs(index) < 1e12 ? Int(index) : number - 1
    }

    private mutating func note(_ trace: Int, _ word: Substring) {
        if let units = TextNumber.parse(word, decimalComma: true) { lastPosition = (trace, units) }
    }

    /// The line with the names of a table's columns.
    private mutating func name(_ text: String) {
        isTable = true
        let names = text.lowercased().split(separator: ",", omittingEmptySubsequences: false)
        columns.trace = names.firstIndex { $0.contains("trace") } ?? 0
        columns.position = names.firstIndex { $0.contains("pos") } ?? 2
        columns.sentence = names.firstIndex { $0.contains("gps") } ?? 4
    }

    private mutating func row(_ text: String) {
        // The sentence holds commas of its own, in quotes or not: it is taken from its `$` on.
        let start = text.firstIndex(of: "$") ?? text.endIndex
        let fields = text[..<start].split(separator: ",", omittingEmptySubsequences: false)
            .map { $0.filter { $0 != "\"" && $0 != " " } }
        let trace = columns.trace < fields.count ? index(fields[columns.trace][...]) : nil
        if trace != rowTrace || trace == nil {
            collector.begin(trace: trace.map(Double.init))
            rowTrace = trace
        }
        if let trace, columns.position < fields.count {
            note(trace, fields[columns.position][...])
        }
        let sentence = text[start...].prefix { $0 != "\"" }
        if !sentence.isEmpty { collector.take(sentence) }
    }
}
