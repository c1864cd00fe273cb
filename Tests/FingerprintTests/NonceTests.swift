import Fingerprint
import SurveyModel
import Testing

@Suite struct NonceTests {
    @Test("Each is 64 hexadecimal digits and new")
    func fresh() {
        let nonces = (0..<100).map { _ in Nonce() }
        #expect(Set(nonces).count == 100)
        #expect(nonces.allSatisfy { Nonce(hexadecimal: $0.hexadecimal) == $0 })
        // 3,200 random bytes hold nearly every pair of digits.
        let digits = nonces.map(\.hexadecimal).joined()
        #expect(Set(digits).count == 16)
    }

    @Test("Anything else is none", arguments: ["", "00", String(repeating: "G", count: 64)])
    func refused(text: String) { #expect(Nonce(hexadecimal: text) == nil) }

    @Test("A commitment is the SHA-256 of the digits and the bytes, as sha256sum gives it")
    func known() throws {
        let nonce = try #require(Nonce(hexadecimal: String(repeating: "0a", count: 32)))
        let text = Array("id,x_m\nT1,1.25\n".utf8)
        let whole = Array(nonce.hexadecimal.utf8) + text
        #expect(Digest(committingTo: text, nonce: nonce) == Digest(of: whole))
        // (printf 0a%.0s $(seq 32); printf 'id,x_m\nT1,1.25\n') | sha256sum
        #expect(
            Digest(committingTo: text, nonce: nonce).hexadecimal
                == "d54309ef396f79c3dd57c8f868a2b204fa624e09cb601f0a402c087a8a91ce10")
        #expect(Digest(committingTo: text, nonce: Nonce()) != Digest(of: whole))
    }
}
