/// The first block of an HDF5 file, read without the library: enough to see that a file was cut.
struct HDF5Superblock {
    /// Where it starts (bytes).
    let offset: Int
    /// Bytes the file has by its own account, where the version is known.
    let promisedByteCount: Int?

    private static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]
    /// A user's own block of any power of two bytes may come first.
    private static let places = [0, 512, 1024, 2048]

    /// The block in the first bytes of a file; `nil` where there is no signature.
    init?(_ head: [UInt8]) {
        let found = Self.places.first { place in
            head.count >= place + 8 && Array(head[place..<place + 8]) == Self.signature
        }
        guard let found else { return nil }
        offset = found
        promisedByteCount = Self.end(in: Array(head[found...].prefix(64)))
    }

    /// The address after the last byte; versions differ in where it stands.
    private static func end(in block: [UInt8]) -> Int? {
        guard block.count == 64 else { return nil }
        let isOld = block[8] < 2
        // Only files with addresses of eight bytes are judged; the library knows the others.
        guard block[8] <= 3, block[isOld ? 13 : 9] == 8 else { return nil }
        let fields = HeaderFields(bytes: block, isLittleEndian: true)
        let place = isOld ? 40 : 28
        guard fields.uint32(place + 4) < 1 << 30 else { return nil }
        return fields.uint32(place + 4) << 32 | fields.uint32(place)
    }
}
