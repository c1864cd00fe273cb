import FileAccess
import Foundation
import TestSupport
import Testing

/// The scripts `clearroad completion` prints, in the shells they are for.
@Suite struct CompletionTests {
    static func isInstalled(_ shell: String) -> Bool {
        (try? CommandRun.run(["sh", "-c", "command -v \(shell)"]).status) == 0
    }

    private func script(_ shell: String, in folder: TemporaryFolder) throws -> String {
        let path = folder.file("script." + shell)
        let run = try ClearRoad.run("completion", shell)
        #expect(run.status == 0 && run.errors.isEmpty)
        try DurableFile.write(run.output, to: path)
        return path
    }

    /// What bash offers for the words of a line, the last one being typed.
    private func offers(_ words: [String], in folder: TemporaryFolder) throws -> Set<String> {
        let script = try script("bash", in: folder)
        let ask = """
            source \(script); COMP_WORDS=(\(words.map { "'\($0)'" }.joined(separator: " ")))
            COMP_CWORD=\(words.count - 1); _clearroad; printf '%s\\n' "${COMPREPLY[@]}"
            """
        let run = try CommandRun.run(["bash", "-c", ask], in: folder.path)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
        return Set(run.output.split(separator: "\n").map(String.init))
    }

    @Test("bash reads its script")
    func bash() throws {
        let folder = try TemporaryFolder()
        let run = try CommandRun.run(["bash", "-n", script("bash", in: folder)])
        #expect(run.status == 0 && run.errors.isEmpty)
    }

    @Test("zsh reads its script", .enabled(if: isInstalled("zsh"), "zsh is not installed"))
    func zsh() throws {
        let folder = try TemporaryFolder()
        let run = try CommandRun.run(["zsh", "-n", script("zsh", in: folder)])
        #expect(run.status == 0 && run.errors.isEmpty)
    }

    @Test(
        "fish reads its script and completes with it",
        .enabled(if: isInstalled("fish"), "fish is not installed"))
    func fish() throws {
        let folder = try TemporaryFolder()
        let script = try script("fish", in: folder)
        #expect(try CommandRun.run(["fish", "-n", script]).status == 0)
        let asked = "source \(script); complete -C 'clearroad survey init --purpose '"
        let run = try CommandRun.run(
            ["fish", "-c", asked], environment: ["HOME": folder.path])
        #expect(run.output.contains("demonstration") && run.output.contains("operation"))
        #expect(run.output.split(separator: "\n").count == 2)
    }

    @Test("bash completes commands, options, fixed words and files")
    func words() throws {
        let folder = try TemporaryFolder()
        try DurableFile.write("x", to: folder.file("lane 1.dzt"))
        try FileManager.default.createDirectory(
            atPath: folder.file("lanes"), withIntermediateDirectories: false)
        func offers(_ words: String...) throws -> Set<String> {
            try self.offers(["clearroad"] + words, in: folder)
        }
        #expect(try offers("ins") == ["inspect"])
        #expect(
            try offers("survey", "") == [
                "init", "approve", "info", "bundle", "merge", "join", "adopt", "conflicts",
                "settle",
                "changes", "backup", "account",
            ])
        #expect(try offers("inspect", "--pn") == ["--png"])
        #expect(try offers("--ver") == ["--version"])
        #expect(try offers("inspect", "--segy-interval-unit", "") == ["ps", "ns", "us"])
        #expect(try offers("inspect", "--segy-interval-unit", "=", "n") == ["ns"])
        #expect(try offers("inspect", "--segy-interval-unit", "=") == ["ps", "ns", "us"])
        #expect(try offers("inspect", "lan") == ["lane 1.dzt", "lanes"])
        #expect(try offers("detect", "--out", "lan") == ["lane 1.dzt", "lanes"])
        #expect(try offers("verify", "lan") == ["lanes"])
        #expect(try offers("detect", "--far", "") == [])
        #expect(try offers("completion", "") == ["bash", "zsh", "fish"])
        // An argument that is called like a command is none.
        #expect(try offers("inspect", "survey", "in") == [])
    }
}

/// Names that are nearly right.
@Suite struct NearMissTests {
    @Test("A missing file with a near name beside it is asked for")
    func file() throws {
        let folder = try TemporaryFolder()
        try DurableFile.write("x", to: folder.file("lane_03.DZT"))
        for arguments in [
            ["inspect", folder.file("lane_3.DZT")],
            ["convert", folder.file("LANE_03.dzt"), folder.file("out.npy")],
            ["detect", folder.file("lane_30.DZT"), "--out", folder.file("out.csv")],
        ] {
            let run = try ClearRoad.run(arguments)
            #expect(run.failed(1, saying: "there is no such file"))
            #expect(run.errors.contains("hint: did you mean lane_03.DZT?\n"), "\(run)")
        }
        let far = try ClearRoad.run(["inspect", folder.file("road.sgy")])
        #expect(far.errors.contains("hint: check the name and the folder\n"))
    }

    @Test("A fixed word, a command and an option that are nearly right are asked for")
    func words() throws {
        for (arguments, hint) in [
            (["inspect", "x", "--segy-interval-unit", "PS"], "did you mean `ps`?"),
            (["survey", "intt"], "did you mean `init`?"),
            (["INSPECT", "x"], "did you mean `inspect`?"),
            (["inspect", "x", "--jason"], "did you mean `--json`?"),
            (["completion", "fisch"], "did you mean `fish`?"),
        ] {
            let run = try ClearRoad.run(arguments)
            #expect(run.status == 64 && run.errors.contains("hint: \(hint)\n"), "\(run)")
        }
    }
}
