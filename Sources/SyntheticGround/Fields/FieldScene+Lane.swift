internal import Glibc
public import SurveyModel

extension FieldScene {
    /// A lane of one of the grounds of `FieldGroundCatalogue` with mines and other objects strewn over it,
    /// as a trial has them: everything of it comes from `seed`.
    ///
    /// Two of three mines are against persons, their tops 0 to 15 cm deep; those against vehicles 3 to 28 cm.
    /// Between centres are at least 0.38 m, and more between large ones.
    /// - Throws: `SyntheticGroundError` where it cannot be made, and `Cancelled`.
    public static func lane(
        name: String, seed: UInt64, lengthMetres: Double, channelCount: Int, soil: String,
        mines: [String] = FieldObjectCatalogue.mines, minesPerSquareMetre: Double,
        clutterPerSquareMetre: Double, isClean: Bool, monitor: WorkMonitor = .silent
    ) throws -> FieldScene {
        let ground = try FieldGroundCatalogue.ground(soil, seed: seed)
        var scene = FieldScene(name: name, seed: seed, lengthMetres: lengthMetres, ground: ground)
        scene.channelCount = channelCount
        // Rougher ground is swept from higher up.
        scene.antenna.heightMetres =
            ground.roughness.rootMeanSquareMetres < 0.0025
            ? 0.04 : ground.roughness.rootMeanSquareMetres < 0.004 ? 0.045 : 0.05
        // Where no soil shortens the waves much, larger cells do, in less than half the time.
        let densest = (0..<40).map { ground.matter(at: 0.01 * Double($0)).permittivity }.max() ?? 1
        scene.cellMetres = densest < 6.5 ? 1.0 / 300 : 0.0025
        scene.flaws = isClean ? nil : RecordingFlaws()
        try scene.check()
        try scene.strew(mines, minesPerSquareMetre, clutterPerSquareMetre, monitor)
        return scene
    }

    /// A scene that has everything a scene can have, whose file has every key.
    public static var complete: FieldScene {
        get throws {
            var scene = FieldScene(
                name: "complete", seed: 1, lengthMetres: 1,
                ground: try FieldGroundCatalogue.ground("gravel-base", seed: 1))
            scene.ground.cover = scene.ground.base
            scene.flaws = RecordingFlaws()
            var draw = FigureDraw(SeededHash(seed: 1, .objectFigures))
            var object = try FieldObjectCatalogue.mine("PMN", depths: 0.1...0.1, &draw)
            object.backfill = FieldObject.Backfill(
                diameterMetres: 0.2, depthMetres: 0.1, waterFactor: 1, densityFactor: 1)
            scene.objects = [object]
            return scene
        }
    }

    private mutating func strew(
        _ mines: [String], _ mineDensity: Double, _ clutterDensity: Double, _ monitor: WorkMonitor
    ) throws {
        try Bounds.check("density of mines", mineDensity, 0...100)
        try Bounds.check("density of clutter", clutterDensity, 0...100)
        // The swept width: half a channel spacing beyond the outer channels.
        let area = lengthMetres * (2 * halfWidthMetres + channelSpacingMetres)
        let counts = [mineDensity, clutterDensity].map { Int(($0 * area).rounded()) }
        guard counts[0] == 0 || !mines.isEmpty else {
            throw SyntheticGroundError.badValue(name: "mines", reason: "none is named")
        }
        guard counts[0] + counts[1] <= 10_000 else {
            throw SyntheticGroundError.tooManyObjects(
                wanted: counts[0] + counts[1], limit: 10_000)
        }
        let isLarge = try mines.map { try FieldObjectCatalogue.isLarge($0) }
        // Plastic ones are three times as likely as those of metal.
        let large = zip(mines, isLarge).filter(\.1).flatMap { name, _ in
            [String](repeating: name, count: FieldObjectCatalogue.isMetal(name) ? 1 : 3)
        }
        let small = zip(mines, isLarge).filter { !$0.1 }.map(\.0)
        let hash = SeededHash(seed: seed, .objectFigures)
        var tries = 0
        // Mines first: they are the larger ones.
        for number in 0..<counts[0] + counts[1] {
            var draw = FigureDraw(hash.child(number))
            let object = try Self.object(
                isMine: number < counts[0], small: small, large: large, &draw)
            repeat {
                if tries % 256 == 0 { try monitor.check() }
                guard tries < 300 * (counts[0] + counts[1] + 5) else {
                    throw SyntheticGroundError.tooDense(
                        placed: number, wanted: counts[0] + counts[1], separationMetres: 0.38)
                }
                tries += 1
            } while !place(object, &draw)
        }
        objects.sort { ($0.xMetres, $0.yMetres) < ($1.xMetres, $1.yMetres) }
        for index in objects.indices {
            let number = "\(index + 1)"
            objects[index].id = name + "_" + (number.count < 2 ? "0" + number : number)
        }
    }

    private static func object(
        isMine: Bool, small: [String], large: [String], _ draw: inout FigureDraw
    ) throws(SyntheticGroundError) -> FieldObject {
        guard isMine else {
            return try FieldObjectCatalogue.clutter(
                draw.one(of: FieldObjectCatalogue.clutter), depths: 0.002...0.15, &draw)
        }
        let isLarge = small.isEmpty || (!large.isEmpty && draw.happens(1.0 / 3))
        return try FieldObjectCatalogue.mine(
            draw.one(of: isLarge ? large : small), depths: isLarge ? 0.03...0.28 : 0...0.15, &draw)
    }

    /// Adds an object at the next place drawn, where that is free.
    private mutating func place(_ object: FieldObject, _ draw: inout FigureDraw) -> Bool {
        var object = object
        let margin = min(0.5, lengthMetres / 4)
        func millimetres(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
        object.xMetres = millimetres(margin + (lengthMetres - 2 * margin) * draw.next())
        object.yMetres = millimetres(halfWidthMetres * (2 * draw.next() - 1))
        object.depthMetres = (object.depthMetres * 10_000).rounded() / 10_000
        object.yawDegrees = (object.yawDegrees * 10).rounded() / 10
        object.tiltDegrees = (object.tiltDegrees * 10).rounded() / 10
        let isFree = objects.allSatisfy { other in
            let apart = hypot(object.xMetres - other.xMetres, object.yMetres - other.yMetres)
            return apart >= max(0.38, object.radiusMetres + other.radiusMetres + 0.06)
        }
        if isFree { objects.append(object) }
        return isFree
    }
}
