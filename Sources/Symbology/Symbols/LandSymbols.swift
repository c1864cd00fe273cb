/// How land is drawn: classification as fill, product as hatch, work status as outline (TNMA 07.11/01, 2016).
///
/// A polygon shows the three independently of each other; none is told by hue alone.
public enum LandSymbols: Sendable {
    /// Fill by classification: columns hold `unassessed`, `suspected` or `confirmed`.
    public static func classification(column: String = "classification") -> SymbolGroup {
        func rule(_ code: String, _ label: MapText, _ colour: MapColour) -> SymbolRule {
            SymbolRule(code, label, where: .text(column, code), [.fill(colour, opacity: 0.5)])
        }
        return SymbolGroup(
            FieldNames.text("classification"),
            [
                rule("confirmed", label(CodeLists.classification, "confirmed"), .confirmed),
                rule("suspected", label(CodeLists.classification, "suspected"), .suspected),
                rule("unassessed", label(CodeLists.classification, "unassessed"), .unassessed),
            ], otherwise: unknown([.fill(.stamp, opacity: 0.5)]))
    }

    /// Hatch by product: level lines for cancelled, slanting ones for reduced, crossed ones for cleared.
    public static func product(column: String = "product") -> SymbolGroup {
        func rule(_ code: String, _ parts: [SymbolPart]) -> SymbolRule {
            SymbolRule(code, label(CodeLists.product, code), where: .text(column, code), parts)
        }
        return SymbolGroup(
            FieldNames.text("product"),
            [
                // Pale lines with dark edges, since they lie on pale fills.
                rule(
                    "cancelled",
                    [
                        .hatch(.cleared, angle: 0, distance: 2, width: 1),
                        .hatch(.cancelled, angle: 0, distance: 2, width: 0.6),
                    ]),
                rule("reduced", [.hatch(.reduced, angle: 45, distance: 2, width: 0.5)]),
                rule(
                    "cleared",
                    [
                        .hatch(.cleared, angle: 45, distance: 2, width: 0.5),
                        .hatch(.cleared, angle: 135, distance: 2, width: 0.5),
                    ]),
                SymbolRule(
                    "none", label(CodeLists.product, "none"), where: .text(column, "none"), []),
            ], otherwise: unknown([.hatch(.stamp, angle: 90, distance: 2, width: 0.5)]))
    }

    /// Outline by work status: whole for open, dashed for worked on, whole and lime for closed, dotted for suspended.
    public static func workStatus(column: String = "work_status") -> SymbolGroup {
        func rule(_ code: String, _ colour: MapColour, _ dashes: [Double]) -> SymbolRule {
            SymbolRule(
                code, label(CodeLists.workStatus, code), where: .text(column, code),
                [.line(colour, width: 0.7, dashes: dashes)])
        }
        return SymbolGroup(
            FieldNames.text("work_status"),
            [
                rule("open", .statusOpen, []),
                rule("worked-on", .statusWorkedOn, [3, 1.5]),
                rule("closed", .statusClosed, []),
                rule("suspended", .underReview, [0.7, 1.4]),
            ], otherwise: unknown([.line(.stamp, width: 0.7, dashes: [])]))
    }

    /// A broad double edge beneath the outline where the release of the ground is in question.
    public static func review(column: String = "under_review") -> SymbolGroup {
        let text = FieldNames.text(column)
        return SymbolGroup(
            text,
            [
                SymbolRule(
                    "1", text, where: .number(column, 1),
                    [
                        .line(.underReview, width: 2.4, dashes: []),
                        .line(.white, width: 1.4, dashes: []),
                    ])
            ])
    }

    /// How a code nobody knows is drawn.
    static func unknown(_ parts: [SymbolPart]) -> SymbolRule {
        SymbolRule("unknown", MapText("Unknown code", "رمز غير معروف"), where: nil, parts)
    }

    /// The label of a code that is in the list.
    static func label(_ list: CodeList, _ code: String) -> MapText {
        list.codes.first { $0.code == code }?.label ?? MapText(code, code)
    }
}
