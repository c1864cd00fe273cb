import LandRelease
import Testing

@Suite struct LookAlikeNameTests {
    @Test(arguments: [
        "Ann\u{FFF9}", "Ann\u{2800}", "Ann\u{E000}", "Ann.", "A n n", "\u{410}nn", "\u{1D00}nn",
        "\u{391}nn", "A\u{301}nn",
    ])
    func `A name dressed up is the same name`(name: String) {
        #expect(FoldedName(name) == FoldedName("Ann"))
    }

    @Test func `Arabic vowel signs and tatweel make no other person`() {
        let name = FoldedName("\u{645}\u{62D}\u{645}\u{62F}")
        #expect(FoldedName("\u{645}\u{62D}\u{640}\u{645}\u{62F}") == name)
        #expect(FoldedName("\u{645}\u{64F}\u{62D}\u{645}\u{62F}") == name)
        #expect(!name.isEmpty)
    }

    @Test func `Other people stay other people`() {
        #expect(FoldedName("Ann") != FoldedName("Anna"))
        #expect(FoldedName("Salem Omar") != FoldedName("Salem Ali"))
        #expect(FoldedName("\u{2800}").isEmpty)
    }
}
