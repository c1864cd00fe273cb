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
}
