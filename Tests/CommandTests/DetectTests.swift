import Foundation
import Instruments
import SurveyModel
import TestSupport
import Testing

/// One row of alarms.csv by column name.
typealias AlarmRow = [String: String]

/// The rows of an alarms.csv whose fields hold no commas.
func alarmRows(_ path: String) throws -> [AlarmRow] {
    let lines = try String(contentsOfFile: path, encoding: .utf8)
        .split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    let header = try #require(lines.first)
    return lines.dropFirst().map { fields in
        #expect(fields.count == header.count)
        return Dictionary(uniqueKeysWithValues: zip(header, fields))
    }
}

extension AlarmRow {
    func number(_ name: String) -> Double { Double(self[name] ?? "") ?? .nan }
}

@Suite struct DetectTests {
    static let targets = [
        TinySweep.Target(x: 0.8, y: 0.1, delay: 1, strength: 12),
        TinySweep.Target(x: 2.3, y: -0.2, delay: 0.6, strength: 9),
    ]
    /// Columns the exchange format fixes, in any order.
    static let columns: Set = [
        "id", "sweep", "x_m", "y_m", "depth_m", "score", "selected", "expected_far_per_m2",
        "probability", "probability_low", "probability_high", "class", "longitude", "latitude",
        "road", "chainage_m", "offset_m", "side", "imaging_score", "imaging_selected",
        "imaging_far_per_m2", "clutter_p", "anomaly", "judged_by",
    ]

    let folder: TemporaryFolder
    let sweep = TinySweep.sweep(seed: 5, targets: targets)

    init() throws { folder = try TemporaryFolder() }

    private func detect(
        _ sweep: Sweep, _ options: [String] = [], named name: String = "lane"
    ) throws -> (rows: [AlarmRow], run: CommandRun) {
        let out = folder.file("alarms.csv")
        try SweepWriter.write(sweep, to: folder.file(name + ".sgy"))
        let run = try ClearRoad.run(
            ["detect", folder.file(name + ".sgy"), "--out", out] + options)
        #expect(run.status == 0, "\(run.errors)")
        return (try alarmRows(out), run)
    }

    @Test("Every row obeys the columns of the exchange format, highest score first")
    func columns() throws {
        let (rows, run) = try detect(sweep)
        #expect(rows.count >= 2)
        for row in rows {
            #expect(Self.columns.isSubset(of: row.keys))
            #expect((0...3.0).contains(row.number("x_m")))
            #expect((-0.2...0.2).contains(row.number("y_m")))
            #expect((0...0.45).contains(row.number("depth_m")))
            #expect(["0", "1"].contains(row["selected"] ?? ""))
            #expect(["at_like", "ap_like", "undetermined"].contains(row["class"] ?? ""))
            #expect(row["sweep"] == "lane" && row["probability"] == "")
            for empty in ["longitude", "latitude", "road", "chainage_m", "offset_m", "side"] {
                #expect(row[empty] == "")
            }
        }
        let scores = rows.map { $0.number("score") }
        #expect(scores == scores.sorted(by: >))
        #expect(Set(rows.compactMap { $0["id"] }).count == rows.count)
        let selected = rows.map { $0["selected"] == "1" }
        #expect(selected == selected.sorted { $0 && !$1 }, "the threshold is on the score")
        #expect(run.output.contains("nominal ground rate of 0.2 per m2"))
    }

    @Test("Both targets are the strongest alarms, where they lie")
    func places() throws {
        let rows = try detect(sweep).rows.prefix(2).sorted { $0.number("x_m") < $1.number("x_m") }
        for (row, target) in zip(rows, Self.targets) {
            #expect(abs(row.number("x_m") - target.x) <= 0.05)
            #expect(abs(row.number("y_m") - target.y) <= 0.001)
            #expect(row["selected"] == "1")
        }
    }

    @Test("Reversed traces give mirrored alarms")
    func reversed() throws {
        let rows = try detect(sweep).rows
        var turned = sweep
        for index in turned.channels.indices {
            turned.channels[index].radargram = TinySweep.reversed(
                turned.channels[index].radargram)
        }
        let mirrored = try detect(turned).rows
        #expect(mirrored.count == rows.count)
        for (row, twin) in zip(rows, mirrored) {
            #expect(abs(row.number("x_m") + twin.number("x_m") - 3) <= 0.001)
            #expect(row["y_m"] == twin["y_m"] && row["selected"] == twin["selected"])
            #expect(abs(row.number("score") - twin.number("score")) <= 1e-3)
        }
    }

    @Test("Amplitudes times 0.01 give the same alarms")
    func weaker() throws {
        let rows = try detect(sweep).rows
        let weak = try detect(TinySweep.scaled(sweep, by: 0.01)).rows
        #expect(weak.count == rows.count)
        for (row, twin) in zip(rows, weak) {
            // Not the class: one at the edge of its rule turns with the last digit.
            for name in ["x_m", "y_m", "depth_m", "selected"] {
                #expect(row[name] == twin[name], "\(name)")
            }
            #expect(abs(row.number("score") - twin.number("score")) <= 1e-3)
        }
    }

    @Test("A renamed file gives the same alarms apart from its name")
    func renamed() throws {
        let rows = try detect(sweep).rows
        let other = try detect(sweep, named: "other name").rows
        #expect(other.allSatisfy { $0["sweep"] == "other name" })
        func bare(_ rows: [AlarmRow]) -> [AlarmRow] {
            rows.map { $0.filter { !["id", "sweep"].contains($0.key) } }
        }
        #expect(bare(rows) == bare(other))
    }

    @Test("The same file gives the same bytes every time")
    func repeated() throws {
        _ = try detect(sweep)
        let first = FileManager.default.contents(atPath: folder.file("alarms.csv"))
        _ = try detect(sweep)
        #expect(FileManager.default.contents(atPath: folder.file("alarms.csv")) == first)
    }

    @Test("A higher rate never takes an alarm away")
    func rates() throws {
        let few = try detect(sweep, ["--far", "0.05"]).rows.filter { $0["selected"] == "1" }
        let many = try detect(sweep, ["--far", "2"]).rows.filter { $0["selected"] == "1" }
        #expect(Set(few.map { $0["id"] }).isSubset(of: many.map { $0["id"] }))
        #expect(few.count < many.count)
    }
}
