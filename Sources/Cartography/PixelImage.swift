/// A picture of red, green, blue and opacity, written as PNG (ISO/IEC 15948) with stored blocks: small symbols
/// are packed by the archive they stand in.
struct PixelImage {
    let width: Int
    let height: Int
    private var rows: [UInt8]

    /// A picture through which everything is seen.
    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        rows = [UInt8](repeating: 0, count: height * (1 + 4 * width))
    }

    /// Sets a pixel to four bytes.
    mutating func set(_ column: Int, _ row: Int, _ bytes: [UInt8]) {
        let start = row * (1 + 4 * width) + 1 + 4 * column
        rows.replaceSubrange(start..<(start + 4), with: bytes.prefix(4))
    }

    /// The file.
    var png: [UInt8] {
        var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        bytes += Self.chunk(
            "IHDR", Self.big(UInt32(width)) + Self.big(UInt32(height)) + [8, 6, 0, 0, 0])
        bytes += Self.chunk("IDAT", Self.stored(rows))
        return bytes + Self.chunk("IEND", [])
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        return big(UInt32(content.count)) + body + big(cyclicSum(body))
    }

    /// A zlib stream (RFC 1950) of stored blocks.
    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [0x78, 0x01]
        var start = 0
        repeat {
            let count = min(65535, bytes.count - start)
            let isLast = start + count == bytes.count
            let length = UInt16(count)
            result += [isLast ? 1 : 0]
            for part in [length, ~length] {
                result += [UInt8(truncatingIfNeeded: part), UInt8(truncatingIfNeeded: part >> 8)]
            }
            result += bytes[start..<(start + count)]
            start += count
        } while start < bytes.count
        var (one, two) = (UInt32(1), UInt32(0))
        for byte in bytes {
            one = (one + UInt32(byte)) % 65521
            two = (two + one) % 65521
        }
        return result + big(two << 16 | one)
    }

    private static func cyclicSum(_ bytes: [UInt8]) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }

    private static func big(_ value: UInt32) -> [UInt8] {
        stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
    }
}
