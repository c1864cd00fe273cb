import Foundation
import TestSupport
import Testing

@Suite struct SheetTests {
    private static let stamp = "SIMULATED DATA - NOT A CLEARANCE RECORD"

    @Test(
        "A segment and a strip become PDF and PNG in both languages; a picture says what it leaves out"
    )
    func written() throws {
        let survey = try CommandSurvey()
        for language in ["en", "ar"] {
            for (name, what) in [
                ("s.pdf", ["--segment", "S-1"]), ("s.png", ["--segment", "S-1", "--paper", "a3"]),
                ("r.pdf", ["--road", "T-1", "--from", "0+050", "--to", "0+150", "--by", "Huda"]),
            ] {
                let path = survey.folder.file(language + name)
                let run = try survey.done(
                    ["sheet", survey.path, "--out", path, "--language", language] + what)
                #expect(run.output == "\(path): 1 page, restricted, not for publication\n")
                let bytes = try #require(FileManager.default.contents(atPath: path))
                #expect(
                    bytes.starts(
                        with: Array(
                            (name.hasSuffix("pdf") ? "%PDF" : "\u{89}PNG").unicodeScalars.map {
                                UInt8($0.value)
                            })))
                #expect(!String(decoding: bytes, as: UTF8.self).contains(Self.stamp))
            }
        }
        #expect(try survey.isSound)
    }

    @Test("A demonstration's sheets are stamped in their metadata")
    func stamped() throws {
        let survey = try CommandSurvey(purpose: "demonstration")
        for name in ["s.pdf", "s.png"] {
            let path = survey.folder.file(name)
            try survey.done(["sheet", survey.path, "--segment", "S-1", "--out", path])
            let bytes = try #require(FileManager.default.contents(atPath: path))
            #expect(String(decoding: bytes, as: UTF8.self).contains(Self.stamp))
        }
    }

    @Test("Bad input is one sentence and leaves no file")
    func refused() throws {
        let survey = try CommandSurvey()
        let path = survey.folder.file("s.pdf")
        func run(_ arguments: [String], out: String? = nil) throws -> CommandRun {
            try survey.run(["sheet", survey.path, "--out", out ?? path] + arguments)
        }
        #expect(try run([]).failed(64, saying: "either --segment or --road"))
        #expect(try run(["--segment", "S-1", "--road", "T-1"]).failed(64))
        #expect(try run(["--road", "T-1"]).failed(64, saying: "--from and --to"))
        #expect(try run(["--segment", "S-1", "--from", "0+000"]).failed(64))
        #expect(try run(["--segment", "S-1", "--language", "fr"]).failed(64))
        #expect(try run(["--segment", "S-9"]).failed(1, saying: "no segment `S-9`"))
        #expect(
            try run(["--road", "T-1", "--from", "0+300", "--to", "0+400"])
                .failed(1, saying: "has no segment between"))
        #expect(
            try run(["--segment", "S-1"], out: survey.folder.file("no/s.pdf"))
                .failed(1, saying: "the folder does not exist"))
        #expect(
            try run(["--segment", "S-1"], out: survey.folder.file("s.gif"))
                .failed(1, saying: "a PDF or a PNG"))
        #expect(
            try run(["--segment", "S-1"], out: survey.path + "/registry.gpkg").failed(1))
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
