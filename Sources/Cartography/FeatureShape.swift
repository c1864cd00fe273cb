internal import CGDAL
internal import SurveyModel

/// Reads the shape of one feature, and checks what it encloses.
struct FeatureShape {
    let path: String
    let feature: Int

    /// The shape; `corners` counts those of all shapes so far.
    @unsafe func shape(
        _ geometry: OGRGeometryH?, corners: inout Int
    ) throws(CartographyError) -> FeatureFile.Shape {
        guard let geometry = unsafe geometry, unsafe OGR_G_IsEmpty(geometry) == 0 else {
            return .none
        }
        switch unsafe OGR_GT_Flatten(OGR_G_GetGeometryType(geometry)) {
        case wkbPoint: return .point(try unsafe point(geometry, 0))
        case wkbMultiPoint where unsafe OGR_G_GetGeometryCount(geometry) == 1:
            return try unsafe shape(OGR_G_GetGeometryRef(geometry, 0), corners: &corners)
        case wkbPolygon:
            return .polygons([try unsafe rings(geometry, &corners)])
        case wkbMultiPolygon:
            var polygons: [[[FeatureFile.Point]]] = []
            for index in 0..<(unsafe OGR_G_GetGeometryCount(geometry)) {
                let part = unsafe OGR_G_GetGeometryRef(geometry, index)
                polygons.append(try unsafe rings(part, &corners))
            }
            return .polygons(polygons)
        default:
            let name = unsafe OGR_G_GetGeometryName(geometry).map { unsafe String(cString: $0) }
            return .other(name ?? "shape of unknown type")
        }
    }

    @unsafe private func rings(
        _ polygon: OGRGeometryH?, _ corners: inout Int
    ) throws(CartographyError) -> [[FeatureFile.Point]] {
        var rings: [[FeatureFile.Point]] = []
        for index in 0..<(unsafe OGR_G_GetGeometryCount(polygon)) {
            guard let ring = unsafe OGR_G_GetGeometryRef(polygon, index) else { continue }
            let count = unsafe OGR_G_GetPointCount(ring)
            corners += Int(count)
            guard corners <= FeatureFile.most.corners else {
                throw bad("the shapes have more than \(FeatureFile.most.corners) corners")
            }
            var points: [FeatureFile.Point] = []
            points.reserveCapacity(Int(count))
            for place in 0..<count { points.append(try unsafe point(ring, place)) }
            rings.append(try closed(points))
        }
        guard !rings.isEmpty else { throw bad("a polygon has no ring") }
        return rings
    }

    private func closed(_ ring: [FeatureFile.Point]) throws(CartographyError)
        -> [FeatureFile.Point]
    {
        guard ring.count >= 4 else {
            throw bad(
                "a ring has \(ring.count) places, at least 4 are needed, the last as the first")
        }
        guard ring.first == ring.last else {
            throw bad("a ring is open: its last place is not its first")
        }
        return Array(ring.dropLast())
    }

    @unsafe private func point(
        _ geometry: OGRGeometryH, _ index: Int32
    ) throws(CartographyError) -> FeatureFile.Point {
        let point = FeatureFile.Point(
            x: unsafe OGR_G_GetX(geometry, index), y: unsafe OGR_G_GetY(geometry, index))
        guard point.x.isFinite, point.y.isFinite else { throw bad("a coordinate is no number") }
        return point
    }

    private func bad(_ reason: String) -> CartographyError {
        .unusableFeatures(path: path, feature: feature, reason: reason)
    }
}
