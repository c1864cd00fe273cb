import Foundation
import FoundationXML
import Testing

@testable import Reporting

/// What a page is made of, as an XML parser sees it.
private final class Outline: NSObject, XMLParserDelegate {
    var elements: [(name: String, attributes: [String: String])] = []

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        elements.append((name, attributes))
    }

    /// The elements of `html`; nil where it is not well-formed.
    static func of(_ html: String) -> [(name: String, attributes: [String: String])]? {
        let outline = Outline()
        let parser = XMLParser(data: Data(html.utf8))
        parser.delegate = outline
        return parser.parse() ? outline.elements : nil
    }
}

@Suite("Page")
struct PageTests {
    /// A page with `text` wherever text can enter.
    private func page(_ text: String) throws -> Page {
        let look = Look.distinct(0)
        let chart = LineChart(
            title: text, description: text, x: .init(text, unit: text), y: .init(text, unit: text),
            series: [.init(text, [.init(1, 1), .init(2, 3)], look: look)],
            bands: [.init(text, [.init(1, low: 0, high: 2)], look: look)],
            references: [.init(text, .horizontal(2))])
        let forest = ForestChart(
            title: text, description: text, axisTitle: text,
            groups: [
                .init(
                    title: text,
                    rows: [.init(text, counts: text, point: 0.5, interval: Span(0.4, 0.6))])
            ], reference: .init(text, 0.9))
        let picture = try PNGPicture(tinyPNG, name: text)
        let extent = LaneChart.Extent(x: Span(0, 12), y: Span(-1, 1))
        let lane = LaneChart(
            title: text, description: text, extent: extent,
            backgrounds: [.init(picture, extent: extent)],
            swept: [[.init(0, -1), .init(12, -1), .init(12, 1)]],
            excluded: [[.init(3, -1), .init(4, -1), .init(4, 1)]],
            objects: [.init(.init(2, 0), haloMetres: 0.2, kind: .clutter, label: text)],
            alarms: [.init(.init(3, 0), kind: .ground, label: text)])
        let table = DataTable(
            caption: text, columns: [.init(text, unit: text, .words)],
            groups: [.init(title: text, rows: [[.init(text)], [.init(text, .warning)]])],
            remark: text)
        let figures: [Block] = [
            .figure(.init(caption: text, [chart.illustration, forest.illustration])),
            .figure(.init(caption: text, lane.illustrations, isStacked: true)),
            .figure(
                .init(
                    caption: text,
                    [PictureFigure(picture, alternativeText: text).illustration])),
        ]
        let blocks: [Block] = [
            .paragraph(text), .list([text]), .numberedList([text]), .table(table),
            .note(.init(.warning, title: text, paragraphs: [text], points: [text])),
            .definitions([.init(text, text)]), .details(summary: text, [.paragraph(text)]),
        ]
        return Page(
            title: text, subtitle: text, language: text, stamp: text, summary: [.paragraph(text)],
            sections: [
                .init(text, id: text, blocks, sections: [.init(text, id: text, figures)])
            ], footer: [.init(text, text)])
    }

