/// How SEG-Y stores a sample (SEG Technical Standards Committee, SEG-Y rev 1, 2002).
enum SegySampleFormat: Int {
    case ibmFloat = 1
    case int32 = 2
    case int16 = 3
    case ieeeFloat = 5
    case int8 = 8

    /// Codes that mean something in some revision; only one byte order of a file gives one.
    static let knownCodes: Set<Int> = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16]

    /// The encoding, apart from the byte order.
    var kind: SampleEncoding.Kind {
        switch self {
        case .ibmFloat: .ibmFloat
        case .int32: .int32
        case .int16: .int16
        case .ieeeFloat: .float32
        case .int8: .int8
        }
    }

    var bytesPerSample: Int { SampleEncoding(kind).byteCount }
}
