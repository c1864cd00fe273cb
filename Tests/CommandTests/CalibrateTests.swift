import Foundation
import Instruments
import SurveyModel
import TestSupport
import Testing

@Suite struct CalibrateTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ name: String, seed: UInt64, gain: Float = 1) throws -> String {
        let path = folder.file(name)
        _ = try SweepWriter.write(
            TinySweep.scaled(
                TinySweep.sweep(seed: seed, offsets: [-0.1, 0, 0.1], traces: 121), by: gain),
            to: path)
        return path
    }

    private func calibrate() throws -> String {
        let out = folder.file("calibration.json")
        let run = try ClearRoad.run(
            "calibrate", "--blank", write("blank.sgy", seed: 1), "--frequency", "1500",
            "--acquired", "2026-03-01T07:30:00Z", "--out", out)
        #expect(run.status == 0 && run.output.contains("noise floor"), "\(run)")
        #expect(run.errors.contains("neither plate nor free space was given"), "\(run)")
        return out
    }

    @Test("A calibration is written, holds for the same ground and expires for another amplitude")
    func validAndExpired() throws {
        let out = try calibrate()
        let same = try ClearRoad.run(
            "calibrate", "--calibration", out, "--check", write("b.sgy", seed: 2), "--acquired",
            "2026-03-01T08:30:00Z")
        #expect(same.status == 0 && same.output.contains("calibration valid"), "\(same)")
        let weak = try ClearRoad.run(
            "calibrate", "--calibration", out, "--check", write("c.sgy", seed: 3, gain: 0.5),
            folder.file("b.sgy"), "--json")
        #expect(weak.status == 2 && weak.output.contains("fell by 6.0 dB"), "\(weak)")
        let old = try ClearRoad.run(
            "calibrate", "--calibration", out, "--check", folder.file("b.sgy"), "--acquired",
            "2026-03-03T08:30:00Z")
        #expect(old.status == 2 && old.output.contains("calibration expired"), "\(old)")
        let lost = try ClearRoad.run("calibrate", "--calibration", out, "--check", "no.sgy")
        #expect(lost.status == 1 && lost.output.isEmpty, "\(lost)")
    }

    @Test("Detection names an expired calibration and refuses another radar's")
    func detection() throws {
        let out = try calibrate()
        let alarms = folder.file("alarms.csv")
        let weak = try write("weak.sgy", seed: 3, gain: 0.5)
        let expired = try ClearRoad.run(
            "detect", weak, "--calibration", out, "--frequency", "1500", "--out", alarms)
        #expect(expired.status == 2 && expired.errors.contains("calibration expired"), "\(expired)")
        #expect(expired.errors.contains("tells no permittivity"), "\(expired)")
        let other = try ClearRoad.run(
            "detect", weak, "--calibration", out, "--window", "12.8", "--frequency", "1500",
            "--out", alarms)
        #expect(other.status == 1 && other.errors.contains("does not belong"), "\(other)")
        let itself = try ClearRoad.run(
            "detect", weak, "--calibration", alarms, "--out", folder.file("x.csv"))
        #expect(itself.failed(1, saying: "no calibration"), "\(itself)")
    }

    @Test("Depths of alarms come from the calibration's permittivity, which may not be given twice")
    func depths() throws {
        let out = try calibrate()
        let text = try String(contentsOfFile: out, encoding: .utf8)
        let told = text.replacingOccurrences(
            of: "\"permittivityEstimates\"",
            with: """
                "permittivity" : {"isUpperBound" : false, "unit" : "1", "value" : 9}, "permittivityEstimates"
                """)
        try told.write(toFile: out, atomically: true, encoding: .utf8)
        let sweep = try write("lane.sgy", seed: 5)
        func depths(_ options: String...) throws -> [Double] {
            let alarms = folder.file("alarms.csv")
            let run = try ClearRoad.run(
                ["detect", sweep, "--frequency", "1500", "--out", alarms] + options)
            #expect(run.status == 0 || run.status == 2, "\(run)")
            let rows = try String(contentsOfFile: alarms, encoding: .utf8).split(separator: "\n")
            return rows.dropFirst().compactMap { Double($0.split(separator: ",")[4]) }
        }
        let calibrated = try depths("--calibration", out)
        #expect(!calibrated.isEmpty)
        #expect(try calibrated == depths("--permittivity", "9"))
        #expect(try calibrated != depths())
        let both = try ClearRoad.run(
            "detect", sweep, "--calibration", out, "--permittivity", "9", "--out",
            folder.file("y.csv"))
        #expect(both.status == 64 && both.errors.contains("--permittivity"), "\(both)")
    }

    @Test("What cannot be asked together is wrong usage")
    func usage() throws {
        for wrong in [
            ["calibrate"], ["calibrate", "--blank", "a.sgy"],
            ["calibrate", "--check", "a.sgy"],
            ["calibrate", "--check", "a.sgy", "--calibration", "c.json", "--blank", "b.sgy"],
            ["calibrate", "--blank", "a.sgy", "--out", "c.json", "--acquired", "noon"],
        ] {
            #expect(try ClearRoad.run(wrong).status == 64, "\(wrong)")
        }
        let target = try ClearRoad.run(
            "calibrate", "--blank", "a.sgy", "--out", "c.json", "--target", "b.sgy:depth=1")
        #expect(target.failed(1, saying: "the kind must be"), "\(target)")
    }
}
