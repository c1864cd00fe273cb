public import SurveyModel
internal import Synchronization

/// A point of a projected CRS.
public struct ProjectedPosition: Sendable, Hashable, Codable {
    /// Metres east.
    public var eastMetres: Double
    /// Metres north.
    public var northMetres: Double

    /// The point `eastMetres`, `northMetres`.
    public init(eastMetres: Double, northMetres: Double) {
        self.eastMetres = eastMetres
        self.northMetres = northMetres
    }
}

/// The transformation between WGS 84 longitude and latitude and a survey's projected CRS.
///
/// Transformations PROJ can only guess ("ballpark") are refused, and so are points more than two
/// degrees outside the area the CRS is made for. Nothing is fetched from the network.
public final class MapProjection: Sendable {
    /// Degrees by which a point may lie outside the CRS's area of use.
    public static let areaMarginDegrees = 2.0

    /// The CRS as given to PROJ and GDAL, such as `EPSG:32634`.
    public var crs: String { definition.text }
    /// Name of the CRS, such as `WGS 84 / UTM zone 34N`.
    public var name: String { definition.name }

    private let definition: ProjectedCRS
    // PROJ changes a transformation while using it: one task at a time.
    private let transformation: Mutex<ProjTransformation>

    /// The transformation to `crs`, an EPSG code (`EPSG:32634`) or WKT of a projected CRS in
    /// metres.
    ///
    /// - Throws: `CartographyError.unusableCRS`, `.noReliableTransformation`.
    public init(crs: String) throws(CartographyError) {
        definition = try ProjectedCRS(crs)
        transformation = Mutex(try ProjTransformation(crs: definition.text))
    }

    /// The projected place of `position`.
    public func forward(_ position: GeographicPosition) throws(CartographyError)
        -> ProjectedPosition
    {
        try check(position)
        let pair = try transform(position.longitude, position.latitude, isForward: true)
        return ProjectedPosition(eastMetres: pair.0, northMetres: pair.1)
    }

    /// The longitude and latitude of `position`.
    public func inverse(_ position: ProjectedPosition) throws(CartographyError)
        -> GeographicPosition
    {
        let pair = try transform(position.eastMetres, position.northMetres, isForward: false)
        let place = GeographicPosition(longitude: pair.0, latitude: pair.1)
        try check(place)
        return place
    }

    /// The projected places of `positions`, in their order.
    public func forward(_ positions: [GeographicPosition]) throws(CartographyError)
        -> [ProjectedPosition]
    {
        var result: [ProjectedPosition] = []
        result.reserveCapacity(positions.count)
        for position in positions { result.append(try forward(position)) }
        return result
    }

    /// The longitudes and latitudes of `positions`, in their order.
    public func inverse(_ positions: [ProjectedPosition]) throws(CartographyError)
        -> [GeographicPosition]
    {
        var result: [GeographicPosition] = []
        result.reserveCapacity(positions.count)
        for position in positions { result.append(try inverse(position)) }
        return result
    }

    private func check(_ place: GeographicPosition) throws(CartographyError) {
        let isInside = definition.area?.contains(place, margin: Self.areaMarginDegrees) ?? true
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
        let outcome: (pair: (Double, Double)?, reason: String) = transformation.withLock {
            let pair = $0.transform(x, y, isForward: isForward)
            return (pair, pair == nil ? $0.reason : "")
        }
        guard let pair = outcome.pair else {
            throw .notTransformable(crs: crs, reason: outcome.reason)
        }
        return pair
    }
}
