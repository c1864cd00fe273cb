import CommandLineKit
import Testing

@Suite struct ConsoleTests {
    @Test("Progress is drawn on a terminal and taken away before other text")
    func progress() {
        let output = RecordedConsoleOutput(isTerminal: true)
        let console = Console(output)
        console.progress(0.5, "lane 1")
        #expect(output.errors == "\r[##########..........] 50% lane 1")
        console.print("done")
        let blank = String(repeating: " ", count: 33)
        #expect(output.errors == "\r[##########..........] 50% lane 1\r\(blank)\r")
        #expect(output.output == "done\n")
    }

    @Test("Progress is silent where nobody looks", arguments: [0, 0.5, 1, -3, Double.nan, 7])
    func silent(fraction: Double) {
        let output = RecordedConsoleOutput()
        Console(output).progress(fraction, "x")
        #expect(output.errors == "")
        let seen = RecordedConsoleOutput(isTerminal: true)
        Console(seen).progress(fraction, "x")
        #expect(seen.errors.hasPrefix("\r["))
    }

    @Test("A file name with line feeds cannot fake a second error")
    func oneLine() {
        let output = RecordedConsoleOutput()
        Console(output).error("bad\nerror: none\u{1B}[2J")
        #expect(output.errors == "error: bad error: none [2J\n")
    }

    @Test("Names from files cannot steer the terminal, start a line or turn digits")
    func results() {
        let output = RecordedConsoleOutput()
        Console(output).print("a\n\tb\u{1B}[31m\u{9B}0m")
        #expect(output.output == "a\n\tb [31m 0m\n")
        Console(output).line("X\nwarning fake\u{202E}321")
        #expect(output.output.hasSuffix("X warning fake321\n"))
        #expect(JSONValue.string("\u{9B}\u{202E}").text == "\"\\u009b\\u202e\"")
    }

    @Test("After a failure the rest of the output is dropped and the failure kept")
    func failure() {
        let console = Console(RecordedConsoleOutput(failure: .closed))
        console.print("a")
        console.print("b")
        #expect(console.failure == .closed)
    }
}

@Suite struct JSONValueTests {
    @Test("Keys keep their order and texts are escaped")
    func known() {
        let value: JSONValue = [
            "b": [1, 2.5, true], "a": "q\"\\\n\u{1}é", "c": [], "d": .null,
            "e": .number(.nan), "f": .number(3),
        ]
        let expected = """
            {
              "b": [
                1,
                2.5,
                true
              ],
              "a": "q\\"\\\\\\n\\u0001é",
              "c": [],
              "d": null,
              "e": null,
              "f": 3
            }
            """
        #expect(value.text == expected)
    }

    @Test("What is not known becomes null")
    func unknown() {
        #expect(JSONValue.text(nil).text == "null")
        #expect(JSONValue.number(orNull: nil).text == "null")
        #expect(JSONValue.number(orNull: 0.1).text == "0.1")
    }
}

@Suite struct InterruptionTests {
    @Test("Nothing is interrupted before a signal")
    func calm() throws {
        #expect(!Interruption.isRequested)
        try Interruption.check()
    }
}
