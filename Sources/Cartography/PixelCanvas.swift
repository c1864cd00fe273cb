/// Pixels of one band, held only where something was painted.
protocol PixelCanvas: Sendable {
    associatedtype Pixel: BitwiseCopyable, Sendable

    /// Whether its pixels are Float32; else they are bytes.
    static var hasFractions: Bool { get }

    var width: Int { get }
    var height: Int { get }
    /// The value of pixels where nothing was painted.
    var nodata: Double { get }

    /// Paints the pixels `columns` of one row, as far as they are in the raster.
    mutating func paint(row: Int, columns: ClosedRange<Int>, value: Pixel)

    /// The next overview: half as wide and high, each pixel what matters most of its four.
    func halved() -> Self

    /// Hands out every square of `TileCanvas.tileSize` pixels a side in which something was painted, from the
    /// north-west on, with column and row of its first pixel.
    func forEachBlock(
        _ body: (_ column: Int, _ row: Int, _ pixels: [Pixel]) throws(CartographyError) -> Void
    ) throws(CartographyError)
}

extension TileCanvas: PixelCanvas {
    static var hasFractions: Bool { false }

    var nodata: Double { Double(worst.background) }

    func forEachBlock(
        _ body: (_ column: Int, _ row: Int, _ pixels: [UInt8]) throws(CartographyError) -> Void
    ) throws(CartographyError) {
        for (key, tile) in tiles.sorted(by: { $0.key < $1.key }) {
            let corner = origin(ofTile: key)
            try body(corner.x, corner.y, tile)
        }
    }
}
