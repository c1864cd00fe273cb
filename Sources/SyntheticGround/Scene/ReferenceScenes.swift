public import SurveyModel

/// Scenes made from a few figures.
public enum ReferenceScenes: Sendable {
    /// A lane of one soil with mines and clutter strewn over it, as a trial has them.
    ///
    /// - Throws: `SyntheticGroundError` where it cannot be made, and `Cancelled`.
    public static func lane(
        name: String, seed: UInt64, lengthMetres: Double, channelCount: Int, soil: String,
        mines: [String] = ObjectCatalogue.mines, minesPerSquareMetre: Double,
        clutterPerSquareMetre: Double, isClean: Bool, monitor: WorkMonitor = .silent
    ) throws -> GroundScene {
        var radar = SimulatedRadar()
        radar.channelCount = channelCount
        var scene = GroundScene(
            name: name, seed: seed, lengthMetres: lengthMetres,
            layers: [try SoilCatalogue.soil(soil)], radar: radar)
        scene.roughness = SurfaceRoughness(rootMeanSquareMetres: 0.0025)
        scene.fluctuation = SoilFluctuation(relativeDeviation: 0.07)
        scene.flaws = isClean ? nil : RecordingFlaws()
        try scene.check()
        try strew(mines, minesPerSquareMetre, &scene, monitor)
        if clutterPerSquareMetre > 0 {
            try scene.strew(
                ObjectPlacement(
                    models: ObjectCatalogue.clutter, densityPerSquareMetre: clutterPerSquareMetre,
                    separationMetres: 0.4), monitor: monitor)
        }
        return scene
    }

    /// The reference day: five sweeps of 14 channels in five soils, mostly empty ground.
    ///
    /// - Throws: `SyntheticGroundError` where it cannot be made, and `Cancelled`.
    public static func day(
        seed: UInt64, lengthMetres: Double = 1000, channelCount: Int = 14,
        monitor: WorkMonitor = .silent
    ) throws -> [GroundScene] {
        var scenes: [GroundScene] = []
        let soils = [
            "dry-calcareous", "dry-quartz", "moist-calcareous", "sea-spray", "dry-calcareous",
        ]
        for (number, soil) in soils.enumerated() {
            scenes.append(
                try lane(
                    name: "sweep-\(number + 1)", seed: seed &+ UInt64(number),
                    lengthMetres: lengthMetres, channelCount: channelCount, soil: soil,
                    minesPerSquareMetre: 0.05, clutterPerSquareMetre: 0.2, isClean: false,
                    monitor: monitor))
        }
        return scenes
    }

    /// Anti-tank mines lie deeper than anti-personnel mines; both as often as they are named.
    private static func strew(
        _ mines: [String], _ density: Double, _ scene: inout GroundScene, _ monitor: WorkMonitor
    ) throws {
        guard density != 0 else { return }
        guard !mines.isEmpty else {
            throw SyntheticGroundError.badValue(name: "mines", reason: "none is named")
        }
        var small: [String] = []
        var large: [String] = []
        for name in mines {
            let mine = try ObjectCatalogue.object(
                name, id: "", xMetres: 0, yMetres: 0, depthMetres: 0.1)
            if mine.diameterMetres < 0.2 { small.append(name) } else { large.append(name) }
        }
        for (names, depths) in [(small, 0.01...0.12), (large, 0.04...0.20)] where !names.isEmpty {
            try scene.strew(
                ObjectPlacement(
                    models: names,
                    densityPerSquareMetre: density * Double(names.count) / Double(mines.count),
                    depthsMetres: depths), monitor: monitor)
        }
    }
}
