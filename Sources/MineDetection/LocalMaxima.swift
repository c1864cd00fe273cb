internal import Foundation

/// A place along one of several channels where a score is highest.
public struct ScoreMaximum: Sendable, Hashable {
    /// Along the lane (m).
    public var xMetres: Double
    /// Across the lane (m), positive to the left of travel.
    public var yMetres: Double
    /// The score there.
    public var score: Double
    /// Place of the channel in the list that was searched.
    public var channel: Int
    /// Place of the trace within its channel.
    public var trace: Int
}

/// Local maxima along channels and their thinning by distance.
public enum LocalMaxima: Sendable {
    /// The maxima of finite scores along a channel, in order; every trace of a level top is one.
    public static func along(
        scores: [Float], distancesMetres: [Double], lateralOffsetMetres: Double, channel: Int
    ) -> [ScoreMaximum] {
        scores.indices.compactMap { t in
            let score = scores[t]
            guard score.isFinite, abs(distancesMetres[t]) < 1e9, abs(lateralOffsetMetres) < 1e9,
                t == 0 || scores[t - 1] <= score, t + 1 == scores.count || scores[t + 1] <= score
            else { return nil }
            return ScoreMaximum(
                xMetres: distancesMetres[t], yMetres: lateralOffsetMetres, score: Double(score),
                channel: channel, trace: t)
        }
    }

    /// The `maxima`, highest first, of which no two lie within `radiusMetres`: the higher one stays.
    ///
    /// Among equal scores the smaller x, then the smaller y comes first.
    /// - Complexity: O(m log m) for m maxima.
    public static func thinned(
        _ maxima: [ScoreMaximum], radiusMetres: Double
    ) -> [ScoreMaximum] {
        var cells: [Cell: [ScoreMaximum]] = [:]
        var kept: [ScoreMaximum] = []
        for peak in maxima.sorted(by: { $0.isBefore($1) }) {
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
            cells[home, default: []].append(peak)
            kept.append(peak)
        }
        return kept
    }
}

extension ScoreMaximum {
    /// Whether it comes before `other`: higher score, then smaller x, then smaller y.
    fileprivate func isBefore(_ other: ScoreMaximum) -> Bool {
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
