internal import Foundation
internal import RadarProcessing
internal import SurveyModel

/// The calculated margin of an echo in one tile.
///
/// Margin = echo of the reference item (layers, size, spreading, without loss) - loss on the way - the
/// larger of the tile's level and the noise, at the echo's delay - what a detection needs. A steady echo in
/// clutter of normal quadratures with standard deviation s is found in 9 of 10 cases where its peak is
/// T + 1.3 s; T = s sqrt(2 ln(N / rate)) keeps the false alarms of N independent cells per m2 (about
/// 10 x 10 places times 10 delays) at the rate asked for. At 0.2 per m2 that is 5.4 s or 15 dB; 2 dB more
/// are taken for clutter whose tails are heavier than normal.
struct DetectabilityMargin: Sendable {
    let ground: GroundEstimate
    let echoes: EchoTable
    let groundRate: Double
    let loss: GroundModel

    /// Independent cells in which clutter may look like an echo (1/m2).
    static let cellsPerSquareMetre = 1000.0
    static let tailDecibels = 2.0

    /// What a detection needs over the standard deviation of clutter (dB).
    var neededDecibels: Double {
        let ratio = max(Self.cellsPerSquareMetre / groundRate, 1.5)
        return 20 * log10((2 * log(ratio)).squareRoot() + 1.3) + Self.tailDecibels
    }

    /// The margin in the worst of the permittivities taken into account.
    func margin(
        _ trial: TrialCase, tile: ChannelGround.Tile, channel: ChannelGround
    ) -> (decibels: Double, loss: Double, isNoiseLimited: Bool) {
        var worst = (decibels: Double.infinity, loss: 0.0, isNoiseLimited: false)
        for (place, permittivity) in echoes.permittivities.enumerated() {
            let delay = loss.delay(
                depth: Detectability.depthsMetres[trial.depth], permittivity: permittivity)
            let lost = loss.decibelsPerNanosecond * delay
            let noise = channel.bandNoiseDecibels ?? -.infinity
            let level = channel.level(of: tile, atDelay: delay) ?? noise
            let echo = echoes.decibels(trial.kind, depth: trial.depth, permittivity: place)
            let found = echo - lost - max(level, noise) - neededDecibels
            if found < worst.decibels { worst = (found, lost, level < noise + 3) }
        }
        return worst
    }
}

/// The permittivity and loss taken into account.
struct GroundModel: Sendable {
    /// Permittivities.
    let permittivity: GroundEstimate.Permittivity
    /// Two-way loss per delay, its error added (dB/ns).
    let decibelsPerNanosecond: Double
    /// What it was told by; assumed where by nothing.
    let lossSource: DetectabilityBasis.Source

    /// From what a sweep tells and what was said of its permittivity.
    ///
    /// Loss needs water and salt, and water slows the wave: with brine of 20 S/m in the pores of quartz
    /// sand (refractive mixing and Archie's law) a loss of 2, 4, 9 and 26 dB/ns needs a permittivity of at
    /// least 3.3, 3.6, 4.2 and 6; with sea water of 5 S/m in carbonate sand losses of 2, 7, 17 and 25 dB/ns
    /// go with 6, 9, 16 and 31. The range is moved accordingly unless the permittivity was measured.
    ///
    /// A calibration's loss, its error added, replaces that of the sweep, which rests on the ground's echoes
    /// fading as a model says; but ground that surely takes more than the calibration's strip, wetter by now
    /// or elsewhere, is believed.
    init(
        _ ground: GroundEstimate, isMeasured: Bool, calibratedDecibelsPerMetre: Double? = nil
    ) {
        let own = ground.loss.map {
            (
                least: $0.decibelsPerNanosecond - 2 * $0.errorDecibelsPerNanosecond,
                most: $0.decibelsPerNanosecond + $0.errorDecibelsPerNanosecond
            )
        }
        let calibrated = calibratedDecibelsPerMetre.map {
            $0 * speedOfLightMetresPerNanosecond / ground.permittivity.middle.squareRoot()
        }
        let slope: Double
        if let calibrated, calibrated >= own?.least ?? 0 {
            (slope, lossSource) = (calibrated, .calibration)
        } else {
            (slope, lossSource) = (own?.most ?? 0, own == nil ? .assumed : .sweep)
        }
        decibelsPerNanosecond = slope
        guard !isMeasured else {
            permittivity = ground.permittivity
            return
        }
        let driest = Self.interpolated(slope, [(0, 1), (2, 3.3), (4, 3.6), (9, 4.2), (26, 6)])
        let wettest = Self.interpolated(
            ground.loss?.decibelsPerNanosecond ?? 0, [(0, 1), (2, 6), (7, 9), (17, 16), (25, 31)])
        permittivity = GroundEstimate.Permittivity(
            low: max(ground.permittivity.low, driest), high: max(ground.permittivity.high, wettest))
    }

    private static func interpolated(_ x: Double, _ rows: [(x: Double, y: Double)]) -> Double {
        for (one, next) in zip(rows, rows.dropFirst()) where x < next.x {
            return one.y + (next.y - one.y) * max(0, x - one.x) / (next.x - one.x)
        }
        return rows.last?.y ?? 1
    }

    /// Delay of an echo from `depth` (ns).
    func delay(depth: Double, permittivity: Double) -> Double {
        2 * depth * permittivity.squareRoot() / speedOfLightMetresPerNanosecond
    }

    /// One-way loss (dB/m).
    func decibelsPerMetre(permittivity: Double) -> Double {
        decibelsPerNanosecond * permittivity.squareRoot() / speedOfLightMetresPerNanosecond
    }
}
