internal import Cartography
internal import Glibc
internal import LandRelease
internal import Pictures
internal import SurveyModel
internal import Symbology

/// Gathers what one map shows, and its legend.
struct SheetDrawing {
    let record: SurveyRecord
    let evidence: EvidenceCoverage
    let words: SheetWords
    let plane: SheetPlane
    /// What is near enough to be seen.
    let window: RoadRectangle

    private(set) var features: [SheetFeature] = []
    private(set) var labels: [SheetLabel] = []
    private(set) var ground: Set<SheetGroundCode> = []
    /// Lines of the legend by what they are about.
    private(set) var marks: [String: SheetLegendLine] = [:]
    /// Keys of `marks` in order.
    private var order: [String] = []

    init(
        record: SurveyRecord, evidence: EvidenceCoverage, words: SheetWords, plane: SheetPlane,
        window: RoadRectangle
    ) {
        self.record = record
        self.evidence = evidence
        self.words = words
        self.plane = plane
        self.window = window
    }

    /// The ground of a segment, cut to the window.
    mutating func addGround(
        of segment: SegmentRecord, accounts: [CoverageAccount]
    ) throws {
        let whole = EvidenceCoverage.rectangle(of: segment.fact)
        let shown = Self.clipped(whole, to: window)
        guard let shown else { return }
        let drawn = try plane.ground(of: shown)
        func add(_ code: SheetGroundCode, _ rings: [[PlanePoint]]) {
            guard !rings.isEmpty else { return }
            features.append(SheetFeature(.area(rings), code.inks))
            ground.insert(code)
        }
        if let code = Self.released(segment) {
            add(code, drawn.areas(shown) + drawn.corners)
            return
        }
        // Pieces over which the gaps of the same classes lie: nothing is covered where all have one.
        let gaps = accounts.map(\.gaps)
        let owners = gaps.enumerated().flatMap { number, own in own.map { _ in number } }
        let pieces = GroundDivision.pieces(
            of: gaps.flatMap { $0 }.map {
                RoadRectangle(chainage: $0.chainage, offset: $0.offset)
            })
        var inPart: [[PlanePoint]] = []
        var none: [[PlanePoint]] = []
        var open = 0.0
        for piece in pieces {
            guard let part = Self.clipped(piece.rectangle, to: shown) else { continue }
            open += part.areaSquareMetres
            let classes = Set(piece.members.map { owners[$0] })
            if classes.count == accounts.count {
                none += drawn.areas(part)
            } else {
                inPart += drawn.areas(part)
            }
        }
        if open < shown.areaSquareMetres - 1e-6 { add(.swept, drawn.areas(shown)) }
        add(.sweptInPart, inPart)
        add(.notCovered, none + drawn.corners)
    }

    private static func released(_ segment: SegmentRecord) -> SheetGroundCode? {
        if segment.isUnderReview || segment.workStatus == .suspended { return .underReview }
        switch segment.product {
        case .none: return nil
        case .reduced: return .reduced
        case .cleared: return .cleared
        case .cancelled: return .cancelled
        }
    }

    static func clipped(_ part: RoadRectangle, to box: RoadRectangle) -> RoadRectangle? {
        let low = RoadPosition(
            chainageMetres: max(part.chainage.low, box.chainage.low),
            offsetMetres: max(part.offset.low, box.offset.low))
        let high = RoadPosition(
            chainageMetres: min(part.chainage.high, box.chainage.high),
            offsetMetres: min(part.offset.high, box.offset.high))
        guard low.chainageMetres < high.chainageMetres, low.offsetMetres < high.offsetMetres
        else { return nil }
        return RoadRectangle(
            chainage: MetreRange(low: low.chainageMetres, high: high.chainageMetres),
            offset: MetreRange(low: low.offsetMetres, high: high.offsetMetres))
    }

