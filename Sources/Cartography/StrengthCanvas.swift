/// One strength per pixel in small tiles that exist only where something was measured.
///
/// Where two strengths fall on one pixel, the larger stays; not a number is where nothing was measured.
struct StrengthCanvas: PixelCanvas {
    /// Lanes are narrow: smaller tiles hold less empty ground beside them.
    private static let tileSize = 64
    private static let tileCount = tileSize * tileSize

    static var hasFractions: Bool { true }

    let width: Int
    let height: Int
    private var tiles: [Int: [Float]] = [:]

    private var tilesAcross: Int { (width + Self.tileSize - 1) / Self.tileSize }

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    var nodata: Double { .nan }

    /// Pixels it holds in memory.
    var heldPixels: Int { tiles.count * Self.tileCount }

    /// The value of a pixel.
    func value(x: Int, y: Int) -> Float {
        let size = Self.tileSize
        return tiles[y / size * tilesAcross + x / size]?[y % size * size + x % size] ?? .nan
    }

    /// Puts the larger of `value` and what is there on a pixel of the raster.
    mutating func raise(x: Int, y: Int, to value: Float) {
        guard x >= 0, x < width, y >= 0, y < height, !value.isNaN else { return }
        let size = Self.tileSize
        let key = y / size * tilesAcross + x / size
        let place = y % size * size + x % size
        Self.raise(
            &tiles[key, default: [Float](repeating: .nan, count: Self.tileCount)], place, to: value)
    }

    private static func raise(_ tile: inout [Float], _ place: Int, to value: Float) {
        tile[place] = larger(tile[place], value)
    }

    private static func larger(_ one: Float, _ other: Float) -> Float {
        if one.isNaN { return other }
        return other > one ? other : one
    }

    mutating func paint(row: Int, columns: ClosedRange<Int>, value: Float) {
        for x in columns { raise(x: x, y: row, to: value) }
    }

    /// Every strength.
    func forEachValue(_ body: (Float) -> Void) {
        for (_, tile) in tiles.sorted(by: { $0.key < $1.key }) {
            for value in tile where !value.isNaN { body(value) }
        }
    }

    func halved() -> StrengthCanvas {
        var result = StrengthCanvas(width: (width + 1) / 2, height: (height + 1) / 2)
        let size = Self.tileSize
        let blank = [Float](repeating: .nan, count: Self.tileCount)
        for (key, tile) in tiles {
            let column = key % tilesAcross
            let row = key / tilesAcross
            let target = row / 2 * result.tilesAcross + column / 2
            let corner = (row % 2 * size + column % 2) * size / 2
            Self.halve(tile, into: &result.tiles[target, default: blank], at: corner)
        }
        return result
    }

    private static func halve(_ tile: [Float], into target: inout [Float], at corner: Int) {
        let size = tileSize
        let source = tile.span
        var pixels = target.mutableSpan
        for y in 0..<(size / 2) {
            for x in 0..<(size / 2) {
                let from = 2 * y * size + 2 * x
                pixels[corner + y * size + x] = larger(
                    larger(source[from], source[from + 1]),
                    larger(source[from + size], source[from + size + 1]))
            }
        }
    }

    func forEachBlock(
        _ body: (_ column: Int, _ row: Int, _ pixels: [Float]) throws(CartographyError) -> Void
    ) throws(CartographyError) {
        let side = TileCanvas.tileSize / Self.tileSize
        let across = (tilesAcross + side - 1) / side
        var blocks: [Int: [Int]] = [:]
        for key in tiles.keys {
            let block = key / tilesAcross / side * across + key % tilesAcross / side
            blocks[block, default: []].append(key)
        }
        for (block, keys) in blocks.sorted(by: { $0.key < $1.key }) {
            let column = block % across * TileCanvas.tileSize
            let row = block / across * TileCanvas.tileSize
            try body(column, row, pixels(of: keys, column: column, row: row))
        }
    }

    /// The square of a block's size with its corner at `column` and `row`, from its tiles.
    private func pixels(of keys: [Int], column: Int, row: Int) -> [Float] {
        let (size, wide) = (Self.tileSize, TileCanvas.tileSize)
        var result = [Float](repeating: .nan, count: wide * wide)
        for key in keys {
            guard let tile = tiles[key] else { continue }
            let x = key % tilesAcross * size - column
            let y = key / tilesAcross * size - row
            for line in 0..<size {
                let start = (y + line) * wide + x
                result.replaceSubrange(
                    start..<(start + size), with: tile[line * size..<(line + 1) * size])
            }
        }
        return result
    }
}
