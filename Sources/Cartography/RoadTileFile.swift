internal import CGDAL
internal import FileAccess
public import SurveyModel

/// What a tile that was drawn before tells of itself.
public enum RoadTileFile: Sendable {
    private static let marker = "<Item name=\"MADE_FROM\">"
    private static let tableMarker = "<MDI key=\"MADE_FROM\">"
    private static let headBytes = 1 << 20

    /// What the tile at `path` was made from; `nil` where there is none, or where it and the table beside it
    /// do not belong together.
    public static func madeFrom(_ path: String) -> Digest? {
        guard let raster = digest(in: path, after: marker),
            digest(in: path + ".aux.xml", after: tableMarker) == raster
        else { return nil }
        return raster
    }

    private static func digest(in path: String, after marker: String) -> Digest? {
        guard let file = try? RegularFile(path: path),
            let bytes = try? file.bytes(at: 0, count: min(headBytes, file.byteCount))
        else { return nil }
        let wanted = Array(marker.utf8)
        var place = 0
        while place + wanted.count + 64 <= bytes.count {
            if bytes[place] == wanted[0],
                bytes[place..<(place + wanted.count)].elementsEqual(wanted)
            {
                let digits = bytes[(place + wanted.count)..<(place + wanted.count + 64)]
                return Digest(hexadecimal: String(decoding: digits, as: UTF8.self))
            }
            place += 1
        }
        return nil
    }

    /// Removes the tile at `path` and its table.
    ///
    /// - Throws: `CartographyError.file`.
    public static func remove(_ path: String) throws(CartographyError) {
        do {
            try Folder.remove(path)
            try Folder.remove(path + ".aux.xml")
        } catch { throw .file(error) }
    }
}

extension RoadTileSheet {
    /// The coarsest overview of the file at `path`, which was drawn from this sheet; `nil` where it does not
    /// look like it.
    public func overview(of path: String) -> RoadTileOverview? {
        guard let file = try? RegularFile(path: path),
            let bytes = try? file.allBytes(limit: 1 << 30)
        else { return nil }
        let copy = MemoryFile(standingFor: path, suffix: "tif")
        guard (try? copy.write(bytes)) != nil,
            let dataset = try? GDALDataset.openRaster(copy.path, original: path)
        else { return nil }
        let window = ground.halved(halvings)
        guard unsafe Int(GDALGetRasterXSize(dataset.handle)) == frame.width,
            unsafe Int(GDALGetRasterYSize(dataset.handle)) == frame.height,
            unsafe Int(GDALGetRasterCount(dataset.handle)) == drawing.bands.count
        else { return nil }
        var bands: [[UInt8]] = []
        for number in drawing.bands.indices {
            var band = unsafe GDALGetRasterBand(dataset.handle, Int32(number + 1))
            if halvings > 0 { unsafe band = GDALGetOverview(band, Int32(halvings - 1)) }
            guard let band = unsafe band else { return nil }
            guard unsafe Int(GDALGetRasterBandXSize(band)) == frame.width >> halvings else {
                return nil
            }
            var pixels = [UInt8](repeating: 0, count: window.width * window.height)
            let outcome = unsafe pixels.withUnsafeMutableBytes { bytes in
                unsafe GDALRasterIO(
                    band, GF_Read, Int32(window.x), Int32(window.y), Int32(window.width),
                    Int32(window.height), bytes.baseAddress, Int32(window.width),
                    Int32(window.height), GDT_Byte, 1, Int32(window.width))
            }
            guard outcome == CE_None else { return nil }
            bands.append(pixels)
        }
        return overview(bands)
    }
}
