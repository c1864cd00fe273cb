internal import Evaluation
internal import Foundation
internal import MineDetection
internal import RadarProcessing
internal import SurveyModel

/// What the oracle finds on one lane.
struct OracleAnswer: Sendable {
    var mines: [OracleScore.Mine]
    var ground: [OracleScore.GroundMaximum]
}

/// The filters of one lane's mines over that lane.
struct OracleSearch: Sendable {
    let lane: OracleLane
    let settings: OracleSettings
    let monitor: WorkMonitor

    /// Runs each mine's filter over the lane.
    func answer() throws -> OracleAnswer {
        let mines = lane.targets.filter { $0.isMine && lane.counts($0.xMetres, $0.yMetres) }
        guard !mines.isEmpty else { return OracleAnswer(mines: [], ground: []) }
        let ground = try PreparedGround(lane, settings)
        var result = OracleAnswer(mines: [], ground: [])
        for mine in mines {
            try monitor.check()
            let responses = ground.filter.responses(try templates(of: mine, on: ground))
            let statistic = ground.highest(responses) {
                isInHalo(of: mine, x: $0, y: $1)
            }
            result.mines.append(
                OracleScore.Mine(lane: lane.name, target: mine, statistic: statistic))
            result.ground += maxima(responses, ground).map {
                OracleScore.GroundMaximum(statistic: $0, weight: 1 / Double(mines.count))
            }
        }
        return result
    }

    /// The templates of `mine`: each depth, its top alone and with its bottom.
    private func templates(of mine: Target, on ground: PreparedGround) throws -> [TargetTemplate] {
        let path = try RefractedPath(
            antennaHeightMetres: lane.soil.antennaHeightMetres,
            permittivity: lane.soil.permittivity, step: "oracle")
        let inside =
            2 * mine.heightMetres * settings.insidePermittivity.squareRoot()
            / speedOfLightMetresPerNanosecond
        let echoes: [TargetTemplate.Echoes] = [
            .top,
            .topAndBottom(delayNanoseconds: inside, strength: settings.bottomStrength),
        ]
        return settings.depthOffsetsMetres.flatMap { offset in
            let depth = max(mine.depthMetres + offset, Self.leastDepthMetres)
            return echoes.map { echoes in
                TargetTemplate(
                    grid: ground.filter.grid, diameterMetres: mine.diameterMetres, echoes: echoes,
                    centreFrequencyMHz: ground.centreFrequencyMHz,
                    originNanoseconds: ground.originNanoseconds
                ) { along in arrival(path, along, depth) }
            }
        }
    }

    /// Depth of the shallowest template (m).
    private static let leastDepthMetres = 0.002

    /// The way to a point of the top: spreading in proportion to the length of the path, and a taper with
    /// the cosines of the angles at which it leaves the antennas and meets them again.
    private func arrival(
        _ path: RefractedPath, _ along: Double, _ depth: Double
    ) -> TargetTemplate.Arrival {
        let half = lane.soil.antennaSeparationMetres / 2
        let out = path.leg(horizontalMetres: along + half, depthMetres: depth)
        let back = path.leg(horizontalMetres: along - half, depthMetres: depth)
        let straight = lane.soil.antennaHeightMetres + depth
        let taper = out.obliquity * back.obliquity
        // The length of a leg is its vertical extent over its obliquity.
        let length = straight / taper.squareRoot()
        return TargetTemplate.Arrival(
            delayNanoseconds: out.delayNanoseconds + back.delayNanoseconds,
            strength: taper / length)
    }

    /// The filter's ground maxima: highest along their channel, outside every halo, none within the
    /// suppression radius of a higher one.
    private func maxima(_ responses: [[Float]], _ ground: PreparedGround) -> [Double] {
        let outside = ground.maxima(responses).filter { peak in
            lane.counts(peak.xMetres, peak.yMetres)
                && !lane.targets.contains {
                    isInHalo(of: $0, x: peak.xMetres, y: peak.yMetres)
                }
        }
        return LocalMaxima.thinned(outside, radiusMetres: settings.suppressionRadiusMetres)
            .map(\.score)
    }

    private func isInHalo(of target: Target, x: Double, y: Double) -> Bool {
        hypot(target.xMetres - x, target.yMetres - y)
            <= target.haloMetres(margin: settings.haloMarginMetres)
    }
}

/// A lane's sections without background in one filter bank.
struct PreparedGround: Sendable {
    let filter: MatchedFilter
    let centreFrequencyMHz: Double
    /// Time of an echo without any way, from the first sample (ns).
    let originNanoseconds: Double
    private let channels: [AlignedChannel]

