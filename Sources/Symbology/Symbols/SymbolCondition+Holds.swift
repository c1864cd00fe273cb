/// What a column of a feature holds, as conditions see it.
public enum SymbolValue: Sendable, Hashable {
    /// A text.
    case text(String)
    /// A whole number.
    case number(Int)
    /// Nothing, or what no condition asks for.
    case empty
}

extension SymbolCondition {
    /// Whether it holds for a feature whose columns hold what `value` says.
    public func holds(_ value: (String) -> SymbolValue) -> Bool {
        switch self {
        case .text(let column, let code): value(column) == .text(code)
        case .number(let column, let number): value(column) == .number(number)
        case .empty(let column): value(column) == .empty
        case .all(let parts): parts.allSatisfy { $0.holds(value) }
        case .any(let parts): parts.contains { $0.holds(value) }
        case .not(let part): !part.holds(value)
        }
    }

    /// The same of columns with other names.
    func renamed(_ name: (String) -> String) -> SymbolCondition {
        switch self {
        case .text(let column, let code): .text(name(column), code)
        case .number(let column, let number): .number(name(column), number)
        case .empty(let column): .empty(name(column))
        case .all(let parts): .all(parts.map { $0.renamed(name) })
        case .any(let parts): .any(parts.map { $0.renamed(name) })
        case .not(let part): .not(part.renamed(name))
        }
    }
}

extension SymbolGroup {
    /// The rule that draws a feature whose columns hold what `value` says.
    public func rule(_ value: (String) -> SymbolValue) -> SymbolRule? {
        rules.first { $0.condition?.holds(value) ?? true } ?? otherwise
    }
}

extension LayerDescription {
    /// The same layer with other column names, as a format with short names has them; people read the same.
    public func renamed(_ name: (String) -> String) -> LayerDescription {
        var result = self
        for index in fields.indices { result.fields[index].column = name(fields[index].column) }
        for group in groups.indices {
            for rule in groups[group].rules.indices {
                result.groups[group].rules[rule].condition =
                    groups[group].rules[rule].condition?.renamed(name)
            }
        }
        result.labelColumn = labelColumn.map(name)
        return result
    }
}
