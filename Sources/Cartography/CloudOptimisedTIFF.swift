internal import CGDAL
internal import FileAccess
internal import SurveyModel

/// A cloud-optimised GeoTIFF of byte bands whose overviews keep the worst value of what they cover.
struct CloudOptimisedTIFF {
    /// One band.
    struct Band {
        var canvas: TileCanvas
        var description: String
        var unit: String
        /// Colours by value, where the band has a colour table.
        var palette: [PaletteEntry]
        /// What else is told of it, by name.
        var facts: [(name: String, text: String)] = []
    }

    /// The colour of one value.
    struct PaletteEntry {
        var value: UInt8
        var colour: (red: UInt8, green: UInt8, blue: UInt8)
        var isClear = false
    }

    static let smallestOverview = 256

    var frame: RasterFrame
    /// `nil` for a lane's own frame: x along it, y to its left.
    var crs: String?
    var bands: [Band]
    var label: ProductLabel
    var title: String
    /// Text of the `.aux.xml` beside it.
    var sidecar: String

    /// Writes the raster and its `.aux.xml`, each under a temporary name first.
    func write(to path: String) throws(CartographyError) {
        GDALLibrary.start()
        let draft = MemoryFile(standingFor: path, suffix: "tif")
        let finished = MemoryFile(standingFor: path, suffix: "tif")
        let source = try sourceDataset(at: draft)
        try source.copy(driver: "COG", to: finished, options: Self.options)
        guard let bytes = finished.bytes() else {
            throw .notWritten(path: path, reason: "nothing was made")
        }
        do {
            var raster = try DurableFile(path: path)
            var table = try DurableFile(path: path + ".aux.xml")
            try raster.write(bytes.span)
            try table.write(Array(sidecar.utf8).span)
            // The table first: a raster must not stand beside the table of another one.
            try table.commit()
            try raster.commit()
        } catch {
            throw .file(error)
        }
    }

    private static var options: GDALOptions {
        GDALOptions([
            "COMPRESS": "DEFLATE", "LEVEL": "6", "BLOCKSIZE": "\(TileCanvas.tileSize)",
            "OVERVIEWS": "FORCE_USE_EXISTING", "NUM_THREADS": "1", "BIGTIFF": "IF_SAFER",
            "SPARSE_OK": "YES",
        ])
    }

    private func sourceDataset(at file: borrowing MemoryFile) throws(CartographyError)
        -> GDALDataset
    {
        let options = GDALOptions([
            "TILED": "YES", "BLOCKXSIZE": "\(TileCanvas.tileSize)",
            "BLOCKYSIZE": "\(TileCanvas.tileSize)", "SPARSE_OK": "TRUE", "INTERLEAVE": "BAND",
            "BIGTIFF": "IF_SAFER", "NUM_THREADS": "1",
        ])
        let dataset = try GDALDataset.create(
            driver: "GTiff", at: file, width: Int32(frame.width), height: Int32(frame.height),
            bands: Int32(bands.count), type: GDT_Byte, options: options)
        try describe(dataset, path: file.displayPath)
        for (index, band) in bands.enumerated() {
            try describe(band, number: index + 1, in: dataset, path: file.displayPath)
        }
        try paint(dataset, path: file.displayPath)
        return dataset
    }

    private func describe(
        _ dataset: borrowing GDALDataset, path: String
    ) throws(CartographyError) {
        GDALLibrary.clearError()
        var transform = frame.transform
        unsafe GDALSetGeoTransform(dataset.handle, &transform)
        if let crs {
            guard let reference = unsafe OSRNewSpatialReference(nil) else {
                throw .notWritten(path: path, reason: "no memory for the CRS")
            }
            defer { unsafe OSRDestroySpatialReference(reference) }
            guard unsafe OSRSetFromUserInput(reference, crs) == OGRERR_NONE else {
                throw .unusableCRS(crs: crs, reason: "GDAL does not know it")
            }
            unsafe GDALSetSpatialRef(dataset.handle, reference)
        }
        for (name, text) in metadata {
            unsafe GDALSetMetadataItem(dataset.handle, name, text, nil)
        }
        try GDALLibrary.check(path: path)
    }

