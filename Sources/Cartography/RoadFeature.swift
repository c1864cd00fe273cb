internal import CGDAL
internal import SurveyModel

/// One feature of a road file.
enum RoadFeature {
    /// Its name and vertices; heights are left out.
    @unsafe static func line(
        _ feature: OGRFeatureH, number: Int, path: String
    ) throws(CartographyError) -> RoadFile.Line {
        guard let geometry = unsafe OGR_F_GetGeometryRef(feature) else {
            throw .notALine(path: path, feature: number, type: "feature without geometry")
        }
        guard unsafe OGR_GT_Flatten(OGR_G_GetGeometryType(geometry)) == wkbLineString else {
            let name = unsafe OGR_G_GetGeometryName(geometry).map { unsafe String(cString: $0) }
            throw .notALine(path: path, feature: number, type: name ?? "shape of unknown type")
        }
        guard let road = unsafe road(of: feature) else {
            throw .roadWithoutId(path: path, feature: number)
        }
        return RoadFile.Line(road: road, vertices: unsafe vertices(of: geometry))
    }

    @unsafe private static func road(of feature: OGRFeatureH) -> String? {
        for name in RoadFile.names {
            let index = unsafe OGR_F_GetFieldIndex(feature, name)
            guard index >= 0, unsafe OGR_F_IsFieldSetAndNotNull(feature, index) != 0,
                let text = unsafe OGR_F_GetFieldAsString(feature, index)
            else { continue }
            let road = unsafe String(cString: text)
            if !road.isEmpty { return road }
        }
        return nil
    }

    @unsafe private static func vertices(of geometry: OGRGeometryH) -> [GeographicPosition] {
        (0..<(unsafe OGR_G_GetPointCount(geometry))).map { index in
            GeographicPosition(
                longitude: unsafe OGR_G_GetX(geometry, index),
                latitude: unsafe OGR_G_GetY(geometry, index))
        }
    }
}
