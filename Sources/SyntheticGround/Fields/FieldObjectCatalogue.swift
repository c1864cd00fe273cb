internal import Glibc

/// Objects of a `FieldScene` by name, each drawn with sizes, fillings and lie of its own.
///
/// Mines are those of `MineModel` and of `fieldMines`; thicknesses of their layers, engineering assumptions
/// in any case, vary by a fifth and permittivities by 4 %, so that nothing is learned from them to the millimetre.
public enum FieldObjectCatalogue: Sendable {
    private static let boxes = ["PMA-1": 0.14, "M3": 0.23, "M19": 0.332]
    private static let models = MineModel.catalogue.filter { $0.targetClass.isMine } + fieldMines

    /// Names of the mines.
    public static var mines: [String] { models.map(\.name) }
    /// Names of what is no mine.
    public static let clutter = [
        "stone", "metal_fragment", "can", "nail", "cartridge", "bottle", "root", "burrow", "wood",
        "tyre", "disturbed",
    ]

    /// Whether the mine `name` is one against vehicles.
    ///
    /// - Throws: `SyntheticGroundError.unknownObject`.
    static func isLarge(_ name: String) throws(SyntheticGroundError) -> Bool {
        let kind = try model(name).targetClass
        return kind == .plasticAT || kind == .metalAT
    }

    /// Whether the mine `name` is one of metal.
    static func isMetal(_ name: String) -> Bool {
        let kind = try? model(name).targetClass
        return kind == .metalAT || kind == .metalAP
    }

    private static func model(_ name: String) throws(SyntheticGroundError) -> MineModel {
        guard let model = models.first(where: { $0.name.lowercased() == name.lowercased() })
        else { throw .unknownObject(name: name, known: mines + clutter) }
        return model
    }

    /// A mine, flat on its base but for a few degrees, its top's depth in `depths` (m).
    ///
    /// - Throws: `SyntheticGroundError.unknownObject`.
    static func mine(
        _ name: String, depths: ClosedRange<Double>, _ draw: inout FigureDraw
    ) throws(SyntheticGroundError) -> FieldObject {
        let model = try model(name)
        let isLarge = try isLarge(name)
        var object = FieldObject(
            model.name, model.targetClass, boxes[model.name] == nil ? .disc : .box)
        object.lengthMetres = boxes[model.name] ?? model.diameterMetres
        object.widthMetres = model.diameterMetres
        object.heightMetres = model.heightMetres
        object.detail = object.shape == .box ? "square" : ""
        object.yawDegrees = draw.next(0...90)
        let tilt = isLarge ? draw.next(0...4) : draw.next(0...8)
        object.tiltDegrees = draw.happens(0.5) ? tilt : -tilt
        object.depthMetres = max(draw.next(depths), object.leastDepthMetres)
        if model.layers.allSatisfy({ $0.material.conductivitySiemensPerMetre < 1e5 }) {
            object.wallMetres = draw.next(0.002...0.004)
            object.layers = stack(model, &object, &draw)
            object.hasMetalPin = draw.happens(0.5)
        } else {
            object.layers = [MaterialLayer(model.layers[0])]
        }
        if draw.happens(0.6) {
            object.backfill = FieldObject.Backfill(
                diameterMetres: object.radiusMetres * 2 + draw.next(0.03...0.12),
                depthMetres: object.depthMetres + object.heightMetres,
                waterFactor: draw.happens(0.6) ? draw.next(0.6...0.9) : draw.next(1.1...1.6),
                densityFactor: draw.next(0.92...1))
        }
        return object
    }

    /// The layers of a mine: its own, a little varied, the thickest filling up the height; an air space may
    /// have run full of water or of soil.
    private static func stack(
        _ model: MineModel, _ object: inout FieldObject, _ draw: inout FigureDraw
    ) -> [MaterialLayer] {
        var layers = model.layers.map { layer in
            var plate = MaterialLayer(layer)
            plate.thicknessMetres *= draw.next(0.8...1.2)
            if plate.permittivity > 1 { plate.permittivity *= draw.next(0.96...1.04) }
            return plate
        }
        if let air = model.layers.firstIndex(where: { $0.material == .air }) {
            // Fuze wells and pressure plates are narrower than the mine.
            object.cavityShare = draw.next(model.diameterMetres > 0.2 ? 0.35...1 : 0.6...1)
            let fate = draw.next()
            if fate < 0.04 {
                layers[air].permittivity = Material.water.relativePermittivity
                layers[air].conductivitySiemensPerMetre = 0.5
                object.detail += object.detail.isEmpty ? "flooded" : "/flooded"
            } else if fate < 0.08 {
                layers[air].permittivity = draw.next(2.8...4)
                layers[air].conductivitySiemensPerMetre = 0.002
                object.detail += object.detail.isEmpty ? "sanded" : "/sanded"
            }
        }
        let sum = layers.reduce(0) { $0 + $1.thicknessMetres }
        if let thickest = layers.indices.max(by: {
            layers[$0].thicknessMetres < layers[$1].thicknessMetres
        }) {
            layers[thickest].thicknessMetres = max(
                0.002, layers[thickest].thicknessMetres + object.heightMetres - sum)
        }
        return layers
    }

