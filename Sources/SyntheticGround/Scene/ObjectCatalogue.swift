/// Objects by name: the mines of `MineModel`, and what else lies in a verge.
public enum ObjectCatalogue: Sendable {
    private struct Entry {
        var name: String
        var kind: MineModel.TargetClass
        var shape = BuriedObject.Shape.disc
        var length: Double
        var width: Double?
        var height: Double
        var layers: [MaterialLayer]
    }

    /// Names of everything in the catalogue.
    public static var names: [String] { entries.map(\.name) }
    /// Names of the mines.
    public static var mines: [String] {
        entries.filter { $0.kind != .clutter }.map(\.name)
    }
    /// Names of what is no mine.
    public static var clutter: [String] {
        entries.filter { $0.kind == .clutter }.map(\.name)
    }

    /// The object `name`, flat and upright, with its top at `depthMetres`.
    ///
    /// - Throws: `SyntheticGroundError.unknownObject`.
    public static func object(
        _ name: String, id: String, xMetres: Double, yMetres: Double, depthMetres: Double
    ) throws(SyntheticGroundError) -> BuriedObject {
        guard let entry = entries.first(where: { $0.name.lowercased() == name.lowercased() })
        else { throw .unknownObject(name: name, known: names) }
        return BuriedObject(
            id: id, model: entry.name, kind: entry.kind, shape: entry.shape, xMetres: xMetres,
            yMetres: yMetres, depthMetres: depthMetres, diameterMetres: entry.length,
            widthMetres: entry.width ?? entry.length, heightMetres: entry.height, yawDegrees: 0,
            tiltDegrees: 0, layers: entry.layers)
    }

    private static let steel = [
        MaterialLayer(permittivity: 1, conductivitySiemensPerMetre: 1e6, thicknessMetres: 0.002)
    ]

    /// What a mine's plan adds to its plane layers: rectangles, with their longer side.
    private static let boxes = ["PMA-1": 0.14, "M3": 0.23, "M19": 0.332, "can": 0.115]

    private static let entries: [Entry] =
        MineModel.catalogue.map { model in
            Entry(
                name: model.name, kind: model.targetClass,
                shape: boxes[model.name] == nil ? .disc : .box,
                length: boxes[model.name] ?? model.diameterMetres, width: model.diameterMetres,
                height: model.heightMetres,
                layers: model.layers.map {
                    MaterialLayer(
                        permittivity: $0.material.relativePermittivity,
                        conductivitySiemensPerMetre: $0.material.conductivitySiemensPerMetre,
                        thicknessMetres: $0.thicknessMetres)
                })
        } + [
            Entry(name: "TM-46", kind: .metalAT, length: 0.305, height: 0.108, layers: steel),
            Entry(
                name: "pebble", kind: .clutter, shape: .point, length: 0.03, height: 0.03,
                layers: [MaterialLayer(permittivity: 7, thicknessMetres: 0.03)]),
            Entry(
                name: "fragment", kind: .clutter, shape: .plate, length: 0.04, width: 0.02,
                height: 0.004, layers: steel),
            Entry(
                name: "wood", kind: .clutter, shape: .box, length: 0.15, width: 0.05, height: 0.03,
                layers: [MaterialLayer(permittivity: 2.2, thicknessMetres: 0.03)]),
        ]
}
