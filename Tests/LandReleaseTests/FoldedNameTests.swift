import Testing

@testable import LandRelease

@Suite("FoldedName")
struct FoldedNameTests {
    @Test(
        "Spellings of one person fold to one name",
        arguments: [
            ("Salem Ali", "  salem\u{00A0}\t ALI "), ("Müller", "Mu\u{0308}LLER"),
            ("Strauß", "STRAUSS"), ("Salem", "Sa\u{200B}lem"), ("Ali", "Ａｌｉ"),
            ("Σωκράτης", "ΣΩΚΡΆΤΗΣ"), ("fi", "\u{FB01}"), ("Ali", "A\u{00AD}li\u{FE0F}"),
        ])
    func folds(one: String, other: String) {
        #expect(FoldedName(one) == FoldedName(other))
    }

    @Test("Different people stay different")
    func keepsApart() {
        #expect(FoldedName("Salem Ali") != FoldedName("Salem Omar"))
        #expect(FoldedName("سالم") != FoldedName("سليم"))
    }

    @Test("Folding a folded name changes nothing")
    func isIdempotent() {
        for name in ["Straße ﬁn", "İbrahim", "  A  B ", "ﷺ", "\u{200B}"] {
            let folded = FoldedName(name)
            #expect(FoldedName(folded.text) == folded)
        }
    }

    @Test("A name of invisible characters is empty")
    func isEmpty() {
        #expect(FoldedName(" \u{200B}\u{2060}\n").isEmpty)
    }
}

@Suite("ISOTime")
struct ISOTimeTests {
    @Test("Timestamps and dates of the calendar are told from everything else")
    func validates() {
        #expect(ISOTime.isTimestamp("2024-02-29T23:59:59Z"))
        #expect(ISOTime.isDate("2026-12-31"))
        for text in [
            "2026-02-29T10:00:00Z", "2026-13-01T10:00:00Z", "2026-01-01T24:00:00Z",
            "2026-01-01T10:00:00", "2026-01-01T10:00:00+", "2026-01-01 10:00:00Z", "", "\0",
            "2026-01-01T10:00:00.5Z", "٢٠٢٦-01-01",
        ] {
            #expect(!ISOTime.isTimestamp(text))
            #expect(!ISOTime.isDate(text))
        }
    }

    @Test("A date lies after a time only from the next day on")
    func compares() {
        #expect(!ISOTime.isAfter("2026-03-01", "2026-03-01T08:00:00Z"))
        #expect(ISOTime.isAfter("2026-03-02", "2026-03-01T23:59:59Z"))
        #expect(ISOTime.isAfter("2026-03-01T08:00:01Z", "2026-03-01T08:00:00Z"))
    }
}
