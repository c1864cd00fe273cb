internal import CGDAL
internal import SurveyModel

/// Reads one layer of a file in memory.
struct FeatureReader {
    let path: String
    let format: FeatureFile.Format

    /// What a layer holds.
    struct Reading {
        var fields: [String]
        var features: [FeatureFile.Feature]
        var crs: FeatureFile.CRS
    }

    func read(_ bytes: [UInt8], layer name: String?) throws(CartographyError) -> Reading {
        let isPackage = format == .geoPackage
        let head = isPackage ? nil : try GeoJSONHead(bytes, path: path)
        let file = MemoryFile(standingFor: path, suffix: isPackage ? "gpkg" : "geojson")
        try file.write(isPackage ? Self.withoutLog(bytes) : bytes)
        let dataset = try GDALDataset.open(file.path, driver: format.rawValue, original: path)
        let layer = try unsafe layer(named: name, of: dataset)
        let found: FeatureFile.CRS
        if let head {
            found = try crs(of: head)
        } else {
            unsafe found = Self.crs(of: layer)
        }
        let table = try unsafe AttributeColumns(layer, path: path)
        return Reading(
            fields: table.names, features: try unsafe features(of: layer, table), crs: found)
    }

    /// The same database, said to need no write-ahead log: there is none beside a file in memory.
    static func withoutLog(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        // Bytes 18 and 19 of an SQLite file: 2 where it was last written with such a log.
        for place in 18...19 where bytes.count > 100 && bytes[place] == 2 { bytes[place] = 1 }
        return bytes
    }

    @unsafe private func layer(
        named name: String?, of dataset: borrowing GDALDataset
    ) throws(CartographyError) -> OGRLayerH {
        let count = unsafe GDALDatasetGetLayerCount(dataset.handle)
        var layers: [(name: String, handle: OGRLayerH)] = unsafe []
        for index in 0..<min(count, 1000) {
            guard let layer = unsafe GDALDatasetGetLayer(dataset.handle, index) else { continue }
            let text = unsafe OGR_L_GetName(layer).map { unsafe String(cString: $0) }
            unsafe layers.append((text ?? "", layer))
        }
        let names = unsafe layers.map(\.name).joined(separator: ", ")
        guard let name else {
            guard unsafe layers.count == 1, let only = unsafe layers.first else {
                let isEmpty = unsafe layers.isEmpty
                throw bad(
                    isEmpty
                        ? "it has no layer" : "it has several layers (\(names)), say which one")
            }
            return unsafe only.handle
        }
        guard let found = unsafe layers.first(where: { unsafe $0.name == name }) else {
            throw bad("it has no layer `\(name)`; there are: \(names)")
        }
        return unsafe found.handle
    }

    @unsafe private func features(
        of layer: OGRLayerH, _ table: AttributeColumns
    ) throws(CartographyError) -> [FeatureFile.Feature] {
        var features: [FeatureFile.Feature] = []
        var corners = 0
        GDALLibrary.clearError()
        unsafe OGR_L_ResetReading(layer)
        while let feature = unsafe OGR_L_GetNextFeature(layer) {
            defer { unsafe OGR_F_Destroy(feature) }
            let number = features.count + 1
            guard number <= FeatureFile.most.features else {
                throw bad("it has more than \(FeatureFile.most.features) features")
            }
            let shape = try unsafe FeatureShape(path: path, feature: number)
                .shape(OGR_F_GetGeometryRef(feature), corners: &corners)
            features.append(
                FeatureFile.Feature(shape: shape, values: unsafe table.values(of: feature)))
        }
        guard CPLGetLastErrorType() != CE_Failure else { throw bad(GDALLibrary.lastError) }
        return features
    }

