import Foundation
import SurveyModel

/// The peers' times for the same work, from `Benchmarks/peers`; none where they are not installed.
struct Peers {
    private let seconds: [String: Double]

    private static let folder = "Benchmarks/peers"

    /// Runs the peers named `names` on the samples of `sweep`.
    init(_ names: [String], on sweep: Sweep) throws {
        let python = Self.folder + "/venv/bin/python"
        guard !names.isEmpty, FileManager.default.isExecutableFile(atPath: python) else {
            if !names.isEmpty {
                print("(peers are left out: \(Self.folder)/setup installs them)")
            }
            seconds = [:]
            return
        }
        let data = FileManager.default.temporaryDirectory
            .appendingPathComponent("clearroad-\(UUID().uuidString).f32")
        defer { try? FileManager.default.removeItem(at: data) }
        var bytes = Data()
        for channel in sweep.channels {
            // The bytes are copied within the call.
            unsafe channel.radargram.samples.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
        }
        try bytes.write(to: data)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        let shape = [sweep.channels.count, sweep.traceCount, sweep.samplesPerTrace]
        process.arguments =
            [Self.folder + "/kernels.py", data.path] + shape.map { "\($0)" } + names
        // Peers use one thread each, as their CPU time is compared.
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        seconds = try JSONDecoder().decode([String: Double].self, from: answer)
    }

    /// The time of a peer as something to hold a kernel against, which is to be `times` as fast.
    func reference(_ name: String, called words: String, times: Double? = nil) -> [Row.Reference] {
        guard let seconds = seconds[name] else { return [] }
        return [
            Row.Reference(name: words, processorSeconds: seconds, goal: times.map { 1 / $0 })
        ]
    }
}
