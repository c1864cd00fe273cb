public import SurveyModel

/// A local maximum of suspicion.
public struct Candidate: Sendable, Equatable {
    /// Along the lane (m).
    public var xMetres: Double
    /// Across the lane (m), positive to the left of travel.
    public var yMetres: Double
    /// Score.
    public var score: Double
    /// Delay after the ground surface (ns).
    public var delayNanoseconds: Double
    /// What its extent suggests.
    public var alarmClass: AlarmClass

    /// A maximum of `score` at (`xMetres`, `yMetres`).
    public init(
        xMetres: Double, yMetres: Double, score: Double, delayNanoseconds: Double,
        alarmClass: AlarmClass
    ) {
        self.xMetres = xMetres
        self.yMetres = yMetres
        self.score = score
        self.delayNanoseconds = delayNanoseconds
        self.alarmClass = alarmClass
    }
}

/// Step 8: candidates of all channels joined by maximum and thinned by non-maximum suppression.
///
/// No agreement, delay or extent between channels is used: clutter of neighbouring channels is taken as
/// fully dependent.
public enum CandidateSearch: Sendable {
    /// Candidates, highest score first, no two within `radiusMetres`.
    ///
    /// Among equal scores the smaller x, then the smaller y comes first.
    /// - Complexity: O(m log m) for m local maxima along the channels.
    public static func candidates(
        in channels: [ChannelScores], radiusMetres: Double
    ) -> [Candidate] {
        let peaks = channels.indices.flatMap { place in
            LocalMaxima.along(
                scores: channels[place].scores, distancesMetres: channels[place].distancesMetres,
                lateralOffsetMetres: channels[place].lateralOffsetMetres, channel: place)
        }
        return LocalMaxima.thinned(peaks, radiusMetres: radiusMetres).map { peak in
            let channel = channels[peak.channel]
            return Candidate(
                xMetres: peak.xMetres, yMetres: peak.yMetres, score: peak.score,
                delayNanoseconds: Double(channel.delaysNanoseconds[peak.trace]),
                alarmClass: alarmClass(channel, at: peak.trace))
        }
    }

    /// From the extent along the track over which the score stays within 6 dB of its peak, and from which
    /// background window leaves more of it.
    ///
    /// A weak hint: on the simulated lanes about a third of the mines get one, most stay undetermined.
    private static func alarmClass(_ channel: ChannelScores, at peak: Int) -> AlarmClass {
        let level = channel.scores[peak] - 1.386
        var first = peak
        var last = peak
        while first > 0 && channel.scores[first - 1] >= level { first -= 1 }
        while last + 1 < channel.scores.count && channel.scores[last + 1] >= level { last += 1 }
        let extent = abs(channel.distancesMetres[last] - channel.distancesMetres[first])
        let contrast = channel.scaleContrast[peak]
        if contrast > 0.5 || extent >= 0.20 { return .antiVehicleLike }
        return contrast < -0.25 && extent <= 0.12 ? .antiPersonnelLike : .undetermined
    }
}
