internal import Cartography
internal import Glibc
internal import LandRelease
internal import Pictures
internal import SurveyModel
internal import Symbology

extension SheetContent {
    /// A map coarser than this shows no gap between lanes: pages of parts follow it.
    private static let coarsestScale = 500.0
    /// The most pages of parts.
    private static let mostParts = 40

    /// Length of road on a page of a part (m), so that its scale is 1:500 or better.
    private var partMetres: Double { paper == .a3 ? 140 : 90 }

    /// The sheet of a segment: the whole, then its parts where the whole is too coarse.
    func segment(_ id: String) throws -> MapSheet {
        let segment = try record.requiredSegment(id)
        let fact = segment.fact
        let projection = try MapProjection(crs: survey.settings.crs)
        let plane = SheetPlane.grid(projection, try road(fact.road))
        let title =
            words.say("Status of the ground: segment ", "حالة الأرض: القطاع ") + words.name(id)
        var pages = [
            try page(of: segment, along: fact.chainage, title: title, plane, projection)
        ]
        guard try sheet(title, pages).scale() > Self.coarsestScale else {
            return sheet(title, pages)
        }
        let count = max(2, Int((fact.chainage.length / partMetres).rounded(.up)))
        guard count <= Self.mostParts else {
            throw WorkflowError.impossible(
                reason:
                    "segment `\(id)` is \(Int(fact.chainage.length)) m long, its sheet would have "
                    + "\(count + 1) pages, more than \(Self.mostParts + 1)",
                hint: "split the segment, or draw the road kilometre by kilometre with "
                    + "--road, --from and --to")
        }
        let step = fact.chainage.length / Double(count)
        for part in 0..<count {
            try monitor.check()
            let range = MetreRange(
                low: fact.chainage.low + Double(part) * step,
                high: part == count - 1
                    ? fact.chainage.high : fact.chainage.low + Double(part + 1) * step)
            pages.append(
                try page(
                    of: segment, along: range, title: title + words.comma + words.chainages(range),
                    plane,
                    projection))
        }
        return sheet(title, pages)
    }

    private func page(
        of segment: SegmentRecord, along range: MetreRange, title: String, _ plane: SheetPlane,
        _ projection: MapProjection
    ) throws -> SheetPage {
        let fact = segment.fact
        // More than paper can show beside the segment: whatever lies there is drawn.
        let reach = max(30, range.length)
        let window = RoadRectangle(
            chainage: MetreRange(low: range.low - reach, high: range.high + reach),
            offset: MetreRange(
                low: -Centreline.maximumOffsetMetres, high: Centreline.maximumOffsetMetres))
        var drawing = SheetDrawing(
            record: record, evidence: evidence, words: words, plane: plane, window: window)
        let near = record.segments.filter {
            $0.fact.road == fact.road
                && SheetDrawing.clipped(EvidenceCoverage.rectangle(of: $0.fact), to: window) != nil
        }
        for other in near {
            try drawing.addGround(of: other, accounts: try accounts(of: other))
        }
        try drawing.addSweeps { sweep in
            guard case .grid(let projection, _) = plane, !sweep.fact.outline.isEmpty else {
                return nil
            }
            return try projection.forward(sweep.fact.outline).map {
                PlanePoint(x: $0.eastMetres, y: $0.northMetres)
            }
        }
        for other in near where other.id != segment.id { try drawing.addOutline(of: other) }
        try drawing.addOutline(of: segment)
        try drawing.addAlarms(ofSegments: [segment.id])
        let map = try self.map(of: fact, along: range, drawing, plane, projection)
        return self.page(
            title: title, map: map, tables: try tables(of: segment), legend: drawing.legend(),
            waivers: record.shownWaivers(on: segment.id).map(\.description))
    }

