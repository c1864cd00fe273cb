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
        let (own, y) = (y, y)
        let all =
            withObjects
            ? scene.objects.map { FieldBody($0, surface: surface.height($0.xMetres, $0.yMetres)) }
            : []
        cuts = all.compactMap { FieldCut($0, y: own, scene: scene) }
        holes = all.compactMap { body in
            guard let hole = body.object.backfill,
                abs(body.object.yMetres - y) < hole.diameterMetres / 2 + 0.05
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

extension FieldPiece {
    /// Fills what `matter` is not nil for at (x, z), in parts of cells: each cell is looked at in 3 x 4 places.
    mutating func fill(
        x: ClosedRange<Double>, z: ClosedRange<Double>, cell: Double,
        with matter: (Double, Double) -> Matter?
    ) {
        func cells(_ range: ClosedRange<Double>, _ own: Range<Int>) -> Range<Int> {
            let first = max(own.lowerBound, Int((range.lowerBound / cell).rounded(.down)))
            let last = min(own.upperBound, Int((range.upperBound / cell).rounded(.down)) + 1)
            return first..<max(first, last)
        }
        for row in cells(z, rows) {
            for column in cells(x, columns) {
                let place = (row - rows.lowerBound) * columns.count + column - columns.lowerBound
                var (permittivity, conductivity, hits): (Float, Float, Float) = (0, 0, 0)
                for part in 0..<12 {
                    let x = (Double(column) + (Double(part % 3) + 0.5) / 3) * cell
                    let z = (Double(row) + (Double(part / 3) + 0.5) / 4) * cell
                    guard let own = matter(x, z) else { continue }
                    permittivity += own.permittivity
                    conductivity += own.conductivity
                    hits += 1
                }
                guard hits > 0 else { continue }
                let rest = (12 - hits) / 12
                self.permittivity[place] = permittivity / 12 + rest * self.permittivity[place]
                self.conductivity[place] = conductivity / 12 + rest * self.conductivity[place]
            }
        }
    }
}

/// Stones of the soil, in cubes of 5 cm, each with stones of its own.
struct PebbleField: Sendable {
    private let pebbles: FieldGround.Pebbles
    private let hash: SeededHash
    private static let cube = 0.05

    init(_ pebbles: FieldGround.Pebbles, _ hash: SeededHash) {
        self.pebbles = pebbles
        self.hash = hash
    }

    /// Adds those cut by the plane at `y` to a piece.
    func add(
        to piece: inout FieldPiece, y: Double, cell: Double, height: (Double, Double) -> Double
    ) {
        let cube = Self.cube
        let reach = pebbles.largestMetres / 2
        func cubes(_ low: Double, _ high: Double) -> ClosedRange<Int> {
            Int((low / cube).rounded(.down))...Int((high / cube).rounded(.down))
        }
        let columns = piece.columns
        let x = cubes(
            Double(columns.lowerBound) * cell - reach, Double(columns.upperBound) * cell + reach)
        let z = cubes(0, Double(piece.rows.upperBound) * cell + reach)
        for across in cubes(y - reach, y + reach) {
            for along in x {
                let numbers = hash.child(across).child(along)
                for down in z {
                    addCube(numbers.child(down), (along, across, down), y, height, cell, &piece)
                }
            }
        }
    }

    private func addCube(
        _ numbers: SeededHash, _ place: (Int, Int, Int), _ y: Double,
        _ height: (Double, Double) -> Double, _ cell: Double, _ piece: inout FieldPiece
    ) {
        let cube = Self.cube
        let mean = pebbles.perCubicMetre * cube * cube * cube
        // A Poisson number, by its product of uniform numbers.
        var product = numbers.uniform(0)
        var count = 0
        while product > exp(-mean), count < 50 {
            let own = numbers.child(1 + count)
            addStone(own, place, y, height, cell, &piece)
            product *= own.uniform(9)
            count += 1
        }
    }

    private func addStone(
        _ own: SeededHash, _ place: (Int, Int, Int), _ y: Double,
        _ height: (Double, Double) -> Double, _ cell: Double, _ piece: inout FieldPiece
    ) {
        let cube = Self.cube
        let x = (Double(place.0) + own.uniform(0)) * cube
        let away = (Double(place.1) + own.uniform(1)) * cube - y
        let z = (Double(place.2) + own.uniform(2)) * cube
        // Small ones are the most: diameters fall off as the inverse square.
        let (low, high) = (pebbles.smallestMetres, pebbles.largestMetres)
        let radius = 0.5 / (1 / low - own.uniform(3) * (1 / low - 1 / high))
        let flat = 0.6 + 0.4 * own.uniform(4)
        let rest = radius * radius - away * away
        guard rest > 0 else { return }
        let half = rest.squareRoot()
        // At least its own half height in the ground.
        guard z > half * flat - height(x, y) else { return }
        let stone = Matter(
            permittivity: Float(pebbles.permittivity * (0.85 + 0.3 * own.uniform(5))),
            conductivity: 0.001)
        piece.fill(x: x - half...x + half, z: z - half * flat...z + half * flat, cell: cell) {
            let (dx, dz) = (($0 - x) / half, ($1 - z) / (half * flat))
            return dx * dx + dz * dz < 1 ? stone : nil
        }
    }
}