    /// Mines beside those of `MineModel`, their sizes as published for the types and their layers assumed.
    ///
    /// The T-AB-1 is not described in public; it stands here in three sizes.
    static let fieldMines: [MineModel] = [
        small("PMN-4", 95, 42, [(.rubber, 3), (.air, 6), (.abs, 3), (.tntRDX, 22), (.abs, 3)]),
        small("PMA-2", 68, 61, [(.abs, 3), (.air, 5), (.abs, 2), (.tnt, 40), (.abs, 3)]),
        small("PMA-3", 103, 38, [(.rubber, 4), (.air, 3), (.abs, 2), (.tnt, 18), (.abs, 3)]),
        small("SB-33", 86, 31, [(.abs, 3), (.air, 4), (.abs, 2), (.rdx, 15), (.abs, 3)]),
        small("T-AB-1a", 60, 50, [(.abs, 3), (.air, 8), (.abs, 2), (.tnt, 28), (.abs, 3)]),
        small("T-AB-1b", 70, 55, [(.abs, 3), (.air, 6), (.abs, 2), (.tnt, 32), (.abs, 3)]),
        small("T-AB-1c", 80, 65, [(.abs, 3), (.air, 10), (.abs, 2), (.tnt, 38), (.abs, 3)]),
        MineModel(
            name: "Type72SP", targetClass: .plasticAT, diameterMetres: 0.275, heightMetres: 0.1,
            layers: layers([(.abs, 4), (.air, 12), (.abs, 3), (.tntRDX, 70), (.abs, 4)])),
        MineModel(
            name: "MAT-6", targetClass: .plasticAT, diameterMetres: 0.27, heightMetres: 0.125,
            layers: layers([(.abs, 4), (.air, 15), (.abs, 3), (.tnt, 90), (.abs, 4)])),
        MineModel(
            name: "TM-46", targetClass: .metalAT, diameterMetres: 0.305, heightMetres: 0.108,
            layers: layers([(.metal, 108)])),
    ]

    private static func small(
        _ name: String, _ diameter: Double, _ height: Double, _ stack: [(Material, Double)]
    ) -> MineModel {
        MineModel(
            name: name, targetClass: .plasticAP, diameterMetres: diameter / 1000,
            heightMetres: height / 1000, layers: layers(stack))
    }

    private static func layers(_ stack: [(Material, Double)]) -> [MineModel.Layer] {
        stack.map { MineModel.Layer($0.0, thicknessMetres: $0.1 / 1000) }
    }
}

extension MaterialLayer {
    /// A layer of a mine.
    init(_ layer: MineModel.Layer) {
        self.init(
            permittivity: layer.material.relativePermittivity,
            conductivitySiemensPerMetre: layer.material.conductivitySiemensPerMetre,
            thicknessMetres: layer.thicknessMetres)
    }

    /// A body of one material.
    init(_ permittivity: Double, _ conductivity: Double = 0) {
        self.init(
            permittivity: permittivity, conductivitySiemensPerMetre: conductivity,
            thicknessMetres: 1)
    }
}

extension FieldObject {
    /// An object without size.
    init(_ model: String, _ kind: MineModel.TargetClass, _ shape: Shape) {
        self.init(
            id: "", model: model, kind: kind, detail: "", shape: shape, xMetres: 0, yMetres: 0,
            depthMetres: 0, lengthMetres: 0, widthMetres: 0, heightMetres: 0, yawDegrees: 0,
            tiltDegrees: 0, wallMetres: 0, layers: [], cavityShare: 2, hasMetalPin: false,
            backfill: nil)
    }

    /// The depth at which a tilted top just stays in the ground (m).
    var leastDepthMetres: Double {
        let half = shape == .box ? hypot(lengthMetres, widthMetres) / 2 : lengthMetres / 2
        return half * sin(abs(tiltDegrees) * .pi / 180)
    }
}
