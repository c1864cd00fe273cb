import Testing

@testable import Symbology

@Suite struct SymbolTests {
    static let groups =
        [
            LandSymbols.classification(), LandSymbols.product(), LandSymbols.workStatus(),
            LandSymbols.review(), WorkSymbols.roads, WorkSymbols.sweeps, WorkSymbols.alarms,
            WorkSymbols.finds, WorkSymbols.seeds, WorkSymbols.gaps,
        ] + WorkSymbols.reports

    private func isArabic(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x0600...0x06FF).contains($0.value) }
    }

    @Test func `Every text is there in both languages`() {
        let texts =
            Self.groups.flatMap { group in
                [group.title] + (group.rules + [group.otherwise].compactMap { $0 }).map(\.label)
            } + CodeLists.all.flatMap { $0.codes.map(\.label) } + FieldNames.table.values
        for text in texts {
            #expect(!text.english.isEmpty && !isArabic(text.english))
            #expect(isArabic(text.arabic), "\(text.english)")
        }
    }

    @Test func `Every code of land and reports has a symbol of its own`() {
        for (group, list) in [
            (LandSymbols.classification(), CodeLists.classification),
            (LandSymbols.product(), CodeLists.product),
            (LandSymbols.workStatus(), CodeLists.workStatus),
            (WorkSymbols.reports[1], CodeLists.reportState),
            (WorkSymbols.gaps, CodeLists.gapReason),
        ] {
            #expect(Set(group.rules.map(\.code)) == Set(list.codes.map(\.code)))
            #expect(Set(group.rules.map(\.parts)).count == list.codes.count)
            #expect(group.otherwise.map { !$0.parts.isEmpty } == true)
        }
        let closed = WorkSymbols.alarms.rules.map(\.code)
        #expect(Set(CodeLists.alarmResult.codes.map(\.code)).isSubset(of: Set(closed)))
    }

    @Test func `Nothing is told by hue alone`() {
        // Without colour, what is drawn of one attribute still differs, except the fill of land.
        func shape(_ part: SymbolPart) -> String {
            switch part {
            case .fill(_, let opacity): "fill \(opacity)"
            case .hatch(_, let angle, let distance, _): "hatch \(angle) \(distance)"
            case .line(_, let width, let dashes): "line \(width) \(dashes)"
            case .mark(let shape, let size, let fill, _, _): "\(shape) \(size) \(fill == nil)"
            }
        }
        let products = LandSymbols.product().rules.map { $0.parts.map(shape) }
        #expect(Set(products).count == products.count)
        let alarms = WorkSymbols.alarms.rules.filter { $0.code != "second-sensor" }
        #expect(Set(alarms.map { $0.parts.map(shape) }).count == alarms.count)
        // Open and closed outlines are both whole lines: they differ in lightness, red and lime.
        let outlines = LandSymbols.workStatus().rules.map { $0.parts.map(shape) }
        #expect(Set(outlines).count == outlines.count - 1)
    }

    @Test func `Lists and codes are not given twice`() {
        #expect(Set(CodeLists.all.map(\.name)).count == CodeLists.all.count)
        for list in CodeLists.all {
            #expect(Set(list.codes.map(\.code)).count == list.codes.count)
            #expect(Set(list.codes.map(\.label)).count == list.codes.count)
        }
    }
}
