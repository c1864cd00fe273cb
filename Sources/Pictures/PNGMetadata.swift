/// Adds words to a PNG file, where programs and people who look for them find them.
enum PNGMetadata {
    /// Length of the signature and the first chunk, after which text may stand.
    private static let headByteCount = 8 + 25

    /// `png` with international text chunks (PNG specification, iTXt) for `words`.
    static func adding(_ words: [(key: String, text: String)], to png: [UInt8]) -> [UInt8] {
        guard png.count > headByteCount else { return png }
        var result = Array(png.prefix(headByteCount))
        for word in words {
            // No compression, no language, no translated key.
            let data = Array(word.key.utf8) + [0, 0, 0, 0, 0] + Array(word.text.utf8)
            result += chunk("iTXt", data)
        }
        return result + png.dropFirst(headByteCount)
    }

    /// `png` with the size of its pixels, so that programs print it at its scale.
    static func adding(dotsPerInch: Double, to png: [UInt8]) -> [UInt8] {
        guard png.count > headByteCount else { return png }
        let perMetre = UInt32((dotsPerInch / 0.0254).rounded())
        let size = chunk("pHYs", bigEndian(perMetre) + bigEndian(perMetre) + [1])
        return Array(png.prefix(headByteCount)) + size + png.dropFirst(headByteCount)
    }

    private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(type.utf8) + data
        return bigEndian(UInt32(data.count)) + body + bigEndian(crc32(body))
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
    }

    /// CRC-32 of ISO 3309, bit by bit: the texts are short.
    static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return crc ^ 0xFFFF_FFFF
    }
}
