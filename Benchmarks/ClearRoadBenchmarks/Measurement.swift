import Glibc

/// What one piece of work took.
struct Measurement: Codable {
    /// CPU time (user + system) of all threads, median over the runs (s).
    var processorSeconds: Double
    /// Time on the clock, median over the runs (s).
    var wallSeconds: Double
    /// Number of runs the medians are of.
    var runs: Int

    /// Times `body`, after one run to warm up where there are several.
    static func of(runs: Int = 5, _ body: () async throws -> Void) async rethrows -> Measurement {
        if runs > 1 { try await body() }
        var processor: [Double] = []
        var wall: [Double] = []
        for _ in 0..<runs {
            let start = (now(CLOCK_PROCESS_CPUTIME_ID), now(CLOCK_MONOTONIC))
            try await body()
            processor.append(now(CLOCK_PROCESS_CPUTIME_ID) - start.0)
            wall.append(now(CLOCK_MONOTONIC) - start.1)
        }
        return Measurement(
            processorSeconds: processor.sorted()[runs / 2], wallSeconds: wall.sorted()[runs / 2],
            runs: runs)
    }

    /// The largest memory the program held so far (bytes).
    static var peakMemory: Int {
        var usage = rusage()
        // Fills the structure it is given and keeps no pointer.
        guard unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
        return usage.ru_maxrss * 1024
    }

    private static func now(_ clock: clockid_t) -> Double {
        var time = timespec()
        // As above.
        guard unsafe clock_gettime(clock, &time) == 0 else { return .nan }
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

/// A row of the table: a kernel, what it is held against, and how many times that it takes.
struct Row: Codable {
    /// The kernel and its size.
    var kernel: String
    /// What it took.
    var measured: Measurement
    /// A bound or peer measured in the same run.
    var against: [Reference] = []

    /// Something a kernel is held against.
    struct Reference: Codable {
        /// What it is.
        var name: String
        /// CPU time it takes for the same work (s).
        var processorSeconds: Double
        /// The goal for CPU time of the kernel over this one, where there is one: at most for a bound,
        /// and for a peer the inverse of how many times as fast the kernel is to be.
        var goal: Double?
    }
}

/// The table and the JSON file.
struct Report: Codable {
    var instructionSet: String
    var rows: [Row] = []
    var peakMemoryBytes = 0

    mutating func add(_ row: Row) {
        rows.append(row)
        var line = Self.padded(row.kernel, 52) + Self.figure(row.measured.processorSeconds)
        line += Self.figure(row.measured.wallSeconds)
        print(line)
        for reference in row.against {
            let ratio = row.measured.processorSeconds / reference.processorSeconds
            var words = Self.padded("    " + reference.name, 52)
            words += Self.figure(reference.processorSeconds) + "          x "
            words += Self.short(ratio)
            if let goal = reference.goal {
                words += "  (goal \(Self.short(goal)): \(ratio <= goal ? "met" : "NOT met"))"
            }
            print(words)
        }
    }

    static let heading = padded("kernel", 52) + "     CPU s    wall s"

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func figure(_ seconds: Double) -> String {
        let text = short(seconds)
        return String(repeating: " ", count: max(1, 10 - text.count)) + text
    }

    /// Four significant digits.
    private static func short(_ value: Double) -> String {
        guard value > 0, value.isFinite else { return "\(value)" }
        let scale = pow(10, 3 - floor(log10(value)))
        return "\((value * scale).rounded() / scale)"
    }
}
