internal import FileAccess

/// Files beside a line that tell of its positions.
struct LineCompanions {
    /// Paths of what was read.
    private(set) var files: [String] = []
    /// The satellite fixes, where there are any.
    private(set) var cor: CorFile?
    /// Number of marks, where there is a file of them.
    private(set) var markCount: Int?

    /// Endings of files a companion may belong to.
    private static let samples = ["rd3", "rd7", "iprb"]
    private static let largestMarkByteCount = 4 << 20

    /// Looks for .cor and .mrk of the first of `stems`, paths without ending, that has them.
    ///
    /// A file that cannot be read is no reason not to read the radar: it is named.
    init(_ stems: [String], in source: FileSource, _ ledger: inout FactLedger) {
        if let path = Self.find("cor", stems, source) {
            do throws(InstrumentError) {
                cor = try CorFile(try source.open(path))
                files.append(path)
            } catch {
                Self.tell(path, error, &ledger)
            }
        }
        tellUnread(stems, source, &ledger)
        guard let path = Self.find("mrk", stems, source) else { return }
        do throws(InstrumentError) {
            let bytes = try source.open(path).allBytes(limit: Self.largestMarkByteCount)
            let count = TextLines(bytes).count { line in
                let first = line.split { " \t,;".contains($0) }.first
                return first.flatMap { TextNumber.parse($0) } != nil
            }
            markCount = count
            files.append(path)
            ledger.choose(
                "marks", unit: "", code: "marks", [(Folder.name(of: path), Double(count))],
                because: "")
        } catch {
            Self.tell(path, error, &ledger)
        }
    }

    private static func find(
        _ ending: String, _ stems: [String], _ source: FileSource
    ) -> String? {
        stems.lazy.compactMap {
            source.companion(of: $0 + "." + ending, endings: [ending], owners: samples)
        }.first
    }

    /// Names files of positions whose form is not known here.
    private func tellUnread(
        _ stems: [String], _ source: FileSource, _ ledger: inout FactLedger
    ) {
        let paths = stems.flatMap { stem in
            [(stem + "_G01.pos", "pos"), (stem + ".tsp", "tsp")].compactMap {
                source.companion(of: $0.0, endings: [$0.1], owners: Self.samples)
            }
        }
        guard let path = paths.first else { return }
        ledger.warn(
            "track-not-read",
            "\(Folder.name(of: path)) beside the file holds positions in a form this program does "
                + "not read")
    }

    private static func tell(
        _ path: String, _ error: InstrumentError, _ ledger: inout FactLedger
    ) {
        var reason = error.description
        // The sentence names the path itself.
        if reason.hasPrefix(path + ": ") { reason = String(reason.dropFirst(path.count + 2)) }
        ledger.warn(
            "companion-unreadable", "\(Folder.name(of: path)) is not used: \(reason)")
    }

    /// Says that marks alone measure nothing.
    func tellMarks(unusedWhere isNumbered: Bool, _ ledger: inout FactLedger) {
        guard isNumbered, let markCount, markCount > 0 else { return }
        ledger.warn(
            "marks-without-distances",
            "\(markCount) marks are beside the file, but nothing tells how far they lie apart; "
                + "they are not used")
    }
}
