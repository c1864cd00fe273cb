internal import FoundationEssentials

/// The code lists items are recorded with, in a version: categories of explosive ordnance in two levels,
/// models, conditions, sensors, disposals and kinds of position.
///
/// Codes are recorded, labels are shown. A record written with a newer version keeps its codes.
public struct OrdnanceCodes: Sendable, Equatable, Decodable {
    /// One code with its labels.
    public struct Code: Sendable, Equatable, Decodable {
        /// What is recorded.
        public var code: String
        /// English label.
        public var en: String
        /// Arabic label.
        public var ar: String
        /// For a subcategory: its category.
        public var category: String?
        /// For a model: its subcategory.
        public var subcategory: String?
        /// For a model: whether its case is plastic; nil where that is not known or there is none.
        public var plastic: Bool?
        /// For a model: whether it is a minimum-metal one; nil where that is not known.
        public var minimumMetal: Bool?
    }

    /// Version of the lists; it goes up with each change.
    public var version: Int
    /// Categories.
    public var categories: [Code]
    /// Subcategories.
    public var subcategories: [Code]
    /// Models.
    public var models: [Code]
    /// Conditions.
    public var conditions: [Code]
    /// What finds items.
    public var sensors: [Code]
    /// What became of items.
    public var disposals: [Code]
    /// How places are known.
    public var positionMethods: [Code]

    /// The lists this program knows.
    public static let current: OrdnanceCodes = {
        do {
            return try JSONDecoder().decode(
                OrdnanceCodes.self, from: Data(ordnanceCodeText.utf8))
        } catch {
            preconditionFailure("the code lists are not as declared: \(error)")
        }
    }()

    /// The category of everything that is no explosive ordnance.
    public static let notExplosive = "not-eo"
    /// The code for what nobody can tell.
    public static let unknown = "unknown"

    /// All lists by name.
    public var lists: [(name: String, codes: [Code])] {
        [
            ("category", categories), ("subcategory", subcategories), ("model", models),
            ("condition", conditions), ("sensor", sensors), ("disposal", disposals),
            ("position-method", positionMethods),
        ]
    }

    /// The code of `list` that `text` is: by code, or by either label, without case and spaces.
    public func code(_ text: String, in list: [Code]) -> String? {
        if let exact = list.first(where: { $0.code == text }) { return exact.code }
        let folded = FoldedName(text)
        guard !folded.isEmpty else { return nil }
        return list.first {
            [$0.code, $0.en, $0.ar].contains { FoldedName($0) == folded }
        }?.code
    }

    /// The model of that code.
    public func model(_ code: String) -> Code? { models.first { $0.code == code } }
}

extension OrdnanceCodes {
    /// Everything that is wrong with the codes of an item.
    ///
    /// Codes of a newer version of the lists are taken as they are.
    func objections(to item: FoundItem) -> [Objection] {
        guard (1...1_000_000).contains(item.codeListVersion) else {
            return [
                SurveyRecord.objection(
                    "code-unknown", "\(item.codeListVersion) is no version of the code lists",
                    "record it with this program's lists")
            ]
        }
        let texts = [item.category, item.subcategory, item.model, item.condition]
        var found = texts.flatMap { TextRules.identifier($0, "a code of the item") }
        found += SurveyRecord.check("the number of items", Double(item.quantity), 1...10_000, "")
        guard found.isEmpty, item.codeListVersion <= version else { return found }
        found += unknown(item.category, categories, "category")
        found += unknown(item.subcategory, subcategories, "subcategory")
        found += unknown(item.model, models, "model")
        found += unknown(item.condition, conditions, "condition")
        return found.isEmpty ? mismatches(item) : found
    }

    /// The objection to a text that is no code of `list`.
    func unknown(_ text: String, _ list: [Code], _ name: String) -> [Objection] {
        guard !list.contains(where: { $0.code == text }) else { return [] }
        let all = list.map(\.code)
        let cure = name == "model" ? "give `unknown` and write the name into the note" : "give "
        return [
            SurveyRecord.objection(
                "code-unknown", "\(TextRules.quoted(text)) is no \(name) of the code lists",
                name == "model" ? cure : cure + "one of \(ReleaseGate.list(all))")
        ]
    }

    private func mismatches(_ item: FoundItem) -> [Objection] {
        var found: [Objection] = []
        if let sub = subcategories.first(where: { $0.code == item.subcategory }),
            sub.category != item.category
        {
            let fit = subcategories.filter { $0.category == item.category }.map(\.code)
            found.append(
                SurveyRecord.objection(
                    "code-mismatch",
                    "\(item.subcategory) is of the category \(sub.category ?? ""), not "
                        + item.category,
                    "give one of \(ReleaseGate.list(fit))"))
        }
        if let model = model(item.model), let sub = model.subcategory, sub != item.subcategory {
            found.append(
                SurveyRecord.objection(
                    "code-mismatch", "\(model.en) is \(sub), not \(item.subcategory)",
                    "check the model and the subcategory"))
        }
        return found
    }
}
