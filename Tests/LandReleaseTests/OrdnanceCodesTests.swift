import Testing

@testable import LandRelease

@Suite("OrdnanceCodes")
struct OrdnanceCodesTests {
    let codes = OrdnanceCodes.current

    @Test("Every code is unique in its list and has an English and an Arabic label")
    func labels() {
        #expect(codes.version == 1)
        for (name, list) in codes.lists {
            #expect(!list.isEmpty, "\(name)")
            #expect(Set(list.map(\.code)).count == list.count, "\(name)")
            for code in list {
                let isPlain = code.code.utf8.allSatisfy {
                    (97...122).contains($0) || (48...57).contains($0) || $0 == 45
                }
                #expect(isPlain && !code.code.isEmpty, "\(name) \(code.code)")
                #expect(code.en.unicodeScalars.contains { $0.properties.isAlphabetic })
                #expect(
                    code.ar.unicodeScalars.contains { (0x0600...0x06FF).contains($0.value) },
                    "\(name) \(code.code)")
            }
        }
    }

    @Test("Each subcategory has a category, each category a subcategory, each model a subcategory")
    func levels() {
        let categories = Set(codes.categories.map(\.code))
        #expect(Set(codes.subcategories.compactMap(\.category)) == categories)
        #expect(codes.subcategories.allSatisfy { $0.category != nil })
        let known = Set(codes.subcategories.map(\.code))
        for model in codes.models where model.code != OrdnanceCodes.unknown {
            #expect(known.contains(model.subcategory ?? ""), "\(model.code)")
        }
        #expect(codes.model("unknown")?.subcategory == nil)
        // Plastic is said of models, never of categories.
        #expect((codes.categories + codes.subcategories).allSatisfy { $0.plastic == nil })
        #expect(codes.model("t-ab-1")?.plastic == true)
        #expect(codes.model("t-ab-1")?.minimumMetal == true)
        #expect(codes.model("tm-57")?.plastic == false)
    }

    @Test("The lists of disposals and positions are those of the record")
    func enumerations() {
        #expect(Set(codes.disposals.map(\.code)) == Set(DisposalMethod.allCases.map(\.rawValue)))
        #expect(
            Set(codes.positionMethods.map(\.code)) == Set(PositionMethod.allCases.map(\.rawValue)))
    }

    @Test(
        "A code is found by itself and by either label",
        arguments: [
            ("av", "av"), ("Anti-vehicle", "av"), (" anti vehicle ", "av"),
            ("مضاد للمركبات", "av"), ("anti-tank", nil), ("", nil),
        ] as [(String, String?)])
    func lookup(text: String, code: String?) {
        #expect(codes.code(text, in: codes.subcategories) == code)
    }

    @Test(
        "Codes that are none, or do not fit each other, are named; a newer list's are taken as they are",
        arguments: [
            (FoundItem(category: "mine", subcategory: "av"), []),
            (FoundItem(category: "mine", subcategory: "av", model: "prb-m3"), []),
            (FoundItem(category: "mine", subcategory: "av", model: "pmn-2"), ["code-mismatch"]),
            (FoundItem(category: "uxo", subcategory: "av"), ["code-mismatch"]),
            (FoundItem(category: "land mine", subcategory: "x"), ["code-unknown", "code-unknown"]),
            (
                FoundItem(category: "mine", subcategory: "av", model: "x-9", condition: "odd"),
                ["code-unknown", "code-unknown"]
            ),
            (FoundItem(category: "", subcategory: "av"), ["text"]),
            (FoundItem(category: "mine", subcategory: "av", quantity: 0), ["range"]),
            (FoundItem(category: "mine", subcategory: "av", quantity: .max), ["range"]),
            (FoundItem(category: "novel", subcategory: "new", codeListVersion: 2), []),
            (FoundItem(category: "mine", subcategory: "av", codeListVersion: 0), ["code-unknown"]),
        ])
    func objections(item: FoundItem, expected: [String]) {
        #expect(codes.objections(to: item).map(\.code) == expected)
    }
}
