import CommandLineKit
import Testing

@Suite struct ProgramTests {
    @Test("Help is shown at every level and is no error", arguments: ["--help", "-h"])
    func help(flag: String) async {
        for words in [[flag], ["survey", flag], ["detect", flag], ["detect", "a", flag]] {
            let sample = SampleProgram()
            #expect(await sample.program.run(words) == .done)
            #expect(sample.output.output.hasPrefix("Usage: tool"))
            #expect(sample.output.errors == "")
        }
    }

    @Test("The help of a command names arguments, options and defaults")
    func commandHelp() async {
        let sample = SampleProgram()
        _ = await sample.program.run(["detect", "--help"])
        let page = sample.output.output
        #expect(page.hasPrefix("Usage: tool detect --out FILE [options] SWEEP...\n"))
        #expect(page.contains("  --far RATE           ground rate (default 0.2)\n"))
        #expect(page.contains("--direction up|down"))
        #expect(page.contains("Arguments:\n  SWEEP..."))
        #expect(!page.contains("Exit codes"))
        #expect(page.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test("The root page lists commands and exit codes")
    func rootHelp() async {
        let sample = SampleProgram()
        _ = await sample.program.run(["--help"])
        let page = sample.output.output
        #expect(page.contains("Commands:\n  detect   finds anomalies\n"))
        #expect(page.contains("  64   the command line could not be understood\n"))
        #expect(page.contains("--version"))
    }

    @Test("The version is the name and the number")
    func version() async {
        let sample = SampleProgram()
        #expect(await sample.program.run(["--version"]) == .done)
        #expect(sample.output.output == "tool 1.2.3\n")
    }

    @Test("An error of a command is said with its hint")
    func failure() async {
        let sample = SampleProgram()
        #expect(await sample.program.run(["survey", "info"]) == .failed)
        #expect(sample.output.errors == "error: it is broken\nhint: mend it\n")
    }

    @Test("A reader that went away makes the status 1 without a word")
    func closed() async {
        let output = RecordedConsoleOutput(failure: .closed)
        let program = program(on: output)
        #expect(await program.run(["--version"]) == .failed)
        #expect(output.errors == "")
    }

    @Test("A full disk under standard output is said")
    func full() async {
        let output = RecordedConsoleOutput(failure: .refused(reason: "No space left on device"))
        #expect(await program(on: output).run(["--version"]) == .failed)
        #expect(output.errors.contains("No space left on device"))
    }

    @Test("A conflict found by a command is a bad command line")
    func conflict() async {
        let output = RecordedConsoleOutput()
        let root = Command("tool", summary: "") { _ in
            throw UsageError.conflict("--a and --b exclude each other")
        }
        let program = Program(root: root, version: "1", console: Console(output))
        #expect(await program.run([]) == .badCommandLine)
        #expect(output.errors.hasPrefix("error: --a and --b exclude each other\nhint: "))
    }

    private func program(on output: RecordedConsoleOutput) -> Program {
        let only = Command("a", summary: "") { _ in .done }
        return Program(
            root: Command("tool", summary: "", subcommands: [only]), version: "1",
            console: Console(output))
    }
}