    private var metadata: [(String, String)] {
        let words = [label.stamp, title].compactMap(\.self).joined(separator: ". ")
        return label.items.map { ($0.name, $0.text) } + [
            ("AREA_OR_POINT", "Area"),
            ("TIFFTAG_IMAGEDESCRIPTION", words),
            ("TIFFTAG_SOFTWARE", "ClearRoad \(ToolVersion.current)"),
        ]
    }

    private func describe(
        _ band: Band, number: Int, in dataset: borrowing GDALDataset, path: String
    ) throws(CartographyError) {
        GDALLibrary.clearError()
        guard let handle = unsafe GDALGetRasterBand(dataset.handle, Int32(number)) else {
            throw .notWritten(path: path, reason: GDALLibrary.lastError)
        }
        unsafe GDALSetRasterNoDataValue(handle, Double(band.canvas.worst.background))
        unsafe GDALSetDescription(handle, band.description)
        unsafe GDALSetRasterUnitType(handle, band.unit)
        for fact in band.facts {
            unsafe GDALSetMetadataItem(handle, fact.name, fact.text, nil)
        }
        if !band.palette.isEmpty {
            guard let table = unsafe GDALCreateColorTable(GPI_RGB) else {
                throw .notWritten(path: path, reason: "no memory for the colour table")
            }
            defer { unsafe GDALDestroyColorTable(table) }
            for own in band.palette {
                let colour = own.colour
                var entry = GDALColorEntry(
                    c1: Int16(colour.red), c2: Int16(colour.green), c3: Int16(colour.blue),
                    c4: own.isClear ? 0 : 255)
                unsafe GDALSetColorEntry(table, Int32(own.value), &entry)
            }
            unsafe GDALSetRasterColorTable(handle, table)
        }
        try GDALLibrary.check(path: path)
    }

    /// Writes the full resolution and every overview, each halved from the one below it.
    private func paint(
        _ dataset: borrowing GDALDataset, path: String
    ) throws(CartographyError) {
        var levels: [Int32] = []
        while max(frame.width, frame.height) >> levels.count > Self.smallestOverview {
            levels.append(1 << (levels.count + 1))
        }
        GDALLibrary.clearError()
        if !levels.isEmpty {
            let outcome = unsafe GDALBuildOverviews(
                dataset.handle, "NONE", Int32(levels.count), &levels, 0, nil, nil, nil)
            guard outcome == CE_None else {
                throw .notWritten(path: path, reason: GDALLibrary.lastError)
            }
        }
        for (index, band) in bands.enumerated() {
            guard let handle = unsafe GDALGetRasterBand(dataset.handle, Int32(index + 1)) else {
                throw .notWritten(path: path, reason: GDALLibrary.lastError)
            }
            var canvas = band.canvas
            try unsafe Self.put(canvas, into: handle, path: path)
            for level in levels.indices {
                canvas = canvas.halved()
                guard let overview = unsafe GDALGetOverview(handle, Int32(level)) else {
                    throw .notWritten(path: path, reason: "an overview is missing")
                }
                try unsafe Self.put(canvas, into: overview, path: path)
            }
        }
    }

    @unsafe private static func put(
        _ canvas: TileCanvas, into band: GDALRasterBandH, path: String
    ) throws(CartographyError) {
        guard unsafe Int(GDALGetRasterBandXSize(band)) == canvas.width,
            unsafe Int(GDALGetRasterBandYSize(band)) == canvas.height
        else { throw .notWritten(path: path, reason: "an overview has another size") }
        let size = TileCanvas.tileSize
        for (key, tile) in canvas.tiles.sorted(by: { $0.key < $1.key }) {
            let origin = canvas.origin(ofTile: key)
            let width = Int32(min(size, canvas.width - origin.x))
            let height = Int32(min(size, canvas.height - origin.y))
            var pixels = tile
            let outcome = unsafe pixels.withUnsafeMutableBytes { bytes in
                unsafe GDALRasterIO(
                    band, GF_Write, Int32(origin.x), Int32(origin.y), width, height,
                    bytes.baseAddress, width, height, GDT_Byte, 1, Int32(size))
            }
            guard outcome == CE_None else {
                throw .notWritten(path: path, reason: GDALLibrary.lastError)
            }
        }
    }
}
