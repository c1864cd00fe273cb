internal import Cartography
internal import Glibc
internal import LandRelease
internal import Pictures
internal import SurveyModel
internal import Symbology

extension SheetContent {
    /// The most kilometres in a file.
    private static let mostStrips = 60
    /// Segments listed beside a strip.
    private static let mostListed = 10

    /// Strips of a road, a page for each kilometre.
    func strip(_ id: String, along asked: MetreRange) throws -> MapSheet {
        let road = try road(id)
        guard asked.low < asked.high else {
            throw WorkflowError.impossible(
                reason:
                    "\(Chainage(metres: asked.low)) is not before \(Chainage(metres: asked.high))",
                hint: "give the smaller chainage as --from")
        }
        for end in [asked.low, asked.high] {
            _ = try road.geographic(of: RoadPosition(chainageMetres: end, offsetMetres: 0))
        }
        let pieces = Self.kilometres(asked)
        guard pieces.count <= Self.mostStrips else {
            throw WorkflowError.impossible(
                reason: "\(pieces.count) pages are more than \(Self.mostStrips) in one file",
                hint: "draw fewer kilometres at a time")
        }
        let segments = record.segments.filter { $0.fact.road == id }
        guard segments.contains(where: { Self.touches($0, asked) }) else {
            throw WorkflowError.impossible(
                reason: "road `\(id)` has no segment between \(Chainage(metres: asked.low)) and "
                    + "\(Chainage(metres: asked.high))",
                hint: "`clearroad segment list` tells where there are")
        }
        let projection = try MapProjection(crs: survey.settings.crs)
        let title = words.say("Strip map: road ", "خريطة شريطية: الطريق ") + words.name(id)
        let pages = try pieces.map { piece in
            try monitor.check()
            return try page(
                of: road, along: piece, segments.filter { Self.touches($0, piece) },
                title: title + words.comma + words.chainages(piece), projection)
        }
        return sheet(title + words.comma + words.chainages(asked), pages)
    }

    /// `range` cut at whole kilometres.
    static func kilometres(_ range: MetreRange) -> [MetreRange] {
        let first = (range.low / 1000 + 1e-9).rounded(.down)
        let last = (range.high / 1000 - 1e-9).rounded(.down)
        guard first <= last, last - first < 1e5 else { return [range] }
        return stride(from: first, through: last, by: 1).map {
            MetreRange(
                low: max(range.low, $0 * 1000), high: min(range.high, ($0 + 1) * 1000))
        }
    }

    private static func touches(_ segment: SegmentRecord, _ range: MetreRange) -> Bool {
        segment.fact.chainage.low < range.high && segment.fact.chainage.high > range.low
    }

    private func page(
        of road: Centreline, along range: MetreRange, _ segments: [SegmentRecord], title: String,
        _ projection: MapProjection
    ) throws -> SheetPage {
        let plane = SheetPlane.straightened(road)
        let margin = range.length * 0.05
        let window = RoadRectangle(
            chainage: MetreRange(low: range.low - margin, high: range.high + margin),
            offset: MetreRange(
                low: -Centreline.maximumOffsetMetres, high: Centreline.maximumOffsetMetres))
        var drawing = SheetDrawing(
            record: record, evidence: evidence, words: words, plane: plane, window: window)
        let near = record.segments.filter {
            $0.fact.road == road.road && Self.touches($0, window.chainage)
        }
        for segment in near {
            try drawing.addGround(of: segment, accounts: try accounts(of: segment))
        }
        try drawing.addSweeps { Self.lane(of: $0, on: road) }
        for segment in near { try drawing.addOutline(of: segment) }
        try drawing.addAlarms(ofSegments: Set(segments.map(\.id)))
        let widest = near.flatMap { [abs($0.fact.offset.low), abs($0.fact.offset.high)] }.max()
        let half = max(6, (widest ?? 0) * 1.15)
        var map = SheetMap(
            plane: .straightened,
            extent: [
                PlanePoint(x: range.low, y: -half), PlanePoint(x: range.high, y: half),
            ],
            words: mapWords([
                words.say(
                    "Straightened along the centreline: up is left of increasing chainage, whatever way the "
                        + "road runs.",
                    "مقوَّمة على محور الطريق: الأعلى يسار اتجاه تزايد المسافة أيا كان اتجاه الطريق."),
                words.say(
                    "Coordinates beside: ", "الإحداثيات الجانبية: ") + crsText(projection),
            ]))
        map.features = drawing.features
        map.labels = drawing.labels
        map.axes = [
            SheetAxis(
                points: [PlanePoint(x: range.low, y: 0), PlanePoint(x: range.high, y: 0)],
                metres: [range.low, range.high], inks: SheetDrawing.centreline)
        ]
        return page(
            title: title, map: map,
            tables: [
                try placesTable(of: road, along: range, projection),
                try segmentsTable(segments),
            ], legend: drawing.legend(),
            waivers: segments.flatMap { segment in
                record.shownWaivers(on: segment.id).map { "\(segment.id) \($0.description)" }
            })
    }

