internal import SurveyModel

/// Where a raster lies: its north-west corner, its pixels, its size.
struct RasterFrame: Sendable, Equatable {
    static let pixelLimit = 4e8
    static let pixelRange = 0.01...10.0

    var westMetres: Double
    var northMetres: Double
    var pixelMetres: Double
    var width: Int
    var height: Int

    /// The frame around `points` with a margin, its corner on a whole metre.
    ///
    /// - Throws: `CartographyError.rasterTooLarge`, `.unusablePixel`, `.emptyMap`.
    init(around points: [ProjectedPosition], pixelMetres: Double) throws(CartographyError) {
        guard Self.pixelRange.contains(pixelMetres) else {
            throw .unusablePixel(metres: pixelMetres)
        }
        let easts = points.map(\.eastMetres)
        let norths = points.map(\.northMetres)
        guard let west = easts.min(), let east = easts.max(), let south = norths.min(),
            let north = norths.max()
        else { throw .emptyMap }
        let margin = 4 * pixelMetres
        westMetres = (west - margin).rounded(.down)
        northMetres = (north + margin).rounded(.up)
        let columns = ((east + margin - westMetres) / pixelMetres).rounded(.up)
        let rows = ((northMetres - south + margin) / pixelMetres).rounded(.up)
        try Self.check(columns: columns, rows: rows)
        self.pixelMetres = pixelMetres
        width = Int(columns)
        height = Int(rows)
    }

    /// The smallest frame round `points` with a margin whose corner and size are multiples of `step` pixels
    /// from the origin of the CRS.
    ///
    /// - Throws: `CartographyError.rasterTooLarge`, `.unusablePixel`, `.emptyMap`.
    init(
        around points: [ProjectedPosition], pixelMetres: Double, alignedTo step: Int
    ) throws(CartographyError) {
        self = try RasterFrame(around: points, pixelMetres: pixelMetres)
        try align(to: step)
    }

    /// Grows it until its corner and size are multiples of `step` pixels.
    mutating func align(to step: Int) throws(CartographyError) {
        let grain = Double(step) * pixelMetres
        let west = (westMetres / grain + 1e-6).rounded(.down) * grain
        let north = (northMetres / grain - 1e-6).rounded(.up) * grain
        let columns = (Double(width) + (westMetres - west) / pixelMetres) / Double(step)
        let rows = (Double(height) + (north - northMetres) / pixelMetres) / Double(step)
        westMetres = west
        northMetres = north
        let columnSteps = (columns - 1e-6).rounded(.up)
        let rowSteps = (rows - 1e-6).rounded(.up)
        try Self.check(columns: columnSteps * Double(step), rows: rowSteps * Double(step))
        width = Int(columnSteps) * step
        height = Int(rowSteps) * step
    }

    static func check(columns: Double, rows: Double) throws(CartographyError) {
        guard columns * rows <= pixelLimit, max(columns, rows) < 1e9 else {
            throw .rasterTooLarge(pixels: (columns * rows).rounded(), limit: pixelLimit)
        }
    }

    /// Pixels from the west and north edges, as fractions.
    func pixel(of position: ProjectedPosition) -> PixelPoint {
        PixelPoint(
            x: (position.eastMetres - westMetres) / pixelMetres,
            y: (northMetres - position.northMetres) / pixelMetres)
    }

    /// GDAL's six numbers.
    var transform: [Double] { [westMetres, pixelMetres, 0, northMetres, 0, -pixelMetres] }
}

/// A place in a raster: pixels right of its west edge and down from its north edge.
struct PixelPoint: Sendable, Equatable {
    var x: Double
    var y: Double
}
