import CommandLineKit
import TestSupport
import Testing

/// A group of commands that also does something itself, where `real` is the one file there is.
private struct TrialProgram {
    let output = RecordedConsoleOutput()
    let root: Command
    let program: Program

    init() {
        let console = Console(output)
        let lanes = RepeatedArgument<String>("LANES", help: "the lanes")
        let out = RequiredOption<String>("out", valueName: "DIR", help: "results")
        let truth = Argument<String>("TRUTH", help: "what lies there")
        let trial = Command(
            "trial", summary: "trials", parameters: [lanes, out],
            subcommands: [
                Command("seal", summary: "closes", parameters: [truth]) { values in
                    console.print("seal \(values[truth])")
                    return .done
                },
                Command("open", summary: "opens") { _ in .done },
            ]
        ) { values in
            console.print("trial \(values[lanes]) \(values[out])")
            return .done
        }
        root = Command("tool", summary: "a tool", subcommands: [trial])
        program = Program(root: root, version: "1", console: console, isPath: { $0 == "real" })
    }
}

@Suite struct GroupBodyTests {
    @Test(
        "A first word that names no command is for the group itself",
        arguments: [
            (["trial", "lanes", "--out", "o"], "trial [\"lanes\"] o\n"),
            (["trial", "--out", "o", "lanes", "seal"], "trial [\"lanes\", \"seal\"] o\n"),
            (["trial", "--out", "o", "--", "seal"], "trial [\"seal\"] o\n"),
            (["trial", "--out=o", "./seal"], "trial [\"./seal\"] o\n"),
            (["trial", "seal", "lanes"], "seal lanes\n"),
        ])
    func words(words: [String], said: String) async {
        let sample = TrialProgram()
        #expect(await sample.program.run(words) == .done)
        #expect(sample.output.output == said)
    }

    @Test("A word that is nearly a command is taken for a file only where there is one")
    func near() async {
        let sample = TrialProgram()
        #expect(await sample.program.run(["trial", "sael", "--out", "o"]) == .badCommandLine)
        #expect(
            sample.output.errors
                == "error: there is no command `sael`\nhint: did you mean `seal`?\n")
        let present = TrialProgram()
        #expect(await present.program.run(["trial", "real", "--out", "o"]) == .done)
        #expect(present.output.output == "trial [\"real\"] o\n")
    }

    @Test("Without a word the group says what it needs, and knows its own options only")
    func missing() async {
        for (words, error) in [
            (["trial"], "LANES is missing"), (["trial", "x"], "--out is required"),
            (["trial", "--ot"], "there is no option `--ot` here"),
            (["trial", "seal"], "TRUTH is missing"),
        ] {
            let sample = TrialProgram()
            #expect(await sample.program.run(words) == .badCommandLine)
            #expect(sample.output.errors.hasPrefix("error: \(error)\n"), "\(words)")
        }
    }

    @Test("Its help page shows both ways of writing it")
    func help() async {
        let sample = TrialProgram()
        #expect(await sample.program.run(["trial", "--help"]) == .done)
        let page = sample.output.output
        #expect(
            page.hasPrefix(
                "Usage: tool trial --out DIR [options] LANES...\n"
                    + "       tool trial COMMAND [options]\n\n"))
        #expect(page.contains("Arguments:\n  LANES...") && page.contains("Commands:\n  seal"))
        #expect(page.contains("  --out DIR"))
        _ = await sample.program.run(["trial", "x", "-h"])
        #expect(sample.output.output == page + page)
    }

    @Test("bash offers its commands beside files, at its first word only")
    func bash() throws {
        let folder = try TemporaryFolder()
        let script = CompletionScript(TrialProgram().root, for: .bash).text
        func offers(_ words: String) throws -> [String] {
            let ask = """
                \(script)
                COMP_WORDS=(tool \(words)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _tool
                printf '%s\\n' "${COMPREPLY[@]}"
                """
            let run = try CommandRun.run(["bash", "-c", "touch sea2; " + ask], in: folder.path)
            #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
            return run.output.split(separator: "\n").map(String.init)
        }
        #expect(try offers("trial sea") == ["sea2", "seal"])
        #expect(try offers("trial sea2 sea") == ["sea2"])
        #expect(try offers("trial sea2 seal --") == ["--out", "--help"])
        #expect(try offers("trial seal --") == ["--help"])
        #expect(try offers("trial --out sea") == [])
        #expect(try offers("tri") == ["trial"])
    }

    @Test("The other shells' scripts offer both, and the shells read them")
    func others() throws {
        let fish = CompletionScript(TrialProgram().root, for: .fish).text
        #expect(fish.contains("-n '__tool_at tool trial' -a 'seal' -d 'closes'\n"))
        #expect(fish.contains("-n '__tool_at tool trial' -F\n"))
        let zsh = CompletionScript(TrialProgram().root, for: .zsh).text
        #expect(zsh.contains("_describe -t commands command commands; _files;;\n"))
        #expect(zsh.contains("'*:LANES:_files'\n                    ;;\n"))
        for (shell, script) in [("zsh", zsh), ("fish", fish)] {
            guard try CommandRun.run(["sh", "-c", "command -v \(shell)"]).status == 0 else {
                continue
            }
            let run = try CommandRun.run([shell, "-n", "-c", script])
            #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
        }
    }
}
