import FileAccess
import Foundation
import Instruments
import SurveyModel
import TestSupport
import Testing

/// What teams do with radar files on the command line.
@Suite struct RadarFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A MALA line of 20 traces of four samples whose header contradicts itself.
    private func line() throws -> String {
        let header = "SAMPLES:4\r\nFREQUENCY:2000\r\nTIMEWINDOW:4\r\nDISTANCE INTERVAL:0.05\r\n"
        try DurableFile.write(
            header + "LAST TRACE:20\r\nANTENNAS:500\u{1B}[31m\r\n", to: folder.file("l.RAD"))
        let samples = (0..<80).flatMap { [UInt8($0), UInt8(0)] }
        try DurableFile.write(samples, to: folder.file("l.rd3"))
        return folder.file("l.rd3")
    }

    @Test("--audit names each source, what differs, what was chosen and why")
    func audit() throws {
        let run = try ClearRoad.run("inspect", try line(), "--audit")
        #expect(run.status == 0)
        #expect(run.output.contains("DIFFER  sample interval: 0.5 ns (1000 / FREQUENCY); 1 ns"))
        #expect(run.output.contains("1000 / FREQUENCY is used, because"))
        #expect(!run.output.contains("\u{1B}"))
        let given = try ClearRoad.run("inspect", try line(), "--audit", "--trace-spacing", "0.1")
        #expect(given.output.contains("--trace-spacing is used, because the command line gave it"))
    }

    @Test("A stretch by metres holds the traces at both bounds and their distances")
    func stretch() throws {
        let run = try ClearRoad.run(
            "convert", try line(), folder.file("o.csv"), "--from", "0.1", "--to", "0.2")
        #expect(run.status == 0)
        let rows = try String(contentsOfFile: folder.file("o.csv"), encoding: .utf8)
            .split(separator: "\n").dropFirst()
        let distances = rows.map { $0.split(separator: ",")[3] }
        #expect(distances.map { Double($0) ?? -1 }.first == 0.1)
        let first = try #require(rows.first).split(separator: ",").suffix(4)
        #expect(first.map { Double($0) ?? -1 } == [8, 9, 10, 11])
        let none = try ClearRoad.run(
            "convert", try line(), folder.file("n.csv"), "--from", "7", "--to", "8")
        #expect(none.status == 1 && !Folder.exists(folder.file("n.csv")))
    }

    @Test("A name that is no UTF-8 is refused, never replaced by another file")
    func badName() throws {
        _ = try line()
        let script = "cd \"$1\" && cp l.rd3 $'x\\xff.sgy' && exec \"$2\" inspect $'x\\xff.sgy'"
        let run = try CommandRun.run(
            ["bash", "-c", script, "bash", folder.path, ClearRoad.path])
        #expect(run.status == 64)
        #expect(run.errors.contains("argument 2 is not UTF-8 text"))
    }

    @Test("A companion that cannot be used makes the answer partial")
    func partial() throws {
        let file = try line()
        try Folder.create(folder.file("l.cor"))
        let run = try ClearRoad.run("inspect", file)
        #expect(run.status == 2)
        #expect(run.output.contains("l.cor"))
    }

    @Test("Impossible readings are refused as a bad command line")
    func options() throws {
        for option in ["--window", "--trace-spacing"] {
            let run = try ClearRoad.run("inspect", try line(), option, "1e-320")
            #expect(run.status == 64)
        }
    }
}
