public import SurveyModel
internal import Synchronization

/// The way from a CRS in which somebody gave coordinates to WGS 84 longitude and latitude, and back.
///
/// Chosen by PROJ for the place at hand. Refused are ballpark transformations, those whose accuracy nobody
/// states, and those that need a file of shifts that is not installed, even where a worse one would do.
public final class GroundTransformation: Sendable {
    /// The CRS as given, such as `EPSG:2079`.
    public let crs: String
    /// Its name, such as `ELD79 / UTM zone 34N`.
    public let name: String
    /// PROJ's name of the transformation; empty where the CRS is on WGS 84.
    public let method: String
    /// Its accuracy as PROJ states it (m); 0 where the CRS is on WGS 84.
    public let accuracyMetres: Double

    private let area: ProjectedCRS.AreaOfUse?
    private let operation: SharedOperation?

    /// PROJ changes a transformation while using it: one task at a time.
    private final class SharedOperation: Sendable {
        let lock: Mutex<ReliableOperation>

        init(_ operation: consuming sending ReliableOperation) { lock = Mutex(operation) }
    }

    /// The transformation from `crs`, an EPSG code or WKT of a geographic or projected CRS, for the places
    /// `points` (east or longitude first).
    ///
    /// - Throws: `CartographyError.unusableCRS`, `.missingGrid`, `.unknownAccuracy`,
    ///   `.noTransformationHere` or `.outsideAreaOfUse`.
    public convenience init(
        crs: String, for points: [FeatureFile.Point]
    ) throws(CartographyError) {
        try self.init(crs: crs, for: points, around: nil)
    }

    /// The transformation from `crs` for ground near `place`.
    public convenience init(
        crs: String, near place: GeographicPosition
    ) throws(CartographyError) {
        try self.init(crs: crs, for: [], around: place)
    }

    private init(
        crs: String, for points: [FeatureFile.Point], around place: GeographicPosition?
    ) throws(CartographyError) {
        self.crs = crs
        guard !GeoJSONHead.isWorld(crs) else {
            name = "WGS 84"
            method = ""
            accuracyMetres = 0
            area = nil
            operation = nil
            return
        }
        var places = place.map { [$0] } ?? []
        if places.isEmpty {
            // PROJ chooses by place, and the place is known only after a first choice.
            let rough = try ReliableOperation(crs: crs, around: [])
            places = points.compactMap { rough.transform($0.x, $0.y, isForward: true) }.map {
                GeographicPosition(longitude: $0.0, latitude: $0.1)
            }
            guard places.count == points.count else {
                throw .notTransformable(crs: crs, reason: "a figure is none or lies off the map")
            }
        }
        let chosen = try ReliableOperation(crs: crs, around: places)
        name = chosen.name
        method = chosen.method
        accuracyMetres = chosen.accuracyMetres
        area = chosen.area
        operation = SharedOperation(chosen)
        for place in places { try check(place) }
    }

    /// WGS 84 longitude and latitude of a point of the CRS.
    ///
    /// - Throws: `CartographyError.notTransformable`, `.outsideAreaOfUse`.
    public func geographic(_ point: FeatureFile.Point) throws(CartographyError)
        -> GeographicPosition
    {
        let pair = try transform(point.x, point.y, isForward: true)
        let place = GeographicPosition(longitude: pair.0, latitude: pair.1)
        try check(place)
        return place
    }

    /// The point of the CRS at a place.
    ///
    /// - Throws: `CartographyError.notTransformable`, `.outsideAreaOfUse`.
    public func point(at place: GeographicPosition) throws(CartographyError) -> FeatureFile.Point {
        try check(place)
        let pair = try transform(place.longitude, place.latitude, isForward: false)
        return FeatureFile.Point(x: pair.0, y: pair.1)
    }

    private func check(_ place: GeographicPosition) throws(CartographyError) {
        let isInside = area?.contains(place, margin: MapProjection.areaMarginDegrees) ?? true
        guard Geodesy.isOnGlobe(place), isInside else {
            throw .outsideAreaOfUse(
                crs: crs, longitude: place.longitude, latitude: place.latitude)
        }
    }

    private func transform(
        _ x: Double, _ y: Double, isForward: Bool
    ) throws(CartographyError) -> (Double, Double) {
        guard x.isFinite, y.isFinite else {
            throw .notTransformable(crs: crs, reason: "it is not a number")
        }
        guard let operation else { return (x, y) }
        guard let pair = operation.lock.withLock({ $0.transform(x, y, isForward: isForward) })
        else {
            throw .notTransformable(crs: crs, reason: "PROJ has no result there")
        }
        return pair
    }
}
