import FileAccess
import Fingerprint
import Foundation
import Instruments
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct ProcessStoryTests {
    private func story(
        _ folder: borrowing TemporaryFolder, steps: String, out: String = "p.npy",
        picture: String? = nil, workers: Int = 1
    ) -> ProcessStory {
        ProcessStory(
            file: folder.file("a.sgy"), steps: steps, target: folder.file(out),
            picture: picture.map { folder.file($0) }, centreFrequencyMHz: nil,
            options: SweepReadOptions(), workers: workers)
    }

    private func lane(_ folder: borrowing TemporaryFolder, traces: Int = 400) throws {
        let channels = (1...3).map { index in
            Channel(
                index: index, lateralOffsetMetres: 0.1 * Double(index),
                radargram: SyntheticSection.section(
                    traces: traces, samples: 48, seed: UInt64(index)))
        }
        try SweepWriter.write(
            Sweep(
                format: "test", instrument: Instrument(centreFrequencyMHz: 1500),
                channels: channels, positionSource: .traceHeaders),
            to: folder.file("a.sgy"))
    }

    @Test func `Blocks of any size and any number of workers give the bytes of one piece`() throws {
        let folder = try TemporaryFolder()
        try lane(folder)
        let steps = "gain,bandpass,timezero,background:0.3,whiten:0.6,smooth:0.1,whiten:0.6"
        _ = try story(folder, steps: steps).run()
        let whole = try Data(contentsOf: URL(fileURLWithPath: folder.file("p.npy")))
        for (bytes, workers) in [(1, 1), (20_000, 2), (40_000, 3)] {
            var parts = story(folder, steps: steps, out: "b.npy", workers: workers)
            parts.blockByteCount = bytes
            _ = try parts.run()
            #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("b.npy"))) == whole)
        }
        #expect(whole.count == 128 + 3 * 400 * 48 * 4)
    }

    @Test func `A product has a card that tells its recipe, and the card is a recipe`() throws {
        let folder = try TemporaryFolder()
        try lane(folder)
        _ = try story(folder, steps: "dewow,background:window=0.5").run()
        let card = folder.file("p.npy.json")
        let text = try String(contentsOfFile: card, encoding: .utf8)
        let second = #"{"method":"median","step":"background","window":0.5}"#
        #expect(text.contains(#""steps":[{"step":"dewow"},"# + second + "]"))
        #expect(!text.contains("/"))
        let known = try #require(
            JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let digest = try Digest(ofFile: folder.file("p.npy")).hexadecimal
        #expect(known["productSHA256"] as? String == digest)
        #expect((known["recipeSHA256"] as? String)?.count == 64)
        let first = try Data(contentsOf: URL(fileURLWithPath: folder.file("p.npy")))
        _ = try story(folder, steps: card, out: "again.npy").run()
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("again.npy"))) == first)
    }

    @Test(arguments: [
        ("[]", "names no step"), ("{}", "no JSON array"), (#"[{"window":1}]"#, "no `step`"),
        (#"[{"step":"background","window":-1}]"#, "window -1.0 is not from"),
        (#"[{"step":"dewow","depth":1}]"#, "no figure `depth`"), ("[[[[", "no JSON array"),
        (#"[{"step":"nothing"}]"#, "no processing step `nothing`"),
    ])
    func `A recipe file that is none is refused in words`(text: String, words: String) throws {
        let folder = try TemporaryFolder()
        try lane(folder)
        let recipe = folder.file("r.json")
        try DurableFile.write(text, to: recipe)
        let error = #expect(throws: WorkflowError.self) {
            try story(folder, steps: recipe).run()
        }
        #expect("\(try #require(error))".contains(words))
        #expect(!Folder.exists(folder.file("p.npy")))
    }

    @Test(arguments: ["p.npy.json", "./p.npy", "p.csv", "picture"])
    func `A picture has a name of its own that ends as pictures do`(name: String) throws {
        let folder = try TemporaryFolder()
        try lane(folder)
        #expect(throws: WorkflowError.self) {
            try story(folder, steps: "dewow", picture: name).run()
        }
        #expect(!Folder.exists(folder.file("p.npy")))
    }

    @Test func `A recipe is never written over by what it makes`() throws {
        let folder = try TemporaryFolder()
        try lane(folder)
        let recipe = folder.file("p.npy.json")
        try DurableFile.write(#"[{"step":"dc"}]"#, to: recipe)
        #expect(throws: WorkflowError.self) { try story(folder, steps: recipe).run() }
        #expect(try String(contentsOfFile: recipe, encoding: .utf8) == #"[{"step":"dc"}]"#)
    }

    @Test func `Where the card cannot be written an older product stays`() throws {
        let folder = try TemporaryFolder()
        try lane(folder)
        let product = folder.file("p.npy")
        try DurableFile.write("old", to: product)
        // A folder where the card belongs.
        try FileManager.default.createDirectory(
            atPath: folder.file("p.npy.json"), withIntermediateDirectories: false)
        #expect(throws: WorkflowError.self) { try story(folder, steps: "dewow").run() }
        #expect(try String(contentsOfFile: product, encoding: .utf8) == "old")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 3)
    }

    @Test func `A sample that is no number is said with its file, and nothing is left`() throws {
        let folder = try TemporaryFolder()
        var section = SyntheticSection.section(traces: 60, samples: 48)
        section.samples[1000] = .nan
        try SweepWriter.write(
            Sweep(
                format: "test", instrument: Instrument(centreFrequencyMHz: 1500),
                channels: [Channel(index: 1, lateralOffsetMetres: 0, radargram: section)],
                positionSource: .traceHeaders),
            to: folder.file("a.sgy"))
        let error = #expect(throws: WorkflowError.self) {
            try story(folder, steps: "bandpass").run()
        }
        #expect("\(try #require(error))".contains("1 samples are not finite"))
        #expect(!Folder.exists(folder.file("p.npy")))
    }
}
