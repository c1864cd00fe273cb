internal import Glibc
public import SurveyModel

/// What the ground of a lane turned out to be, with the keys of the soil files of simulated trial lanes.
public struct FieldSoilFigures: Sendable, Equatable, Codable {
    /// The lane's name.
    public var name: String
    /// Mean relative permittivity of the top 15 cm.
    public var eps_mean_0_15cm: Double
    /// Its standard deviation.
    public var eps_std_0_15cm: Double
    /// Mean conductivity of the top 15 cm, relaxation at 1.5 GHz included (mS/m).
    public var sigma_mean_mS_0_15cm: Double
    /// Standard deviation of the surface's height (mm).
    public var roughness_rms_mm: Double
    /// Largest height less smallest (mm).
    public var roughness_pp_mm: Double
    /// The scene's seed.
    public var seed: UInt64
    /// Height of the antennas above the mean surface (m).
    public var antenna_height_m: Double
    /// What ground it is, in words.
    public var description: String
    /// The group of soils that is learned and tested apart.
    public var soil_group: FieldGround.Group
    /// Peak of the direct wave in the clean traces (V/m).
    public var direct_wave_peak: Double
    /// How it was made.
    public var physics: String
}

extension FieldScene {
    /// The figures of the soil without the objects, of at most 1200 columns of cells of each channel.
    ///
    /// - Throws: `SyntheticGroundError` where the scene cannot be simulated, and `Cancelled`.
    public func soilFigures(monitor: WorkMonitor = .silent) throws -> FieldSoilFigures {
        try check()
        let lattice = FieldLattice(self)
        let peak = try FieldSimulator.directPeak(self, lattice, monitor.withoutProgress)
        let rows = lattice.rows.lowerBound..<Int((0.15 / lattice.cell).rounded(.up)) + 20
        let last = (traceCount - 1) * lattice.traceColumns
        let step = max(1, last / 1200)
        var soil = Moments()
        var conductivity = Moments()
        var surface = Moments()
        for channel in 0..<channelCount {
            try monitor.check()
            let plane = FieldPlane(self, channel: channel, lattice: lattice, withObjects: false)
            // Pieces of 16 neighbours, spread over the lane.
            for start in stride(from: 0, through: last, by: 16 * step) {
                let columns = start..<start + 16
                let piece = plane.piece(columns, rows: rows)
                for (number, height) in plane.heights(columns).enumerated() {
                    surface.add(Double(height))
                    for (line, row) in rows.enumerated() {
                        let depth = (Double(row) + 0.5) * lattice.cell + Double(height)
                        guard depth > lattice.cell / 2, depth < 0.15 else { continue }
                        let place = line * columns.count + number
                        soil.add(Double(piece.permittivity[place]))
                        conductivity.add(Double(piece.conductivity[place]))
                    }
                }
            }
        }
        func rounded(_ value: Double, _ scale: Double) -> Double {
            (value * scale).rounded() / scale
        }
        return FieldSoilFigures(
            name: name, eps_mean_0_15cm: rounded(soil.mean, 1000),
            eps_std_0_15cm: rounded(soil.deviation, 1000),
            sigma_mean_mS_0_15cm: rounded(conductivity.mean * 1000, 1000),
            roughness_rms_mm: rounded(surface.deviation * 1000, 100),
            roughness_pp_mm: rounded((surface.largest - surface.smallest) * 1000, 10),
            seed: seed, antenna_height_m: antenna.heightMetres,
            description: ground.description, soil_group: ground.group,
            direct_wave_peak: peak, physics: "2.5-D FDTD, one plane per channel")
    }
}

/// Mean, deviation and bounds of numbers as they come.
private struct Moments {
    private var count = 0.0
    private(set) var mean = 0.0
    private var squares = 0.0
    private(set) var smallest = Double.infinity
    private(set) var largest = -Double.infinity

    mutating func add(_ value: Double) {
        count += 1
        let difference = value - mean
        mean += difference / count
        squares += difference * (value - mean)
        smallest = min(smallest, value)
        largest = max(largest, value)
    }

    var deviation: Double { count > 1 ? (squares / count).squareRoot() : 0 }
}
