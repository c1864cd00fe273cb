internal import CGDAL
internal import FileAccess
internal import SurveyModel

/// One of bytes, as most layers are.
typealias CloudOptimisedTIFF = CloudOptimisedRaster<TileCanvas>

/// A cloud-optimised GeoTIFF whose overviews keep of what they cover the value that matters most.
struct CloudOptimisedRaster<Canvas: PixelCanvas> {
    /// One band.
    struct Band {
        var canvas: Canvas
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

    static var smallestOverview: Int { 256 }

    var frame: RasterFrame
    /// `nil` for a lane's own frame: x along it, y to its left.
    var crs: String?
    var bands: [Band]
    var label: ProductLabel
    var title: String
    /// Text of the `.aux.xml` beside it.
    var sidecar: String
    /// How many times it is halved; `nil` until it has at most `smallestOverview` pixels a side.
    var halvings: Int?

    /// Writes the raster and its `.aux.xml`, each under a temporary name first, and gives each band at its
    /// coarsest.
    ///
    /// Stopped at any moment, it leaves both of before, both new ones, or no raster: never a raster beside
    /// the table of another.
    @discardableResult
    func write(to path: String) throws(CartographyError) -> [Canvas] {
        GDALLibrary.start()
        let finished = MemoryFile(standingFor: path, suffix: "tif")
        let coarsest = try make(finished, path: path)
        guard let bytes = finished.bytes() else {
            throw .notWritten(path: path, reason: "nothing was made")
        }
        do {
            var raster = try DurableFile(path: path)
            var table = try DurableFile(path: path + ".aux.xml")
            try raster.write(bytes.span)
            try table.write(Array(sidecar.utf8).span)
            try raster.sync()
            try table.sync()
            try Folder.remove(path)
            try table.commit()
            try raster.commit()
        } catch {
            throw .file(error)
        }
        return coarsest
    }

    /// The draft lives no longer than this, so that not all of its forms are in memory at once.
    private func make(
        _ finished: borrowing MemoryFile, path: String
    ) throws(CartographyError) -> [Canvas] {
        let draft = MemoryFile(standingFor: path, suffix: "tif")
        let source = try sourceDataset(at: draft, options: draftOptions)
        let coarsest = try paint(source, path: path)
        try source.copy(driver: "COG", to: finished, options: Self.options)
        return coarsest
    }

    private static var options: GDALOptions {
        GDALOptions([
            "COMPRESS": "DEFLATE", "LEVEL": "6", "BLOCKSIZE": "\(TileCanvas.tileSize)",
            "OVERVIEWS": "FORCE_USE_EXISTING", "NUM_THREADS": "1", "BIGTIFF": "IF_SAFER",
            "SPARSE_OK": "YES", "PREDICTOR": Canvas.hasFractions ? "YES" : "NO",
        ])
    }

    private var draftOptions: GDALOptions {
        var options = GDALOptions([
            "TILED": "YES", "BLOCKXSIZE": "\(TileCanvas.tileSize)",
            "BLOCKYSIZE": "\(TileCanvas.tileSize)", "SPARSE_OK": "TRUE", "INTERLEAVE": "BAND",
            "BIGTIFF": "IF_SAFER", "NUM_THREADS": "1",
        ])
        // Blocks of fractions are four times as large, and most of them are nearly empty.
        if Canvas.hasFractions {
            options.set("COMPRESS", "DEFLATE")
            options.set("ZLEVEL", "1")
        }
        // Three bands of bytes would be taken for red, green and blue.
        if bands.count > 1 { options.set("PHOTOMETRIC", "MINISBLACK") }
        return options
    }

    private func sourceDataset(
        at file: borrowing MemoryFile, options: borrowing GDALOptions
    ) throws(CartographyError) -> GDALDataset {
        let dataset = try GDALDataset.create(
            driver: "GTiff", at: file, width: Int32(frame.width), height: Int32(frame.height),
            bands: Int32(bands.count), type: Canvas.gdalType, options: options)
        try describe(dataset, path: file.displayPath)
        for (index, band) in bands.enumerated() {
            try describe(band, number: index + 1, in: dataset, path: file.displayPath)
        }
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
        unsafe GDALSetRasterNoDataValue(handle, band.canvas.nodata)
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

    /// Writes the full resolution and every overview, each halved from the one below it, and gives the
    /// last of each band.
    private func paint(
        _ dataset: borrowing GDALDataset, path: String
    ) throws(CartographyError) -> [Canvas] {
        var levels: [Int32] = []
        let wanted = { (made: Int) in
            halvings.map { made < $0 }
                ?? (max(frame.width, frame.height) >> made > Self.smallestOverview)
        }
        while wanted(levels.count) { levels.append(1 << (levels.count + 1)) }
        GDALLibrary.clearError()
        if !levels.isEmpty {
            let outcome = unsafe GDALBuildOverviews(
                dataset.handle, "NONE", Int32(levels.count), &levels, 0, nil, nil, nil)
            guard outcome == CE_None else {
                throw .notWritten(path: path, reason: GDALLibrary.lastError)
            }
        }
        var coarsest: [Canvas] = []
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
            coarsest.append(canvas)
        }
        return coarsest
    }

    /// Writes it as a plain compressed GeoTIFF, for overviews beside a raster that has none.
    func writeOverviews(to path: String) throws(CartographyError) {
        GDALLibrary.start()
        let file = MemoryFile(standingFor: path, suffix: "tif")
        try makeOverviews(file, path: path)
        guard let bytes = file.bytes() else {
            throw .notWritten(path: path, reason: "nothing was made")
        }
        do { try DurableFile.write(bytes, to: path) } catch { throw .file(error) }
    }

    private func makeOverviews(
        _ file: borrowing MemoryFile, path: String
    ) throws(CartographyError) {
        var options = draftOptions
        options.set("COMPRESS", "DEFLATE")
        let dataset = try sourceDataset(at: file, options: options)
        _ = try paint(dataset, path: path)
        GDALLibrary.clearError()
        unsafe GDALFlushCache(dataset.handle)
        try GDALLibrary.check(path: path)
    }

    @unsafe private static func put(
        _ canvas: Canvas, into band: GDALRasterBandH, path: String
    ) throws(CartographyError) {
        guard unsafe Int(GDALGetRasterBandXSize(band)) == canvas.width,
            unsafe Int(GDALGetRasterBandYSize(band)) == canvas.height
        else { throw .notWritten(path: path, reason: "an overview has another size") }
        let size = Int32(TileCanvas.tileSize)
        try canvas.forEachBlock { column, row, block throws(CartographyError) in
            let width = min(size, Int32(canvas.width - column))
            let height = min(size, Int32(canvas.height - row))
            var pixels = block
            let bytes = Int32(MemoryLayout<Canvas.Pixel>.stride)
            let outcome = unsafe pixels.withUnsafeMutableBytes { all in
                unsafe GDALRasterIO(
                    band, GF_Write, Int32(column), Int32(row), width, height, all.baseAddress,
                    width, height, Canvas.gdalType, bytes, bytes * size)
            }
            guard outcome == CE_None else {
                throw .notWritten(path: path, reason: GDALLibrary.lastError)
            }
        }
    }
}

extension PixelCanvas {
    /// GDAL's type of its pixels.
    fileprivate static var gdalType: GDALDataType { hasFractions ? GDT_Float32 : GDT_Byte }
}
