internal import FileAccess
internal import SurveyModel

/// All tiles of one zone seen as one raster: a VRT with overviews beside it (`.ovr`).
///
/// Ground lies over the margins of stamps. Down to the coarsest overview of the tiles GDAL reads theirs; the
/// coarser ones are in the `.ovr`, made from them: the worst of all pixels below, as everywhere.
public struct TileMosaic: Sendable {
    /// CRS of the zone.
    public let crs: String
    private let style: LayerDrawing
    private var overviews: [RoadTileOverview] = []

    /// No tile yet of the zone of `sheet`, in the style of its layer.
    public init(like sheet: RoadTileSheet) {
        crs = sheet.tile.crs
        var style = sheet.drawing
        style.places = []
        style.operations = []
        self.style = style
    }

    /// Adds a tile.
    public mutating func add(_ overview: RoadTileOverview) { overviews.append(overview) }

    /// Writes the VRT to `path`, beside its tiles, and its overviews.
    ///
    /// - Throws: `CartographyError.file`, `.notWritten`, `.emptyMap`.
    public func write(to path: String, label: ProductLabel) throws(CartographyError) {
        guard let first = overviews.first else { throw .emptyMap }
        var whole = first.frame
        let pixel = whole.pixelMetres
        let east = overviews.map { $0.frame.westMetres + Double($0.frame.width) * pixel }.max() ?? 0
        let south =
            overviews.map { $0.frame.northMetres - Double($0.frame.height) * pixel }.min() ?? 0
        whole.westMetres = overviews.map(\.frame.westMetres).min() ?? 0
        whole.northMetres = overviews.map(\.frame.northMetres).max() ?? 0
        whole.width = Int(((east - whole.westMetres) / pixel).rounded())
        whole.height = Int(((whole.northMetres - south) / pixel).rounded())
        guard max(whole.width, whole.height) < Int(Int32.max) else {
            throw .rasterTooLarge(
                pixels: Double(whole.width) * Double(whole.height), limit: Double(Int32.max))
        }
        do { try Folder.remove(path) } catch { throw .file(error) }
        try writeCoarse(whole, label: label, to: path + ".ovr")
        do { try DurableFile.write(xml(whole, label: label), to: path) } catch {
            throw .file(error)
        }
    }

    private func writeCoarse(
        _ whole: RasterFrame, label: ProductLabel, to path: String
    ) throws(CartographyError) {
        guard let times = overviews.first?.halvings else { return }
        var coarse = whole
        coarse.width >>= times
        coarse.height >>= times
        coarse.pixelMetres *= Double(1 << times)
        var canvases = style.bands.map {
            TileCanvas(width: coarse.width, height: coarse.height, worst: $0.worst)
        }
        for overview in overviews {
            var place = PixelWindow(of: overview.frame, in: whole).halved(times)
            let ground = overview.ground.halved(times)
            place.x += ground.x
            place.y += ground.y
            for (band, pixels) in overview.bands.enumerated() {
                canvases[band].paint(pixels, width: overview.width, x: place.x, y: place.y)
            }
        }
        try CloudOptimisedTIFF(
            frame: coarse, crs: crs, bands: style.finished(canvases, label: label), label: label,
            title: style.title, sidecar: ""
        ).writeOverviews(to: path)
    }

    private func xml(_ whole: RasterFrame, label: ProductLabel) -> String {
        let escaped = AttributeTable.escaped
        var lines = [
            "<VRTDataset rasterXSize=\"\(whole.width)\" rasterYSize=\"\(whole.height)\">",
            "  <SRS dataAxisToSRSAxisMapping=\"1,2\">\(escaped(crs))</SRS>",
            "  <GeoTransform>\(whole.transform.map { "\($0)" }.joined(separator: ", "))"
                + "</GeoTransform>",
            "  <Metadata>",
        ]
        lines += label.items.map {
            "    <MDI key=\"\(escaped($0.name))\">\(escaped($0.text))</MDI>"
        }
        lines += [
            "    <MDI key=\"AREA_OR_POINT\">Area</MDI>",
            "    <MDI key=\"TITLE\">\(escaped(style.title))</MDI>", "  </Metadata>",
        ]
        for number in style.bands.indices { lines += bandLines(number, whole) }
        return (lines + ["</VRTDataset>", ""]).joined(separator: "\n")
    }

