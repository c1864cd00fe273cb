internal import Fingerprint
internal import FoundationEssentials
internal import SurveyModel

/// A public key in the form in which OpenSSH writes it, `TYPE BASE64`.
public struct SSHPublicKey: Sendable, Hashable {
    /// Kind of key, such as `ssh-ed25519`.
    public let type: String
    /// The key itself.
    public let base64: String

    /// The kinds of key OpenSSH signs with.
    static let types: Set<String> = [
        "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
        "ssh-rsa", "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
    ]

    /// Reads the first line of a `.pub` file; a comment behind the key is left out.
    ///
    /// `nil` where it is no such line, or the key says that it is of another kind.
    public init?(_ text: String) {
        let lines = text.split(whereSeparator: \.isNewline)
        guard lines.count == 1, let line = lines.first else { return nil }
        let words = line.split(separator: " ", omittingEmptySubsequences: true)
        guard words.count >= 2, words[1].utf8.count <= 4096 else { return nil }
        let data = Data(base64Encoded: String(words[1])).map { Array($0) }
        guard let blob = data, let key = SSHPublicKey(blob: blob), key.type == words[0],
            key.base64 == words[1]
        else { return nil }
        self = key
    }

    /// Reads the bytes of a key.
    init?(blob: [UInt8]) {
        var reader = SSHBytes(blob)
        guard let name = reader.text(), Self.types.contains(name), !reader.isAtEnd else {
            return nil
        }
        type = name
        base64 = Data(blob).base64EncodedString()
    }

    /// `TYPE BASE64`, without a comment.
    public var text: String { "\(type) \(base64)" }

    /// The fingerprint as `ssh-keygen -l` prints it, `SHA256:...`.
    public var fingerprint: String {
        let digits = Array(Digest(of: Array(Data(base64Encoded: base64) ?? Data())).hexadecimal)
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(digits[$0..<$0 + 2]), radix: 16)
        }
        return "SHA256:" + Data(bytes).base64EncodedString().filter { $0 != "=" }
    }
}

/// A signature as `ssh-keygen -Y sign` writes it, taken apart so far that its key can be read.
public struct SSHSignature: Sendable, Hashable {
    /// The key that made it.
    public let key: SSHPublicKey
    /// What it is for.
    public let namespace: String

    private static let begin = "-----BEGIN SSH SIGNATURE-----"
    private static let end = "-----END SSH SIGNATURE-----"

    /// Reads an armoured signature; `nil` where it is none.
    ///
    /// Whether it fits a statement is for `ssh-keygen -Y verify` to say.
    public init?(armoured text: String) {
        guard text.utf8.count <= 16_384 else { return nil }
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        guard lines.count >= 3, lines.first == Self.begin, lines.last == Self.end,
            let data = Data(base64Encoded: lines.dropFirst().dropLast().joined())
        else { return nil }
        let bytes = Array(data)
        guard bytes.starts(with: Array("SSHSIG".utf8)) else { return nil }
        var reader = SSHBytes(Array(bytes.dropFirst(6)))
        guard reader.number() == 1, let blob = reader.string(), let key = SSHPublicKey(blob: blob),
            let namespace = reader.text()
        else { return nil }
        self.key = key
        self.namespace = namespace
    }
}

/// Reads the length-prefixed fields of OpenSSH (RFC 4251, section 5).
private struct SSHBytes {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func number() -> Int? {
        guard rest.count >= 4 else { return nil }
        let value = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        rest = rest.dropFirst(4)
        return value
    }

    mutating func string() -> [UInt8]? {
        guard let count = number(), count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    mutating func text() -> String? {
        guard let bytes = string(), bytes.count <= 255 else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}