    /// The outline of a segment by its work status, with its id.
    mutating func addOutline(of segment: SegmentRecord) throws {
        guard
            let shown = Self.clipped(EvidenceCoverage.rectangle(of: segment.fact), to: window)
        else { return }
        let ring = try plane.outline(of: shown)
        if segment.isUnderReview, let rule = SheetSymbols.rule("1", of: LandSymbols.review()) {
            features.append(SheetFeature(.area([ring]), rule.inks))
            mark(.line, "review", rule.inks, rule.label.text(in: words.language))
        }
        let code = segment.workStatus.rawValue
        guard let rule = SheetSymbols.rule(code, of: LandSymbols.workStatus()) else { return }
        // A dark edge beneath: the note's orange would not show on ground that was not covered.
        let inks =
            [
                .line(SheetColour(255, 255, 255), width: 1.5, dashes: []),
                .line(SheetColour(34, 34, 34), width: 1.1, dashes: []),
            ] + rule.inks
        features.append(SheetFeature(.area([ring]), inks))
        mark(
            .line, "outline-" + code, inks,
            words.say("Outline, work status: ", "الحدود، حالة العمل: ")
                + words.code(CodeLists.workStatus, code).lowercased())
        // Beside the centreline, whose own words stand on it.
        let spansRoad = shown.offset.low < 0 && shown.offset.high > 0
        let middle = RoadPosition(
            chainageMetres: (shown.chainage.low + shown.chainage.high) / 2,
            offsetMetres: spansRoad
                ? shown.offset.high / 2 : (shown.offset.low + shown.offset.high) / 2)
        labels.append(
            SheetLabel(segment.id, at: try plane.point(middle), isBold: true))
    }

    /// The lanes of sweeps, as lines over the ground.
    mutating func addSweeps(_ place: (SweepRecord) throws -> [PlanePoint]?) throws {
        for sweep in record.sweeps where !sweep.fact.isBlank {
            guard sweep.fact.placement?.road == plane.road.road, let ring = try place(sweep)
            else { continue }
            let standing = record.standing(ofSweep: sweep.digest)
            let code = standing.isEvidence ? "evidence" : "exploratory"
            guard let rule = SheetSymbols.rule(code, of: WorkSymbols.sweeps) else { continue }
            // Lines alone: a fill would change what the ground's colour says.
            let lines = rule.inks.filter {
                if case .line = $0 { return true }
                return false
            }
            features.append(SheetFeature(.area([ring]), lines))
            mark(.line, "sweep-" + code, lines, rule.label.text(in: words.language))
        }
    }

    /// Alarms and finds on the road within the window, and those of the segments `ids`.
    mutating func addAlarms(ofSegments ids: Set<String>) throws {
        let near = record.alarms.filter { alarm in
            isNear(alarm.place.position, on: alarm.place.road)
                || alarm.place.road == plane.road.road && alarm.segment.map(ids.contains) == true
        }
        let open = near.filter(\.isOpen)
        if !open.isEmpty {
            let inks: [SheetInk] = [
                .fill(SheetSymbols.colour(.openAlarm), opacity: 0.28),
                .line(SheetSymbols.colour(.openAlarm), width: 0.12, dashes: []),
            ]
            for alarm in open {
                features.append(
                    SheetFeature(.area([try ground(of: alarm)]), inks))
            }
            mark(
                .area, "error", inks,
                words.say(
                    "95 % error of an open alarm's place", "خطأ موقع الإنذار المفتوح (95 %)"))
        }
        for alarm in near.filter({ !$0.isOpen }) + open { try add(alarm) }
        for find in record.finds { try add(find) }
    }

    private func isNear(_ position: RoadPosition, on road: String) -> Bool {
        road == plane.road.road && window.chainage.contains(position.chainageMetres)
            && window.offset.contains(position.offsetMetres)
    }

