internal import FileAccess
internal import Foundation
public import MineDetection

/// Discriminators as JSON files.
public enum DiscriminatorFile: Sendable {
    /// Largest file that is read (bytes).
    static let largest = 64_000_000

    /// Reads the discriminator at `path`.
    ///
    /// - Throws: `WorkflowError` where it cannot be read, is no discriminator, or one of another version.
    public static func read(_ path: String) throws -> Discriminator {
        let bytes: [UInt8]
        do throws(FileError) {
            let file = try RegularFile(path: path)
            bytes = try file.allBytes(limit: Self.largest)
        } catch {
            throw WorkflowError(file: path, error)
        }
        do {
            return try decoded(Data(bytes), name: path)
        } catch let error as DecodingError {
            throw WorkflowError.impossible(
                reason: "\(path): this is no discriminator (\(Self.words(error)))",
                hint: "make one with `clearroad train`")
        }
    }

    static func decoded(_ data: Data, name: String) throws -> Discriminator {
        let discriminator = try JSONDecoder().decode(Discriminator.self, from: data)
        if let fault = discriminator.fault {
            throw WorkflowError.impossible(
                reason: "\(name): this discriminator cannot be used: \(fault)",
                hint: "make one with this program's `clearroad train`")
        }
        return discriminator
    }

    private static func words(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): "`\(key.stringValue)` is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context),
            .dataCorrupted(let context):
            context.codingPath.isEmpty
                ? "it is not JSON, or not an object"
                : "`\(context.codingPath.map(\.stringValue).joined(separator: "."))` does not fit"
        @unknown default: "it does not fit"
        }
    }

    /// Writes `discriminator` to `path`, keys in order.
    public static func write(_ discriminator: Discriminator, to path: String) throws {
        try DurableFile.write(try text(discriminator), to: path)
    }

    /// Writes a table of echoes.
    public static func write(table: String, to path: String) throws {
        try DurableFile.write(table, to: path)
    }

    /// The discriminator as text.
    static func text(_ discriminator: Discriminator) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(discriminator), as: UTF8.self) + "\n"
    }
}
