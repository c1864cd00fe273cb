import FileAccess
import Foundation
import MineDetection
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct DiscriminatorFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A judge of three small trees.
    private func judge() async throws -> Discriminator {
        var growth = ForestGrowth()
        growth.treeCount = 3
        let rows = ForestGrowth.Rows(
            values: (0..<24).map { [Float($0), Float($0 % 5)] }, isMine: (0..<24).map { $0 > 11 },
            weights: [Double](repeating: 1, count: 24))
        let forest = try await growth.forest(from: rows)
        return Discriminator(
            name: "tiny", features: [.symmetry, .energy],
            radars: Discriminator.Radars(
                centreFrequenciesMHz: [1000, 2000], largestTraceSpacingMetres: 0.03),
            imagingWeight: 0.5, nominalTail: NominalTail(scoreAtFifth: 1, scoreAtFive: -1),
            calibration: ScoreCalibration(
                intercept: 0.1, slope: 1.1, interceptVariance: 0.04, slopeVariance: 0.01,
                covariance: 0.005, prior: 0.2, alarms: 50, blankScoreAtOne: 0.3),
            provenance: TrainingProvenance(
                tool: "test", algorithm: "a-1", growth: growth, lanes: [], limits: "none"),
            forest: forest, classForest: forest)
    }

    private func words(_ path: String) -> String? {
        let error = #expect(throws: WorkflowError.self) { try DiscriminatorFile.read(path) }
        return error?.description
    }

    @Test("A discriminator comes back from its file as it was")
    func roundTrip() async throws {
        let made = try await judge()
        let path = folder.file("model.json")
        try DiscriminatorFile.write(made, to: path)
        let read = try DiscriminatorFile.read(path)
        let text = try DiscriminatorFile.text(made)
        #expect(try DiscriminatorFile.text(read) == text)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        #expect(read.calibration == made.calibration && read.provenance == made.provenance)
        for value in 0..<24 {
            let row = [Float(value), Float(value % 5)]
            #expect(read.forest.share(of: row) == made.forest.share(of: row))
        }
    }

    @Test("A file that is cut anywhere, or none, is refused in a sentence that names it")
    func damaged() async throws {
        let text = try DiscriminatorFile.text(try await judge())
        let path = folder.file("model.json")
        for length in [0, 1, 20, text.utf8.count / 2, text.utf8.count - 3] {
            try DurableFile.write(Array(text.utf8.prefix(length)), to: path)
            let said = words(path)
            #expect(said?.contains("model.json: this is no discriminator") == true, "\(length)")
        }
        try DurableFile.write([0xFF, 0xFE, 0, 1, 2, 3], to: path)
        #expect(words(path)?.contains("this is no discriminator") == true)
        #expect(words(folder.file("none.json"))?.contains("there is no such file") == true)
        #expect(words(folder.path)?.contains("this is a folder") == true)
    }

    @Test("Other JSON is refused with what is missing or does not fit")
    func otherJSON() async throws {
        let path = folder.file("model.json")
        for (text, said) in [
            ("{}", "is missing"), ("[]", "this is no discriminator"),
            ("{\"type\": \"FeatureCollection\", \"features\": []}", "is missing"),
        ] {
            try DurableFile.write(text, to: path)
            #expect(words(path)?.contains(said) == true, "\(text)")
        }
        let text = try DiscriminatorFile.text(try await judge())
        for (old, new) in [
            ("\"tiny\"", "7"), ("\"symmetry\"", "\"beauty\""), ("0.5", "\"half\""),
        ] {
            let changed = text.replacing(old, with: new)
            #expect(changed != text)
            try DurableFile.write(changed, to: path)
            #expect(words(path)?.contains("this is no discriminator") == true, "\(old)")
        }
    }

    @Test("Another version or kind of file is refused with the reason")
    func otherVersion() async throws {
        let path = folder.file("model.json")
        var other = try await judge()
        other.formatVersion = 2
        try DiscriminatorFile.write(other, to: path)
        let said = words(path)
        #expect(said?.contains("model.json") == true && said?.contains("version 2") == true)
        other.formatVersion = Discriminator.formatVersion
        other.format = "something-else"
        try DiscriminatorFile.write(other, to: path)
        #expect(words(path)?.contains("cannot be used: `format`") == true)
        other.format = Discriminator.format
        other.radars.centreFrequenciesMHz = [1500]
        try DiscriminatorFile.write(other, to: path)
        #expect(words(path)?.contains("`centreFrequenciesMHz` are not two") == true)
    }

    @Test("The discriminator of the program can be read and is of this version")
    func standard() throws {
        let standard = try #require(Discriminator.standard)
        #expect(standard.fault == nil)
        #expect(standard.provenance.algorithm == DetectorSettings.algorithmVersion)
        #expect(!standard.provenance.lanes.isEmpty && !standard.provenance.limits.isEmpty)
    }
}