    private func bandLines(_ number: Int, _ whole: RasterFrame) -> [String] {
        let band = style.bands[number]
        let escaped = AttributeTable.escaped
        var lines = [
            "  <VRTRasterBand dataType=\"Byte\" band=\"\(number + 1)\">",
            "    <Description>\(escaped(band.description))</Description>",
            "    <Metadata>"
                + band.facts.map { "<MDI key=\"\($0.name)\">\(escaped($0.text))</MDI>" }.joined()
                + "</Metadata>",
            "    <UnitType>\(escaped(band.unit))</UnitType>",
            "    <NoDataValue>\(band.worst.background)</NoDataValue>",
        ]
        if !band.palette.isEmpty {
            lines.append("    <ColorInterp>Palette</ColorInterp>")
            lines.append("    <ColorTable>")
            var colours = [(UInt8, UInt8, UInt8, Int)](repeating: (0, 0, 0, 255), count: 256)
            for own in band.palette {
                let colour = own.colour
                colours[Int(own.value)] =
                    (colour.red, colour.green, colour.blue, own.isClear ? 0 : 255)
            }
            lines += colours.map {
                "      <Entry c1=\"\($0.0)\" c2=\"\($0.1)\" c3=\"\($0.2)\" c4=\"\($0.3)\"/>"
            }
            lines.append("    </ColorTable>")
        }
        // Later sources lie over earlier ones.
        for overview in overviews {
            for margin in overview.margins {
                lines += source(overview, margin, number, band, whole)
            }
        }
        for overview in overviews {
            lines += source(overview, overview.ground, number, band, whole)
        }
        return lines + ["  </VRTRasterBand>"]
    }

    private func source(
        _ overview: RoadTileOverview, _ window: PixelWindow, _ number: Int,
        _ band: LayerDrawing.Band, _ whole: RasterFrame
    ) -> [String] {
        let frame = PixelWindow(of: overview.frame, in: whole)
        let size = "xSize=\"\(window.width)\" ySize=\"\(window.height)\""
        return [
            "    <ComplexSource>",
            "      <SourceFilename relativeToVRT=\"1\">\(overview.tile.name).tif</SourceFilename>",
            "      <SourceBand>\(number + 1)</SourceBand>",
            "      <SourceProperties RasterXSize=\"\(frame.width)\" RasterYSize=\"\(frame.height)\" "
                + "DataType=\"Byte\" BlockXSize=\"512\" BlockYSize=\"512\"/>",
            "      <SrcRect xOff=\"\(window.x)\" yOff=\"\(window.y)\" \(size)/>",
            "      <DstRect xOff=\"\(frame.x + window.x)\" yOff=\"\(frame.y + window.y)\" \(size)/>",
            "      <NODATA>\(band.worst.background)</NODATA>",
            "    </ComplexSource>",
        ]
    }
}

extension RoadTileOverview {
    /// What of the tile is margin: left of, above, right of and below the ground.
    var margins: [PixelWindow] {
        func window(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> PixelWindow {
            var own = ground
            (own.x, own.y, own.width, own.height) = (x, y, width, height)
            return own
        }
        let (right, bottom) = (ground.x + ground.width, ground.y + ground.height)
        return [
            window(0, 0, ground.x, frame.height), window(ground.x, 0, ground.width, ground.y),
            window(right, 0, frame.width - right, frame.height),
            window(ground.x, bottom, ground.width, frame.height - bottom),
        ].filter { $0.width > 0 && $0.height > 0 }
    }
}

extension TileCanvas {
    /// Paints `pixels` in rows of `width` with their north-west corner at (x, y).
    mutating func paint(_ pixels: [UInt8], width: Int, x: Int, y: Int) {
        guard width > 0 else { return }
        for (row, start) in stride(from: 0, to: pixels.count, by: width).enumerated() {
            var column = 0
            while column < width {
                let value = pixels[start + column]
                var end = column + 1
                while end < width, pixels[start + end] == value { end += 1 }
                if value != worst.background {
                    paint(row: y + row, columns: (x + column)...(x + end - 1), value: value)
                }
                column = end
            }
        }
    }
}
