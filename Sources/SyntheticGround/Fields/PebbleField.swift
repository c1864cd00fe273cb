internal import Glibc

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
