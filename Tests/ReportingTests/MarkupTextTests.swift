import Reporting
import Testing

@Suite("MarkupText")
struct MarkupTextTests {
    @Test("Letters that mean something in markup are replaced")
    func escaped() {
        #expect(
            MarkupText.escaped("a<b & \"c\" > 'd'") == "a&lt;b &amp; &quot;c&quot; &gt; &#39;d&#39;"
        )
    }

    @Test("A quote or bracket with an accent upon it is replaced too")
    func accents() {
        #expect(MarkupText.escaped("\"\u{301} <\u{338}") == "&quot;\u{301} &lt;\u{338}")
    }

    @Test("Control letters that XML forbids are replaced")
    func controls() {
        #expect(MarkupText.escaped("a\u{0}b\u{1B}\tc\r\n") == "a\u{FFFD}b\u{FFFD}\tc\r\n")
    }
}
