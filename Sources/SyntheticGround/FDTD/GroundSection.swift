/// A vertical section through air, ground and objects, as square cells of one material each.
///
/// x runs along travel, z down; cell (column, row) spans `column * cellMetres` to
/// `(column + 1) * cellMetres`, and the same in z. The section knows nothing of where the ground begins.
public struct GroundSection: Sendable {
    /// The most cells a section may have: about 130 MB while it is simulated.
    public static let cellLimit = 4_000_000

    /// Columns and rows of cells.
    public let columns, rows: Int
    /// Side of a cell (m).
    public let cellMetres: Double
    /// Relative permittivity of each cell, rows x columns, row-major.
    public private(set) var permittivity: [Float]
    /// Conductivity of each cell (S/m), rows x columns, row-major.
    public private(set) var conductivity: [Float]

    /// A section `widthMetres` wide and `depthMetres` deep of one material.
    ///
    /// - Throws: `SyntheticGroundError` for a size without cells or beyond `cellLimit`, or a material
    ///   that cannot be.
    public init(
        widthMetres: Double, depthMetres: Double, cellMetres: Double, of material: Material
    ) throws(SyntheticGroundError) {
        guard cellMetres.isFinite, cellMetres >= 1e-5, cellMetres <= 1 else {
            throw .badValue(name: "cell", reason: "\(cellMetres) m is not between 1e-5 and 1 m")
        }
        for (name, metres) in [("width", widthMetres), ("depth", depthMetres)] {
            guard metres.isFinite, metres > 0 else {
                throw .badValue(name: "section", reason: "a \(name) of \(metres) m is no section")
            }
        }
        let cells = (widthMetres / cellMetres).rounded() * (depthMetres / cellMetres).rounded()
        guard cells <= Double(Self.cellLimit) else {
            throw .gridTooLarge(cells: cells, limit: Self.cellLimit)
        }
        guard cells >= 1 else {
            throw .badValue(name: "section", reason: "it is smaller than a cell")
        }
        try Self.check(material)
        columns = Int((widthMetres / cellMetres).rounded())
        rows = Int((depthMetres / cellMetres).rounded())
        self.cellMetres = cellMetres
        permittivity = Array(
            repeating: Float(material.relativePermittivity), count: columns * rows)
        conductivity = Array(
            repeating: Float(material.conductivitySiemensPerMetre), count: columns * rows)
    }

    /// A section of given cells, rows x columns, row-major, whose values the caller answers for.
    init(columns: Int, rows: Int, cellMetres: Double, permittivity: [Float], conductivity: [Float])
    {
        precondition(permittivity.count == columns * rows && conductivity.count == columns * rows)
        self.columns = columns
        self.rows = rows
        self.cellMetres = cellMetres
        self.permittivity = permittivity
        self.conductivity = conductivity
    }

    /// Fills the cells whose centres lie between `x` and between `z` (m), as far as they are in the section.
    public mutating func fill(
        x: Range<Double>, z: Range<Double>, with material: Material
    ) throws(SyntheticGroundError) {
        try fill(with: material) { x.contains($0) && z.contains($1) }
    }

    /// Fills the cells whose centres lie in a circle.
    public mutating func fillDisc(
        xMetres: Double, zMetres: Double, diameterMetres: Double, with material: Material
    ) throws(SyntheticGroundError) {
        let square = diameterMetres * diameterMetres / 4
        try fill(with: material) { x, z in
            (x - xMetres) * (x - xMetres) + (z - zMetres) * (z - zMetres) < square
        }
    }

    /// Fills the cells whose centre (x, z in metres) is `inside`.
    public mutating func fill(
        with material: Material, where inside: (Double, Double) -> Bool
    ) throws(SyntheticGroundError) {
        try Self.check(material)
        for row in 0..<rows {
            let z = (Double(row) + 0.5) * cellMetres
            for column in 0..<columns where inside((Double(column) + 0.5) * cellMetres, z) {
                permittivity[row * columns + column] = Float(material.relativePermittivity)
                conductivity[row * columns + column] = Float(material.conductivitySiemensPerMetre)
            }
        }
    }

    private static func check(_ material: Material) throws(SyntheticGroundError) {
        let permittivity = material.relativePermittivity
        guard permittivity >= 1, permittivity <= 100 else {
            throw .badValue(
                name: "permittivity of \(material.name)",
                reason: "\(permittivity) is not between 1 and 100")
        }
        let conductivity = material.conductivitySiemensPerMetre
        guard conductivity >= 0, conductivity <= 1e8 else {
            throw .badValue(
                name: "conductivity of \(material.name)",
                reason: "\(conductivity) S/m is not between 0 and 1e8 S/m")
        }
    }
}
