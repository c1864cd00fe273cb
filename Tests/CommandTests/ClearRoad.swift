import Foundation
import TestSupport

/// The built program, run as a person runs it.
enum ClearRoad {
    /// Beside the test bundle that runs this.
    static let path: String = {
        let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let folder = URL(fileURLWithPath: own ?? "").deletingLastPathComponent()
        return folder.appendingPathComponent("clearroad").path
    }()

    static func run(
        _ arguments: [String], in folder: String = NSTemporaryDirectory(), to target: String? = nil
    ) throws -> CommandRun {
        try CommandRun.run([path] + arguments, in: folder, to: target)
    }

    static func run(_ arguments: String...) throws -> CommandRun { try run(arguments) }
}

extension CommandRun {
    /// Lines on standard error that begin with `error:`.
    var errorLines: [String] {
        errors.split(separator: "\n").map(String.init).filter { $0.hasPrefix("error:") }
    }

    /// Whether it failed with `status`, one sentence of error and nothing on standard output.
    func failed(_ status: Int32, saying words: String = "") -> Bool {
        self.status == status && errorLines.count == 1 && output.isEmpty
            && (words.isEmpty || errorLines[0].contains(words))
    }
}
