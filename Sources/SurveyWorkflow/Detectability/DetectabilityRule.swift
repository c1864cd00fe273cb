internal import Foundation
internal import RadarProcessing
internal import Statistics
internal import SurveyModel

/// What is known of one class at one depth of one tile, and the state it gives.
///
/// Where the ground's own echoes are lost in the noise nothing shows that the wave gets so far: such ground is
/// never green. Silence alone is no proof either, as items send back far more than the ground does. It is red
/// where the loss was measured above and the echo calculated with it, its error added, in the slowest ground taken
/// into account does not stand 6 dB, the error allowed to calculation, clear of what a detection needs over the
/// noise. Where it does, or the loss could not be measured, it cannot be told: amber. That errs to the safe side: just
/// below the depth where the ground falls silent many mines in red ground are found (measured: 2 of 2 at 9 and
/// 10 cm in wet salt, 5 of 5 at 18 to 20 cm in simulated damp coastal ground).
///
/// Two estimates that share nothing but the ground's loss: the calculated echo's margin over clutter and
/// noise, and the share of simulated echoes found by the detector as it is.
///
/// Green needs at least 15 trial echoes, in ground no quieter than the tile, of which at least 0.90 are found
/// with a one-sided 90 % bound (Clopper and Pearson, 1934) of at least 0.80, and a margin above -6 dB:
/// all of 15, 19 of 20, 36 of 40. A bound of 0.90 would ask for 39 of 40 and be failed by ground where 0.95 are
/// found more often than not. Where 0.80 are found, 40 echoes pass one time in thirteen; but they are those
/// of the class's hardest item, at the lower edge of the depth they stand for.
struct DetectabilityEvidence: Sendable {
    /// Sweep-wide: the noise changes with time.
    var isGainChanged = false
    /// Sweep-wide: no receiver noise can be told.
    var isNoiseUnknown = false
    /// Why the traces of the tile give no evidence, where too few do.
    var missing: DetectabilityReason?
    /// Whether the window ends before the echo.
    var isBeyondWindow = false
    /// Level of the ground's own echoes over the noise at the echo's latest time (dB); `nil` where unknown.
    var groundOverNoiseDecibels: Double?
    /// Whether the ground's own echoes are seen at this depth.
    var isGroundSeen: Bool {
        groundOverNoiseDecibels.map { $0 >= Self.seenDecibels } ?? false
    }
    /// Whether the permittivity may equal the item's.
    var mayMatch = false
    /// Whether a loss was found.
    var isLossKnown = true
    /// Margin of the calculated echo over what is needed (dB).
    var marginDecibels = -Double.infinity
    /// What of the margin loss took (dB).
    var lossDecibels = 0.0
    /// Whether noise, not clutter, limits the margin.
    var isNoiseLimited = false
    /// Whether the echo comes within a cycle of the surface's.
    var isUnderSurface = false
    /// Whether the surface is uneven for this radar.
    var isRough = false
    /// Trial echoes.
    var trials = 0
    /// Trial echoes found.
    var hits = 0
    /// The ground's echoes are seen where, with the noise, they exceed it by this (dB): they alone by 6.
    static let seenDecibels = GroundEstimate.visibleDecibels
    static let fewestTrials = 15
    static let leastShare = 0.9
    static let leastBound = 0.8
    static let agreementDecibels = 6.0

    /// The state and its reasons.
    var cell: DetectabilityCell {
        if let missing { return DetectabilityCell(.grey, [missing]) }
        if isBeyondWindow { return DetectabilityCell(.grey, [.windowTooShort]) }
        if isGainChanged { return DetectabilityCell(.amber, [.gainAfterRecording]) }
        if isNoiseUnknown { return DetectabilityCell(.amber, [.noiseNotMeasurable]) }
        guard isGroundSeen else {
            let reasons: [DetectabilityReason] =
                lossDecibels >= 6 ? [.loss, .lostInNoise] : [.lostInNoise]
            let isLost = isLossKnown && marginDecibels < Self.agreementDecibels
            return DetectabilityCell(isLost ? .red : .amber, reasons)
        }
        if mayMatch { return DetectabilityCell(.blue, [.indexMatch]) }
        let shares = try? Proportion(min(hits, trials), of: trials)
        let low = (try? shares?.clopperPearsonLower(confidence: 0.90)) ?? 0
        let high = (try? shares?.clopperPearsonUpper(confidence: 0.90)) ?? 1
        let share = trials > 0 ? Double(hits) / Double(trials) : 0
        let isFound = share >= Self.leastShare && low >= Self.leastBound
        if isFound, trials >= Self.fewestTrials, marginDecibels > -Self.agreementDecibels {
            return isLossKnown
                ? DetectabilityCell(.green) : DetectabilityCell(.amber, [.unknownLoss])
        }
        let isMissed = high < 0.5
        if isFound, marginDecibels <= -Self.agreementDecibels {
            return DetectabilityCell(.amber, [.enginesDisagree] + causes)
        }
        if isMissed, marginDecibels >= Self.agreementDecibels {
            return DetectabilityCell(.amber, [.enginesDisagree] + causes)
        }
        if isMissed || (trials == 0 && marginDecibels < Self.hopelessDecibels) {
            return DetectabilityCell(.red, causes)
        }
        if trials < 8 { return DetectabilityCell(.amber, [.tooFewInjections]) }
        if share >= Self.leastShare { return DetectabilityCell(.amber, [.tooFewInjections]) }
        return DetectabilityCell(.amber, causes)
    }

    /// A margin from which no trial echo is needed (dB).
    static let hopelessDecibels = -25.0

    private var causes: [DetectabilityReason] {
        var found: [DetectabilityReason] = []
        if isUnderSurface { found.append(.blindZone) }
        if lossDecibels >= 6 { found.append(.loss) }
        if isNoiseLimited { found.append(.lostInNoise) }
        if isRough { found.append(.roughness) }
        if found.isEmpty { found.append(.clutter) }
        return found
    }
}
