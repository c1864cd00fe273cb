import Foundation
import Instruments
import LandRelease
import SurveyModel
import Synchronization
import TestSupport
import Testing

@testable import SurveyWorkflow

/// Says "stop" from the nth time it is asked on.
final class StoppingMonitor: Sendable {
    private let left: Mutex<Int>

    init(after count: Int) { left = Mutex(count) }

    var monitor: WorkMonitor {
        WorkMonitor(
            progress: { _, _ in },
            isCancelled: { [self] in
                left.withLock {
                    $0 -= 1
                    return $0 < 0
                }
            })
    }
}

@Suite struct InterruptionTests {
    /// Checksums of a raster's bands; the head of the record in its metadata is left out.
    private func checksums(_ path: String) throws -> [String] {
        let run = try CommandRun.run(["gdalinfo", "-checksum", path])
        return run.output.split(separator: "\n").map(String.init).filter {
            $0.contains("Checksum") || $0.contains("Size is")
        }
    }

    @Test("Work on single files that is stopped while a file is opened says that it was stopped")
    func opening() async throws {
        let survey = try TestSurvey()
        try survey.addLanes()
        let file = survey.folder.file("stop.sgy")
        let held = try SurveyFolder(survey.path)
        let sweep = try #require(try held.registry(readOnly: true).record.sweeps.first)
        try FileManager.default.copyItem(atPath: survey.path + "/" + sweep.fact.path, toPath: file)
        let options = SweepReadOptions(traceSpacingMetres: 0.02)
        let stop = StoppingMonitor(after: 0).monitor
        #expect(throws: Cancelled()) {
            try FileStories.inspect(file, options: options, monitor: stop)
        }
        #expect(throws: Cancelled()) {
            try FileStories.convert(
                file, to: survey.folder.file("t.sgy"), channel: nil, options: options,
                monitor: stop)
        }
        #expect(throws: Cancelled()) {
            try ProcessStory(
                file: file, steps: "dewow", target: survey.folder.file("t.sgy"), picture: nil,
                centreFrequencyMHz: 900, options: options, workers: 2
            ).run(monitor: stop)
        }
        #expect(throws: Cancelled()) {
            try SweepRegistration(
                survey: held, segment: nil, lane: LanePlan(offsetMetres: 0), isBlank: true,
                options: options
            ).register(file, by: TestSurvey.author, clock: survey.clock.wall, monitor: stop)
        }
        #expect(throws: Cancelled()) { try SweepDetection.read(sweep, in: held, stop) }
    }

    @Test("Stopped anywhere and run again, the day's work gives what it gives in one go")
    func stopped() async throws {
        let whole = try TestSurvey()
        try whole.addBlanks()
        try whole.addLanes()
        let halting = whole.folder.file("halting")
        try FileManager.default.copyItem(atPath: whole.path, toPath: halting)
        try await whole.day()
        var stops = 0
        for count in [0, 1, 3, 6, 9, 12, 16] {
            let work = DailyWork(
                survey: try SurveyFolder(halting), author: "day", clock: whole.clock.wall)
            do {
                _ = try await work.run(monitor: StoppingMonitor(after: count).monitor)
            } catch is Cancelled {
                stops += 1
            }
            let found = try SurveyViews.verify(halting, expectedHead: nil).findings
            #expect(found == [], "stopped after \(count) checks")
        }
        #expect(stops >= 3)
        let report = try await DailyWork(
            survey: try SurveyFolder(halting), author: "day", clock: whole.clock.wall
        ).run()
        #expect(report.sweeps.allSatisfy { $0.failure == nil })
        for name in ["alarms.csv", "alarms.geojson"] {
            #expect(
                content(halting + "/products/" + name)
                    == content(whole.path + "/products/" + name))
        }
        for name in ["status.tif", "coverage.tif", "detectability.tif", "alarm-density.tif"] {
            let sums = try checksums(whole.path + "/products/" + name)
            #expect(sums.count >= 2)
            #expect(try checksums(halting + "/products/" + name) == sums)
        }
        let leftovers = try FileManager.default.subpathsOfDirectory(atPath: halting)
            .filter { $0.contains(".tmp") || $0.hasSuffix("-journal") }
        #expect(leftovers == [])
    }
}
