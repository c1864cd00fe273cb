internal import CPROJ
internal import Glibc
internal import SurveyModel

/// Geodesics on the WGS 84 ellipsoid.
///
/// The algorithms are those of C. F. F. Karney, "Algorithms for geodesics", J. Geodesy 87 (2013),
/// as PROJ carries them; they are good to nanometres.
enum Geodesy {
    static let semiMajorAxisMetres = 6_378_137.0
    static let flattening = 1 / 298.257223563

    static let ellipsoid: geod_geodesic = {
        var ellipsoid = geod_geodesic()
        unsafe geod_init(&ellipsoid, semiMajorAxisMetres, flattening)
        return ellipsoid
    }()

    /// A place reached along a geodesic, with the direction of travel there.
    struct Arrival {
        var position: GeographicPosition
        var azimuthDegrees: Double
    }

    /// Where one arrives after `metres` (may be negative) from `start` at `azimuthDegrees`.
    static func direct(
        from start: GeographicPosition, azimuthDegrees: Double, metres: Double
    ) -> Arrival {
        var latitude = 0.0
        var longitude = 0.0
        var azimuth = 0.0
        unsafe withUnsafePointer(to: ellipsoid) { ellipsoid in
            unsafe geod_direct(
                ellipsoid, start.latitude, start.longitude, azimuthDegrees, metres, &latitude,
                &longitude, &azimuth)
        }
        return Arrival(
            position: GeographicPosition(longitude: longitude, latitude: latitude),
            azimuthDegrees: azimuth)
    }

    /// Distance and azimuth (at `start`) of the shortest way from `start` to `end`.
    static func inverse(
        from start: GeographicPosition, to end: GeographicPosition
    ) -> (metres: Double, azimuthDegrees: Double) {
        var metres = 0.0
        var azimuth = 0.0
        var azimuthAtEnd = 0.0
        unsafe withUnsafePointer(to: ellipsoid) { ellipsoid in
            unsafe geod_inverse(
                ellipsoid, start.latitude, start.longitude, end.latitude, end.longitude, &metres,
                &azimuth, &azimuthAtEnd)
        }
        return (metres, azimuth)
    }

    /// Earth-centred coordinates (m) of a point on the ellipsoid.
    static func geocentric(_ position: GeographicPosition) -> SIMD3<Double> {
        let latitude = position.latitude * .pi / 180
        let longitude = position.longitude * .pi / 180
        let eccentricitySquared = flattening * (2 - flattening)
        let sine = sin(latitude)
        let radius = semiMajorAxisMetres / (1 - eccentricitySquared * sine * sine).squareRoot()
        return SIMD3(
            radius * cos(latitude) * cos(longitude), radius * cos(latitude) * sin(longitude),
            radius * (1 - eccentricitySquared) * sine)
    }

    /// Whether both figures are finite and on the globe.
    static func isOnGlobe(_ position: GeographicPosition) -> Bool {
        abs(position.longitude) <= 180 && abs(position.latitude) <= 90
    }
}
