internal import Evaluation
internal import FileAccess
internal import SurveyModel

/// Says in which places a file handed in is not the one that was sealed.
enum TruthComparison {
    /// Most places named.
    static let mostNamed = 5

    /// Sentences that name file, line and column; none where both are the same to the byte.
    static func findings(sealed: [UInt8], given: [UInt8], path: String) -> [String] {
        guard let first = ByteDifference(between: sealed, and: given) else { return [] }
        let found = tableDifferences(sealed, given, path)
        guard !found.isEmpty else {
            return ["\(path): it is not the file that was sealed: \(first.words)"]
        }
        var findings = found.prefix(mostNamed).map { "\(path): \($0.words)" }
        if found.count > mostNamed {
            findings.append("\(path): \(found.count - mostNamed) more differences")
        }
        return findings
    }

    /// Differences of two tables; none where one is no table or both say the same.
    private static func tableDifferences(
        _ sealed: [UInt8], _ given: [UInt8], _ path: String
    ) -> [TruthDifference] {
        guard Folder.fileExtension(of: path) == "csv", let before = table(sealed),
            let after = table(given)
        else { return [] }
        return TruthDifference.all(between: before, and: after)
    }

    private static func table(_ bytes: [UInt8]) -> SealedTable? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        guard let header = lines.first else { return nil }
        let rows = lines.enumerated().dropFirst().filter { !$0.element.isEmpty }
        return SealedTable(
            columns: AlarmTable.fields(of: String(header)),
            rows: rows.map { number, line in
                .init(line: number + 1, fields: AlarmTable.fields(of: String(line)))
            })
    }
}
