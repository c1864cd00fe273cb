internal import FileAccess
public import SurveyModel

/// Draws one layer of a long road as tiles of a kilometre, with a VRT for each zone and a list of all.
///
/// One tile is in memory at a time. A tile whose account is that of the file on disk is left as it is; its
/// metadata then names the record it was drawn from, the list names the record it was last held against.
public struct RoadTileWriter: Sendable {
    /// Facts of a label that say when a tile was drawn, not what it shows.
    public static let timeFacts: Set<String> = [
        "RECORD_HEAD", "RECORD_TIME", "RECORD_CONTENT", "RECORD_DATE",
    ]
    /// Name of the list of tiles.
    public static let indexName = "tiles.geojson"

    /// The tiles.
    public let plan: RoadTilePlan
    /// Name of the layer.
    public let layer: String
    /// Folder of its files; it exists.
    public let folder: String
    /// Roads of the survey.
    public let roads: [Centreline]
    /// All segments drawn.
    public let places: [(road: String, rectangle: RoadRectangle)]
    /// All discs that may be drawn.
    public let discs: [MapDisc]

    /// A writer of `layer` into `folder`; `plan` was made of `places` and `discs`.
    public init(
        _ plan: RoadTilePlan, layer: String, folder: String, roads: [Centreline],
        places: [(road: String, rectangle: RoadRectangle)], discs: [MapDisc]
    ) {
        self.plan = plan
        self.layer = layer
        self.folder = folder
        self.roads = roads
        self.places = places
        self.discs = discs
    }

    /// What was done.
    public struct Outcome: Sendable {
        /// Files written.
        public var written: [String] = []
        /// Tiles that were up to date.
        public var kept = 0
        /// Files of tiles that are no more.
        public var removed: [String] = []
    }

    /// Writes what is not up to date: `content` gives what lies on a stretch of road, `label` what a tile
    /// says of itself, `digest` the digest of a text.
    ///
    /// - Throws: `Cancelled` between two tiles, after which the finished ones stay and are not drawn again;
    ///   `CartographyError`, and what `content` throws.
    public func write(
        label whole: ProductLabel, monitor: WorkMonitor, digest: (String) -> Digest,
        label: (RoadTile) -> ProductLabel, content: (RoadTile.Stretch) throws -> MapContent
    ) throws -> Outcome {
        var outcome = Outcome()
        var projections: [String: MapProjection] = [:]
        var mosaics: [(name: String, mosaic: TileMosaic)] = []
        var index = TileIndex(layer: layer, label: whole)
        for (number, tile) in plan.tiles.enumerated() {
            try monitor.check()
            monitor.progress(Double(number) / Double(plan.tiles.count), "\(layer) \(tile.name)")
            let projection = try projections[tile.crs] ?? MapProjection(crs: tile.crs)
            projections[tile.crs] = projection
            let own = label(tile)
            let sheet = try RoadTileSheet(
                tile, of: plan, contents: tile.stretches.map(content), places: places,
                discs: discs, roads: roads, projection: projection, label: own)
            let facts = own.facts.filter { !Self.timeFacts.contains($0.key) }
            let words = facts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            let madeFrom = digest((words + [sheet.account]).joined(separator: "\n"))
            let path = folder + "/" + tile.name + ".tif"
            let overview: RoadTileOverview
            if RoadTileFile.madeFrom(path) == madeFrom, let kept = sheet.overview(of: path) {
                overview = kept
                outcome.kept += 1
            } else {
                overview = try sheet.write(to: path, madeFrom: madeFrom)
                outcome.written.append(path)
            }
            let mosaicName = "\(layer)-\(Self.fileName(tile.crs)).vrt"
            if !mosaics.contains(where: { $0.name == mosaicName }) {
                mosaics.append((mosaicName, TileMosaic(like: sheet)))
            }
            if let place = mosaics.firstIndex(where: { $0.name == mosaicName }) {
                mosaics[place].mosaic.add(overview)
            }
            try index.add(sheet, madeFrom: madeFrom, mosaic: mosaicName, projection: projection)
        }
        try monitor.check()
        let current = plan.tiles.map { $0.name + ".tif" } + mosaics.map(\.name)
        outcome.removed = try Self.removeAll(layer: layer, in: folder, but: Set(current))
        for (name, mosaic) in mosaics {
            try mosaic.write(to: folder + "/" + name, label: whole)
            outcome.written.append(folder + "/" + name)
        }
        try index.write(to: folder + "/" + Self.indexName)
        outcome.written.append(folder + "/" + Self.indexName)
        return outcome
    }

    /// Removes every tile, VRT and list of `layer` in `folder`, which may be absent; what was not made here
    /// stays.
    ///
    /// - Throws: `FileError`, `CartographyError.file`.
    public static func removeAll(layer: String, in folder: String) throws {
        guard Folder.isDirectory(folder) else { return }
        // The list first: without it nobody takes the rest for a map that is kept up to date.
        try Folder.remove(folder + "/" + indexName)
        _ = try removeAll(layer: layer, in: folder, but: [])
    }

    private static func removeAll(
        layer: String, in folder: String, but kept: Set<String>
    ) throws -> [String] {
        var removed: [String] = []
        for name in try Folder.names(in: folder).sorted() where !kept.contains(name) {
            let path = folder + "/" + name
            if name.hasSuffix(".tif"), RoadTileFile.madeFrom(path) != nil {
                try RoadTileFile.remove(path)
                removed.append(path)
            }
            if name.hasPrefix(layer + "-"), name.hasSuffix(".vrt") {
                try Folder.remove(path)
                try Folder.remove(path + ".ovr")
                removed.append(path)
            }
        }
        return removed
    }

    /// `EPSG:32634` as part of a file name; a CRS given as WKT is the survey's own.
    private static func fileName(_ crs: String) -> String {
        crs.hasPrefix("EPSG:") ? "epsg-" + crs.dropFirst(5) : "survey-crs"
    }
}
