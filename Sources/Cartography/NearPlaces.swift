public import SurveyModel

/// Places of which it is asked whether one lies within reach, fast.
public struct NearPlaces: Sendable {
    /// Two thousandths of a degree: more than the largest reach as far as 75 degrees north or south.
    private static let cellsPerDegree = 500.0
    /// The largest reach that can be asked for (m).
    public static let largestReachMetres = 55.0

    private struct Cell: Hashable {
        var column: Int
        var row: Int
    }

    private let reachMetres: Double
    private var places: [Cell: [GeographicPosition]] = [:]

    /// `places` with a reach of at most `largestReachMetres`.
    public init(_ places: [GeographicPosition], reachMetres: Double) {
        self.reachMetres = min(reachMetres, Self.largestReachMetres)
        for place in places where Geodesy.isOnGlobe(place) {
            self.places[Self.cell(place), default: []].append(place)
        }
    }

    /// Whether one of them lies within reach of `place`.
    public func isNear(_ place: GeographicPosition) -> Bool {
        guard Geodesy.isOnGlobe(place) else { return false }
        let cell = Self.cell(place)
        return (-1...1).contains { column in
            (-1...1).contains { row in
                let near = places[Cell(column: cell.column + column, row: cell.row + row)] ?? []
                return near.contains {
                    Geodesy.inverse(from: $0, to: place).metres <= reachMetres
                }
            }
        }
    }

    private static func cell(_ place: GeographicPosition) -> Cell {
        Cell(
            column: Int((place.longitude * cellsPerDegree).rounded(.down)),
            row: Int((place.latitude * cellsPerDegree).rounded(.down)))
    }
}
