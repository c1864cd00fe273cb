internal import SurveyModel

/// Finds, for each tile, the stretches of all roads whose ground may reach into it.
struct RoadNeighbours {
    /// A short piece of a tile's road with the box round its ground, in degrees.
    private struct Piece {
        var tile: Int
        var chainage: MetreRange
        var west, south, east, north: Double

        func overlaps(_ other: Piece) -> Bool {
            west <= other.east && other.west <= east && south <= other.north
                && other.south <= north
        }
    }

    private struct Cell: Hashable {
        var x: Int
        var y: Int
    }

    private static let cellDegrees = 0.005
    private var tiles: [RoadTile]
    private var pieces: [Piece] = []
    private var cells: [Cell: [Int]] = [:]

    init(_ tiles: [RoadTile], roads: [Centreline], marginMetres: Double) {
        self.tiles = tiles
        let lines = Dictionary(
            roads.map { ($0.road, $0) }, uniquingKeysWith: { first, _ in first })
        for (number, tile) in tiles.enumerated() {
            guard let line = lines[tile.road] else { continue }
            let reach = max(abs(tile.offsets.low), abs(tile.offsets.high)) + marginMetres + 1
            for stretch in line.stretches(
                of: tile.chainage, maximumMetres: RoadTilePlan.pieceMetres)
            {
                pieces.append(
                    Self.piece(
                        tile: number, stretch.chainage, on: line.legs[stretch.leg], reach: reach))
            }
        }
        for (place, piece) in pieces.enumerated() {
            for cell in Self.cells(of: piece) { cells[cell, default: []].append(place) }
        }
    }

    /// The tiles with their stretches.
    var joined: [RoadTile] {
        var found: [[Int: MetreRange]] = Array(repeating: [:], count: tiles.count)
        for piece in pieces {
            for place in Set(Self.cells(of: piece).flatMap { cells[$0] ?? [] })
            where pieces[place].overlaps(piece) {
                let other = pieces[place]
                let known = found[piece.tile][other.tile] ?? other.chainage
                found[piece.tile][other.tile] = MetreRange(
                    low: min(known.low, other.chainage.low),
                    high: max(known.high, other.chainage.high))
            }
        }
        return tiles.enumerated().map { number, tile in
            var own = tile
            own.stretches = Self.stretches(found[number], of: tiles)
            return own
        }
    }

    /// Stretches of tiles in their order, those that meet joined.
    private static func stretches(
        _ found: [Int: MetreRange], of tiles: [RoadTile]
    ) -> [RoadTile.Stretch] {
        var result: [RoadTile.Stretch] = []
        for number in found.keys.sorted() {
            guard let chainage = found[number] else { continue }
            let road = tiles[number].road
            if let last = result.last, last.road == road, last.chainage.high == chainage.low {
                result[result.count - 1].chainage.high = chainage.high
            } else {
                result.append(RoadTile.Stretch(road: road, chainage: chainage))
            }
        }
        return result
    }

    private static func piece(
        tile: Int, _ chainage: MetreRange, on leg: RoadLeg, reach: Double
    ) -> Piece {
        let ends = [chainage.low, chainage.high].map { leg.geographic(chainage: $0, offset: 0) }
        let latitudes = ends.map(\.latitude)
        let longitudes = ends.map(\.longitude)
        // A degree of latitude has at least 110.5 km; of longitude that times the cosine, less 1 % for the
        // ellipsoid. Near the poles there are no roads.
        let up = reach / 110_500
        let steepest = max(0.05, 1 - (abs(latitudes[0]) / 90) * (abs(latitudes[0]) / 90))
        let aside = up / (steepest * 0.95)
        return Piece(
            tile: tile, chainage: chainage, west: min(longitudes[0], longitudes[1]) - aside,
            south: min(latitudes[0], latitudes[1]) - up,
            east: max(longitudes[0], longitudes[1]) + aside,
            north: max(latitudes[0], latitudes[1]) + up)
    }

    private static func cells(of piece: Piece) -> [Cell] {
        func number(_ degrees: Double) -> Int { Int((degrees / cellDegrees).rounded(.down)) }
        return (number(piece.west)...number(piece.east)).flatMap { x in
            (number(piece.south)...number(piece.north)).map { Cell(x: x, y: $0) }
        }
    }
}
