import FileAccess
import Foundation
import TestSupport
import Testing

@Suite struct CSVTableTests {
    private func table(_ text: String) throws(CSVError) -> CSVTable {
        try CSVTable(bytes: Array(text.utf8), path: "t.csv")
    }

    private func error(_ text: String) -> CSVError? { error(Array(text.utf8)) }

    private func error(_ bytes: [UInt8]) -> CSVError? {
        do throws(CSVError) {
            let table = try CSVTable(bytes: bytes, path: "t.csv")
            for row in 0..<table.rowCount {
                for column in table.columns.indices {
                    _ = try table.number(row: row, column: column)
                }
            }
            return nil
        } catch {
            return error
        }
    }

    private func cells(_ table: CSVTable) -> [[String]] {
        (0..<table.rowCount).map { row in
            table.columns.indices.map { table.text(row: row, column: $0) }
        }
    }

    @Test("Line ends, byte order mark, blank lines and a missing last line end change nothing")
    func lineEnds() throws {
        let wanted = [["1", "2"], ["3", ""]]
        let texts = [
            "a,b\n1,2\n3,\n", "a,b\r\n1,2\r\n3,\r\n", "\u{FEFF}a,b\n1,2\n3,",
            "\n \na,b\n\n1,2\n\t\n3,",
            " a , b\n1,2\n3,", "a;b\n1;2\n3;", "a\tb\n1\t2\n3\t", "\"a\",\"b\"\n\"1\",2\n3,\"\"",
        ]
        for text in texts {
            let table = try table(text)
            #expect(
                table.columns == ["a", "b"] && cells(table) == wanted, "\(text.debugDescription)")
        }
    }

    @Test("A field in quotation marks holds commas, quotation marks and line ends")
    func quoted() throws {
        let table = try table("a,b\n\"x,\"\"y\"\"\r\nz\",1\n\"\"\"\",\"\"\"\"\"\"\nممر,é\n")
        #expect(cells(table) == [["x,\"y\"\r\nz", "1"], ["\"", "\"\""], ["ممر", "é"]])
        #expect((0..<3).map { table.line(ofRow: $0) } == [2, 4, 5])
    }

    @Test("A semicolon in a header with commas is part of a name")
    func delimiter() throws {
        #expect(try table("a;b,c\n1,2").columns == ["a;b", "c"])
        #expect(try table("\"a,b\";c\n1;2").columns == ["a,b", "c"])
        #expect(try table("a\n1\n").columns == ["a"])
    }

    @Test("A table of a header alone has no rows")
    func headerAlone() throws {
        #expect(try table("a,b").rowCount == 0)
        #expect(try table("a,b\n\n").index(of: "b") == 1)
        #expect(try table("a,,\n1,2,3").index(of: "") == nil)
    }

    @Test("Numbers are decimal whatever the locale, and an empty field is none")
    func numbers() throws {
        let table = try table("n\n1.5\n -2e-3\t\n\" 7 \"\n+.5\n123456789012345678\n\"\"\n")
        let read = try (0..<6).map { try table.number(row: $0, column: 0) }
        #expect(read == [1.5, -2e-3, 7, 0.5, 1.2345678901234568e17, nil])
    }

    @Test(
        "What is no finite decimal number is refused with its line and column",
        arguments: [
            "nan", "NaN", "inf", "-Infinity", "0x1p3", "1e999", "1 2", "--1", "1.2.3", "e5", "١",
            ".", "1_000",
        ])
    func badNumber(_ text: String) {
        #expect(
            error("a,b\n\n1,\(text)\n")
                == CSVError(path: "t.csv", line: 3, column: "b", .notANumber(text)))
    }

    @Test("A decimal comma is refused by name")
    func decimalComma() {
        let wanted = CSVError(path: "t.csv", line: 2, column: "b", .decimalComma("0,5"))
        #expect(error("a;b\n1;0,5\n") == wanted)
        #expect(error("a,b\n1,\"0,5\"\n") == wanted)
        #expect(
            wanted.description
                == "t.csv, line 2, column b: `0,5` has a decimal comma, a point is needed")
        #expect(
            error("a,b\n1,0,5\n") == CSVError(path: "t.csv", line: 2, .tooManyFields(expected: 2)))
    }

    @Test("Damaged tables are refused with the line, and the column where one is concerned")
    func damaged() {
        let rows: [(String, CSVError)] = [
            ("", CSVError(path: "t.csv", .empty)),
            ("\n  \n", CSVError(path: "t.csv", .empty)),
            ("\u{FEFF}", CSVError(path: "t.csv", .empty)),
            ("a,a\n", CSVError(path: "t.csv", line: 1, column: "a", .duplicateColumn)),
            ("\na, a\n", CSVError(path: "t.csv", line: 2, column: "a", .duplicateColumn)),
            (
                "a,b\n1,2\n3\n",
                CSVError(path: "t.csv", line: 3, .tooFewFields(found: 1, expected: 2))
            ),
            ("a,b\n1,2,\n", CSVError(path: "t.csv", line: 2, .tooManyFields(expected: 2))),
            ("a,b\n1,\"2\n3,4\n", CSVError(path: "t.csv", line: 2, column: "b", .unclosedQuote)),
            ("a,\"b", CSVError(path: "t.csv", line: 1, .unclosedQuote)),
            ("a,b\n1,2\"3\n", CSVError(path: "t.csv", line: 2, column: "b", .strayQuote)),
            ("a,b\n\"1\"2,3\n", CSVError(path: "t.csv", line: 2, column: "a", .textAfterQuote)),
            ("a,b\r1,2\r", CSVError(path: "t.csv", line: 1, .loneReturn)),
            ("a,b\n1,2\r", CSVError(path: "t.csv", line: 2, .loneReturn)),
            ("a,b\n1,\0\n", CSVError(path: "t.csv", line: 2, .notText)),
        ]
        for (text, wanted) in rows { #expect(error(text) == wanted, "\(text.debugDescription)") }
    }

    @Test("Text of another encoding is refused")
    func encodings() {
        let latin = Array("a,b\n1,".utf8) + [0xE9, 10]
        #expect(error(latin) == CSVError(path: "t.csv", line: 2, .notUTF8))
        #expect(error([0xFF, 0xFE, 97, 0, 44, 0]) == CSVError(path: "t.csv", .notText))
        #expect(error([97, 0, 44, 0, 98, 0])?.problem == .notText)
    }

    @Test("A row of a million commas ends at the first field too many")
    func wideRows() {
        let commas = String(repeating: ",", count: 1_000_000)
        #expect(error(commas)?.problem == .tooManyColumns(most: 4096))
        #expect(error("a,b\n" + commas)?.problem == .tooManyFields(expected: 2))
    }

    @Test("A file that is a folder, a pipe, too large, missing or not to be read is refused")
    func files() throws {
        let folder = try TemporaryFolder()
        func problem(_ path: String, limit: Int = CSVTable.mostBytes) -> CSVError.Problem? {
            do throws(CSVError) {
                _ = try CSVTable(path: path, limit: limit)
                return nil
            } catch {
                return error.problem
            }
        }
        #expect(problem(folder.file("none")) == .file(.missing(path: folder.file("none"))))
        #expect(problem(folder.path) == .file(.isDirectory(path: folder.path)))
        let pipe = folder.file("pipe")
        try #require(unsafe mkfifo(pipe, 0o600) == 0)
        #expect(problem(pipe) == .file(.notRegular(path: pipe)))
        let sparse = folder.file("sparse")
        try DurableFile.write("a,b\n", to: sparse)
        #expect(problem(sparse) == nil)
        try #require(unsafe truncate(sparse, 1 << 30) == 0)
        guard case .file(.unreadable) = problem(sparse) else {
            Issue.record("a sparse file of 1 GB was read")
            return
        }
        #expect(problem(sparse, limit: .max) != nil)
    }

    @Test("Damaged bytes anywhere give a table or an error, and every line named is in the file")
    func damagedBytes() {
        var noise = SeededNoise(seed: 11)
        let whole = Array("a,b;c\r\n\"x,\"\"y\"\"\nz\",1.5\n\n2,\"3\"\n\"\",é\n".utf8)
        let odd: [UInt8] = [0, 10, 13, 34, 44, 59, 9, 0xFF, 0xC3, 65]
        for _ in 0..<3000 {
            var bytes = whole
            for _ in 0..<(1 + noise.next() % 3) {
                bytes[Int(noise.next() % UInt64(bytes.count))] = odd[Int(noise.next() % 10)]
            }
            bytes = Array(bytes.prefix(Int(noise.next() % UInt64(bytes.count + 1))))
            let lines = bytes.count { $0 == 10 } + 1
            guard let line = error(bytes)?.line else { continue }
            #expect((1...lines).contains(line))
        }
    }

    @Test("What a writer quotes, the reader gives back")
    func roundTrip() throws {
        var noise = SeededNoise(seed: 5)
        let letters = ["a", ",", "\"", "\n", "\r\n", ";", " ", "é", "\t", "1"]
        for _ in 0..<200 {
            let rows = (0..<3).map { _ in
                (0..<3).map { _ in
                    (0..<4).map { _ in letters[Int(noise.uniform() * 10)] }.joined()
                }
            }
            let text = rows.map { row in
                row.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }
                    .joined(separator: ",")
            }.joined(separator: "\n")
            #expect(cells(try table("a,b,c\n" + text)) == rows)
        }
    }
}
