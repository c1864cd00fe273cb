import Evaluation
import Testing

@Suite struct TruthDifferenceTests {
    private func table(_ rows: [[String]], columns: [String] = ["id", "x_m", "depth_m"])
        -> SealedTable
    {
        SealedTable(
            columns: columns,
            rows: rows.enumerated().map { .init(line: $0.offset + 2, fields: $0.element) })
    }

    private let sealed = [["T1", "1.25", "0.05"], ["T2", "4.50", "0.12"], ["T3", "7", "0.1"]]

    private func words(_ given: [[String]]) -> [String] {
        TruthDifference.all(between: table(sealed), and: table(given)).map(\.words)
    }

    @Test("The same says nothing")
    func same() { #expect(words(sealed) == []) }

    @Test("One digit is named with line, row, column and both values")
    func digit() {
        var given = sealed
        given[1][1] = "4.51"
        #expect(words(given) == ["line 3, row T2, column x_m: sealed `4.50`, given `4.51`"])
        given[2][2] = "0.10"
        #expect(words(given).last == "line 4, row T3, column depth_m: sealed `0.1`, given `0.10`")
    }

    @Test("A changed id is a changed field")
    func id() {
        var given = sealed
        given[0][0] = "T9"
        #expect(words(given) == ["line 2, row T1, column id: sealed `T1`, given `T9`"])
    }

    @Test("A row that is gone does not make all rows after it differ")
    func rows() {
        #expect(words([sealed[0], sealed[2]]) == ["row T2, sealed on line 3, is missing"])
        #expect(
            words([["T0", "1", "1"]] + sealed) == ["line 2: row T0 was not sealed"])
        var given = [sealed[0], sealed[2]]
        given[1][1] = "8"
        #expect(
            words(given) == [
                "line 3, row T3, column x_m: sealed `7`, given `8`",
                "row T2, sealed on line 3, is missing",
            ])
    }

    @Test("Another order of the same rows is said once")
    func order() {
        #expect(
            words([sealed[1], sealed[0], sealed[2]]) == [
                "line 2: row T2 stands where row T1 was sealed"
            ])
    }

    @Test("Other columns, short and long rows are said")
    func shape() {
        let other = table(sealed, columns: ["id", "y_m", "depth_m"])
        #expect(
            TruthDifference.all(between: table(sealed), and: other).map(\.words) == [
                "the columns: sealed `id,x_m,depth_m`, given `id,y_m,depth_m`"
            ])
        #expect(
            words([["T1", "1.25"], sealed[1], sealed[2] + ["x"]]) == [
                "line 2, row T1, column depth_m: sealed `0.05`, given ``",
                "line 4, row T3, column 4: sealed ``, given `x`",
            ])
    }

    @Test("Without ids of their own rows are held together by their place")
    func places() {
        let columns = ["x_m", "y_m"]
        let before = table([["1", "2"], ["1", "3"]], columns: columns)
        let after = table([["1", "2"]], columns: columns)
        #expect(
            TruthDifference.all(between: before, and: after).map(\.words) == [
                "row 1, sealed on line 3, is missing"
            ])
        #expect(
            TruthDifference.all(between: after, and: before).map(\.words) == [
                "line 3: row 1 was not sealed"
            ])
    }

    @Test("Every change of one field of a table is found, and found alone")
    func property() {
        for row in 0..<3 {
            for column in 0..<3 {
                var given = sealed
                given[row][column] += "0"
                let found = TruthDifference.all(between: table(sealed), and: table(given))
                #expect(found.count == 1)
                guard case .field(let line, _, _, _, _) = found.first else {
                    Issue.record("\(found)")
                    continue
                }
                #expect(line == row + 2)
            }
        }
    }
}

@Suite struct ByteDifferenceTests {
    private func words(_ sealed: String, _ given: String) -> String? {
        ByteDifference(between: Array(sealed.utf8), and: Array(given.utf8))?.words
    }

    @Test("The first byte that differs is named with its line")
    func known() {
        #expect(words("a\nb c\n", "a\nb c\n") == nil)
        #expect(words("a\nb c\n", "a\nb d\n") == "line 2, byte 3: sealed `c`, given `d`")
        #expect(
            words("a\nb", "a\r\nb") == "line 1, byte 2: sealed a line feed, given a carriage return"
        )
        #expect(words("a", "a ") == "line 1, byte 2: sealed the end of the file, given a blank")
        #expect(words("\u{1}", "") == "line 1, byte 1: sealed byte 1, given the end of the file")
    }
}
