import Foundation
import SignalKit
import SurveyModel

/// Each kernel against bounds and peers measured in the same run.
///
///     ClearRoadBenchmarks [--metres N] [--no-peers] [--json FILE]
///
/// `write FOLDER` and `read FILE` serve reading.py; `rasters FOLDER KILOMETRES` and `raster-polygons FOLDER
/// KILOMETRES` serve rasters.py. `record FOLDER SWEEPS` makes a survey in a new folder and asks its record
/// (20,000 sweeps: a million alarms).
@main enum ClearRoadBenchmarks {
    static func main() async throws {
        var words = Array(CommandLine.arguments.dropFirst())
        if words.count == 3, let length = Double(words[2]), length >= 1,
            try serveRasters(words[0], folder: words[1], kilometres: length)
        {
            return
        }
        if words.count == 2, try serveReading(words[0], file: words[1]) { return }
        if words.count == 3, words[0] == "record", let sweeps = Int(words[2]) {
            return try RecordBenchmark.run(in: words[1], sweeps: sweeps)
        }
        let metres = option("--metres", of: &words).flatMap { Int($0) } ?? 100
        let json = option("--json", of: &words)
        let takesPeers = words != ["--no-peers"]
        guard metres >= 20, words.isEmpty || !takesPeers else {
            print("usage: ClearRoadBenchmarks [--metres N, at least 20] [--no-peers] [--json FILE]")
            exit(64)
        }
        var report = Report(instructionSet: InstructionSet.inUse)
        print("instructions: \(report.instructionSet); reference sweep: 14 channels x \(metres) m")
        print(Report.heading)
        let sweep = ReferenceSweep.sweep(metres: metres)
        let names = ["median-31", "median-91", "band-pass", "steps", "stolt", "kirchhoff"]
        let peers = try Peers(takesPeers ? names : [], on: sweep)
        try await SignalRows.add(to: &report, sweep, peers)
        try await FocusingRows.add(to: &report, sweep, peers)
        try await FieldRows.add(to: &report)
        report.peakMemoryBytes = Measurement.peakMemory
        print("peak memory: \(report.peakMemoryBytes / 1_000_000) MB")
        guard let json else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(report).write(to: URL(fileURLWithPath: json), options: .atomic)
    }

    private static func serveRasters(
        _ word: String, folder: String, kilometres: Double
    ) throws -> Bool {
        switch word {
        case "rasters": try LongRoad.draw(into: folder, kilometres: kilometres)
        case "raster-polygons":
            try LongRoad.writePolygons(into: folder, kilometres: kilometres)
        default: return false
        }
        return true
    }

    private static func serveReading(_ word: String, file: String) throws -> Bool {
        switch word {
        case "write": try ReadingFiles.write(to: file)
        case "read":
            let (seconds, traces) = try ReadingFiles.time(file)
            print("\(seconds) \(traces)")
        default: return false
        }
        return true
    }

    /// The value after `name`, taken out of the arguments.
    private static func option(_ name: String, of words: inout [String]) -> String? {
        guard let place = words.firstIndex(of: name), place + 1 < words.count else { return nil }
        let value = words[place + 1]
        words.removeSubrange(place...place + 1)
        return value
    }
}
