internal import SurveyModel

extension CartographyError {
    /// The sentences about centrelines that come in from elsewhere, and about places on them.
    var importDescription: String {
        switch self {
        case .missingDriver(let path, let driver):
            "\(path): cannot be read, GDAL was built without its driver \(driver)"
        case .crossesItself(let road, let first, let second):
            "road \"\(road)\" crosses or touches itself: it is at the same place at "
                + "\(Chainage(metres: first)) and at \(Chainage(metres: second))"
        case .turnsBack(let road, let vertex, let degrees):
            "road \"\(road)\" runs backwards: it turns by \(Int(abs(degrees).rounded())) degrees at "
                + "vertex \(vertex)"
        case .partsDoNotJoin(let road, let part, let metres):
            "road \"\(road)\": part \(part) ends \((metres * 100).rounded() / 100) m from where the "
                + "next begins"
        case .unknownCRS(let path): "\(path): the file does not say its CRS"
        case .missingGrid(let crs, let grid):
            "the transformation from \(crs) to WGS 84 needs the grid shift file \(grid), which is "
                + "not installed"
        case .unknownAccuracy(let crs, let transformation):
            "PROJ does not say how accurate the transformation from \(crs) to WGS 84 is "
                + "(\(transformation))"
        case .noTransformationHere(let crs):
            "no transformation of known accuracy leads from \(crs) to WGS 84 at this place"
        case .carriagewaysApart(let first, let second, let reason):
            "carriageways \"\(first)\" and \"\(second)\" do not lie beside each other: \(reason)"
        case .calibration(let cause): cause.description
        case .unplaceable(let reason): "the sweep cannot be placed: \(reason)"
        default: ""
        }
    }

    /// What to do about them.
    var importHint: String? {
        switch self {
        case .missingDriver: "install GDAL with this format, or give GeoJSON"
        case .crossesItself, .turnsBack: "correct the line, or cut it into roads of their own"
        case .partsDoNotJoin: "put the parts in order, end to start, without gaps"
        case .unknownCRS: "say it with --crs EPSG:CODE, if whoever made the file knows it"
        case .missingGrid: "install the file for PROJ, or have the road given in WGS 84"
        case .unknownAccuracy, .noTransformationHere:
            "have the road given in WGS 84 by whoever surveyed it"
        case .calibration(let cause): cause.hint
        default: nil
        }
    }
}
