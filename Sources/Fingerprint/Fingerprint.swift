internal import CCrypto
public import FileAccess
public import SurveyModel

/// SHA-256 by libcrypto, fed piece by piece (FIPS 180-4).
///
/// `@safe`: the context is made in `init`, freed in `deinit` and never leaves this type.
@safe public struct SHA256: ~Copyable {
    private let context: OpaquePointer

    /// An empty message.
    public init() {
        guard let context = unsafe EVP_MD_CTX_new(),
            unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1
        else { preconditionFailure("libcrypto cannot compute SHA-256") }
        unsafe self.context = context
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    /// Appends `bytes` to the message.
    public mutating func update(_ bytes: Span<UInt8>) {
        _ = unsafe bytes.withUnsafeBufferPointer {
            unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count)
        }
    }

    /// Ends the message and gives its digest.
    public consuming func finish() -> Digest {
        var raw = [UInt8](repeating: 0, count: 32)
        _ = unsafe EVP_DigestFinal_ex(context, &raw, nil)
        let digits = Array("0123456789abcdef".unicodeScalars)
        var text = String.UnicodeScalarView()
        for byte in raw {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        guard let digest = Digest(hexadecimal: String(text)) else {
            preconditionFailure("32 bytes are 64 hexadecimal digits")
        }
        return digest
    }
}

extension Digest {
    /// The digest of `bytes`.
    public init(of bytes: [UInt8]) {
        var hash = SHA256()
        hash.update(bytes.span)
        self = hash.finish()
    }

    /// The digest of `text` in UTF-8.
    public init(of text: String) { self.init(of: Array(text.utf8)) }

    /// The digest of a file's bytes, read block by block.
    ///
    /// - Throws: `FileError` where the file cannot be read.
    public init(ofFile path: String) throws(FileError) {
        let file = try RegularFile(path: path)
        var hash = SHA256()
        var offset = 0
        while offset < file.byteCount {
            let block = try file.bytes(at: offset, count: min(1 << 20, file.byteCount - offset))
            hash.update(block.span)
            offset += block.count
        }
        self = hash.finish()
    }
}

@available(*, unavailable)
extension SHA256: Sendable {}
