/// One byte per pixel in tiles that exist only where something was painted.
///
/// Where two things are painted on one pixel, the worse stays; the background is better than all.
struct TileCanvas: Sendable {
    /// Which of two values is worse.
    enum Worst: Sendable {
        /// The larger one; the background is 0.
        case largest
        /// The smaller one; the background is 255.
        case smallest

        var background: UInt8 { self == .largest ? 0 : 255 }
    }

    static let tileSize = 512

    let width: Int
    let height: Int
    let worst: Worst
    private(set) var tiles: [Int: [UInt8]] = [:]

    private var tilesAcross: Int { (width + Self.tileSize - 1) / Self.tileSize }

    init(width: Int, height: Int, worst: Worst) {
        self.width = width
        self.height = height
        self.worst = worst
    }

    /// Column and row of the north-west pixel of a tile.
    func origin(ofTile key: Int) -> (x: Int, y: Int) {
        ((key % tilesAcross) * Self.tileSize, (key / tilesAcross) * Self.tileSize)
    }

    /// The value of a pixel.
    func value(x: Int, y: Int) -> UInt8 {
        let size = Self.tileSize
        guard let tile = tiles[y / size * tilesAcross + x / size] else { return worst.background }
        return tile[y % size * size + x % size]
    }

    /// Paints the pixels `columns` of one row, as far as they are in the raster.
    mutating func paint(row: Int, columns: ClosedRange<Int>, value: UInt8) {
        guard row >= 0, row < height else { return }
        var x = max(columns.lowerBound, 0)
        let end = min(columns.upperBound, width - 1) + 1
        let size = Self.tileSize
        while x < end {
            let stop = min(end, (x / size + 1) * size)
            let start = row % size * size + x % size
            let key = row / size * tilesAcross + x / size
            let blank = tiles[key] == nil
            if blank { tiles[key] = [UInt8](repeating: worst.background, count: size * size) }
            Self.merge(
                &tiles[key, default: []], range: start..<(start + stop - x), value: value,
                worst: worst)
            x = stop
        }
    }

    private static func merge(
        _ tile: inout [UInt8], range: Range<Int>, value: UInt8, worst: Worst
    ) {
        var pixels = tile.mutableSpan
        for index in range {
            let old = pixels[index]
            pixels[index] = worst == .largest ? max(old, value) : min(old, value)
        }
    }

    /// Every value that occurs in a tile.
    var values: Set<UInt8> {
        var seen = [Bool](repeating: false, count: 256)
        for tile in tiles.values {
            for pixel in tile { seen[Int(pixel)] = true }
        }
        return Set((0...255).filter { seen[$0] }.map(UInt8.init))
    }

    /// Adds one to the pixels `columns` of one row, as far as they are in the raster, up to 250.
    mutating func count(row: Int, columns: ClosedRange<Int>) {
        guard row >= 0, row < height, columns.overlaps(0...(width - 1)) else { return }
        for x in max(columns.lowerBound, 0)...min(columns.upperBound, width - 1) {
            let old = value(x: x, y: row)
            paint(row: row, columns: x...x, value: min(old + 1, 250))
        }
    }

    /// Paints `none` + n wherever `counts` holds n above 0.
    mutating func mergeCounts(_ counts: TileCanvas, above none: UInt8) {
        let raised = counts.tiles.mapValues { tile in
            tile.map { $0 == 0 ? worst.background : min($0, 255 - none) + none }
        }
        for (key, tile) in raised { merge(tile, at: key) }
    }

    /// Puts `tile`, as large as a tile, over the one at `key`; the worse of both stays.
    private mutating func merge(_ tile: [UInt8], at key: Int) {
        guard var own = tiles.removeValue(forKey: key) else {
            tiles[key] = tile
            return
        }
        for index in own.indices {
            own[index] =
                worst == .largest ? max(own[index], tile[index]) : min(own[index], tile[index])
        }
        tiles[key] = own
    }

    /// Blanks every block of 2^`halvings` pixels a side, at most a tile, that is 0 in `blocks`.
    mutating func keep(blocks: TileCanvas, halvings: Int) {
        let side = 1 << halvings
        for key in Array(tiles.keys) {
            guard var own = tiles.removeValue(forKey: key) else { continue }
            let corner = origin(ofTile: key)
            var isEmpty = true
            for y in stride(from: 0, to: Self.tileSize, by: side) where corner.y + y < height {
                for x in stride(from: 0, to: Self.tileSize, by: side) where corner.x + x < width {
                    let block = blocks.value(
                        x: (corner.x + x) >> halvings, y: (corner.y + y) >> halvings)
                    if block != 0 {
                        isEmpty = false
                        continue
                    }
                    for row in y..<(y + side) {
                        let start = row * Self.tileSize + x
                        for index in start..<(start + side) { own[index] = worst.background }
                    }
                }
            }
            if !isEmpty { tiles[key] = own }
        }
    }

    /// The next overview: half as wide and high, each pixel the worst of its four.
    func halved() -> TileCanvas {
        var result = TileCanvas(width: (width + 1) / 2, height: (height + 1) / 2, worst: worst)
        let size = Self.tileSize
        let blank = [UInt8](repeating: worst.background, count: size * size)
        for (key, tile) in tiles {
            let column = key % tilesAcross
            let row = key / tilesAcross
            let target = row / 2 * result.tilesAcross + column / 2
            let corner = (row % 2 * size + column % 2) * size / 2
            Self.halve(
                tile, into: &result.tiles[target, default: blank], at: corner, worst: worst)
        }
        return result
    }

    private static func halve(
        _ tile: [UInt8], into target: inout [UInt8], at corner: Int, worst: Worst
    ) {
        let size = tileSize
        let source = tile.span
        var pixels = target.mutableSpan
        for y in 0..<(size / 2) {
            for x in 0..<(size / 2) {
                let from = 2 * y * size + 2 * x
                let (a, b) = (source[from], source[from + 1])
                let (c, d) = (source[from + size], source[from + size + 1])
                pixels[corner + y * size + x] =
                    worst == .largest ? max(max(a, b), max(c, d)) : min(min(a, b), min(c, d))
            }
        }
    }
}