    init(_ lane: OracleLane, _ settings: OracleSettings) throws {
        let preparation = try DetectionPreparation(sweep: lane.sweep)
        channels = try lane.sweep.channels.filter { $0.kind == .radar }.map {
            try preparation.align($0)
        }
        centreFrequencyMHz = preparation.centreFrequencyMHz
        // The early arrival is the direct wave. A body flat against the wavelength answers with the
        // change of the pulse, whose strongest swing is a quarter of a cycle behind the pulse's.
        let arrival =
            channels.reduce(0) { $0 + $1.arrivalNanoseconds } / Double(max(1, channels.count))
        originNanoseconds =
            arrival - lane.soil.antennaSeparationMetres / speedOfLightMetresPerNanosecond
            + 250 / centreFrequencyMHz
        let grid = try Self.grid(lane, settings, channels, originNanoseconds, centreFrequencyMHz)
        let sections = channels.map { channel in
            var section = channel.section
            LineMedianBackground().apply(to: &section)
            return (0..<section.traceCount).flatMap { trace in
                let first = trace * section.samplesPerTrace
                return section.samples[
                    first + grid.samples.lowerBound..<first + grid.samples.upperBound]
            }
        }
        filter = try MatchedFilter(
            sections: sections, grid: grid,
            whitening: try Self.whitening(lane, settings, channels, grid))
    }

    /// Fewest blocks the clutter must be known from: in fewer a mine is a good part of what is taken for
    /// clutter, and is whitened away.
    static let fewestBlocks = 20

    private static func whitening(
        _ lane: OracleLane, _ settings: OracleSettings, _ channels: [AlignedChannel],
        _ grid: TemplateGrid
    ) throws(WorkflowError) -> WavenumberWhitening.Settings? {
        guard let length = settings.blockMetres else { return nil }
        let half = max(2, Int((length / grid.traceSpacingMetres / 2).rounded()))
        let blocks = channels.reduce(0) { $0 + $1.section.traceCount / half + 1 }
        guard blocks >= fewestBlocks else {
            throw .impossible(
                reason: "lane \(lane.name) is too short: it has \(blocks) blocks of \(length) m, "
                    + "\(fewestBlocks) are needed to tell a mine from the clutter",
                hint: "leave the lane out of the oracle")
        }
        return WavenumberWhitening.Settings(blockTraces: 2 * half)
    }

    /// The grid from half a cycle before the first echo to the end of what all channels recorded.
    private static func grid(
        _ lane: OracleLane, _ settings: OracleSettings, _ channels: [AlignedChannel],
        _ origin: Double, _ centreFrequencyMHz: Double
    ) throws -> TemplateGrid {
        guard let first = channels.first?.section, let spacing = first.traceSpacingMetres,
            channels.allSatisfy({
                $0.section.samplesPerTrace == first.samplesPerTrace
                    && $0.section.timeAxis == first.timeAxis
                    && abs(($0.section.traceSpacingMetres ?? 0) - spacing) < 0.01 * spacing
            })
        else {
            throw WorkflowError.impossible(
                reason: "lane \(lane.name): its channels differ in samples or trace spacing",
                hint: "give each kind of channel in a sweep of its own")
        }
        let interval = first.timeAxis.sampleIntervalNanoseconds
        let start = max(0, Int((origin - 500 / centreFrequencyMHz) / interval))
        let live = channels.map(\.liveNanoseconds).min() ?? 0
        let end = min(first.samplesPerTrace, Int((live / interval).rounded()))
        guard start < end else {
            throw DetectionError.windowTooShort(
                windowNanoseconds: live, surfaceNanoseconds: origin)
        }
        return TemplateGrid(
            traceSpacingMetres: spacing, sampleIntervalNanoseconds: interval,
            samples: start..<end,
            halfTraces: Int((settings.halfLengthMetres / spacing).rounded()))
    }

    /// The highest response at a good trace whose place `isWanted`; 0 where there is none.
    func highest(_ responses: [[Float]], where isWanted: (Double, Double) -> Bool) -> Double {
        var best: Float = 0
        for (channel, row) in zip(channels, responses) {
            for trace in row.indices where channel.faults[trace] == nil {
                let x = channel.section.distancesMetres[trace]
                if row[trace] > best, isWanted(x, channel.lateralOffsetMetres) { best = row[trace] }
            }
        }
        return Double(best)
    }

    /// The maxima of the responses along their channels, none of them at a faulty trace.
    func maxima(_ responses: [[Float]]) -> [ScoreMaximum] {
        zip(channels, responses).enumerated().flatMap { place, pair in
            LocalMaxima.along(
                scores: pair.1, distancesMetres: pair.0.section.distancesMetres,
                lateralOffsetMetres: pair.0.lateralOffsetMetres, channel: place
            ).filter { pair.0.faults[$0.trace] == nil }
        }
    }
}
