/// The keys of a JSON text by their paths, such as `radar.wavelet.derivativeOrder` or
/// `layers[].permittivity`.
///
/// Keys are taken as they are written: one written with escapes is another key.
struct JSONKeyPaths {
    private(set) var paths: Set<String> = []
    /// The first key that one object has twice.
    private(set) var repeated: String?

    private struct Level {
        var prefix: String
        var isArray: Bool
        var keys: Set<String> = []
    }

    /// Reads `bytes`, which a decoder found to be JSON in UTF-8.
    init(_ bytes: [UInt8]) {
        var levels: [Level] = []
        var path = ""
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                let isArray = byte == UInt8(ascii: "[")
                let own = levels.last.map { $0.isArray ? $0.prefix : path } ?? ""
                let ending = isArray ? "[]" : own.isEmpty ? "" : "."
                levels.append(Level(prefix: own + ending, isArray: isArray))
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = levels.popLast()
            case UInt8(ascii: "\""):
                let start = place
                Self.skipString(bytes, &place)
                guard Self.isColonNext(bytes, place), let level = levels.indices.last else {
                    continue
                }
                let key = String(decoding: bytes[start..<place - 1], as: UTF8.self)
                path = levels[level].prefix + key
                paths.insert(path)
                if !levels[level].keys.insert(key).inserted, repeated == nil { repeated = path }
            default: break
            }
        }
    }

    /// Goes on behind the quotation mark that ends a string.
    private static func skipString(_ bytes: [UInt8], _ place: inout Int) {
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        place = min(place + 1, bytes.count)
    }

    private static func isColonNext(_ bytes: [UInt8], _ start: Int) -> Bool {
        bytes[start...].first { $0 > UInt8(ascii: " ") } == UInt8(ascii: ":")
    }
}