    private let hostile = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;]]>\u{0}"

    @Test("Text stays text wherever it enters")
    func escaping() throws {
        let hostileElements = try #require(Outline.of(try page(hostile).html))
        let plainElements = try #require(Outline.of(try page("plain").html))
        // The same elements with the same attributes: nothing of the text became markup. Long words
        // are shortened in drawings but never make or lose an element other than text.
        func shape(_ elements: [(name: String, attributes: [String: String])]) -> [String] {
            elements.filter { $0.name != "text" }
                .map { $0.name + $0.attributes.keys.sorted().joined(separator: ",") }
        }
        #expect(shape(hostileElements) == shape(plainElements))
        #expect(!hostileElements.contains { $0.name == "script" })
        #expect(!hostileElements.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })
    }

    @Test("The page is well-formed and has its ids once")
    func wellFormed() throws {
        let elements = try #require(Outline.of(try page("Results of the trial").html))
        let ids = elements.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
        let links = elements.compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("#") }
        #expect(links.count > 2)
        #expect(links.allSatisfy { ids.contains(String($0.dropFirst())) })
    }

    @Test("Nothing can be loaded: no script, no address but data, and a policy that says so")
    func selfContained() throws {
        let html = try page("words").html
        let elements = try #require(Outline.of(html))
        #expect(!html.contains("http:") && !html.contains("https:") && !html.contains("url("))
        #expect(!html.contains("@import"))
        let addresses = elements.flatMap { [$0.attributes["src"], $0.attributes["href"]] }
            .compactMap { $0 }
        #expect(
            addresses.allSatisfy { $0.hasPrefix("data:image/png;base64,") || $0.hasPrefix("#") })
        let policy = elements.first { $0.attributes["http-equiv"] == "Content-Security-Policy" }
        #expect(policy?.attributes["content"]?.hasPrefix("default-src 'none'; ") == true)
    }

    @Test("Headings follow in order, and tables, drawings and pictures are told in words")
    func accessible() throws {
        let elements = try #require(Outline.of(try page("words").html))
        let levels = elements.filter { $0.name.count == 2 && $0.name.hasPrefix("h") }
            .compactMap { Int($0.name.dropFirst()) }
        #expect(levels == [1, 2, 3])
        #expect(elements.first { $0.name == "html" }?.attributes["lang"] == "words")
        #expect(elements.filter { $0.name == "th" }.allSatisfy { $0.attributes["scope"] != nil })
        #expect(elements.filter { $0.name == "img" }.allSatisfy { $0.attributes["alt"] == "words" })
        let drawings = elements.filter { $0.attributes["role"] == "img" }.count
        #expect(elements.filter { $0.name == "desc" }.count == drawings)
        let names = elements.map(\.name)
        for name in ["caption", "figcaption", "main", "nav", "header", "footer"] {
            #expect(names.contains(name))
        }
    }

    @Test("The same page gives the same bytes")
    func deterministic() throws {
        let (first, second) = (try page("words").html, try page("words").html)
        #expect(first == second)
    }

    @Test("A page without stamp, sections and footer is well-formed")
    func empty() throws {
        let elements = try #require(Outline.of(Page(title: "", sections: []).html))
        #expect(!elements.contains { $0.attributes["class"] == "stamp" })
    }
}

@Suite("PageNumbering")
struct PageNumberingTests {
    @Test("Anchors are plain, begin with a letter and are never given twice")
    func anchors() {
        var numbering = PageNumbering()
        let names = ["Hits & misses", "hits-misses", "  ", "1. Depth", "\"><b>", "Größe"]
        #expect(
            names.map { numbering.anchor($0) } == [
                "hits-misses", "hits-misses-2", "part", "part-1-depth", "b", "gr-e",
            ])
    }
}

@Suite("DataTable")
struct DataTableTests {
    private func markup(_ rows: [[DataTable.Cell]]) -> String {
        DataTable(
            caption: "Counts", columns: [.init("Class", .words), .init("Rate", unit: "per m²")],
            rows: rows
        ).element(number: 3).markup
    }

    @Test("The first cell heads its row, numbers stand at the right, units in the head")
    func cells() {
        let markup = markup([["AP", "1.00"]])
        #expect(markup.contains("<th scope=\"row\" class=\"words short\">AP</th>"))
        #expect(markup.contains("<td class=\"numbers short\">1.00</td>"))
        #expect(markup.contains("Rate <span class=\"unit\">(per m²)</span>"))
        #expect(markup.contains("<strong>Table 3. </strong>"))
    }

    @Test("A short row is filled up and a long one shown whole")
    func widths() {
        let markup = markup([["AP"], ["AT", "1", "2"]])
        #expect(markup.split(separator: "<td").count - 1 == 4)
        #expect(markup.split(separator: "scope=\"col\"").count - 1 == 3)
    }
}
