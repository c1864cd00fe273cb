/// Numbers at byte offsets of a binary header; offsets are counted from 0.
///
/// Reading beyond the end is a broken caller contract: check `count` first.
struct HeaderFields: Sendable {
    let bytes: [UInt8]
    let isLittleEndian: Bool

    var count: Int { bytes.count }

    func uint8(_ offset: Int) -> Int { Int(bytes[offset]) }

    func uint16(_ offset: Int) -> Int {
        let first = Int(bytes[offset])
        let second = Int(bytes[offset + 1])
        return isLittleEndian ? second << 8 | first : first << 8 | second
    }

    func int16(_ offset: Int) -> Int { Int(Int16(truncatingIfNeeded: uint16(offset))) }

    func uint32(_ offset: Int) -> Int {
        let first = uint16(offset)
        let second = uint16(offset + 2)
        return isLittleEndian ? second << 16 | first : first << 16 | second
    }

    func int32(_ offset: Int) -> Int { Int(Int32(truncatingIfNeeded: uint32(offset))) }

    func float32(_ offset: Int) -> Double {
        Double(Float(bitPattern: UInt32(truncatingIfNeeded: uint32(offset))))
    }

    func float64(_ offset: Int) -> Double {
        let first = UInt64(uint32(offset))
        let second = UInt64(uint32(offset + 4))
        return Double(bitPattern: isLittleEndian ? second << 32 | first : first << 32 | second)
    }

    /// The letters up to the first NUL, without blanks at the ends; bytes above 127 as Latin-1.
    func text(_ offset: Int, count: Int) -> String {
        let field = bytes[offset..<offset + count].prefix { $0 != 0 }
        let plain = field.map { byte in
            Character(Unicode.Scalar(byte < 32 || (127...159).contains(byte) ? 32 : byte))
        }
        return String(plain).trimmingBlanks
    }
}
