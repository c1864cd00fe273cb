internal import Glibc

/// The plane of one channel through a scene: what every cell of it is made of, in any piece.
struct FieldPlane: Sendable {
    private let scene: FieldScene
    private let lattice: FieldLattice
    private let y: Double
    private let surface: SurfaceHeights
    private let soilNoise, bedNoise: FractalField
    private let coverRelief, baseRelief: SurfaceHeights?
    private let soil: DepthTable
    private let cuts: [FieldCut]
    private let holes: [(body: FieldBody, soil: DepthTable)]
    private let pebbles: PebbleField?

    init(_ scene: FieldScene, channel: Int, lattice: FieldLattice, withObjects: Bool = true) {
        self.scene = scene
        self.lattice = lattice
        y = scene.radar.lateralOffsetMetres(ofChannel: channel)
        let surface = scene.surface
        self.surface = surface
        let ground = scene.ground
        soilNoise = FractalField(
            ground.fluctuation, SeededHash(seed: scene.seed, .fractal), cellMetres: lattice.cell)
        bedNoise = FractalField(
            ground.fluctuation, SeededHash(seed: scene.seed, .fractal, 1), cellMetres: lattice.cell)
        coverRelief = ground.cover.map { Self.relief($0, SeededHash(seed: scene.seed, .cover)) }
        baseRelief = ground.base.map { Self.relief($0, SeededHash(seed: scene.seed, .base)) }
        soil = DepthTable { ground.soil(at: $0) }
        let own = y
        let bodies =
            withObjects
            ? scene.objects.map { FieldBody($0, surface: surface.height($0.xMetres, $0.yMetres)) }
            : []
        cuts = bodies.compactMap { FieldCut($0, y: own, scene: scene) }
        holes = bodies.compactMap { body in
            guard let hole = body.object.backfill,
                abs(body.object.yMetres - own) < hole.diameterMetres / 2 + 0.05
            else { return nil }
            let table = DepthTable {
                ground.soil(
                    at: $0, waterFactor: hole.waterFactor, densityFactor: hole.densityFactor)
            }
            return (body, table)
        }
        pebbles = ground.pebbles.map { PebbleField($0, SeededHash(seed: scene.seed, .pebbles)) }
    }

    private static func relief(_ bed: FieldGround.Bed, _ hash: SeededHash) -> SurfaceHeights {
        SurfaceHeights(
            SurfaceRoughness(
                rootMeanSquareMetres: bed.reliefMetres, correlationLengthMetres: 0.3), hash)
    }

    /// Heights of the surface in the middle of `columns` (m).
    func heights(_ columns: Range<Int>) -> [Float] { heights(surface, columns) }

    private func heights(_ relief: SurfaceHeights, _ columns: Range<Int>) -> [Float] {
        relief.heights(
            y: y, firstX: (Double(columns.lowerBound) + 0.5) * lattice.cell, step: lattice.cell,
            count: columns.count)
    }

    /// The cells `columns` x `rows`.
    func piece(_ columns: Range<Int>, rows: Range<Int>) -> FieldPiece {
        var piece = FieldPiece(
            columns: columns, rows: rows,
            permittivity: [Float](repeating: 1, count: columns.count * rows.count),
            conductivity: [Float](repeating: 0, count: columns.count * rows.count))
        let heights = heights(columns)
        fillGround(&piece, heights)
        pebbles?.add(to: &piece, y: y, cell: lattice.cell) { surface.height($0, $1) }
        for cut in cuts {
            piece.fill(x: cut.x, z: cut.z, cell: lattice.cell) { cut.matter($0, $1) }
        }
        return piece
    }

    private func fillGround(_ piece: inout FieldPiece, _ heights: [Float]) {
        let columns = piece.columns
        let (top, cell) = (Double(heights.max() ?? 0), lattice.cell)
        let first = max(piece.rows.lowerBound, Int((-top / cell).rounded(.down)))
        guard first < piece.rows.upperBound else { return }
        let rows = first..<piece.rows.upperBound
        let noise = soilNoise.values(y: y, columns: columns, rows: rows)
        let ground = scene.ground
        let hasBeds = ground.cover != nil || ground.base != nil
        let ownNoise = hasBeds ? bedNoise.values(y: y, columns: columns, rows: rows) : []
        let covers = coverRelief.map { self.heights($0, columns) }
        let bases = baseRelief.map { self.heights($0, columns) }
        let middle = { (index: Int) in (Double(index) + 0.5) * cell }
        for (number, column) in columns.enumerated() {
            let x = middle(column)
            let near = holes.filter {
                abs(x - $0.body.object.xMetres)
                    < ($0.body.object.backfill?.diameterMetres ?? 0) / 2 + 0.05
            }
            for (line, row) in rows.enumerated() {
                let depth = middle(row) + Double(heights[number])
                // The share of the cell below the surface.
                let share = Float(min(1, max(0, depth / cell + 0.5)))
                guard share > 0 else { continue }
                let place = line * columns.count + number
                var matter: Matter
                if let cover = ground.cover, let covers,
                    depth < cover.depthMetres + Double(covers[number])
                {
                    matter = Matter(cover).fluctuated(
                        Self.factor(ownNoise[place], cover.relativeDeviation))
                } else if let base = ground.base, let bases,
                    depth >= base.depthMetres + Double(bases[number])
                {
                    matter = Matter(base).fluctuated(
                        Self.factor(ownNoise[place], base.relativeDeviation))
                } else {
                    matter = soil[depth]
                    for hole in near {
                        let dug = Float(
                            hole.body.dugShare(
                                x, y, depth: depth, ragged: 0.006 * Double(noise[place])))
                        guard dug > 0 else { continue }
                        let other = hole.soil[depth]
                        matter.permittivity += dug * (other.permittivity - matter.permittivity)
                        matter.conductivity += dug * (other.conductivity - matter.conductivity)
                    }
                    matter = matter.fluctuated(
                        Self.factor(noise[place], ground.fluctuation.relativeDeviation))
                }
                let cellPlace = (row - piece.rows.lowerBound) * columns.count + number
                piece.permittivity[cellPlace] = 1 + share * (matter.permittivity - 1)
                piece.conductivity[cellPlace] = share * matter.conductivity
            }
        }
    }

    /// A log-normal factor of mean 1 and standard deviation `deviation`, not beyond 2.5 standard deviations.
    private static func factor(_ noise: Float, _ deviation: Double) -> Float {
        let width = log(1 + deviation * deviation).squareRoot()
        let bounded = min(2.5, max(-2.5, Double(noise)))
        return Float(exp(width * bounded - width * width / 2))
    }
}

/// Mean soil by depth, in steps of 2 mm.
struct DepthTable: Sendable {
    private let rows: [Matter]

    init(_ matter: (Double) -> Matter) {
        rows = (0..<400).map { matter((Double($0) + 0.5) * 0.002) }
    }

    subscript(_ depth: Double) -> Matter { rows[min(rows.count - 1, max(0, Int(depth / 0.002)))] }
}
