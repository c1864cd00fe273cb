import FileAccess
import Foundation
import TestSupport
import Testing

/// A blind trial by the commands a person types.
@Suite struct BlindTrialCommandTests {
    private let room: TemporaryFolder

    init() throws {
        room = try TemporaryFolder()
        for lane in ["A", "B"] {
            try DurableFile.write(
                "id,x_m,depth_m\nT1,1.25,0.05\n\(lane)2,4.50,0.12\n",
                to: room.file("\(lane)_truth.csv"))
            try DurableFile.write(
                "id,x_m,y_m,score\n1,1.2,0,\(lane == "A" ? 9 : 8)\n", to: room.file("\(lane).csv"))
        }
    }

    private func run(_ words: String...) throws -> CommandRun {
        try ClearRoad.run(["evaluate"] + words, in: room.path)
    }

    private func seal() throws -> CommandRun {
        try run("seal", "A_truth.csv", "B_truth.csv", "--out", "trial", "--keeper", "keeper.json")
    }

    private func register(_ more: String...) throws -> CommandRun {
        let words = ["register", "trial", "--config-text", "far 0.2", "--by", "Ana"]
        return try ClearRoad.run(["evaluate"] + words + more, in: room.path)
    }

    private func open(_ more: String...) throws -> CommandRun {
        try ClearRoad.run(
            ["evaluate", "open", "trial", "--keeper", "keeper.json"] + more, in: room.path)
    }

    /// The digest at the end of the line that begins with `start`.
    private func digest(_ run: CommandRun, _ start: String) throws -> String {
        let line = run.output.split(separator: "\n").first { $0.hasPrefix(start) }
        return String(try #require(line).suffix(64))
    }

    private func shell(_ script: String) throws -> String {
        let run = try CommandRun.run(["bash", "-c", script], in: room.path)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
        return run.output
    }

    @Test("Sealed, registered and opened; coreutils come to the same digests")
    func whole() throws {
        let sealed = try seal()
        #expect(sealed.status == 0 && sealed.errors.isEmpty, "\(sealed)")
        let sealDigest = try digest(sealed, "seal digest: ")
        #expect(try shell("sha256sum < trial/seal.json").hasPrefix(sealDigest))
        #expect(sealed.output.contains("no trusted time is claimed"))
        #expect(try shell("stat -c %a keeper.json; ls trial") == "600\nseal.json\n")
        #expect(try shell("grep -c -F -e 4.50 -e T1, trial/seal.json || true") == "0\n")

        let first = try register("--alarms", "A=A.csv", "--detector", "one")
        #expect(first.status == 0 && first.output.contains("not handed in yet: B\n"), "\(first)")
        let aborted = try register(
            "--aborted", "B", "--reason", "heavy rain", "--detector", "one", "--seal-digest",
            sealDigest)
        let registered = try digest(aborted, "registration 2 digest: ")
        let entry = "sed -n 2p trial/registrations.jsonl | cut -c86- | sed 's/}$//' | tr -d '\\n'"
        #expect(try shell(entry + " | sha256sum").hasPrefix(registered))
        #expect(try register("--alarms", "B.csv", "--detector", "two").status == 0)

        let status = try run("status", "trial", "--registration-digest", registered)
        #expect(status.status == 0 && status.output.contains("sound: 2 lanes, not opened"))
        #expect(status.output.contains("\(registered)  one: B aborted (by Ana, who claims 2"))

        let opened = try open(
            "--truth", "A_truth.csv", "B=B_truth.csv", "--seal-digest", sealDigest,
            "--registration-digest", registered)
        #expect(opened.status == 0 && opened.errors.isEmpty, "\(opened)")
        for line in ["  B: aborted (heavy rain)", "  A: nothing handed in, all missed"] {
            #expect(opened.output.contains(line + "\n"))
        }
        #expect(try digest(opened, "seal digest: ") == sealDigest)
        #expect(try shell("cmp trial/opened/A_truth.csv A_truth.csv && echo same") == "same\n")
        // The commitment, checked with nothing but the published nonce, the truth and coreutils.
        let check = """
            nonce=$(grep -o '"name":"A","nonce":"[0-9a-f]*' trial/registrations.jsonl | tail -c 65)
            (printf %s "$nonce"; cat A_truth.csv) | sha256sum | cut -c1-64
            """
        #expect(sealed.output.contains(try shell(check).prefix(64) + "  A\n"))
        #expect(try register("--alarms", "B=B.csv").failed(1, saying: "has been opened"))
        #expect(try run("status", "trial").output.hasSuffix("sound: 2 lanes, opened\n"))
        _ = try shell("sed -i s/4.50/4.60/ trial/opened/B_truth.csv")
        let edited = try run("status", "trial")
        #expect(
            edited.status == 2 && edited.output.contains("B_truth.csv: it is not what was sealed"))
    }

