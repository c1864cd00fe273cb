import CommandLineKit
import Testing

enum Direction: String, EnumValue {
    case up, down
}

/// A small program like the real one, whose command prints what it was given.
struct SampleProgram {
    let output = RecordedConsoleOutput()
    let program: Program

    init() {
        let console = Console(output)
        let far = DefaultedOption<Double>(
            "far", valueName: "RATE", help: "ground rate", default: 0.2
        ) { (0...5).contains($0) ? nil : "is not between 0 and 5" }
        let offset = Option<Double>("offset", valueName: "M", help: "offset")
        let direction = Option<Direction>("direction", help: "direction of travel")
        let out = RequiredOption<String>("out", valueName: "FILE", help: "result")
        let blank = RepeatedOption<String>("blank", valueName: "FILE", help: "blank ground")
        let json = Flag("json", help: "as JSON")
        let sweeps = RepeatedArgument<String>("SWEEP", help: "radar files")
        let detect = Command(
            "detect", summary: "finds anomalies",
            parameters: [sweeps, out, far, offset, direction, blank, json]
        ) { values in
            console.print(
                "\(values[sweeps]) \(values[out]) \(values[far]) \(values[blank]) \(values[json])")
            if let metres = values[offset] { console.print("offset \(metres)") }
            if let way = values[direction] { console.print("direction \(way)") }
            return .done
        }
        let number = Argument<Int>("COUNT", help: "how many")
        let folder = Argument<String>("DIR", help: "where")
        let date = OptionalArgument<String>("DATE", help: "when")
        let day = Command("day", summary: "does a day", parameters: [number, folder, date]) {
            values in
            console.print("\(values[number]) \(values[folder]) \(values[date] ?? "today")")
            return .partial
        }
        let zone = RepeatedOption<String>("zone", help: "zones").oneWordEach
        let compare = Command("compare", summary: "compares", parameters: [sweeps, zone]) {
            values in
            console.print("\(values[sweeps]) \(values[zone])")
            return .done
        }
        let survey = Command(
            "survey", summary: "survey folders",
            subcommands: [
                Command("init", summary: "a new one") { _ in .done },
                Command("info", summary: "tells about one") { _ in throw Broken() },
            ])
        program = Program(
            root: Command("tool", summary: "a tool", subcommands: [detect, day, compare, survey]),
            version: "1.2.3", console: console,
            explain: { ErrorInWords("\($0)", hint: "mend it") })
    }

    struct Broken: Error, CustomStringConvertible {
        var description: String { "it is broken" }
    }
}

@Suite struct ParsingTests {
    @Test(
        "Options, flags and arguments reach the command",
        arguments: [
            ["detect", "a", "b", "--out", "o", "--far", "1.5", "--json"],
            ["detect", "--out=o", "--far=1.5", "a", "--json", "b"],
            ["detect", "--json", "--out", "o", "--far", "1.5", "--", "a", "b"],
        ])
    func options(words: [String]) async {
        let sample = SampleProgram()
        #expect(await sample.program.run(words) == .done)
        #expect(sample.output.output == "[\"a\", \"b\"] o 1.5 [] true\n")
        #expect(sample.output.errors == "")
    }

    @Test("What is left out has its default")
    func defaults() async {
        let sample = SampleProgram()
        #expect(await sample.program.run(["detect", "a", "--out", "o"]) == .done)
        #expect(sample.output.output == "[\"a\"] o 0.2 [] false\n")
    }

    @Test(
        "A negative number is a value and not an option",
        arguments: [["--offset", "-2.4"], ["--offset=-2.4"], ["--offset", "-24e-1"]])
    func negative(words: [String]) async {
        let sample = SampleProgram()
        #expect(await sample.program.run(["detect", "a", "--out", "o"] + words) == .done)
        #expect(sample.output.output.contains("offset -2.4\n"))
    }

    @Test("A negative number is an argument")
    func negativeArgument() async {
        let sample = SampleProgram()
        #expect(await sample.program.run(["day", "-3", "."]) == .partial)
        #expect(sample.output.output == "-3 . today\n")
    }

    @Test("After two dashes everything is an argument")
    func dashes() async {
        let sample = SampleProgram()
        #expect(await sample.program.run(["detect", "--out", "o", "--", "--far", "-x"]) == .done)
        #expect(sample.output.output.hasPrefix("[\"--far\", \"-x\"]"))
    }

