internal import Cartography
internal import SurveyModel

/// Where on a map an open alarm may lie: the box of its 95 % errors along and across the road.
///
/// A box much longer than wide, as a wheel's drift makes it, is covered by a row of discs, no ground of it is
/// left out: a disc as wide as it is long would redden ground the alarm cannot lie in.
enum AlarmMark {
    private static let leastMetres = 0.05
    /// A longer row has larger discs in place of more.
    private static let mostDiscs = 400.0

    /// The discs of an alarm.
    static func discs(of place: AlarmPlace) -> [MapDisc] {
        func disc(_ ahead: Double, _ radius: Double) -> MapDisc {
            MapDisc(
                road: place.road,
                position: RoadPosition(
                    chainageMetres: place.position.chainageMetres + ahead,
                    offsetMetres: place.position.offsetMetres), radiusMetres: radius)
        }
        let along = place.alongErrorMetres
        let across = max(place.acrossErrorMetres, leastMetres)
        guard along > 3 * across else { return [disc(0, max(along, across))] }
        let count = min(mostDiscs, (2 * along / across).rounded(.up))
        let step = 2 * along / count
        // Midway between two discs their edges lie `across` from the row.
        let radius = (across * across + step * step / 4).squareRoot()
        return (0...Int(count)).map { disc(Double($0) * step - along, radius) }
    }
}
