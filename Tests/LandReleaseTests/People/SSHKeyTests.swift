import Testing

@testable import LandRelease

@Suite("SSH keys and signatures")
struct SSHKeyTests {
    @Test("Keys are read and have the fingerprint that ssh-keygen prints")
    func fingerprints() throws {
        for (text, fingerprint) in SSHFixture.fingerprints {
            let key = try #require(SSHPublicKey(text + " somebody@laptop\n"))
            #expect(key.text == text && key.fingerprint == fingerprint)
        }
    }

    @Test(
        "What is no key is refused",
        arguments: [
            "", "ssh-ed25519", "ssh-ed25519 AAAA", "ssh-ed25519 !!!!",
            "ssh-rsa " + SSHFixture.ed25519.dropFirst(12),
            SSHFixture.ed25519 + "\n" + SSHFixture.ecdsa, "restrict " + SSHFixture.ed25519,
            "ssh-dss AAAAB3NzaC1kc3MAAAABAA==", String(SSHFixture.ed25519.dropLast(4)) + "====",
        ])
    func refuses(text: String) { #expect(SSHPublicKey(text) == nil) }

    @Test("A signature names its key and what it is for")
    func signature() throws {
        let signature = try #require(SSHSignature(armoured: SSHFixture.signature))
        #expect(signature.key.text == SSHFixture.ed25519)
        #expect(signature.namespace == "clearroad-approval")
        #expect(SSHSignature(armoured: "hello") == nil)
        let lines = SSHFixture.signature.split(separator: "\n").map(String.init)
        #expect(SSHSignature(armoured: lines.dropFirst().joined(separator: "\n")) == nil)
        #expect(
            SSHSignature(
                armoured: ([lines[0], "AAAA"] + [lines[lines.count - 1]]).joined(separator: "\n"))
                == nil)
    }
}
