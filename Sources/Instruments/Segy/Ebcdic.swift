/// The EBCDIC code page 037, in which SEG-Y text headers are usually written.
enum Ebcdic {
    /// Latin-1 code of each EBCDIC code, two hexadecimal digits each.
    private static let digits =
        "000102039c09867f978d8e0b0c0d0e0f101112139d8508871819928f1c1d1e1f"
        + "80818283840a171b88898a8b8c050607909116939495960498999a9b14159e1a"
        + "20a0e2e4e0e1e3e5e7f1a22e3c282b7c26e9eaebe8edeeefecdf21242a293bac"
        + "2d2fc2c4c0c1c3c5c7d1a62c255f3e3ff8c9cacbc8cdcecfcc603a2340273d22"
        + "d8616263646566676869abbbf0fdfeb1b06a6b6c6d6e6f707172aabae6b8c6a4"
        + "b57e737475767778797aa1bfd0dddeae5ea3a5b7a9a7b6bcbdbe5b5dafa8b4d7"
        + "7b414243444546474849adf4f6f2f3f57d4a4b4c4d4e4f505152b9fbfcf9faff"
        + "5cf7535455565758595ab2d4d6d2d3d530313233343536373839b3dbdcd9da9f"

    /// Latin-1 code of each EBCDIC code.
    static let toLatin1: [UInt8] = {
        let values = digits.utf8.map { $0 < 58 ? $0 - 48 : $0 - 87 }
        return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
    }()

    /// EBCDIC code of each Latin-1 code.
    static let fromLatin1: [UInt8] = {
        var table = [UInt8](repeating: 0x40, count: 256)
        for (code, latin) in toLatin1.enumerated() { table[Int(latin)] = UInt8(code) }
        return table
    }()

    /// `text` in EBCDIC; what Latin-1 lacks becomes a question mark.
    static func encode(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { fromLatin1[$0.value < 256 ? Int($0.value) : 63] }
    }
}
