extension WorkSymbols {
    /// Ground that is not covered: one colour, told apart by its lines.
    public static let gaps: SymbolGroup = {
        func rule(_ code: String, _ parts: [SymbolPart]) -> SymbolRule {
            SymbolRule(
                code, LandSymbols.label(CodeLists.gapReason, code), where: .text("reason", code),
                [.fill(.notCovered, opacity: 0.5)] + parts)
        }
        return SymbolGroup(
            MapText("Not covered", "غير مغطى"),
            [
                rule("not-swept", [.line(.ink, width: 0.4, dashes: [])]),
                rule("not-valid", [.line(.ink, width: 0.4, dashes: [2, 1])]),
                rule("not-evidence", [.line(.ink, width: 0.4, dashes: [3, 1, 0.5, 1])]),
                rule("not-deep-enough", [.line(.ink, width: 0.4, dashes: [0.5, 1])]),
                rule("spacing", [.line(.ink, width: 0.3, dashes: [1, 1])]),
                rule("position", [.line(.ink, width: 0.3, dashes: [4, 2])]),
                rule("not-covered", [.line(.ink, width: 0.2, dashes: [])]),
            ],
            otherwise: LandSymbols.unknown([
                .fill(.notCovered, opacity: 0.5), .line(.stamp, width: 0.4, dashes: []),
            ]))
    }()
}
