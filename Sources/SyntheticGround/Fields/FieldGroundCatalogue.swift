internal import Glibc

/// Grounds by name; each seed draws one of a kind, so that no two lanes have the same soil.
///
/// Ranges are engineering assumptions about road verges of the southern Mediterranean coast.
public enum FieldGroundCatalogue: Sendable {
    /// The names, driest first.
    public static let names = [
        "dry-quartz", "dry-calcareous", "gravelly", "slightly-damp", "moist-calcareous",
        "damp-coastal", "drying-crust", "gravel-base", "asphalt", "saline",
    ]

    /// The ground `name` that `seed` draws.
    ///
    /// - Throws: `SyntheticGroundError.unknownSoil`.
    public static func ground(
        _ name: String, seed: UInt64
    ) throws(SyntheticGroundError) -> FieldGround {
        var draw = FigureDraw(SeededHash(seed: seed, .groundFigures))
        var ground: FieldGround
        switch name {
        case "dry-quartz": ground = dryQuartz(&draw)
        case "dry-calcareous": ground = dryCalcareous("dry calcareous sand", &draw)
        case "gravelly": ground = gravelly(&draw)
        case "slightly-damp":
            ground = damp("calcareous sand, slightly damp", 0.012...0.03, 0.5...2, &draw)
        case "moist-calcareous":
            ground = damp("moist calcareous sand", 0.03...0.065, 0.3...1, &draw)
        case "damp-coastal":
            ground = damp("damp coastal sand, sea spray", 0.025...0.055, 2...3.5, &draw)
        case "drying-crust": ground = dryingCrust(&draw)
        case "gravel-base": ground = gravelBase(&draw)
        case "asphalt": ground = asphalt(&draw)
        case "saline": ground = saline(&draw)
        default: throw .unknownSoil(name: name, known: names)
        }
        ground.fluctuation.coarsestAlongMetres = draw.next(0.08...0.24)
        ground.fluctuation.coarsestDownMetres =
            ground.fluctuation.coarsestAlongMetres * draw.next(0.35...1)
        ground.fluctuation.hurstExponent = draw.next(0.05...0.35)
        ground.roughness.correlationLengthMetres = draw.next(0.05...0.3)
        ground.roughness.hurstExponent = draw.next(0.5...0.8)
        return ground
    }

    private static func dryQuartz(_ draw: inout FigureDraw) -> FieldGround {
        var ground = FieldGround(
            description: "dry quartz dune sand", group: .dry, grainPermittivity: 4.5,
            porosity: draw.next(0.36...0.44), water: .init(everywhere: draw.next(0.001...0.008)),
            poreWaterSiemensPerMetre: draw.next(0.05...0.5))
        ground.fluctuation.relativeDeviation = draw.next(0.03...0.075)
        ground.roughness.rootMeanSquareMetres = draw.next(0.002...0.005)
        return ground
    }

    private static func dryCalcareous(
        _ description: String, _ draw: inout FigureDraw
    ) -> FieldGround {
        var ground = FieldGround(
            description: description, group: .dry, grainPermittivity: draw.next(6...8.2),
            porosity: draw.next(0.42...0.5), water: .init(everywhere: draw.next(0.002...0.014)),
            poreWaterSiemensPerMetre: draw.next(0.5...5))
        ground.fluctuation.relativeDeviation = draw.next(0.045...0.11)
        ground.roughness.rootMeanSquareMetres = draw.next(0.002...0.0045)
        return ground
    }

    private static func gravelly(_ draw: inout FigureDraw) -> FieldGround {
        var ground = dryCalcareous("gravelly dry shoulder, rough", &draw)
        ground.roughness.rootMeanSquareMetres = draw.next(0.003...0.006)
        ground.pebbles = pebbles(1500...5000, &draw)
        return ground
    }

    private static func pebbles(
        _ counts: ClosedRange<Double>, _ draw: inout FigureDraw
    ) -> FieldGround.Pebbles {
        FieldGround.Pebbles(
            perCubicMetre: draw.next(counts), smallestMetres: 0.008,
            largestMetres: draw.next(0.02...0.04), permittivity: draw.next(5.5...7.5))
    }

    private static func damp(
        _ description: String, _ water: ClosedRange<Double>, _ pores: ClosedRange<Double>,
        _ draw: inout FigureDraw
    ) -> FieldGround {
        var ground = FieldGround(
            description: description, group: .damp, grainPermittivity: draw.next(6.5...8.2),
            porosity: draw.next(0.42...0.48), water: .init(everywhere: draw.next(water)),
            poreWaterSiemensPerMetre: draw.next(pores))
        ground.fluctuation.relativeDeviation = draw.next(0.085...0.17)
        ground.roughness.rootMeanSquareMetres = draw.next(0.002...0.004)
        return ground
    }

    private static func dryingCrust(_ draw: inout FigureDraw) -> FieldGround {
        var ground = damp("drying crust over moist sand", 0.003...0.01, 0.3...1.5, &draw)
        ground.water.below = draw.next(0.03...0.055)
        ground.water.fromMetres = draw.next(0.02...0.07)
        ground.water.overMetres = draw.next(0.06...0.16)
        return ground
    }

    private static func gravelBase(_ draw: inout FigureDraw) -> FieldGround {
        var ground = dryCalcareous("sand and gravel shoulder on a compacted base", &draw)
        ground.group = .layered
        ground.pebbles = pebbles(300...3000, &draw)
        ground.base = FieldGround.Bed(
            depthMetres: draw.next(0.17...0.3), reliefMetres: draw.next(0.008...0.018),
            permittivity: draw.next(5.2...6.6),
            conductivitySiemensPerMetre: draw.next(0.006...0.014),
            relativeDeviation: draw.next(0.06...0.1))
        return ground
    }

    private static func asphalt(_ draw: inout FigureDraw) -> FieldGround {
        var ground = dryCalcareous("asphalt over sand", &draw)
        ground.group = .layered
        ground.roughness.rootMeanSquareMetres = draw.next(0.001...0.0022)
        ground.cover = FieldGround.Bed(
            depthMetres: draw.next(0.03...0.06), reliefMetres: draw.next(0.001...0.004),
            permittivity: draw.next(4.5...5.8),
            conductivitySiemensPerMetre: draw.next(0.001...0.005),
            relativeDeviation: draw.next(0.05...0.1))
        return ground
    }

    private static func saline(_ draw: inout FigureDraw) -> FieldGround {
        var ground = damp("saline sand, wet", 0.055...0.085, 4...7, &draw)
        ground.group = .saline
        return ground
    }
}

/// Figures drawn one after the other.
struct FigureDraw {
    private let hash: SeededHash
    private var count = 0

    init(_ hash: SeededHash) { self.hash = hash }

    /// Uniform in 0..<1.
    mutating func next() -> Double {
        count += 1
        return hash.uniform(count)
    }

    /// Uniform in `range`, four digits long.
    mutating func next(_ range: ClosedRange<Double>) -> Double {
        let value = range.lowerBound + (range.upperBound - range.lowerBound) * next()
        guard value != 0 else { return 0 }
        let digits = pow(10, 3 - log10(abs(value)).rounded(.down))
        return (value * digits).rounded() / digits
    }

    /// Whether an event of `probability` comes to pass.
    mutating func happens(_ probability: Double) -> Bool { next() < probability }

    /// One of `values`, each as likely.
    mutating func one<T>(of values: [T]) -> T { values[Int(next() * Double(values.count))] }
}
