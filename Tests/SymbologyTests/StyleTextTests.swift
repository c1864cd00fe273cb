import Foundation
import FoundationXML
import Testing

@testable import Symbology

@Suite struct StyleTextTests {
    static let land = LayerDescription(
        name: "segment", title: MapText("Segments", "القطع"), geometry: .area,
        fields: [
            .init("id"), .init("classification", codes: CodeLists.classification),
            .init("product", codes: CodeLists.product),
        ],
        groups: [
            LandSymbols.classification(), LandSymbols.product(), LandSymbols.review(),
            LandSymbols.workStatus(),
        ], labelColumn: "id")
    static let layers = [
        land,
        LayerDescription(
            name: "road", title: MapText("Roads", "الطرق"), geometry: .line, fields: [.init("id")],
            groups: [WorkSymbols.roads]),
        LayerDescription(
            name: "alarm", title: MapText("Alarms", "الإنذارات"), geometry: .point,
            fields: [.init("id"), .init("result", codes: CodeLists.alarmResult)],
            groups: [WorkSymbols.alarms]),
        LayerDescription(
            name: "find", title: MapText("Finds", "الأجسام"), geometry: .point, fields: [],
            groups: [WorkSymbols.finds]),
        LayerDescription(
            name: "a\"b&<c>", title: MapText("\u{1}\n'x'", "ع"), geometry: .area,
            fields: [.init("o'clock \"x\"")],
            groups: [
                SymbolGroup(
                    MapText("]]>", "&amp;"),
                    [
                        SymbolRule(
                            "<", MapText("a", "ب"), where: .text("q\"q", "it's <&>"),
                            [.fill(.find, opacity: 0.25)])
                    ])
            ]),
    ]

    /// Counts elements and collects attribute values and texts.
    private final class Reader: NSObject, XMLParserDelegate {
        var counts: [String: Int] = [:]
        var values: [String: [String]] = [:]
        var texts: [String: [String]] = [:]
        private var open: [String] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
            qualifiedName: String?, attributes: [String: String]
        ) {
            counts[name, default: 0] += 1
            open.append(name)
            for (key, value) in attributes { values["\(name) \(key)", default: []].append(value) }
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
            qualifiedName: String?
        ) { open.removeLast() }

        func parser(_ parser: XMLParser, foundCharacters text: String) {
            texts[open.last ?? "", default: []].append(text)
        }
    }

    private func read(_ text: String) throws -> Reader {
        let parser = XMLParser(data: Data(text.utf8))
        let reader = Reader()
        parser.delegate = reader
        try #require(parser.parse(), "\(parser.parserError.debugDescription)")
        return reader
    }

    @Test(arguments: MapLanguage.allCases)
    func `Every style is well-formed, whatever its names hold`(language: MapLanguage) throws {
        for layer in Self.layers {
            let qgis = try read(QGISStyle.text(of: layer, in: language))
            #expect(qgis.counts["qgis"] == 1)
            #expect(qgis.counts["alias"] == layer.fields.count + 1)
            let sld = try read(SLDStyle.text(of: layer, in: language))
            #expect(sld.counts["se:FeatureTypeStyle"] == layer.groups.count)
            #expect(sld.counts["se:Rule"] == drawn(layer))
            // Each rule that draws has a symbol of its own, and names it.
            let named = qgis.values["rule symbol"] ?? []
            #expect(named.count == drawn(layer))
            #expect(Set(named).isSubset(of: Set(qgis.values["symbol name"] ?? [])))
        }
    }

    private func drawn(_ layer: LayerDescription) -> Int {
        layer.groups.flatMap { $0.rules + [$0.otherwise].compactMap { $0 } }
            .count { !$0.parts.isEmpty }
    }

    @Test func `Quotes of a code stay inside its expression`() {
        let hostile = SymbolCondition.text("a\"b", "x' OR '1'='1")
        #expect(QGISExpression.text(hostile) == "\"a\"\"b\" = 'x'' OR ''1''=''1'")
        #expect(
            QGISExpression.text(.all([.number("n", 1), .not(.empty("d"))]))
                == "(\"n\" = 1 AND NOT coalesce(\"d\" IS NULL, FALSE))")
    }

    @Test func `Land is drawn as the note on symbology says`() throws {
        let text = QGISStyle.text(of: Self.land, in: .english)
        #expect(text.contains("value=\"255,0,0,128\""))
        #expect(text.contains("value=\"244,167,24,128\""))
        #expect(text.contains("filter=\"&quot;classification&quot; = 'confirmed'\""))
        #expect(text.contains("name=\"customdash\" type=\"QString\" value=\"3.0;1.5\""))
        let sld = SLDStyle.text(of: Self.land, in: .english)
        #expect(sld.contains("<se:SvgParameter name=\"fill\">#ff0000</se:SvgParameter>"))
        #expect(sld.contains("<se:SvgParameter name=\"fill-opacity\">0.5</se:SvgParameter>"))
    }

    @Test func `Hatches let through what lies beneath`() {
        let qgis = QGISStyle.text(of: Self.land, in: .english)
        #expect(qgis.split(separator: "class=\"LinePatternFill\"").count - 1 == 6)
        // Lines on top of lines are one here, and thinner than a third of their distance.
        let sld = SLDStyle.text(of: Self.land, in: .english)
        #expect(sld.split(separator: "<se:WellKnownName>horline").count - 1 == 5)
        #expect(sld.split(separator: "<se:Size>10.71</se:Size>").count - 1 == 5)
        for angle in [0, 45, 90, 135] {
            #expect(sld.contains("<ogc:Literal>\(angle)</ogc:Literal>"))
        }
    }

    @Test func `Names and labels are those of the language`() throws {
        let english = try read(QGISStyle.text(of: Self.land, in: .english))
        let arabic = try read(QGISStyle.text(of: Self.land, in: .arabic))
        #expect(english.values["alias name"]?.contains("Classification") == true)
        #expect(arabic.values["alias name"]?.contains("التصنيف") == true)
        #expect(english.values["rule label"]?.contains("Suspected hazardous area") == true)
        #expect(arabic.values["rule label"]?.contains("منطقة مشتبه بخطورتها") == true)
        // Codes are the same in every language.
        #expect(english.values["rule filter"] == arabic.values["rule filter"])
    }
}
