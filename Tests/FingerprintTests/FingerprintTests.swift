import FileAccess
import Fingerprint
import SurveyModel
import TestSupport
import Testing

@Suite struct FingerprintTests {
    @Test(arguments: [
        // FIPS 180-4 examples, as published by NIST.
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `Digests equal the published ones`(text: String, digits: String) {
        #expect(Digest(of: text).hexadecimal == digits)
    }

    @Test func `A file has the digest of its bytes`() throws {
        let folder = try TemporaryFolder()
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        try DurableFile.write(bytes, to: folder.file("f"))
        #expect(try Digest(ofFile: folder.file("f")) == Digest(of: bytes))
    }

    @Test func `Canonical bytes have sorted keys and no white space`() throws {
        struct Value: Encodable {
            var b = [1.5, 2]
            var a = "x/y"
        }
        let bytes = try CanonicalJSON.bytes(of: Value())
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"a":"x/y","b":[1.5,2]}"#)
    }

    @Test func `Numbers that are not finite are refused`() {
        #expect(throws: (any Error).self) { try CanonicalJSON.bytes(of: [Double.nan]) }
    }
}
