internal import Glibc
internal import SurveyModel

/// Where a lane lies in the plane of a projected CRS.
///
/// The x axis of the lane runs from its start in the direction of travel, the y axis to the left of
/// it. Lengths are those of the plane: the scale of a map projection (0.4 per mille at the middle of
/// a UTM zone, 5 mm on 12 m) is not undone.
public struct LaneFrame: Sendable, Hashable {
    /// Easting of the start (m).
    public let startEastMetres: Double
    /// Northing of the start (m).
    public let startNorthMetres: Double
    /// Part of the direction of travel that points east; with `north` of length 1.
    public let east: Double
    /// Part of the direction of travel that points north.
    public let north: Double

    /// No coordinate of a projected CRS is larger (m).
    static let mostMetres = 1e8

    /// The lane from a start in the direction of `headingDegrees`, clockwise from grid north.
    ///
    /// - Throws: `EvaluationError.impossible` where a figure is none, or the heading is not within
    ///   -360...360.
    public init(
        startEastMetres: Double, startNorthMetres: Double, headingDegrees: Double
    ) throws(EvaluationError) {
        guard (-360...360).contains(headingDegrees) else {
            throw Self.bad("\(headingDegrees) is no heading in degrees")
        }
        // Quarter turns are exact, as sine and cosine of their radians are not.
        let quarter = headingDegrees / 90
        let (east, north): (Double, Double)
        if quarter == quarter.rounded() {
            let turn = (Int(quarter) % 4 + 4) % 4
            (east, north) = [(0, 1), (1, 0), (0, -1), (-1, 0)][turn]
        } else {
            (east, north) = (sin(headingDegrees * .pi / 180), cos(headingDegrees * .pi / 180))
        }
        try self.init(start: (startEastMetres, startNorthMetres), direction: (east, north))
    }

    /// The lane from a start through an end.
    ///
    /// - Throws: `EvaluationError.impossible` where a figure is none, or both are one place.
    public init(
        startEastMetres: Double, startNorthMetres: Double, endEastMetres: Double,
        endNorthMetres: Double
    ) throws(EvaluationError) {
        let along = (endEastMetres - startEastMetres, endNorthMetres - startNorthMetres)
        let length = (along.0 * along.0 + along.1 * along.1).squareRoot()
        guard length.isFinite, length >= 0.01 else {
            throw Self.bad("start and end of a lane are the same place")
        }
        try self.init(
            start: (startEastMetres, startNorthMetres),
            direction: (along.0 / length, along.1 / length))
    }

    private init(
        start: (Double, Double), direction: (Double, Double)
    ) throws(EvaluationError) {
        guard abs(start.0) <= Self.mostMetres, abs(start.1) <= Self.mostMetres else {
            throw Self.bad("\(start.0), \(start.1) is no start of a lane in metres")
        }
        startEastMetres = start.0
        startNorthMetres = start.1
        east = direction.0
        north = direction.1
    }

    /// The place of an easting and northing in the lane.
    public func lanePoint(eastMetres: Double, northMetres: Double) -> LanePoint {
        let aside = eastMetres - startEastMetres
        let above = northMetres - startNorthMetres
        return LanePoint(
            xMetres: aside * east + above * north, yMetres: above * east - aside * north)
    }

    /// Easting and northing of a place in the lane.
    public func position(of point: LanePoint) -> (eastMetres: Double, northMetres: Double) {
        (
            startEastMetres + point.xMetres * east - point.yMetres * north,
            startNorthMetres + point.xMetres * north + point.yMetres * east
        )
    }

    private static func bad(_ reason: String) -> EvaluationError {
        .impossible(
            reason, hint: "give start and end, or start and heading, in metres of a projected CRS")
    }
}
