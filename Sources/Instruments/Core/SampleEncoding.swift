/// How a file stores one sample.
struct SampleEncoding: Sendable, Equatable {
    enum Kind: Sendable, Equatable, CaseIterable {
        case int8, int16, int24, int32, int64
        case uint8, uint16, uint24, uint32, uint64
        /// Unsigned numbers whose middle, 128 or 32768, stands for zero.
        case offsetBinary8, offsetBinary16
        case float32, float64
        /// IBM System/360, 32 bit: (-1)^s x m / 2^24 x 16^(e - 64).
        case ibmFloat
    }

    var kind: Kind
    var isLittleEndian: Bool

    init(_ kind: Kind, isLittleEndian: Bool = true) {
        self.kind = kind
        self.isLittleEndian = isLittleEndian
    }

    /// Bytes one sample takes.
    var byteCount: Int {
        switch kind {
        case .int8, .uint8, .offsetBinary8: 1
        case .int16, .uint16, .offsetBinary16: 2
        case .int24, .uint24: 3
        case .int32, .uint32, .float32, .ibmFloat: 4
        case .int64, .uint64, .float64: 8
        }
    }

    /// Whether some value has no exact Float.
    var mayRound: Bool {
        switch kind {
        case .int32, .uint32, .int64, .uint64, .float64: true
        default: false
        }
    }

    /// Decodes `count` samples in `source` into `target` from its sample `start` on.
    ///
    /// Too few bytes or too little room are a broken caller contract. Values are as stored: no scale,
    /// offset binary made signed.
    func decode(
        _ source: Span<UInt8>, count: Int, into target: inout MutableSpan<Float>, at start: Int
    ) {
        precondition(
            count >= 0 && source.count >= count * byteCount && start >= 0
                && target.count - start >= count)
        // The check above bounds every access below; bounds checks in the loop would keep it from
        // being vectorised.
        unsafe source.withUnsafeBytes { from in
            unsafe target.withUnsafeMutableBufferPointer { all in
                let to = unsafe UnsafeMutableBufferPointer(rebasing: all[start..<start + count])
                unsafe decode(from, into: to)
            }
        }
    }

    private func decode(
        _ from: UnsafeRawBufferPointer, into to: UnsafeMutableBufferPointer<Float>
    ) {
        switch kind {
        case .int8: unsafe whole(Int8.self, from, to)
        case .uint8: unsafe whole(UInt8.self, from, to)
        case .offsetBinary8:
            for i in to.indices { unsafe to[i] = Float(Int8(bitPattern: from[i] ^ 0x80)) }
        case .int16: unsafe whole(Int16.self, from, to)
        case .uint16: unsafe whole(UInt16.self, from, to)
        case .offsetBinary16:
            unsafe words(UInt16.self, from, to) { Float(Int16(bitPattern: $0 ^ 0x8000)) }
        case .int24: unsafe triples(from, to) { Float(Int32(bitPattern: $0 << 8) >> 8) }
        case .uint24: unsafe triples(from, to) { Float($0) }
        case .int32: unsafe whole(Int32.self, from, to)
        case .uint32: unsafe whole(UInt32.self, from, to)
        case .int64: unsafe whole(Int64.self, from, to)
        case .uint64: unsafe whole(UInt64.self, from, to)
        case .float32: unsafe words(UInt32.self, from, to) { Float(bitPattern: $0) }
        case .float64: unsafe words(UInt64.self, from, to) { Float(Double(bitPattern: $0)) }
        case .ibmFloat: unsafe words(UInt32.self, from, to) { Self.float(fromIBM: $0) }
        }
    }

    @inline(__always)
    private func whole<Word: FixedWidthInteger>(
        _ type: Word.Type, _ from: UnsafeRawBufferPointer, _ to: UnsafeMutableBufferPointer<Float>
    ) {
        unsafe words(type, from, to) { Float($0) }
    }

    @inline(__always)
    private func words<Word: FixedWidthInteger>(
        _ type: Word.Type, _ from: UnsafeRawBufferPointer, _ to: UnsafeMutableBufferPointer<Float>,
        _ value: (Word) -> Float
    ) {
        let size = MemoryLayout<Word>.size
        // Two loops: the byte order decided inside would stop vectorisation.
        if isLittleEndian {
            for i in to.indices {
                let word = unsafe from.loadUnaligned(fromByteOffset: i &* size, as: Word.self)
                unsafe to[i] = value(Word(littleEndian: word))
            }
        } else {
            for i in to.indices {
                let word = unsafe from.loadUnaligned(fromByteOffset: i &* size, as: Word.self)
                unsafe to[i] = value(Word(bigEndian: word))
            }
        }
    }

    private func triples(
        _ from: UnsafeRawBufferPointer, _ to: UnsafeMutableBufferPointer<Float>,
        _ value: (UInt32) -> Float
    ) {
        let (low, high) = isLittleEndian ? (0, 2) : (2, 0)
        for i in to.indices {
            let start = i * 3
            let word = unsafe UInt32(from[start + low]) | UInt32(from[start + 1]) << 8
            unsafe to[i] = value(word | UInt32(from[start + high]) << 16)
        }
    }

    /// The value of an IBM System/360 float; what is too large for a Float becomes infinite.
    static func float(fromIBM bits: UInt32) -> Float {
        // The 24-bit fraction is exact in a Double, and so is the power of two.
        let exponent = 4 * (Int((bits >> 24) & 0x7F) - 64) - 24
        let scale = Double(bitPattern: UInt64(1023 + exponent) << 52)
        let size = Double(bits & 0xFF_FFFF) * scale
        return Float(bits >> 31 == 1 ? -size : size)
    }
}
