/// How SEG-Y stores a sample (SEG Technical Standards Committee, SEG-Y rev 1, 2002).
enum SegySampleFormat: Int {
    case ibmFloat = 1
    case int32 = 2
    case int16 = 3
    case ieeeFloat = 5
    case int8 = 8

    /// Codes that mean something in some revision; only one byte order of a file gives one.
    static let knownCodes: Set<Int> = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16]

    var bytesPerSample: Int {
        switch self {
        case .ibmFloat, .int32, .ieeeFloat: 4
        case .int16: 2
        case .int8: 1
        }
    }

    var words: String {
        switch self {
        case .ibmFloat: "IBM float"
        case .int32: "32-bit whole numbers"
        case .int16: "16-bit whole numbers"
        case .ieeeFloat: "IEEE float"
        case .int8: "8-bit whole numbers"
        }
    }

    /// Appends the samples in `bytes` to `samples`.
    func decode(_ bytes: Span<UInt8>, isLittleEndian: Bool, to samples: inout [Float]) {
        switch self {
        case .int8:
            for index in bytes.indices { samples.append(Float(Int8(bitPattern: bytes[index]))) }
        case .int16:
            let high = isLittleEndian ? 1 : 0
            for start in stride(from: 0, to: bytes.count - 1, by: 2) {
                let word = UInt16(bytes[start + high]) << 8 | UInt16(bytes[start + 1 - high])
                samples.append(Float(Int16(bitPattern: word)))
            }
        case .int32:
            forEachWord(bytes, isLittleEndian) { samples.append(Float(Int32(bitPattern: $0))) }
        case .ieeeFloat:
            forEachWord(bytes, isLittleEndian) { samples.append(Float(bitPattern: $0)) }
        case .ibmFloat:
            forEachWord(bytes, isLittleEndian) { samples.append(Self.float(fromIBM: $0)) }
        }
    }

    /// The value of an IBM System/360 float: (-1)^s x m / 2^24 x 16^(e - 64).
    ///
    /// The 24-bit fraction fits a Float exactly; what is too large for one becomes infinite.
    static func float(fromIBM bits: UInt32) -> Float {
        let exponent = 4 * (Int((bits >> 24) & 0x7F) - 64) - 24
        let size = Double(sign: .plus, exponent: exponent, significand: Double(bits & 0xFF_FFFF))
        return Float(bits >> 31 == 1 ? -size : size)
    }

    private func forEachWord(
        _ bytes: Span<UInt8>, _ isLittleEndian: Bool, _ body: (UInt32) -> Void
    ) {
        for start in stride(from: 0, to: bytes.count - 3, by: 4) {
            let high = UInt32(bytes[start]) << 24 | UInt32(bytes[start + 1]) << 16
            let word = high | UInt32(bytes[start + 2]) << 8 | UInt32(bytes[start + 3])
            body(isLittleEndian ? word.byteSwapped : word)
        }
    }
}
