internal import FileAccess
internal import FoundationEssentials
internal import SurveyModel

/// Reads small JSON files.
enum TrialJSON {
    private static let mostBytes = 16 << 20

    /// The bytes of the file at `path`, which are UTF-8.
    static func bytes(_ path: String) throws(TrialFileError) -> [UInt8] {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try RegularFile(path: path).allBytes(limit: mostBytes)
        } catch {
            throw TrialFileError(path, error)
        }
        // The decoder also takes UTF-16, in which every other byte of these keys is 0.
        guard !bytes.contains(0) else { throw TrialFileError(path, "it is not UTF-8 text") }
        return bytes
    }

    static func decode<Value: Decodable>(_ path: String) throws(TrialFileError) -> Value {
        try decode(bytes(path), path)
    }

    static func decode<Value: Decodable>(
        _ bytes: [UInt8], _ path: String
    ) throws(TrialFileError) -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(bytes))
        } catch let error as DecodingError {
            throw TrialFileError(path, error.keyedWords)
        } catch {
            throw TrialFileError(path, "it is not JSON (\(error))")
        }
    }
}

extension DecodingError {
    /// What is wrong, with the key by its path, such as `layers[0].permittivity`.
    var keyedWords: String {
        switch self {
        case .keyNotFound(let key, let context):
            "`\(Self.name(context.codingPath + [key]))` is missing"
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            "this is not valid JSON"
        case .typeMismatch(_, let context), .valueNotFound(_, let context),
            .dataCorrupted(let context):
            context.codingPath.isEmpty
                ? context.debugDescription
                : "`\(Self.name(context.codingPath))`: \(context.debugDescription)"
        @unknown default: "\(self)"
        }
    }

    private static func name(_ path: [any CodingKey]) -> String {
        path.reduce(into: "") { name, key in
            if let place = key.intValue {
                name += "[\(place)]"
            } else {
                name += (name.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }
}
