internal import CGDAL
internal import SurveyModel

/// A layer of an open dataset that takes features.
///
/// Safe: the layer belongs to the dataset, which the callers keep open while they use this value.
@safe struct VectorTableWriter {
    private let layer: OGRLayerH
    private let projection: MapProjection?

    /// Makes a layer.
    ///
    /// `kind` nil means any shape. Shapes are in WGS 84, or in the CRS of `projection`.
    init(
        _ name: String, kind: VectorLayer.Kind?, fields: [VectorField],
        in dataset: borrowing GDALDataset, options: borrowing GDALOptions,
        projection: MapProjection? = nil, textWidths: [Int32]? = nil, file: borrowing MemoryFile
    ) throws(CartographyError) {
        self.projection = projection
        GDALLibrary.clearError()
        guard let reference = unsafe OSRNewSpatialReference(nil) else {
            throw .notWritten(path: file.displayPath, reason: "no memory for the CRS")
        }
        defer { unsafe OSRDestroySpatialReference(reference) }
        guard unsafe OSRSetFromUserInput(reference, projection?.crs ?? "EPSG:4326") == OGRERR_NONE
        else {
            throw .notWritten(path: file.displayPath, reason: GDALLibrary.lastError)
        }
        unsafe OSRSetAxisMappingStrategy(reference, OAMS_TRADITIONAL_GIS_ORDER)
        let made = unsafe options.withList {
            unsafe GDALDatasetCreateLayer(
                dataset.handle, name, reference, Self.geometryType(kind), $0)
        }
        guard let made = unsafe made else {
            throw .notWritten(path: file.displayPath, reason: GDALLibrary.lastError)
        }
        unsafe layer = made
        for (index, field) in fields.enumerated() {
            try addField(field, width: textWidths?[index] ?? 0, file: file)
        }
    }

    /// Makes a table without shapes.
    init(
        plain name: String, fields: [VectorField], in dataset: borrowing GDALDataset,
        options: borrowing GDALOptions, file: borrowing MemoryFile
    ) throws(CartographyError) {
        GDALLibrary.clearError()
        let made = unsafe options.withList {
            unsafe GDALDatasetCreateLayer(dataset.handle, name, nil, wkbNone, $0)
        }
        guard let made = unsafe made else {
            throw .notWritten(path: file.displayPath, reason: GDALLibrary.lastError)
        }
        unsafe layer = made
        projection = nil
        for field in fields { try addField(field, width: 0, file: file) }
    }

    /// Appends a feature; a value that is `nil` is left out altogether.
    func add(
        _ geometry: VectorGeometry?, values: [VectorValue?], file: borrowing MemoryFile
    ) throws(CartographyError) {
        GDALLibrary.clearError()
        guard let feature = unsafe OGR_F_Create(OGR_L_GetLayerDefn(layer)) else {
            throw .notWritten(path: file.displayPath, reason: GDALLibrary.lastError)
        }
        defer { unsafe OGR_F_Destroy(feature) }
        for (index, value) in values.enumerated() {
            unsafe Self.set(value, at: Int32(index), in: feature)
        }
        if let geometry {
            let parts = try OGRShape.coordinates(of: geometry, projection)
            guard let shape = unsafe OGRShape.make(parts, kind: geometry.kind),
                unsafe OGR_F_SetGeometryDirectly(feature, shape) == OGRERR_NONE
            else { throw .notWritten(path: file.displayPath, reason: GDALLibrary.lastError) }
        }
        guard unsafe OGR_L_CreateFeature(layer, feature) == OGRERR_NONE else {
            throw .notWritten(path: file.displayPath, reason: GDALLibrary.lastError)
        }
        try GDALLibrary.check(path: file.displayPath)
    }