    /// The ground an alarm may lie in: a disc, or a strip along the road where its place along is far less sure.
    private func ground(of alarm: AlarmRecord) throws -> [PlanePoint] {
        let place = alarm.place
        let (along, across) = (place.alongErrorMetres, max(place.acrossErrorMetres, 0.01))
        if along > 3 * across {
            let count = Int(min(200, max(1, (along / 2).rounded(.up))))
            let chainages = (0...count).map {
                place.position.chainageMetres - along + 2 * along * Double($0) / Double(count)
            }
            func edge(_ side: Double) throws -> [PlanePoint] {
                try chainages.map {
                    try plane.point(
                        RoadPosition(
                            chainageMetres: $0,
                            offsetMetres: place.position.offsetMetres + side * across))
                }
            }
            return try edge(-1) + edge(1).reversed()
        }
        let radius = max(along, across)
        let centre = try plane.point(place.position)
        return (0..<24).map {
            let turn = Double($0) * .pi / 12
            return PlanePoint(
                x: centre.x + radius * cos(turn), y: centre.y + radius * sin(turn))
        }
    }

    private mutating func add(_ alarm: AlarmRecord) throws {
        let code: String
        if alarm.isOpen {
            code = record.needsSecondSensor(alarm) ? "second-sensor" : "open"
        } else if let closing = alarm.closing {
            code = closing.fact.result.rawValue
        } else {
            code = alarm.isSeed ? "seed" : "answered"
        }
        guard let rule = SheetSymbols.rule(code, of: WorkSymbols.alarms) else { return }
        let point = try plane.point(alarm.place.position)
        features.append(SheetFeature(.points([point]), rule.inks))
        mark(
            .point, "alarm-" + code, rule.inks,
            words.say("Alarm. ", "إنذار. ") + rule.label.text(in: words.language))
        labels.append(SheetLabel(alarm.id, at: point, isNeeded: true))
    }

    private mutating func add(_ find: FindRecord) throws {
        guard let road = find.road, let position = find.position, isNear(position, on: road)
        else { return }
        let waits = find.disposal == nil || find.disposal?.method == .pending
        let code = find.isExplosive ? (waits ? "in-place" : "dealt-with") : "harmless"
        guard let rule = SheetSymbols.rule(code, of: WorkSymbols.finds) else { return }
        let point = try plane.point(position)
        features.append(SheetFeature(.points([point]), rule.inks))
        mark(
            .point, "find-" + code, rule.inks,
            words.say("Find. ", "جسم. ") + rule.label.text(in: words.language))
        labels.insert(SheetLabel(find.id, at: point, isBold: true, isNeeded: true), at: 0)
    }

    mutating func mark(
        _ sample: SheetLegendLine.Sample, _ key: String, _ inks: [SheetInk], _ text: String
    ) {
        if marks[key] == nil { order.append(key) }
        marks[key] = SheetLegendLine(sample, inks, text)
    }

    /// What is on the map, and the danger classes whether they are or not.
    mutating func legend() -> [SheetLegendLine] {
        if let open = SheetSymbols.rule("open", of: WorkSymbols.alarms) {
            mark(
                .point, "alarm-open", open.inks,
                words.say("Alarm. ", "إنذار. ") + open.label.text(in: words.language))
        }
        if let find = SheetSymbols.rule("in-place", of: WorkSymbols.finds) {
            mark(
                .point, "find-in-place", find.inks,
                words.say("Find. ", "جسم. ") + find.label.text(in: words.language))
        }
        let codes = ground.union([.notCovered, .underReview]).sorted(by: >)
        let danger = ["find-in-place", "alarm-open"].compactMap { marks[$0] }
        let others = order.filter { !["find-in-place", "alarm-open"].contains($0) }
            .compactMap { marks[$0] }
        let grounds = codes.map { SheetLegendLine(.area, $0.inks, $0.text(words)) }
        let road = SheetLegendLine(
            .line, Self.centreline,
            WorkSymbols.roads.rules.first?.label.text(in: words.language) ?? "")
        return danger + grounds + others + [road]
    }

    static let centreline = SheetSymbols.inks(WorkSymbols.roads.rules.first?.parts ?? [])
}
