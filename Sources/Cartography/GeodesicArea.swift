internal import CPROJ
public import SurveyModel

/// Areas on the WGS 84 ellipsoid.
public enum GeodesicArea: Sendable {
    /// The name of the method, stored beside every area.
    public static let method = "WGS 84 geodesic polygon (Karney 2013, PROJ geodesic.h)"

    /// Area enclosed by `ring` (m2), whichever way round it runs; it need not repeat its first
    /// vertex.
    ///
    /// The edges are geodesics.
    ///
    /// - Throws: `CartographyError.degenerateRing` for fewer than three different vertices,
    ///   `.coordinateOutOfRange` for a vertex that is not on the globe.
    public static func squareMetres(_ ring: [GeographicPosition]) throws(CartographyError)
        -> Double
    {
        var vertices = ring
        if vertices.count > 1, vertices.first == vertices.last { vertices.removeLast() }
        guard vertices.count >= 3 else { throw .degenerateRing(vertices: vertices.count) }
        if let index = vertices.firstIndex(where: { !Geodesy.isOnGlobe($0) }) {
            throw .coordinateOutOfRange(
                road: "ring", vertex: index + 1, longitude: vertices[index].longitude,
                latitude: vertices[index].latitude)
        }
        return abs(signedSquareMetres(vertices))
    }

    /// Positive where the ring runs counter-clockwise.
    static func signedSquareMetres(_ vertices: [GeographicPosition]) -> Double {
        var polygon = geod_polygon()
        var area = 0.0
        unsafe geod_polygon_init(&polygon, 0)
        unsafe withUnsafePointer(to: Geodesy.ellipsoid) { ellipsoid in
            for vertex in vertices {
                unsafe geod_polygon_addpoint(
                    ellipsoid, &polygon, vertex.latitude, vertex.longitude)
            }
            _ = unsafe geod_polygon_compute(ellipsoid, &polygon, 0, 1, &area, nil)
        }
        return area
    }
}
