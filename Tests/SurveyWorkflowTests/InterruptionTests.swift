import Foundation
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
        for name in ["status.tif", "coverage.tif"] {
            let sums = try checksums(whole.path + "/products/" + name)
            #expect(sums.count >= 2)
            #expect(try checksums(halting + "/products/" + name) == sums)
        }
        let leftovers = try FileManager.default.subpathsOfDirectory(atPath: halting)
            .filter { $0.contains(".tmp") || $0.hasSuffix("-journal") }
        #expect(leftovers == [])
    }
}
