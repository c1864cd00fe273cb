internal import Evaluation
internal import Reporting
internal import SurveyModel

extension TrialPage {
    /// Hits and misses over what the radar saw, lane by lane.
    var lanes: Page.Section {
        Page.Section(
            "Lanes",
            [
                .paragraph(
                    "Lanes from above, travel to the right, its left side up. Grey: energy of the "
                        + "radar between the surface and the depth searched, in dB above its "
                        + "channel's median; hatched: not measured. Circles are halos. Alarms are "
                        + "those each detector selects.")
            ] + detectabilityWords
                + report.detectors.enumerated().flatMap { place, judged -> [Block] in
                    let figures = judged.score.headline.lanes.indices.map {
                        Block.figure(
                            figure(
                                judged.score.headline, lane: $0, judged.name,
                                showsGround: place == 0))
                    }
                    return place == 0 ? figures : [.details(summary: judged.name, figures)]
                } + shown)
    }

    /// Lanes that count in nothing.
    private var shown: [Block] {
        guard !first.shown.isEmpty else { return [] }
        return [
            .paragraph(
                "Listed apart, counted in nothing above: ground in which most targets cannot be "
                    + "expected to be seen.")
        ]
            + report.detectors.enumerated().flatMap { place, judged in
                judged.shown.map {
                    .figure(
                        figure($0.headline, lane: 0, judged.name, showsGround: place == 0))
                }
            }
    }

    private func figure(
        _ trial: JudgedTrial, lane place: Int, _ detector: String, showsGround: Bool
    ) -> Figure {
        let lane = trial.lanes[place]
        let alarms = trial.pool.filter { $0.lane == place }
        let found = Set(
            alarms.compactMap { alarm -> Int? in
                if case .hit(let target) = alarm.outcome { target } else { nil }
            })
        let mines = lane.targets.indices.filter {
            lane.targets[$0].isMine && trial.counts[place][$0]
        }
        let falseAlarms = alarms.count { $0.outcome == .ground }
        let caption =
            "Lane \(lane.name)\(lane.pass > 1 ? ", pass \(lane.pass)" : ""), \(soil(of: lane.name)), "
            + "\(detector): \(found.count) of \(mines.count) mines found, \(falseAlarms) ground alarms"
        let bounds = lane.ground.bounds
        let picture = views[lane.name]?.strip
        let chart = LaneChart(
            title: "Lane \(lane.name)", description: caption,
            extent: LaneChart.Extent(
                x: Span(bounds.fromX, bounds.toX), y: Span(bounds.fromY, bounds.toY)),
            backgrounds: picture.map { [$0] } ?? [], swept: Self.rings(lane.ground),
            excluded: lane.ground.exclusions.map(Self.ring),
            objects: lane.targets.indices.map {
                Self.object(lane.targets[$0], found.contains($0), trial.counts[place][$0], trial)
            }, alarms: alarms.compactMap { Self.alarm($0, lane) })
        let ground = showsGround ? detectability(of: lane.name, along: chart.extent.x) : []
        return Figure(caption: caption, chart.illustrations + ground, isStacked: true)
    }

    private func soil(of name: String) -> String {
        let lane = report.folder.lanes.first { $0.name == name }
        return lane?.soil?.words ?? lane?.soilGroup ?? "soil not stated"
    }

    private static func object(
        _ target: Target, _ isFound: Bool, _ counts: Bool, _ trial: JudgedTrial
    ) -> LaneChart.Object {
        let kind: LaneChart.Object.Kind =
            if !target.isMine { .clutter } else if !counts { .notSwept } else if isFound {
                .foundMine
            } else { .missedMine }
        return LaneChart.Object(
            .init(target.xMetres, target.yMetres),
            haloMetres: target.haloMetres(margin: trial.haloMarginMetres), kind: kind,
            label: target.isMine ? "\(target.model) \(depth(target))" : target.model)
    }

    private static func depth(_ target: Target) -> String {
        NumberText.fixed(target.depthMetres * 100, decimals: 0) + " cm"
    }

    private static func alarm(
        _ pooled: JudgedTrial.PooledAlarm, _ lane: TrialLane
    ) -> LaneChart.Alarm? {
        let kind: LaneChart.Alarm.Kind
        switch pooled.outcome {
        case .hit: kind = .hit
        case .duplicate: kind = .duplicate
        case .object: kind = .object
        case .ground: kind = .ground
        case .uncounted, .outside: return nil
        }
        let alarm = lane.alarms[pooled.alarm]
        return LaneChart.Alarm(.init(alarm.xMetres, alarm.yMetres), kind: kind)
    }

    private static func rings(_ ground: SweptGround) -> [[LaneChart.Place]] {
        switch ground.shape {
        case .polygons(let rings): return rings.map(ring)
        case .rectangle(let area):
            return [
                [
                    .init(area.fromX, area.fromY), .init(area.toX, area.fromY),
                    .init(area.toX, area.toY), .init(area.fromX, area.toY),
                ]
            ]
        }
    }

    private static func ring(_ polygon: LanePolygon) -> [LaneChart.Place] {
        polygon.corners.map { .init($0.xMetres, $0.yMetres) }
    }
}