    /// The rectangle of a lane, from the outline on record; nil where no corner of it lies beside the road.
    private static func lane(of sweep: SweepRecord, on road: Centreline) -> [PlanePoint]? {
        guard let lane = sweep.fact.placement else { return nil }
        let offsets = sweep.fact.outline.compactMap {
            try? road.roadPosition(of: $0).offsetMetres
        }
        guard let low = offsets.min(), let high = offsets.max(), low < high else { return nil }
        let ends = [0, sweep.fact.lengthMetres].map {
            lane.roadPosition(xMetres: $0, yMetres: 0).chainageMetres
        }
        let (from, to) = (min(ends[0], ends[1]), max(ends[0], ends[1]))
        return [
            PlanePoint(x: from, y: low), PlanePoint(x: to, y: low), PlanePoint(x: to, y: high),
            PlanePoint(x: from, y: high),
        ]
    }

    private func placesTable(
        of road: Centreline, along range: MetreRange, _ projection: MapProjection
    ) throws -> SheetTable {
        let plane = SheetPlane.grid(projection, road)
        let rows = try [range.low, (range.low + range.high) / 2, range.high].map { metres in
            SheetFigure(
                words.plain(Chainage(metres: metres).description),
                words.plain(
                    Self.place(
                        try plane.point(
                            RoadPosition(chainageMetres: metres, offsetMetres: 0)))))
        }
        let start = try plane.point(RoadPosition(chainageMetres: range.low, offsetMetres: 0))
        let end = try plane.point(RoadPosition(chainageMetres: range.high, offsetMetres: 0))
        var bearing = atan2(end.x - start.x, end.y - start.y) * 180 / .pi
        if bearing < 0 { bearing += 360 }
        return SheetTable(
            words.say("Centreline", "محور الطريق"),
            rows + [
                SheetFigure(
                    words.say("Grid bearing, start to end", "زاوية الاتجاه من البداية إلى النهاية"),
                    words.plain(FixedText.text(bearing, 1) + "°"))
            ])
    }

    private func segmentsTable(_ segments: [SegmentRecord]) throws -> SheetTable {
        let title = words.say("Segments", "القطاعات")
        guard !segments.isEmpty else {
            return SheetTable(
                title,
                [
                    SheetFigure(
                        words.say("None", "لا يوجد"),
                        words.say("no statement about this ground", "لا بيان عن هذه الأرض"))
                ])
        }
        let shown = segments.prefix(Self.mostListed)
        var rows = try shown.map { segment in
            let lowest = try accounts(of: segment).map(\.percent).min() ?? 0
            let parts = [
                words.say("open alarms ", "إنذارات مفتوحة ")
                    + words.count(record.alarms(on: segment.fact).count(where: \.isOpen)),
                words.say("covered ", "مغطى ") + words.percent(lowest),
                words.code(CodeLists.band, segment.fact.band.rawValue),
                words.chainages(segment.fact.chainage),
                words.plain(FixedText.text(segment.fact.depthMetres * 100, 0)) + " "
                    + words.say("cm deep", "سم عمقا"),
                words.squareMetres(segment.fact.areaSquareMetres),
            ]
            return SheetFigure(
                words.name(segment.id), parts.joined(separator: words.say("; ", "؛ ")))
        }
        if segments.count > shown.count {
            rows.append(
                SheetFigure(
                    words.say("And", "وكذلك"),
                    words.count(segments.count - shown.count)
                        + words.say(" more segments", " قطاعات أخرى")))
        }
        return SheetTable(title, rows)
    }
}