    @Test("Truth changed by one digit is refused, naming file, line, row, column and values")
    func digit() throws {
        #expect(try seal().status == 0)
        #expect(try register("--alarms", "A=A.csv").status == 0)
        #expect(try shell("sed -i s/4.50/4.60/ A_truth.csv").isEmpty)
        let run = try open("--truth", "A=A_truth.csv")
        #expect(run.status == 2 && run.errors.isEmpty)
        #expect(
            run.output == """
                finding: A_truth.csv: line 3, row A2, column x_m: sealed `4.50`, given `4.60`
                NOT OPENED: 1 finding

                """)
        #expect(!Folder.exists(room.file("trial/opened")))
        #expect(try open().status == 0)
    }

    @Test("A changed seal, registration or list of alarms is answered with no")
    func tampered() throws {
        #expect(try seal().status == 0)
        let digest = try digest(try register("--alarms", "A=A.csv"), "registration 1 digest: ")
        for (change, words) in [
            ("sed -i s/truth.csv/truth.CSV/ trial/seal.json", "the seal is not the one"),
            ("sed -i s/Ana/Eva/ trial/registrations.jsonl", "registrations.jsonl, line 1:"),
            ("rm trial/registrations.jsonl", "no registration names it"),
            ("sed -i s/9/8/ trial/alarms/*", "changed after it was registered"),
            ("rm -f trial/alarms/*", "it is gone"),
        ] {
            _ = try shell("cp -a trial kept && \(change)")
            let run = try open("--registration-digest", String(repeating: "0", count: 64))
            #expect(run.status == 2 && run.output.contains(words), "\(run)")
            #expect(run.output.contains("on paper"))
            #expect(try self.run("status", "trial", "--seal-digest", digest).status == 2)
            _ = try shell("rm -rf trial && mv kept trial")
        }
        #expect(try open("--registration-digest", digest).status == 0)
    }

    @Test("Files that cannot be used are errors in one sentence")
    func hostile() throws {
        #expect(try run("open", "trial", "--keeper", "k").failed(1, saying: "no such file"))
        #expect(try register("--alarms", "A=A.csv").failed(1, saying: "not a blind trial"))
        #expect(try seal().status == 0)
        #expect(try seal().failed(1, saying: "sealed there already"))
        _ = try shell("mkfifo pipe.csv; printf 'id\\n\\377' > latin.csv; : > empty.csv")
        for (words, sentence) in [
            (["--alarms", "A=pipe.csv"], "pipe or device"),
            (["--alarms", "A=latin.csv"], "not UTF-8"), (["--alarms", "A=empty.csv"], "is empty"),
            (["--alarms", "A=/dev/zero"], "pipe or device"),
            (["--alarms", "..=A.csv"], "no sealed lane"),
            (["--alarms", "A=A.csv", "--detector", "../x"], "cannot be the name of a detector"),
            ([], "neither alarms nor aborted lanes"),
        ] {
            let run = try ClearRoad.run(
                ["evaluate", "register", "trial", "--config-text", "x", "--by", "Ana"] + words,
                in: room.path)
            #expect(run.failed(1, saying: sentence), "\(run)")
        }
        #expect(try register("--aborted", "A").failed(64, saying: "belong together"))
        #expect(try register("--config", "A.csv").failed(64, saying: "cannot both be given"))
        #expect(try open("--seal-digest", "12").failed(64, saying: "digest of 64 digits"))
        #expect(try run("sael").failed(64, saying: "no command `sael`"))
        #expect(try shell("ls trial") == "seal.json\n")
    }
}
