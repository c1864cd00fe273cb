internal import Foundation
public import SurveyModel

/// A local maximum of suspicion.
public struct Candidate: Sendable, Equatable {
    /// Along the lane (m).
    public var xMetres: Double
    /// Across the lane (m), positive to the left of travel.
    public var yMetres: Double
    /// The score alarms are ordered by: the discriminator's, or the imaging score where none may judge.
    public var score: Double
    /// The highest plain imaging score of all echoes this candidate stands for.
    public var imagingScore: Double
    /// Delay of the echo after the ground surface (ns).
    public var delayNanoseconds: Double
    /// What its shape suggests.
    public var alarmClass: AlarmClass
    /// What was measured of its echo.
    public var features: EchoFeatures

    /// A maximum of `score` at (`xMetres`, `yMetres`).
    public init(
        xMetres: Double, yMetres: Double, score: Double, imagingScore: Double,
        delayNanoseconds: Double, alarmClass: AlarmClass, features: EchoFeatures = EchoFeatures()
    ) {
        self.xMetres = xMetres
        self.yMetres = yMetres
        self.score = score
        self.imagingScore = imagingScore
        self.delayNanoseconds = delayNanoseconds
        self.alarmClass = alarmClass
        self.features = features
    }
}

/// Step 8: the echoes of all channels joined by maximum and thinned by non-maximum suppression.
///
/// No agreement, delay or extent between channels is used: clutter of neighbouring channels is taken as
/// fully dependent.
public struct CandidateSearch: Sendable {
    /// Who orders the echoes; `nil` for the plain imaging score.
    public let discriminator: Discriminator?
    /// No two candidates lie within this distance (m).
    public let radiusMetres: Double

    /// A search with `discriminator`.
    public init(discriminator: Discriminator?, radiusMetres: Double) {
        self.discriminator = discriminator
        self.radiusMetres = radiusMetres
    }

    /// Candidates, highest score first, no two within the radius.
    ///
    /// An echo near a higher one belongs to it, and hands it its imaging score where that is higher: none is
    /// lost to the list. Among equal scores the smaller x, then the smaller y comes first.
    /// - Complexity: O(m log m) for m echoes.
    public func candidates(from echoes: [Echo]) -> [Candidate] {
        let scores = echoes.map { discriminator?.score(of: $0) ?? $0.imagingScore }
        let maxima = echoes.indices.map { place in
            ScoreMaximum(
                xMetres: echoes[place].xMetres, yMetres: echoes[place].yMetres,
                score: scores[place], channel: echoes[place].channel, trace: place)
        }
        let kept = LocalMaxima.thinned(maxima, radiusMetres: radiusMetres)
        var candidates = kept.map { peak in
            let echo = echoes[peak.trace]
            return Candidate(
                xMetres: echo.xMetres, yMetres: echo.yMetres, score: peak.score,
                imagingScore: echo.imagingScore, delayNanoseconds: echo.delayNanoseconds,
                alarmClass: alarmClass(echo.features), features: echo.features)
        }
        let owners = NearestPlaces(
            kept.map { ($0.xMetres, $0.yMetres) }, reachMetres: radiusMetres)
        for echo in echoes {
            guard let owner = owners.nearest(to: echo.xMetres, echo.yMetres) else { continue }
            candidates[owner].imagingScore = max(
                candidates[owner].imagingScore, echo.imagingScore)
        }
        return candidates
    }

    /// What the discriminator says of the size, or the two body sizes' images where there is none.
    private func alarmClass(_ features: EchoFeatures) -> AlarmClass {
        if let discriminator {
            let share = discriminator.antiVehicleShare(of: features)
            return share >= 0.75
                ? .antiVehicleLike : share <= 0.25 ? .antiPersonnelLike : .undetermined
        }
        let contrast = features[.largeAgainstSmall]
        if contrast > 0.2 { return .antiVehicleLike }
        return contrast < -0.6 ? .antiPersonnelLike : .undetermined
    }
}

/// Places on the ground, found again by distance.
private struct NearestPlaces {
    private struct Cell: Hashable {
        var column: Int
        var row: Int
    }

    private let places: [(x: Double, y: Double)]
    private let reach: Double
    private var cells: [Cell: [Int]] = [:]

    init(_ places: [(x: Double, y: Double)], reachMetres: Double) {
        self.places = places
        reach = reachMetres
        for (place, point) in places.enumerated() {
            cells[cell(point.x, point.y), default: []].append(place)
        }
    }

    /// The nearest place within reach; among equally near ones the first.
    func nearest(to x: Double, _ y: Double) -> Int? {
        let home = cell(x, y)
        var best: (place: Int, distance: Double)?
        for column in home.column - 1...home.column + 1 {
            for row in home.row - 1...home.row + 1 {
                for place in cells[Cell(column: column, row: row)] ?? [] {
                    let distance = hypot(places[place].x - x, places[place].y - y)
                    guard distance <= reach else { continue }
                    if let known = best, (known.distance, known.place) <= (distance, place) {
                        continue
                    }
                    best = (place, distance)
                }
            }
        }
        return best?.place
    }

    private func cell(_ x: Double, _ y: Double) -> Cell {
        Cell(column: Int((x / reach).rounded(.down)), row: Int((y / reach).rounded(.down)))
    }
}