    @Test("A repeated option may take one word each time, so that arguments follow it")
    func oneWordEach() async {
        let sample = SampleProgram()
        #expect(
            await sample.program.run(["compare", "--zone", "z", "a", "--zone=y", "b"]) == .done)
        #expect(sample.output.output == "[\"a\", \"b\"] [\"z\", \"y\"]\n")
    }

    @Test(
        "A repeated option takes every word up to the next option",
        arguments: [
            ["detect", "a", "--blank", "b", "c", "--out", "o"],
            ["detect", "--out", "o", "--blank", "b", "c", "--", "a"],
            ["detect", "--out", "o", "--blank=b", "a", "--blank=c"],
        ])
    func severalValues(words: [String]) async {
        let sample = SampleProgram()
        #expect(await sample.program.run(words) == .done)
        #expect(sample.output.output == "[\"a\"] o 0.2 [\"b\", \"c\"] false\n")
    }

    @Test("A repeated option keeps its order")
    func repeated() async {
        let sample = SampleProgram()
        let words = ["detect", "a", "--out", "o", "--blank", "n2", "--blank=n1"]
        #expect(await sample.program.run(words) == .done)
        #expect(sample.output.output.contains("[\"n2\", \"n1\"]"))
    }

    @Test(
        "A bad command line ends with 64, one error and one hint",
        arguments: [
            ([], "`tool` needs a command after it", "one of: detect, day, compare, survey"),
            (["detekt"], "there is no command `detekt`", "did you mean `detect`?"),
            (["survey"], "`tool survey` needs a command after it", "one of: init, info"),
            (["survey", "int"], "there is no command `int`", "did you mean `init`?"),
            (["--versoin"], "there is no option `--versoin` here", "did you mean `--version`?"),
            (
                ["detect", "a", "--ot", "x"], "there is no option `--ot` here",
                "did you mean `--out`?"
            ),
            (["detect", "--out", "o"], "SWEEP is missing", "`tool detect --help` explains"),
            (["detect", "a"], "--out is required", "`tool detect --help` explains"),
            (["detect", "a", "--out"], "--out needs a value (FILE)", "write `--out FILE`"),
            (["detect", "--out", "--json"], "--out needs a value (FILE)", "write `--out FILE`"),
            (
                ["detect", "a", "--out", "o", "--far", "abc"], "--far: `abc` is not a number",
                "`tool detect --help`"
            ),
            (
                ["detect", "a", "--out", "o", "--far", "0,2"], "--far: `0,2` is not a number",
                "write decimals with a point"
            ),
            (
                ["detect", "a", "--out", "o", "--far", "7"], "--far: `7` is not between 0 and 5",
                "`tool"
            ),
            (
                ["detect", "a", "--out", "o", "--direction", "left"],
                "--direction: `left` is not one of up or down", "`tool"
            ),
            (
                ["detect", "a", "--out", "o", "--out", "p"], "--out is given more than once",
                "`tool"
            ),
            (
                ["detect", "a", "--out", "o", "--json=1"],
                "--json takes no value, but `1` is given", "`tool"
            ),
            (["day", "x", "."], "COUNT: `x` is not a whole number", "`tool day"),
            (["day", "1"], "DIR is missing", "`tool day"),
            (["day", "1", "a", "b", "c"], "`c` is one argument too many", "`tool day"),
        ])
    func usage(words: [String], error: String, hint: String) async {
        let sample = SampleProgram()
        #expect(await sample.program.run(words) == .badCommandLine)
        let lines = sample.output.errors.split(separator: "\n").map(String.init)
        #expect(lines.count == 2)
        #expect(lines.first == "error: " + error)
        #expect(lines.last?.hasPrefix("hint: " + hint) == true, "\(lines)")
        #expect(sample.output.output == "")
    }

    @Test(
        "A number that is not finite or not decimal is refused",
        arguments: ["nan", "inf", "-inf", "Infinity", "1e999", "0x10", "", " 1", "1 ", "1_0", "٣"])
    func numbers(text: String) async {
        let sample = SampleProgram()
        let words = ["detect", "a", "--out", "o", "--offset", text]
        #expect(await sample.program.run(words) == .badCommandLine)
        #expect(sample.output.errors.contains("`\(text)` is not a number"))
    }

    @Test("Whatever is typed, the answer is a status and never a crash")
    func property() async {
        let pieces = [
            "detect", "day", "survey", "--", "--far", "--far=", "-", "=", "--=", "-h", "--out",
            "x", "-1", "", "\u{0}", "é", "--json",
        ]
        var state: UInt64 = 7
        for _ in 0..<400 {
            var words: [String] = []
            for _ in 0..<5 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                words.append(pieces[Int(state >> 33) % pieces.count])
            }
            let sample = SampleProgram()
            let status = await sample.program.run(words)
            #expect([.done, .partial, .failed, .badCommandLine].contains(status))
            #expect((status == .badCommandLine) == sample.output.errors.hasPrefix("error: "))
        }
    }
}
