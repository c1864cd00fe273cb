internal import CGDAL
internal import SurveyModel

/// Judges and joins polygons of a plane, with the geometry library behind GDAL.
public enum PolygonShapes: Sendable {
    /// A polygon: its outer ring, then its holes, each without a repeated last corner.
    public typealias Polygon = [[FeatureFile.Point]]

    /// What is wrong with `polygon`; `nil` where its rings enclose an area and do not cross.
    public static func fault(of polygon: Polygon) -> String? {
        guard let outer = polygon.first, polygon.allSatisfy({ Set($0).count >= 3 }) else {
            return "a ring has fewer than three different corners"
        }
        guard !isFlat(outer) else { return "a ring encloses no area" }
        guard hasGeometry else { return noGeometry }
        return unsafe with([polygon]) { shape -> String? in
            GDALLibrary.clearError()
            let part = unsafe OGR_G_GetGeometryRef(shape, 0)
            guard unsafe OGR_G_IsValid(part) == 0 else { return nil }
            return "its rings do not enclose an area properly (\(GDALLibrary.lastError))"
        }
    }

    /// The polygons joined, so that none overlaps another; the order of their corners may change.
    ///
    /// All must be without `fault`.
    ///
    /// - Throws: `CartographyError.unusableFeatures` where they cannot be joined.
    public static func union(
        _ polygons: [Polygon], path: String
    ) throws(CartographyError) -> [Polygon] {
        guard polygons.count > 1 else { return polygons }
        guard hasGeometry else {
            throw .unusableFeatures(path: path, feature: nil, reason: noGeometry)
        }
        let joined = unsafe with(polygons) { shape -> [Polygon]? in
            guard let union = unsafe OGR_G_UnionCascaded(shape) else { return nil }
            defer { unsafe OGR_G_DestroyGeometry(union) }
            var corners = 0
            let reader = FeatureShape(path: path, feature: 0)
            guard case .polygons(let all) = try? unsafe reader.shape(union, corners: &corners)
            else { return nil }
            return all
        }
        guard let joined else {
            throw .unusableFeatures(
                path: path, feature: nil,
                reason: "its polygons cannot be joined (\(GDALLibrary.lastError))")
        }
        return joined
    }

    /// Whether all corners lie on one line, to a billionth of its length.
    private static func isFlat(_ ring: [FeatureFile.Point]) -> Bool {
        guard let first = ring.first else { return true }
        func squared(_ point: FeatureFile.Point) -> Double {
            let (x, y) = (point.x - first.x, point.y - first.y)
            return x * x + y * y
        }
        guard let far = ring.max(by: { squared($0) < squared($1) }) else { return true }
        let (east, north) = (far.x - first.x, far.y - first.y)
        return ring.allSatisfy { point in
            abs(east * (point.y - first.y) - north * (point.x - first.x)) <= 1e-9 * squared(far)
        }
    }

    private static let noGeometry = "GDAL was built without GEOS, which judges polygons"

    private static var hasGeometry: Bool {
        GDALLibrary.start()
        return OGRGetGEOSVersion(nil, nil, nil)
    }

    /// Lends a multi-polygon of `polygons` to `body`.
    private static func with<Result>(
        _ polygons: [Polygon], _ body: (OGRGeometryH?) -> Result
    ) -> Result {
        let shape = unsafe OGR_G_CreateGeometry(wkbMultiPolygon)
        defer { unsafe OGR_G_DestroyGeometry(shape) }
        for polygon in polygons {
            guard let part = unsafe OGR_G_CreateGeometry(wkbPolygon) else { continue }
            for ring in polygon {
                guard let line = unsafe OGR_G_CreateGeometry(wkbLinearRing) else { continue }
                for point in ring + ring.prefix(1) {
                    unsafe OGR_G_AddPoint_2D(line, point.x, point.y)
                }
                unsafe OGR_G_AddGeometryDirectly(part, line)
            }
            unsafe OGR_G_AddGeometryDirectly(shape, part)
        }
        return unsafe body(shape)
    }
}
