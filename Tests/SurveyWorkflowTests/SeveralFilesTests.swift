import FileAccess
import Foundation
import Instruments
import LandRelease
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

/// A sweep that lies in several files, here RAD and RD3, is one piece of evidence.
@Suite struct SeveralFilesTests {
    /// The middle channel of a tiny sweep as a MALA line whose header lies about its step.
    private func write(_ name: String, in folder: TemporaryFolder) throws -> String {
        let radargram = TinySweep.sweep(seed: 5, offsets: [0]).channels[0].radargram
        let interval = radargram.timeAxis.sampleIntervalNanoseconds
        let header = """
            SAMPLES:\(radargram.samplesPerTrace)
            FREQUENCY:\(1000 / interval)
            DISTANCE INTERVAL:0.1
            ANTENNAS:1500 shielded
            LAST TRACE:\(radargram.traceCount)
            """
        try DurableFile.write(header, to: folder.file(name + ".RAD"))
        let words = radargram.samples.flatMap { sample -> [UInt8] in
            let bits = UInt16(bitPattern: Int16(sample.rounded()))
            return [UInt8(bits & 255), UInt8(bits >> 8)]
        }
        try DurableFile.write(words, to: folder.file(name + ".rd3"))
        return folder.file(name + ".rd3")
    }

    private func registered(_ survey: TestSurvey) throws -> SweepRegistered {
        let file = try write("line", in: survey.folder)
        return try SweepRegistration(
            survey: try survey.survey, segment: TestSurvey.segment,
            lane: LanePlan(startChainageMetres: 100, offsetMetres: -4.5, direction: .up),
            acquiredOn: "2026-03-01",
            options: SweepReadOptions(
                traceSpacingMetres: TinySweep.traceSpacingMetres, timeZeroNanoseconds: 1,
                channelOffsetsMetres: [0.05])
        ).register(file, by: TestSurvey.author, clock: survey.clock.wall)
    }

    @Test("All files are kept together, with what a person knew better and what contradicts it")
    func kept() throws {
        let survey = try TestSurvey()
        let fact = try registered(survey)
        let companion = try #require(fact.companions?.first)
        #expect(fact.companions?.count == 1)
        #expect(Folder.parent(of: companion.path) == Folder.parent(of: fact.path))
        #expect(companion.path.hasSuffix("/line.RAD") && fact.path.hasSuffix("/line.rd3"))
        #expect(fact.warnings.contains { $0.code == "trace-spacing-contradicted" })
        #expect(fact.timeZeroNanoseconds == 1 && fact.channelOffsetsMetres == [0.05])
        let record = try #require(try survey.record.sweeps.first)
        #expect(record.fact == fact)
        let read = try SweepDetection.read(record, in: survey.survey).whole()
        #expect(read.channels[0].lateralOffsetMetres == 0.05)
        #expect(read.channels[0].radargram.timeAxis.timeZeroNanoseconds == 1)
        #expect(read.positionSource == .user)
        #expect(read.channels[0].radargram.traceSpacingMetres.map { abs($0 - 0.05) < 1e-9 } == true)
    }

    @Test("A changed companion is found by day, verify and the release")
    func changed() async throws {
        let survey = try TestSurvey()
        let fact = try registered(survey)
        let path = survey.path + "/" + (fact.companions?.first?.path ?? "")
        let before = try SurveyViews.verify(survey.path, expectedHead: nil)
        #expect(before.findings == [])
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        try DurableFile.write("SAMPLES:64\nFREQUENCY:20000\n", to: path)
        let after = try SurveyViews.verify(survey.path, expectedHead: nil, hashesFiles: true)
        #expect(after.findings.contains { $0.contains("line.RAD was changed") })
        let report = try await survey.day()
        #expect(report.sweeps.first?.failure?.description.contains("was changed") == true)
        let objections = RawFiles.objections(
            of: TestSurvey.segment, in: try survey.record, survey: try survey.survey)
        #expect(objections.map(\.code) == ["raw-file"])
        #expect(objections.first?.cure.contains("line.RAD") == true)
    }

    @Test("The same samples are not registered twice under another header")
    func twice() throws {
        let survey = try TestSurvey()
        _ = try registered(survey)
        #expect(throws: WorkflowError.self) { _ = try registered(survey) }
        #expect(try survey.record.sweeps.count == 1)
    }
}
