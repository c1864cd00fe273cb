internal import SurveyModel

/// Distances of SEG-Y traces along the lane.
struct SegyPositions {
    /// Metres one stored coordinate unit stands for, `nil` where it is an angle.
    static func metresPerUnit(_ layout: SegyLayout, _ headers: SegyTraceHeaders) -> Double? {
        let unit = headers.first.int16(88)
        guard unit == 0 || unit == 1, !headers.unitsDiffer, !headers.scalarsDiffer else {
            return nil
        }
        let scalar = headers.first.int16(70)
        let feet = layout.fields.uint16(3254) == 2
        let scale = scalar == 0 ? 1 : scalar > 0 ? Double(scalar) : 1 / Double(-scalar)
        return scale * (feet ? 0.3048 : 1)
    }

    /// Map coordinates beyond this are none: other things are stored there.
    private static let farthestMetres = 2e7

    let source: PositionSource
    private(set) var warnings: [SweepWarning] = []
    private let coordinates: SegyTraceHeaders.Pairs?
    private let scale: Double
    private let isLaneFrame: Bool
    private let spacing: Double

    /// Chooses what to believe: coordinates, then a step stated in the text header, then nothing.
    init(
        _ layout: SegyLayout, _ headers: SegyTraceHeaders, _ channels: SegyChannels,
        _ facts: SegyTextFacts
    ) {
        let metres = Self.metresPerUnit(layout, headers)
        scale = metres ?? 0
        isLaneFrame = channels.isLaneFrame
        coordinates = metres.flatMap { Self.usable(headers, channels, scale: $0) }
        if coordinates != nil {
            source = .traceHeaders
            spacing = 1
        } else if let stated = facts.traceSpacingMetres, stated > 0 {
            source = .header
            spacing = stated
        } else {
            source = .none
            spacing = 1
            warnings.append(
                SweepWarning(
                    code: "positions-missing",
                    text: "the file holds no usable positions: traces are numbered, not measured"))
        }
        if metres == nil {
            warnings.append(
                SweepWarning(
                    code: "coordinates-not-lengths",
                    text: "the trace coordinates are angles or change their scale; they are not "
                        + "used"))
        }
    }

    /// Distances of `traces` (m).
    func distances(of traces: [Int]) -> [Double] {
        guard source == .traceHeaders, let coordinates else {
            return traces.indices.map { Double($0) * spacing }
        }
        return isLaneFrame
            ? traces.map { Self.decimal(Double(coordinates.x[$0]) * scale) }
            : path(coordinates, traces)
    }

    /// Length of the way through the points, from the first on.
    private func path(_ pairs: SegyTraceHeaders.Pairs, _ traces: [Int]) -> [Double] {
        var way = 0.0
        var previous = traces.first ?? 0
        return traces.map { trace in
            // Differences of whole numbers first: large coordinates must not blur small steps.
            let dx = Double(Int(pairs.x[trace]) - Int(pairs.x[previous])) * scale
            let dy = Double(Int(pairs.y[trace]) - Int(pairs.y[previous])) * scale
            way += (dx * dx + dy * dy).squareRoot()
            previous = trace
            return Self.decimal(way)
        }
    }

    private static func decimal(_ metres: Double) -> Double { (metres * 1e6).rounded() / 1e6 }

    /// CDP coordinates, else those of the source, else of the receiver; `nil` where none moves along
    /// the first channel or they are beyond the Earth.
    private static func usable(
        _ headers: SegyTraceHeaders, _ channels: SegyChannels, scale: Double
    ) -> SegyTraceHeaders.Pairs? {
        guard let traces = channels.groups.first?.traces, let start = traces.first else {
            return nil
        }
        // In the lane frame CDP_Y tells the channel: only CDP_X can be the distance.
        if channels.isLaneFrame {
            let moves = traces.contains { headers.cdp.x[$0] != headers.cdp.x[start] }
            return moves || (traces.count == 1 && headers.cdp.x[start] != 0) ? headers.cdp : nil
        }
        return [headers.cdp, headers.source, headers.receiver].first { pairs in
            let near = (pairs.x + pairs.y).allSatisfy {
                abs(Double($0)) * scale <= farthestMetres
            }
            let moves = traces.contains {
                pairs.x[$0] != pairs.x[start] || pairs.y[$0] != pairs.y[start]
            }
            return near && moves
        }
    }
}
