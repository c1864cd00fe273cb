internal import Foundation
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
        let peaks = channels.indices.flatMap { localMaxima(channels[$0], ofChannelAt: $0) }.sorted {
            $0.candidate.isBefore($1.candidate)
        }
        var cells: [Cell: [Candidate]] = [:]
        var kept: [Candidate] = []
        for (var peak, channel, trace) in peaks {
            let home = Cell(
                column: Int((peak.xMetres / radiusMetres).rounded(.down)),
                row: Int((peak.yMetres / radiusMetres).rounded(.down)))
            let isTaken = home.neighbourhood.contains { cell in
                cells[cell, default: []].contains { other in
                    hypot(other.xMetres - peak.xMetres, other.yMetres - peak.yMetres)
                        <= radiusMetres
                }
            }
            guard !isTaken else { continue }
            peak.alarmClass = alarmClass(channels[channel], at: trace)
            cells[home, default: []].append(peak)
            kept.append(peak)
        }
        return kept
    }

    /// A maximum along a channel, its class still open, and where its score is found.
    private typealias Peak = (candidate: Candidate, channel: Int, trace: Int)

    private static func localMaxima(_ channel: ChannelScores, ofChannelAt place: Int) -> [Peak] {
        let scores = channel.scores
        return scores.indices.compactMap { t in
            let score = scores[t]
            guard score.isFinite, abs(channel.distancesMetres[t]) < 1e9,
                abs(channel.lateralOffsetMetres) < 1e9, t == 0 || scores[t - 1] <= score,
                t + 1 == scores.count || scores[t + 1] <= score
            else { return nil }
            let candidate = Candidate(
                xMetres: channel.distancesMetres[t], yMetres: channel.lateralOffsetMetres,
                score: Double(score), delayNanoseconds: Double(channel.delaysNanoseconds[t]),
                alarmClass: .undetermined)
            return (candidate, place, t)
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

extension Candidate {
    /// Whether it comes before `other`: higher score, then smaller x, then smaller y.
    fileprivate func isBefore(_ other: Candidate) -> Bool {
        (score, -xMetres, -yMetres) > (other.score, -other.xMetres, -other.yMetres)
    }
}

/// A square of the search grid.
private struct Cell: Hashable {
    var column: Int
    var row: Int

    var neighbourhood: [Cell] {
        (-1...1).flatMap { dx in (-1...1).map { Cell(column: column + dx, row: row + $0) } }
    }
}
