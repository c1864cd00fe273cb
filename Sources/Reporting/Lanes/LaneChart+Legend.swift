extension LaneChart {
    /// What the marks mean, with how many there are of each.
    var legendEntries: [ChartLegend.Entry] {
        let objectEntries = Object.Kind.allCases.compactMap { kind in
            entry(Self.name(kind), count: objects.count { $0.kind == kind && shows($0.place) }) {
                LaneMark.halo(kind, at: $0, radius: 8)
            }
        }
        let alarmEntries = Alarm.Kind.allCases.compactMap { kind in
            entry(Self.name(kind), count: alarms.count { $0.kind == kind && shows($0.place) }) {
                [LaneMark.alarm(kind, at: $0)]
            }
        }
        return objectEntries + alarmEntries + groundEntries
    }

    /// Whether `place` lies in the extent.
    func shows(_ place: Place) -> Bool {
        extent.x.contains(place.xMetres) && extent.y.contains(place.yMetres)
    }

    /// How many marks lie outside the extent or nowhere.
    var hiddenCount: Int {
        (objects.map(\.place) + alarms.map(\.place)).count { !shows($0) }
    }

    private func entry(
        _ name: String, count: Int, _ sample: @escaping (DrawingPoint) -> [Element]
    ) -> ChartLegend.Entry? {
        count == 0 ? nil : ChartLegend.Entry(name: "\(name): \(count)", sample: sample)
    }

    private var groundEntries: [ChartLegend.Entry] {
        var entries: [ChartLegend.Entry] = []
        if !swept.isEmpty {
            entries.append(
                ChartLegend.Entry(name: "edge of the swept ground") { place in
                    Self.sweptEdge(
                        "M\(Coordinate.text(place.x - 17)) \(Coordinate.text(place.y))h34")
                })
        }
        if !excluded.isEmpty {
            entries.append(
                ChartLegend.Entry(name: "excluded") { place in
                    let ring = [(-17.0, -8.0), (17, -8), (17, 8), (-17, 8)].map {
                        DrawingPoint(x: place.x + $0.0, y: place.y + $0.1)
                    }
                    return Self.hatched(ring)
                })
        }
        return entries
    }

    static func sweptEdge(_ path: String) -> [Element] {
        let line = Element("path", ["d": .text(path), "fill": "none"])
        return [
            line.with("stroke", .text(Ink.paper)).with("stroke-width", "4"),
            line.with("stroke", .text(Look.Colour.green.rawValue)).with("stroke-width", "1.75")
                .with("stroke-dasharray", "10 3 2 3"),
        ]
    }

    static func hatched(_ ring: [DrawingPoint]) -> [Element] {
        guard ring.count > 2 else { return [] }
        return [
            Element(
                "polygon",
                [
                    "points": .text(Coordinate.list(ring)), "fill": .text(Ink.paper),
                    "fill-opacity": "0.55", "stroke": .text(Ink.quiet), "stroke-width": "1",
                ]),
            Element(
                "path",
                [
                    "d": .text(Hatching.path(ring, spacing: 9)), "stroke": .text(Ink.quiet),
                    "stroke-width": "1", "fill": "none",
                ]),
        ]
    }

    private static func name(_ kind: Object.Kind) -> String {
        switch kind {
        case .foundMine: "mine found"
        case .missedMine: "mine missed"
        case .clutter: "other object"
        case .notSwept: "target not swept"
        }
    }

    private static func name(_ kind: Alarm.Kind) -> String {
        switch kind {
        case .hit: "alarm on a mine"
        case .duplicate: "second alarm on a mine"
        case .object: "alarm on another object"
        case .ground: "false alarm"
        }
    }
}
