internal import CGDAL
internal import SurveyModel

/// A layer of an open dataset that takes features.
///
/// Safe: the layer belongs to the dataset, which the callers keep open while they use this value.
@safe struct VectorTableWriter {
    private let layer: OGRLayerH
    private let fields: [VectorField]

    /// Makes a layer; `kind` nil means any shape.
    init(
        _ name: String, kind: VectorLayer.Kind?, fields: [VectorField],
        in dataset: borrowing GDALDataset, options: borrowing GDALOptions,
        file: borrowing MemoryFile
    ) throws(CartographyError) {
        GDALLibrary.clearError()
        guard let reference = unsafe OSRNewSpatialReference(nil) else {
            throw .notWritten(path: file.displayPath, reason: "no memory for the CRS")
        }
        defer { unsafe OSRDestroySpatialReference(reference) }
        guard unsafe OSRSetFromUserInput(reference, "EPSG:4326") == OGRERR_NONE else {
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
        self.fields = fields
        for field in fields { try addField(field, file: file) }
    }

    /// Appends a feature; a value that is `nil` is left out altogether.
    func add(
        _ geometry: VectorGeometry, values: [VectorValue?], file: borrowing MemoryFile
    ) throws(CartographyError) {
        GDALLibrary.clearError()
        guard let feature = unsafe OGR_F_Create(OGR_L_GetLayerDefn(layer)) else {
            throw .notWritten(path: file.displayPath, reason: GDALLibrary.lastError)
        }
        defer { unsafe OGR_F_Destroy(feature) }
        for (index, value) in values.enumerated() {
            unsafe Self.set(value, at: Int32(index), in: feature)
        }
        guard let shape = unsafe OGRShape.make(geometry),
            unsafe OGR_F_SetGeometryDirectly(feature, shape) == OGRERR_NONE,
            unsafe OGR_L_CreateFeature(layer, feature) == OGRERR_NONE
        else { throw .notWritten(path: file.displayPath, reason: GDALLibrary.lastError) }
        try GDALLibrary.check(path: file.displayPath)
    }

    private func addField(
        _ field: VectorField, file: borrowing MemoryFile
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

/// Shapes as GDAL wants them.
enum OGRShape {
    /// A new geometry the caller owns.
    @unsafe static func make(_ geometry: VectorGeometry) -> OGRGeometryH? {
        switch geometry {
        case .point(let place): return unsafe simple(wkbPoint, [place])
        case .line(let places): return unsafe simple(wkbLineString, places)
        case .polygon(let rings):
            guard let polygon = unsafe OGR_G_CreateGeometry(wkbPolygon) else { return nil }
            for (index, ring) in rings.enumerated() {
                let closed = wound(ring, counterClockwise: index == 0)
                guard let part = unsafe simple(wkbLinearRing, closed) else { continue }
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
        _ type: OGRwkbGeometryType, _ places: [GeographicPosition]
    ) -> OGRGeometryH? {
        guard let shape = unsafe OGR_G_CreateGeometry(type) else { return nil }
        for place in places {
            unsafe OGR_G_AddPoint_2D(shape, place.longitude, place.latitude)
        }
        return unsafe shape
    }
}
