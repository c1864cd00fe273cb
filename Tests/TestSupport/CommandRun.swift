public import Foundation

/// A program that was run to its end, and what it said.
public struct CommandRun: Sendable {
    /// Its exit code; 124 where it was stopped for taking too long.
    public var status: Int32
    /// What it wrote to standard output.
    public var output: String
    /// What it wrote to standard error.
    public var errors: String

    /// Runs `command`, a program's name or path with its arguments.
    ///
    /// It is stopped after `seconds`, so that a program that waits for ever fails its test instead of
    /// hanging it. Standard output goes to the file `target` where one is named.
    public static func run(
        _ command: [String], in folder: String = NSTemporaryDirectory(),
        environment: [String: String] = [:], to target: String? = nil, seconds: Int = 60
    ) throws -> CommandRun {
        // Files instead of pipes: nothing has to be read while the program runs.
        let room = try TemporaryFolder()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["timeout", "-k", "5", "\(seconds)"] + command
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        for name in ["output", "errors"] {
            try Data().write(to: URL(fileURLWithPath: room.file(name)))
        }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: target ?? room.file("output"))
        process.standardError = FileHandle(forWritingAtPath: room.file("errors"))
        try process.run()
        process.waitUntilExit()
        return CommandRun(
            status: process.terminationStatus, output: text(room.file("output")),
            errors: text(room.file("errors")))
    }

    /// Standard output as JSON.
    public func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(output.utf8))
    }

    private static func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
}
