/// Objects by name: mines of the region as their makers' figures give them, and what else lies in a verge.
///
/// Thicknesses of plates inside are engineering assumptions.
public enum ObjectCatalogue: Sendable {
    private struct Entry {
        var name: String
        var kind: ObjectKind
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

    /// Permittivity and thickness in millimetres.
    private static func plates(_ pairs: (Double, Double)...) -> [MaterialLayer] {
        pairs.map { MaterialLayer(permittivity: $0.0, thicknessMetres: $0.1 / 1000) }
    }

    private static let steel = [
        MaterialLayer(permittivity: 1, conductivitySiemensPerMetre: 1e6, thicknessMetres: 0.002)
    ]

    private static let entries: [Entry] = [
        Entry(
            name: "PMN", kind: .plasticAP, length: 0.112, height: 0.056,
            layers: plates((6, 4), (1, 9), (3.5, 3), (2.86, 30), (3.5, 3))),
        Entry(
            name: "PMN-2", kind: .plasticAP, length: 0.125, height: 0.053,
            layers: plates((3, 5), (1, 8), (3, 3), (2.9, 28), (3, 3))),
        Entry(
            name: "VS-50", kind: .plasticAP, length: 0.09, height: 0.045,
            layers: plates((3, 3), (1, 10), (3, 2), (3.2, 20), (3, 3))),
        Entry(
            name: "M409", kind: .plasticAP, length: 0.082, height: 0.028,
            layers: plates((3, 3), (2.9, 20), (3, 3))),
        Entry(
            name: "Type72", kind: .plasticAP, length: 0.078, height: 0.038,
            layers: plates((3, 2), (1, 4), (3, 2), (2.86, 16), (3, 3))),
        Entry(
            name: "PMA-1", kind: .plasticAP, shape: .box, length: 0.14, width: 0.07, height: 0.034,
            layers: plates((3, 3), (1, 6), (2.86, 22), (3, 3))),
        Entry(
            name: "VS-1.6", kind: .plasticAT, length: 0.222, height: 0.092,
            layers: plates((3, 4), (1, 10), (3, 3), (2.9, 70), (3, 4))),
        Entry(
            name: "M3", kind: .plasticAT, shape: .box, length: 0.23, width: 0.23, height: 0.13,
            layers: plates((2.3, 5), (2.86, 100), (2.3, 5))),
        Entry(
            name: "M19", kind: .plasticAT, shape: .box, length: 0.332, width: 0.332, height: 0.094,
            layers: plates((3, 4), (1, 8), (3, 4), (2.9, 72), (3, 4))),
        Entry(
            name: "TM-62P", kind: .plasticAT, length: 0.32, height: 0.128,
            layers: plates((3, 4), (1, 15), (3, 4), (2.86, 100), (3, 5))),
        Entry(name: "TM-46", kind: .metalAT, length: 0.305, height: 0.108, layers: steel),
        Entry(
            name: "stone", kind: .clutter, length: 0.07, height: 0.05, layers: plates((7, 50))),
        Entry(
            name: "pebble", kind: .clutter, shape: .point, length: 0.03, height: 0.03,
            layers: plates((7, 30))),
        Entry(
            name: "burrow", kind: .clutter, length: 0.05, height: 0.03, layers: plates((1, 30))),
        Entry(name: "can", kind: .clutter, shape: .box, length: 0.115, width: 0.066, height: 0.066,
            layers: steel),
        Entry(
            name: "fragment", kind: .clutter, shape: .plate, length: 0.04, width: 0.02,
            height: 0.004, layers: steel),
        Entry(
            name: "wood", kind: .clutter, shape: .box, length: 0.15, width: 0.05, height: 0.03,
            layers: plates((2.2, 30))),
    ]
}
