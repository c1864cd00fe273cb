/// How the work on the land is drawn: roads, swept lanes, alarms, finds, seeds and reports.
public enum WorkSymbols: Sendable {
    /// Centrelines.
    public static let roads = SymbolGroup(
        MapText("Road", "الطريق"),
        [
            SymbolRule(
                "road", MapText("Centreline", "محور الطريق"), where: nil,
                [
                    .line(.white, width: 1.2, dashes: []),
                    .line(.ink, width: 0.4, dashes: [4, 2]),
                ])
        ])

    /// Swept lanes: blue-grey, since a sweep releases nothing.
    public static let sweeps = SymbolGroup(
        MapText("Swept lane", "مسار ممسوح"),
        [
            SymbolRule(
                "blank", MapText("Blank ground, for calibration", "أرض خالية للمعايرة"),
                where: .number("is_blank", 1),
                [.fill(.white, opacity: 0.5), .line(.swept, width: 0.3, dashes: [1, 1])]),
            SymbolRule(
                "evidence",
                MapText("Swept: evidence, releases nothing", "ممسوح: دليل لا يحرر الأرض"),
                where: .all([.number("is_blank", 0), .number("is_evidence", 1)]),
                [.fill(.swept, opacity: 0.4), .line(.swept, width: 0.4, dashes: [])]),
            SymbolRule(
                "exploratory", MapText("Swept: no evidence", "ممسوح: ليس دليلا"),
                where: .all([.number("is_blank", 0), .number("is_evidence", 0)]),
                [.fill(.sweptInPart, opacity: 0.4), .line(.swept, width: 0.4, dashes: [2, 1])]),
        ],
        otherwise: LandSymbols.unknown([.line(.stamp, width: 0.4, dashes: [])]))

    /// Alarms: triangles while they are open, so that danger shows by shape too.
    public static let alarms: SymbolGroup = {
        func closed(
            _ result: String, _ label: MapText, _ shape: MarkShape, _ size: Double,
            _ fill: MapColour?, _ edge: MapColour
        ) -> SymbolRule {
            SymbolRule(
                result, label,
                where: .all([.text("state", "closed"), .text("result", result)]),
                [.mark(shape, size: size, fill: fill, edge: edge, edgeWidth: 0.4)])
        }
        return SymbolGroup(
            MapText("Alarm", "إنذار"),
            [
                SymbolRule(
                    "open", MapText("Open: danger", "مفتوح: خطر"),
                    where: .all([.text("state", "open"), .number("needs_second_sensor", 0)]),
                    [.mark(.triangle, size: 4, fill: .openAlarm, edge: .find, edgeWidth: 0.3)]),
                SymbolRule(
                    "second-sensor",
                    MapText("Open: needs a second sensor", "مفتوح: يلزم كاشف ثان"),
                    where: .all([.text("state", "open"), .number("needs_second_sensor", 1)]),
                    [.mark(.triangle, size: 4, fill: .notCovered, edge: .openAlarm, edgeWidth: 0.6)]
                ),
                closed(
                    "item", MapText("Closed: item found", "مغلق: عُثر على جسم"), .star, 4, .find,
                    .find),
                closed(
                    "no-item", MapText("Closed: nothing found", "مغلق: لم يُعثر على شيء"), .times,
                    2.5, nil, .ink),
                closed(
                    "infrastructure", MapText("Closed: infrastructure", "مغلق: بنية تحتية"),
                    .square, 2.5, .swept, .ink),
                closed("seed", MapText("Blind seed", "هدف اختبار"), .plus, 3, nil, .underReview),
                SymbolRule(
                    "answered",
                    MapText("Closed with another alarm", "مغلق مع إنذار آخر"),
                    where: .all([.text("state", "closed"), .empty("result")]),
                    [.mark(.circle, size: 2, fill: .white, edge: .ink, edgeWidth: 0.4)]),
            ],
            otherwise: LandSymbols.unknown([
                .mark(.square, size: 4, fill: .stamp, edge: .ink, edgeWidth: 0.4)
            ]))
    }()

    /// Items found.
    public static let finds: SymbolGroup = {
        let waits = SymbolCondition.any([.empty("disposal"), .text("disposal", "pending")])
        return SymbolGroup(
            MapText("Item found", "جسم عُثر عليه"),
            [
                SymbolRule(
                    "in-place",
                    MapText("Explosive, no disposal on record: danger", "متفجر دون تخلص مسجل: خطر"),
                    where: .all([.number("is_explosive", 1), waits]),
                    [.mark(.star, size: 5, fill: .find, edge: .openAlarm, edgeWidth: 0.5)]),
                SymbolRule(
                    "dealt-with", MapText("Explosive, dealt with", "متفجر تم التعامل معه"),
                    where: .all([.number("is_explosive", 1), .not(waits)]),
                    [.mark(.star, size: 4, fill: .white, edge: .find, edgeWidth: 0.4)]),
                SymbolRule(
                    "harmless", MapText("Not explosive", "ليس متفجرا"),
                    where: .number("is_explosive", 0),
                    [.mark(.times, size: 3, fill: nil, edge: .ink, edgeWidth: 0.4)]),
            ],
            otherwise: LandSymbols.unknown([
                .mark(.star, size: 5, fill: .stamp, edge: .ink, edgeWidth: 0.4)
            ]))
    }()

    /// Blind seeds that were shown.
    public static let seeds = SymbolGroup(
        MapText("Blind seed", "هدف اختبار"),
        [
            SymbolRule(
                "found", MapText("Found", "عُثر عليه"), where: .number("is_found", 1),
                [.mark(.circle, size: 3.5, fill: .white, edge: .swept, edgeWidth: 0.6)]),
            SymbolRule(
                "missed", MapText("Missed", "لم يُعثر عليه"), where: .number("is_found", 0),
                [.mark(.circle, size: 3.5, fill: .underReview, edge: .ink, edgeWidth: 0.4)]),
        ],
        otherwise: LandSymbols.unknown([
            .mark(.circle, size: 3.5, fill: .stamp, edge: .ink, edgeWidth: 0.4)
        ]))

    /// Release reports: a thin edge by state, so that the land beneath is seen.
    public static let reports: [SymbolGroup] = [
        LandSymbols.review(column: "in_question"),
        SymbolGroup(
            MapText("State of the report", "حالة التقرير"),
            [
                state("submitted", .swept, [1, 1]), state("returned", .notCovered, [3, 1]),
                state("approved", .cleared, []), state("superseded", .unassessed, [0.5, 1.5]),
            ], otherwise: LandSymbols.unknown([.line(.stamp, width: 0.5, dashes: [])])),
    ]

    private static func state(
        _ code: String, _ colour: MapColour, _ dashes: [Double]
    ) -> SymbolRule {
        SymbolRule(
            code, LandSymbols.label(CodeLists.reportState, code), where: .text("state", code),
            [.line(colour, width: 0.5, dashes: dashes)])
    }
}
