internal import Foundation
internal import RadarProcessing
internal import SurveyModel

/// Puts together what is known of each tile.
struct TileEvidence: Sendable {
    let ground: GroundEstimate
    let model: GroundModel
    /// `nil` where the level of the signal is not known.
    let margin: DetectabilityMargin?
    var trials: [TrialOutcome] = []

    init(ground: GroundEstimate, model: GroundModel, margin: DetectabilityMargin?) {
        self.ground = ground
        self.model = model
        self.margin = margin
    }

    /// Least share of the traces of a tile that must be good.
    static let leastGood = 0.8
    /// Unevenness of the surface from which it is named as a reason: a tenth of a wave in air.
    private var roughMetres: Double {
        speedOfLightMetresPerNanosecond * 1000 / ground.centreFrequencyMHz / 20
    }

    /// The cases that trial echoes can decide somewhere.
    func openCases() -> [TrialCase] {
        DetectabilityClass.allCases.flatMap { kind in
            Detectability.depthsMetres.indices.compactMap { depth -> TrialCase? in
                let trial = TrialCase(kind: kind, depth: depth)
                let isOpen = ground.channels.contains { channel in
                    channel.tiles.contains {
                        let known = evidence(trial, $0, channel)
                        return known.cell.reasons.first == .tooFewInjections
                    }
                }
                return isOpen ? trial : nil
            }
        }
    }

    /// The cells of one tile.
    func tile(_ tile: ChannelGround.Tile, of channel: ChannelGround) -> DetectabilityTile {
        var result = DetectabilityTile(
            channel: channel.index, lateralOffsetMetres: channel.lateralOffsetMetres,
            fromMetres: tile.fromMetres, toMetres: tile.toMetres)
        let level = TrialContext.level(of: tile)
        let middle = (tile.fromMetres + tile.toMetres) / 2
        for kind in DetectabilityClass.allCases {
            result.cells[kind] = Detectability.depthsMetres.indices.map { depth in
                let trial = TrialCase(kind: kind, depth: depth)
                var known = evidence(trial, tile, channel)
                let pool = trials.filter {
                    $0.trial == trial
                        && $0.contextDecibels >= level - DetectabilityAssessment.contextDecibels
                }.sorted {
                    (abs($0.xMetres - middle), $0.yMetres) < (abs($1.xMetres - middle), $1.yMetres)
                }.prefix(DetectabilityAssessment.pooled)
                known.trials = pool.count
                known.hits = pool.count(where: \.isHit)
                return known.cell
            }
        }
        return result
    }

    /// What is known without trial echoes.
    private func evidence(
        _ trial: TrialCase, _ tile: ChannelGround.Tile, _ channel: ChannelGround
    ) -> DetectabilityEvidence {
        var known = DetectabilityEvidence()
        known.isGainChanged = ground.noiseVerdict == .changing
        known.isNoiseUnknown = ground.noiseVerdict == .notMeasurable
        known.missing = missing(tile)
        let depth = Detectability.depthsMetres[trial.depth]
        let latest = model.delay(depth: depth, permittivity: model.permittivity.high)
        let earliest = model.delay(depth: depth, permittivity: model.permittivity.low)
        let level = channel.level(of: tile, atDelay: latest)
        known.isBeyondWindow = level == nil
        if let level, let noise = channel.bandNoiseDecibels {
            // One bright tile, such as one with an item in it, does not show that the wave gets so far.
            let usual = usualLevel(of: channel, atDelay: latest) ?? level
            known.groundOverNoiseDecibels = min(level, usual) - noise
        }
        known.mayMatch =
            trial.kind == .antiPersonnelSolid
            && ReferenceItem.mayMatch(
                low: model.permittivity.low, high: model.permittivity.high)
        known.isLossKnown = model.lossSource != .assumed
        if let margin {
            let found = margin.margin(trial, tile: tile, channel: channel)
            known.marginDecibels = found.decibels
            known.lossDecibels = found.loss
            known.isNoiseLimited = found.isNoiseLimited
        }
        known.isUnderSurface = earliest < 1000 / ground.centreFrequencyMHz
        known.isRough = channel.roughnessMetres > roughMetres
        return known
    }

    /// Median over the tiles of a channel (dB).
    private func usualLevel(of channel: ChannelGround, atDelay delay: Double) -> Double? {
        let levels = channel.tiles.compactMap { channel.level(of: $0, atDelay: delay) }.sorted()
        return levels.isEmpty ? nil : levels[levels.count / 2]
    }

    private func missing(_ tile: ChannelGround.Tile) -> DetectabilityReason? {
        let bad = tile.faults.values.reduce(0, +)
        guard
            tile.traceCount == 0
                || Double(bad) > (1 - Self.leastGood) * Double(tile.traceCount)
        else { return nil }
        switch tile.faults.max(by: { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) })?
            .key
        {
        case .weakOrStrong: return .liftOff
        case .clipped: return .saturation
        default: return .missingTraces
        }
    }
}
