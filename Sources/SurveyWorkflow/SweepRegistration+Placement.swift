internal import Cartography
internal import Instruments
internal import LandRelease
internal import SurveyModel

extension SweepRegistration {
    /// Where a sweep lies, with what was measured and what is wrong.
    struct Placed {
        var lane: LanePlacement
        var outline: [GeographicPosition]
        var pegs: [LanePeg]?
        var warnings: [SweepWarning] = []
    }

    /// A sweep without its samples, and where its traces lie along the lane.
    struct Line {
        var sweep: Sweep
        /// Distances of the traces of its first channel (m).
        var distances: [Double]
        /// From the smallest to the largest distance of any trace (m).
        var reach: MetreRange

        init(_ file: SweepFile, _ outline: Sweep) throws(InstrumentError) {
            sweep = outline
            distances = []
            reach = MetreRange(low: .infinity, high: -.infinity)
            for (place, channel) in file.outline.channels.enumerated() {
                let own = try file.distances(ofChannelAt: place, traces: 0..<channel.traceCount)
                if place == 0 { distances = own }
                reach.low = min(reach.low, own.min() ?? .infinity)
                reach.high = max(reach.high, own.max() ?? -.infinity)
            }
            if reach.low > reach.high { reach = MetreRange(low: 0, high: 0) }
        }
    }

    /// Lays a sweep on the road of its segment; `nil` for blank ground that has no place.
    func placement(_ line: Line, _ record: SurveyRecord) throws -> Placed? {
        guard let segment else {
            guard isBlank else {
                throw WorkflowError.impossible(
                    reason: "the sweep names no segment",
                    hint: "give --segment ID, or --blank for ground known to hold nothing")
            }
            return nil
        }
        let target = try record.requiredSegment(segment)
        if isBlank && lane.startChainageMetres == nil && line.sweep.lane == nil
            && !measurement.isGiven
        {
            return nil
        }
        guard let road = try survey.centrelines(record)[target.fact.road] else {
            throw WorkflowError.unknown(kind: "road", name: target.fact.road, known: [])
        }
        let placed =
            measurement.isGiven
            ? try MeasuredLane(measurement: measurement, road: road).lane(
                of: line.sweep, distances: line.distances, direction: lane.direction)
            : try typed(line, on: road, record)
        let strip = Self.strip(of: line, on: placed.lane)
        guard strip.touches(target.fact) else {
            throw WorkflowError.impossible(
                reason: "the lane does not touch segment \(segment): it lies at "
                    + "\(Chainage(metres: strip.chainage.low)) to "
                    + "\(Chainage(metres: strip.chainage.high)), \(placed.lane.offsetMetres) m "
                    + "(\(Side(offsetMetres: placed.lane.offsetMetres).rawValue)); the segment at "
                    + "\(Chainage(metres: target.fact.chainage.low)) to "
                    + "\(Chainage(metres: target.fact.chainage.high)), "
                    + "\(target.fact.offset.low) to \(target.fact.offset.high) m",
                hint: "offsets are positive to the left of increasing chainage")
        }
        return Placed(
            lane: placed.lane, outline: try road.outline(of: strip), pegs: placed.pegs,
            warnings: placed.warnings)
    }

    /// A lane whose place was typed in, as far as it lies beside the road.
    private func typed(
        _ line: Line, on road: Centreline, _ record: SurveyRecord
    ) throws -> MeasuredLane.Result {
        var lane = try lane.placement(
            road: road.road, sidecar: line.sweep.lane, errors: survey.layout(record).typedPlacement)
        let placed = SweepPlacement.typed(
            lane: lane, distancesMetres: line.distances, road: road)
        guard let reach = placed.reach(distancesMetres: line.distances), reach.low < reach.high
        else {
            let ends = [line.reach.low, line.reach.high].map {
                lane.roadPosition(xMetres: $0, yMetres: 0).chainageMetres
            }
            throw CartographyError.unplaceable(
                reason: "from \(Chainage(metres: ends[0])) to \(Chainage(metres: ends[1])) it does "
                    + "not lie beside road \"\(road.road)\", which runs from 0+000 to "
                    + "\(Chainage(metres: road.lengthMetres))")
        }
        if placed.placedCount < placed.traces.count { lane.besideRoad = reach }
        return MeasuredLane.Result(lane: lane, pegs: nil, warnings: placed.warnings)
    }

    /// The ground a sweep passed over beside the road, in the road frame.
    private static func strip(of line: Line, on lane: LanePlacement) -> RoadRectangle {
        let offsets = line.sweep.channels.map(\.lateralOffsetMetres)
        let low = (offsets.min() ?? 0) - 0.05
        let high = (offsets.max() ?? 0) + 0.05
        let reach = lane.besideRoad ?? line.reach
        let ends = lane.path?.knots.map(\.xMetres) ?? [reach.low, reach.high]
        let corners = ends.flatMap { end in
            [low, high].map { lane.roadPosition(xMetres: end, yMetres: $0) }
        }
        let chainages = corners.map(\.chainageMetres)
        let across = corners.map(\.offsetMetres)
        return RoadRectangle(
            chainage: MetreRange(low: chainages.min() ?? 0, high: chainages.max() ?? 0),
            offset: MetreRange(low: across.min() ?? 0, high: across.max() ?? 0))
    }
}

extension RoadRectangle {
    fileprivate func touches(_ segment: SegmentAdded) -> Bool {
        chainage.low < segment.chainage.high && segment.chainage.low < chainage.high
            && offset.low < segment.offset.high && segment.offset.low < offset.high
    }
}