    func crs(of head: GeoJSONHead) throws(CartographyError) -> FeatureFile.CRS {
        switch head.crs {
        case .absent: return .impliedWGS84
        case .null: return .notSaid
        case .unnamed: throw bad("its member `crs` names no CRS")
        case .named(let name):
            guard !GeoJSONHead.isWorld(name) else { return .named("EPSG:4326") }
            let upper = name.uppercased()
            let code = upper.split(separator: ":").last.map(String.init) ?? ""
            let isCode = upper.hasPrefix("EPSG:") || upper.hasPrefix("URN:OGC:DEF:CRS:EPSG:")
            guard isCode, !code.isEmpty, code.utf8.allSatisfy({ (48...57).contains($0) }) else {
                throw bad("its CRS `\(name.prefix(60))` is no EPSG code")
            }
            return .named("EPSG:" + code)
        }
    }

    @unsafe static func crs(of layer: OGRLayerH) -> FeatureFile.CRS {
        guard let reference = unsafe OGR_L_GetSpatialRef(layer), unsafe OSRIsLocal(reference) == 0
        else { return .notSaid }
        let name = unsafe OSRGetName(reference).map { unsafe String(cString: $0) } ?? ""
        // The two entries of every GeoPackage that stand for no CRS.
        guard !name.lowercased().hasPrefix("undefined") else { return .notSaid }
        if let authority = unsafe OSRGetAuthorityName(reference, nil),
            let code = unsafe OSRGetAuthorityCode(reference, nil)
        {
            return .named(unsafe String(cString: authority) + ":" + String(cString: code))
        }
        var text: UnsafeMutablePointer<CChar>?
        defer { unsafe VSIFree(text) }
        guard unsafe OSRExportToWkt(reference, &text) == OGRERR_NONE, let text = unsafe text else {
            return .named(name)
        }
        return .named(unsafe String(cString: text))
    }

    private func bad(_ reason: String) -> CartographyError {
        .unusableFeatures(path: path, feature: nil, reason: reason)
    }
}

/// The attributes of a layer.
private struct AttributeColumns {
    private let kinds: [OGRFieldType]
    /// Names of the attributes; the key of the table comes last where it has a name of its own.
    let names: [String]

    @unsafe init(_ layer: OGRLayerH, path: String) throws(CartographyError) {
        let definition = unsafe OGR_L_GetLayerDefn(layer)
        let count = unsafe OGR_FD_GetFieldCount(definition)
        guard count <= FeatureFile.most.fields else {
            throw .unusableFeatures(
                path: path, feature: nil,
                reason: "it has \(count) attributes, more than \(FeatureFile.most.fields)")
        }
        var names: [String] = []
        var kinds: [OGRFieldType] = []
        for index in 0..<count {
            let field = unsafe OGR_FD_GetFieldDefn(definition, index)
            names.append(unsafe OGR_Fld_GetNameRef(field).map { unsafe String(cString: $0) } ?? "")
            kinds.append(unsafe OGR_Fld_GetType(field))
        }
        let key = unsafe OGR_L_GetFIDColumn(layer).map { unsafe String(cString: $0) } ?? ""
        self.kinds = kinds
        self.names = key.isEmpty || names.contains(key) ? names : names + [key]
    }

    @unsafe func values(of feature: OGRFeatureH) -> [FeatureFile.Value] {
        var values: [FeatureFile.Value] = []
        values.reserveCapacity(names.count)
        for (index, kind) in kinds.enumerated() {
            let place = Int32(index)
            guard unsafe OGR_F_IsFieldSetAndNotNull(feature, place) != 0 else {
                values.append(.none)
                continue
            }
            switch kind {
            case OFTInteger, OFTInteger64:
                values.append(.integer(Int(unsafe OGR_F_GetFieldAsInteger64(feature, place))))
            case OFTReal: values.append(.real(unsafe OGR_F_GetFieldAsDouble(feature, place)))
            default:
                let text = unsafe OGR_F_GetFieldAsString(feature, place)
                values.append(.text(unsafe text.map { unsafe String(cString: $0) } ?? ""))
            }
        }
        if names.count > kinds.count { values.append(.integer(Int(unsafe OGR_F_GetFID(feature)))) }
        return values
    }
}
