/// The steps as a table for people.
enum StepHelp {
    private static let width = 80
    private static let indent = 18

    /// What each step is, for help.
    static func text(_ definitions: [StepDefinition]) -> String {
        let steps = definitions.map { definition in
            let name = "  " + definition.name
            let gap = String(repeating: " ", count: max(1, indent - name.count))
            return name + gap + rows(of: definition).joined(separator: "\n" + margin)
        }
        return ([introduction] + steps).joined(separator: "\n")
    }

    private static let margin = String(repeating: " ", count: indent)

    private static let introduction = """
        Steps, in the order they usually come in. Each is NAME, NAME:FIGURE for its
        first figure, or NAME:KEY=FIGURE:KEY=FIGURE; figures in [] may be left out and
        are plain numbers of the unit shown, as in notch:centre=900:width=300.
        A `local` step looks at one trace, a `windowed` one at its neighbours too; one
        that `learns` looks at a sample of the lines beforehand.

        """

    private static func rows(of definition: StepDefinition) -> [String] {
        var words = [definition.reach.rawValue + (definition.isForDisplay ? ", display only" : "")]
        words += definition.figures.map(\.helpWord)
        return wrapped(definition.summary) + wrapped(words)
    }

    private static func wrapped(_ text: String) -> [String] {
        wrapped(text.split(separator: " ").map(String.init), gap: " ")
    }

    /// Words in rows that fit the page, never broken inside.
    private static func wrapped(_ words: [String], gap: String = "  ") -> [String] {
        var rows: [String] = []
        for word in words {
            if let last = rows.last, indent + last.count + gap.count + word.count <= width {
                rows[rows.count - 1] = last + gap + word
            } else {
                rows.append(word)
            }
        }
        return rows
    }
}

extension StepFigure {
    /// Key and standard; in brackets where it may be left out.
    fileprivate var helpWord: String {
        switch (standard, kind) {
        case (.number(let number)?, .number(_, let unit)):
            "[\(key)=\(Self.plain(number))" + (unit.isEmpty ? "]" : " \(unit)]")
        case (_, .number(_, let unit)):
            isRequired ? "\(key)=\(Self.place(unit))" : "[\(key)=\(Self.place(unit))]"
        case (_, .word(let words)): "[\(key)=\(words.joined(separator: "|"))]"
        }
    }

    /// What stands where a number in `unit` is to be put.
    private static func place(_ unit: String) -> String { unit.isEmpty ? "N" : unit }

    /// A number without a fraction where it has none.
    private static func plain(_ number: Double) -> String {
        let text = "\(number)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
