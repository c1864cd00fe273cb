/// How SEG-Y stores a sample (SEG Technical Standards Committee, SEG-Y rev 2, 2017).
enum SegySampleFormat: Int {
    case ibmFloat = 1
    case int32 = 2
    case int16 = 3
    case ieeeFloat = 5
    case float64 = 6
    case int24 = 7
    case int8 = 8
    case int64 = 9
    case uint32 = 10
    case uint16 = 11
    case uint64 = 12
    case uint24 = 15
    case uint8 = 16

    /// Codes that mean something in some revision; only one byte order of a file gives one.
    static let knownCodes: Set<Int> = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16]

    /// The encoding, apart from the byte order.
    var kind: SampleEncoding.Kind {
        switch self {
        case .ibmFloat: .ibmFloat
        case .int32: .int32
        case .int16: .int16
        case .ieeeFloat: .float32
        case .float64: .float64
        case .int24: .int24
        case .int8: .int8
        case .int64: .int64
        case .uint32: .uint32
        case .uint16: .uint16
        case .uint64: .uint64
        case .uint24: .uint24
        case .uint8: .uint8
        }
    }

    var bytesPerSample: Int { SampleEncoding(kind).byteCount }
}
