public import SurveyModel

/// What every map and table says about itself.
public struct ProductLabel: Sendable, Hashable {
    /// What stands on every product of a demonstration survey.
    public static let demonstrationStamp = "SIMULATED DATA - NOT A CLEARANCE RECORD"

    /// Why the survey exists; products of a demonstration are stamped.
    public var purpose: SurveySettings.Purpose
    /// Facts by name: tool version, head of the record, survey, depth, date, limits of the claim.
    public var facts: [String: String]

    /// A label for a survey of `purpose` with `facts`.
    public init(purpose: SurveySettings.Purpose, facts: [String: String]) {
        self.purpose = purpose
        self.facts = facts
    }

    /// The words to be shown, where there are any.
    public var stamp: String? { purpose == .demonstration ? Self.demonstrationStamp : nil }
}

extension ProductLabel {
    /// Facts and stamp in order of name, fit for a file: names without `=`, texts without control
    /// characters.
    var items: [(name: String, text: String)] {
        var all = facts
        all["STAMP"] = stamp
        return all.map { (Self.plain($0.key, replacing: ["="]), Self.plain($0.value)) }
            .filter { !$0.0.isEmpty }.sorted { $0.0 < $1.0 }
            .map { (name: $0.0, text: $0.1) }
    }

    private static func plain(_ text: String, replacing others: Set<Unicode.Scalar> = [])
        -> String
    {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 || scalar.value == 0x7F || others.contains(scalar)
            result.append(isControl ? " " : scalar)
        }
        return String(result)
    }
}
