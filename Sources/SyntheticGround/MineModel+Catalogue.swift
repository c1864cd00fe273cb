extension MineModel {
    /// PMN: rubber cover over an air space, bakelite body.
    public static let pmn = MineModel(
        "PMN", .plasticAP, 112, 56,
        [(.rubber, 4), (.air, 9), (.bakelite, 3), (.tnt, 30), (.bakelite, 3)])
    /// PMN-2.
    public static let pmn2 = MineModel(
        "PMN-2", .plasticAP, 122, 53, [(.abs, 5), (.air, 8), (.abs, 3), (.tntRDX, 28), (.abs, 3)])
    /// VS-50, and the TS-50 of the same build.
    public static let vs50 = MineModel(
        "VS-50", .plasticAP, 90, 45, [(.abs, 3), (.air, 10), (.abs, 2), (.rdx, 20), (.abs, 3)])
    /// PRB M409: no air space.
    public static let m409 = MineModel(
        "M409", .plasticAP, 82, 28, [(.abs, 3), (.trialene, 20), (.abs, 3)])
    /// Type 72 anti-personnel.
    public static let type72 = MineModel(
        "Type72", .plasticAP, 78, 38,
        [(.thinRubber, 2), (.air, 4), (.abs, 2), (.tnt, 16), (.abs, 3)])
    /// PMA-1: a box, 140 mm x 70 mm.
    public static let pma1 = MineModel(
        "PMA-1", .plasticAP, 70, 35,
        [(.polystyrene, 3), (.air, 6), (.tnt, 22), (.polystyrene, 3)])
    /// PRB M3: a square block of TNT, no air space.
    public static let m3 = MineModel(
        "M3", .plasticAT, 230, 130, [(.polyethylene, 5), (.tnt, 100), (.polyethylene, 5)])
    /// TM-62P.
    public static let tm62p = MineModel(
        "TM-62P", .plasticAT, 318, 128,
        [(.abs, 4), (.air, 15), (.abs, 3), (.tnt, 102), (.abs, 4)])
    /// VS-1.6.
    public static let vs16 = MineModel(
        "VS-1.6", .plasticAT, 222, 92, [(.abs, 4), (.air, 15), (.abs, 3), (.tnt, 66), (.abs, 4)])
    /// M19: square.
    public static let m19 = MineModel(
        "M19", .plasticAT, 332, 94, [(.abs, 4), (.air, 15), (.abs, 3), (.tnt, 68), (.abs, 4)])

    /// A stone of 50 mm.
    public static let stone = MineModel("stone", .clutter, 50, 50, [(.stone, 50)])
    /// An animal's burrow of 30 mm.
    public static let void = MineModel("void", .clutter, 30, 30, [(.air, 30)])
    /// A metal can lying on its side.
    public static let can = MineModel("can", .clutter, 66, 66, [(.metal, 66)])

    /// All of them: anti-personnel mines, anti-vehicle mines, clutter.
    public static let catalogue: [MineModel] = [
        .pmn, .pmn2, .vs50, .m409, .type72, .pma1, .m3, .tm62p, .vs16, .m19, .stone, .void, .can,
    ]

    /// A row of the catalogue, lengths in millimetres.
    private init(
        _ name: String, _ targetClass: TargetClass, _ diameter: Double, _ height: Double,
        _ layers: [(Material, Double)]
    ) {
        self.init(
            name: name, targetClass: targetClass, diameterMetres: diameter / 1000,
            heightMetres: height / 1000,
            layers: layers.map { Layer($0.0, thicknessMetres: $0.1 / 1000) })
    }
}