    private func map(
        of fact: SegmentAdded, along range: MetreRange, _ drawing: SheetDrawing,
        _ plane: SheetPlane, _ projection: MapProjection
    ) throws -> SheetMap {
        let length = plane.road.lengthMetres
        // The centreline and a little beyond it, so that both sides can be named.
        let beyond = max(0.6, 0.12 * max(abs(fact.offset.low), abs(fact.offset.high)))
        let offsets = MetreRange(
            low: min(fact.offset.low, -beyond), high: max(fact.offset.high, beyond))
        let ends = [max(range.low, 0), min(range.high, length)]
        let steps = max(2, Int(range.length / 50))
        let extent = try (0...steps).flatMap { step in
            let chainage = ends[0] + (ends[1] - ends[0]) * Double(step) / Double(steps)
            return try [offsets.low, offsets.high].map {
                try plane.point(RoadPosition(chainageMetres: chainage, offsetMetres: $0))
            }
        }
        let start = try plane.point(RoadPosition(chainageMetres: ends[0], offsetMetres: 0))
        let end = try plane.point(RoadPosition(chainageMetres: ends[1], offsetMetres: 0))
        let middle = try plane.road.geographic(
            of: RoadPosition(chainageMetres: (ends[0] + ends[1]) / 2, offsetMetres: 0))
        var map = SheetMap(
            plane: .grid(turnableTo: atan2(end.y - start.y, end.x - start.x)), extent: extent,
            words: mapWords([
                crsText(projection),
                words.say(
                    "Grid lines: metres east (E) and north (N).",
                    "خطوط الشبكة: أمتار شرقا وشمالا."),
                try convergence(middle, projection),
                words.say(
                    "The black arrow on the road shows where chainage increases; left and right are seen along it.",
                    "السهم الأسود على الطريق يشير إلى تزايد المسافة؛ اليسار واليمين بالنظر في اتجاهه."
                ),
            ]))
        map.features = drawing.features
        map.labels = drawing.labels.map { label in
            var own = label
            own.isBold = label.isBold && (label.text == fact.id || label.isNeeded)
            return own
        }
        let axis = try plane.centreline(
            MetreRange(
                low: max(0, ends[0] - max(30, range.length)),
                high: min(length, ends[1] + max(30, range.length))))
        map.axes = [
            SheetAxis(
                points: axis.points, metres: axis.metres, inks: SheetDrawing.centreline)
        ]
        return map
    }

    private func tables(of segment: SegmentRecord) throws -> [SheetTable] {
        let fact = segment.fact
        let rules = record.releaseRules(onSegment: segment.id)
        let facts = [
            SheetFigure(words.say("Segment", "القطاع"), words.name(fact.id)),
            SheetFigure(words.say("Road", "الطريق"), words.name(fact.road)),
            SheetFigure(
                words.say("Chainage", "المسافة على الطريق"), words.chainages(fact.chainage)),
            SheetFigure(
                words.say("Band", "الشريط"), words.code(CodeLists.band, fact.band.rawValue)),
            SheetFigure(
                words.say("Offsets", "البعد عن المحور"),
                words.plain(
                    "\(FixedText.text(fact.offset.low, 2)) – \(FixedText.text(fact.offset.high, 2))"
                )
                    + " " + words.say("m", "م") + " (" + words.side(fact.offset) + ")"),
            SheetFigure(
                words.say("Depth required", "العمق المطلوب"),
                words.plain(FixedText.text(fact.depthMetres * 100, 0)) + " "
                    + words.say("cm below the original surface", "سم تحت السطح الأصلي")),
            SheetFigure(
                words.say("Classes required", "الأصناف المطلوبة"),
                rules.requiredClasses.map(words.coverageClass).joined(
                    separator: words.say("; ", "؛ "))),
            SheetFigure(
                words.say("Classification", "التصنيف"),
                words.code(CodeLists.classification, segment.classification.rawValue)),
            SheetFigure(
                words.say("Work", "العمل"),
                words.code(CodeLists.workStatus, segment.workStatus.rawValue)),
            SheetFigure(
                words.say("Released as", "حُرِّرت بصفة"),
                words.code(CodeLists.product, segment.product.rawValue)
                    + (segment.isUnderReview
                        ? words.say(" - under review", " - قيد المراجعة") : "")),
        ]
        let alarms = record.alarms(on: fact)
        let open = alarms.count(where: \.isOpen)
        let second = alarms.count { $0.isOpen && record.needsSecondSensor($0) }
        let finds = record.finds(on: segment.id)
        let sweeps = record.sweeps(of: segment.id)
        let used = sweeps.count { record.standing(ofSweep: $0.digest).isEvidence }
        var numbers = [
            SheetFigure(words.say("Area", "المساحة"), words.squareMetres(fact.areaSquareMetres))
        ]
        numbers += coverage(try accounts(of: segment))
        numbers += [
            SheetFigure(
                words.say("Open alarms", "إنذارات مفتوحة"),
                words.count(open)
                    + (second == 0
                        ? ""
                        : words.say(
                            " (\(second) need a second sensor)",
                            " (\(words.count(second)) يلزمها كاشف ثان)"))),
            SheetFigure(
                words.say("Closed alarms", "إنذارات مغلقة"), words.count(alarms.count - open)),
            SheetFigure(
                words.say("Items found", "أجسام عُثر عليها"),
                words.count(finds.count)
                    + words.say("; explosive: ", "؛ متفجرة: ")
                    + words.count(finds.count(where: \.isExplosive))),
            SheetFigure(
                words.say("Sweeps", "عمليات المسح"),
                words.count(sweeps.count) + words.say("; as evidence: ", "؛ كدليل: ")
                    + words.count(used)),
        ]
        return [
            SheetTable(words.say("Segment", "القطاع"), facts),
            SheetTable(words.say("Numbers", "الأرقام"), numbers),
        ]
    }
}
