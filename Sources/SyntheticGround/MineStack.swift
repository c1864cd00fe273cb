/// Mines and what is taken for them, as flat layers from the top down.
///
/// Thicknesses are engineering assumptions, in whole millimetres.
public enum MineStack: String, Sendable, CaseIterable {
    /// PMN: rubber over an air gap, bakelite, TNT.
    case pmn = "PMN"
    /// PMN-2.
    case pmn2 = "PMN-2"
    /// VS-50 and TS-50.
    case vs50 = "VS-50"
    /// PRB M409: no air gap.
    case m409 = "PRB M409"
    /// Type 72 against people.
    case type72 = "Type 72 AP"
    /// PMA-1, a box.
    case pma1 = "PMA-1"
    /// PRB M3 against vehicles: no air gap.
    case m3 = "PRB M3"
    /// Plastic mine against vehicles with an air space of 15 mm under its fuze.
    case plasticAntiTank = "plastic AT"
    /// A stone of 50 mm.
    case stone = "stone"
    /// A burrow of 30 mm.
    case void = "void"
    /// A disc of 30 mm of TNT without a case.
    case bareTNT = "bare TNT"

    /// The layers from the top down.
    public var layers: [PlaneLayers.Layer] {
        parts.map { PlaneLayers.Layer($0.0, thicknessMetres: $0.1 / 1000) }
    }

    /// The stack buried in `soil`, which is above and below it.
    public func buried(in soil: Dielectric) -> PlaneLayers {
        PlaneLayers(between: soil, and: soil, layers: layers)
    }

    /// Material and thickness (mm) of each layer.
    private var parts: [(Dielectric, Double)] {
        switch self {
        case .pmn: [(.rubber, 4), (.air, 9), (.bakelite, 3), (.tnt, 30), (.bakelite, 3)]
        case .pmn2:
            [(.casePlastic, 5), (.air, 8), (.casePlastic, 3), (.rdx, 28), (.casePlastic, 3)]
        case .vs50:
            [(.casePlastic, 3), (.air, 10), (.casePlastic, 2), (.rdx, 20), (.casePlastic, 3)]
        case .m409: [(.polythene, 3), (.mixedExplosive, 20), (.polythene, 3)]
        case .type72:
            [(.rubber, 2), (.air, 4), (.casePlastic, 2), (.tnt, 16), (.casePlastic, 3)]
        case .pma1: [(.casePlastic, 3), (.air, 6), (.tnt, 22), (.casePlastic, 3)]
        case .m3: [(.polythene, 5), (.tnt, 100), (.polythene, 5)]
        case .plasticAntiTank:
            [(.casePlastic, 4), (.air, 15), (.casePlastic, 3), (.tnt, 80), (.casePlastic, 4)]
        case .stone: [(.stone, 50)]
        case .void: [(.air, 30)]
        case .bareTNT: [(.tnt, 30)]
        }
    }
}