    private func addField(
        _ field: VectorField, width: Int32, file: borrowing MemoryFile
    ) throws(CartographyError) {
        let type =
            switch field.kind {
            case .text: OFTString
            case .integer: OFTInteger64
            case .real: OFTReal
            }
        guard let definition = unsafe OGR_Fld_Create(field.name, type) else {
            throw .notWritten(path: file.displayPath, reason: GDALLibrary.lastError)
        }
        defer { unsafe OGR_Fld_Destroy(definition) }
        if width > 0, field.kind == .text { unsafe OGR_Fld_SetWidth(definition, width) }
        guard unsafe OGR_L_CreateField(layer, definition, 0) == OGRERR_NONE else {
            throw .notWritten(path: file.displayPath, reason: GDALLibrary.lastError)
        }
    }

    @unsafe private static func set(
        _ value: VectorValue?, at index: Int32, in feature: OGRFeatureH
    ) {
        switch value {
        case .text(let text): unsafe OGR_F_SetFieldString(feature, index, text)
        case .integer(let number): unsafe OGR_F_SetFieldInteger64(feature, index, Int64(number))
        case .real(let number): unsafe OGR_F_SetFieldDouble(feature, index, number)
        case .null: unsafe OGR_F_SetFieldNull(feature, index)
        case nil: break
        }
    }

    private static func geometryType(_ kind: VectorLayer.Kind?) -> OGRwkbGeometryType {
        switch kind {
        case .point: wkbPoint
        case .line: wkbLineString
        case .polygon: wkbPolygon
        case nil: wkbUnknown
        }
    }
}

/// Shapes as files want them.
enum OGRShape {
    /// Places as they stand in a file.
    typealias Coordinates = (x: Double, y: Double)

    /// The parts of a shape: its place, its line, or its rings, closed and wound as RFC 7946 asks.
    static func parts(of geometry: VectorGeometry) -> [[GeographicPosition]] {
        switch geometry {
        case .point(let place): [[place]]
        case .line(let places): [places]
        case .polygon(let rings):
            rings.enumerated().map { wound($1, counterClockwise: $0 == 0) }
        }
    }

    /// The same in WGS 84, or in the CRS of `projection`.
    static func coordinates(
        of geometry: VectorGeometry, _ projection: MapProjection?
    ) throws(CartographyError) -> [[Coordinates]] {
        var result: [[Coordinates]] = []
        for part in parts(of: geometry) {
            guard let projection else {
                result.append(part.map { ($0.longitude, $0.latitude) })
                continue
            }
            result.append(
                try projection.forward(part).map { ($0.eastMetres, $0.northMetres) })
        }
        return result
    }

    /// A new geometry the caller owns.
    @unsafe static func make(
        _ parts: [[Coordinates]], kind: VectorLayer.Kind
    ) -> OGRGeometryH? {
        switch kind {
        case .point: return unsafe simple(wkbPoint, parts.first ?? [])
        case .line: return unsafe simple(wkbLineString, parts.first ?? [])
        case .polygon:
            guard let polygon = unsafe OGR_G_CreateGeometry(wkbPolygon) else { return nil }
            for ring in parts {
                guard let part = unsafe simple(wkbLinearRing, ring) else { continue }
                unsafe OGR_G_AddGeometryDirectly(polygon, part)
            }
            return unsafe polygon
        }
    }

    /// A closed ring with its inside on the left (outer ring) or right (hole).
    private static func wound(_ ring: [GeographicPosition], counterClockwise: Bool)
        -> [GeographicPosition]
    {
        var open = ring
        if open.count > 1, open.first == open.last { open.removeLast() }
        if (GeodesicArea.signedSquareMetres(open) > 0) != counterClockwise { open.reverse() }
        return open + open.prefix(1)
    }

    @unsafe private static func simple(
        _ type: OGRwkbGeometryType, _ places: [Coordinates]
    ) -> OGRGeometryH? {
        guard let shape = unsafe OGR_G_CreateGeometry(type) else { return nil }
        for place in places { unsafe OGR_G_AddPoint_2D(shape, place.x, place.y) }
        return unsafe shape
    }
}
