internal import Glibc
internal import SurveyModel

extension FieldScene {
    /// Traces of each channel; 0 where length and spacing are none that `check()` lets pass.
    public var traceCount: Int {
        let steps = (lengthMetres / traceSpacingMetres + 1e-6).rounded(.down)
        guard steps >= 0, steps < 1e9 else { return 0 }
        return Int(steps) + 1
    }

    /// Memory or disk all samples take as 32-bit floats (bytes); of a scene that `check()` refuses at
    /// most `Int.max`.
    public var sampleByteCount: Int {
        let samples = Double(traceCount) * Double(channelCount) * Double(samplesPerTrace)
        return Int(exactly: samples * Double(MemoryLayout<Float>.size)) ?? .max
    }

    /// Checks that the scene can be simulated.
    ///
    /// - Throws: `SyntheticGroundError` naming the first figure that cannot be.
    public func check() throws(SyntheticGroundError) {
        try Bounds.check("length", lengthMetres, 0...1e4)
        try Bounds.check("channels", Double(channelCount), 1...1000)
        try Bounds.check("channel spacing", channelSpacingMetres, 0...1)
        try Bounds.check("samples per trace", Double(samplesPerTrace), 1...4096)
        try Bounds.check("sample interval", sampleIntervalNanoseconds, 0.001...0.2)
        try Bounds.check("window", windowNanoseconds, 0.1...50)
        try Bounds.check("objects", Double(objects.count), 0...10_000)
        try ground.check()
        try checkGrid()
        try flaws?.check(height: antenna.heightMetres)
        let unevenness = hypot(
            ground.roughness.rootMeanSquareMetres, flaws?.heightWobbleMetres ?? 0)
        guard antenna.heightMetres >= 4 * unevenness else {
            throw .badValue(
                name: "antenna height",
                reason: "is \(antenna.heightMetres), under four times what surface and wobble vary")
        }
        for object in objects { try object.check() }
    }

    private var windowNanoseconds: Double { Double(samplesPerTrace) * sampleIntervalNanoseconds }

    private func checkGrid() throws(SyntheticGroundError) {
        try Bounds.check("cell", cellMetres, 0.0005...0.01)
        try Bounds.check("antenna height", antenna.heightMetres, 0.01...0.3)
        try Bounds.check("antenna separation", antenna.separationMetres, 0...0.3)
        try Bounds.check("trace spacing", traceSpacingMetres, cellMetres...1)
        try Bounds.check("window half width", windowHalfWidthMetres, 0.05...2)
        try Bounds.check("window depth", windowDepthMetres, 0.02...2)
        try Bounds.check("centre frequency", antenna.centreFrequencyMHz, 100...4000)
        for (name, metres) in [
            ("trace spacing", traceSpacingMetres),
            ("half the antenna separation", antenna.separationMetres / 2),
        ] {
            let cells = metres / cellMetres
            guard abs(cells - cells.rounded()) < 1e-6 else {
                throw .badValue(
                    name: name, reason: "\(metres) m is no whole number of \(cellMetres) m cells")
            }
        }
        let margin = Double(LineSourceRun.layerCells + 4) * cellMetres
        try Bounds.check(
            "window half width", windowHalfWidthMetres, antenna.separationMetres / 2 + margin...2)
        let cells = 2 * windowHalfWidthMetres / cellMetres * (windowDepthMetres + 0.5) / cellMetres
        guard cells <= Double(GroundSection.cellLimit) else {
            throw .gridTooLarge(cells: cells, limit: GroundSection.cellLimit)
        }
        try checkCells()
    }

    /// The soil's mean must carry the shortest wave; small objects need not.
    private func checkCells() throws(SyntheticGroundError) {
        let highest =
            antenna.waveform.highestFrequencyMHz(centreFrequencyMHz: antenna.centreFrequencyMHz)
            / 1000
        let densest =
            stride(from: 0.0, to: windowDepthMetres, by: 0.01)
            .map { Double(ground.matter(at: $0).permittivity) }.max() ?? 1
        let wavelength = speedOfLightMetresPerNanosecond / (highest * densest.squareRoot())
        // A tenth less than where waves of one speed matter: the ground fluctuates about its mean.
        let needed = 0.9 * LineSourceRun.cellsPerWavelength
        guard wavelength / cellMetres >= needed else {
            throw .cellsTooCoarse(
                cellsPerWavelength: wavelength / cellMetres, needed: needed,
                largestCellMetres: wavelength / needed)
        }
    }
}

extension FieldGround {
    fileprivate func check() throws(SyntheticGroundError) {
        try Bounds.check("grain permittivity", grainPermittivity, 1...20)
        try Bounds.check("porosity", porosity, 0.05...0.95)
        try Bounds.check("water at the surface", water.atSurface, 0...porosity)
        try Bounds.check("water below", water.below, 0...porosity)
        try Bounds.check("depth of the change of water", water.fromMetres, 0...2)
        try Bounds.check("way of the change of water", water.overMetres, 0.001...2)
        try Bounds.check("pore water", poreWaterSiemensPerMetre, 0...100)
        try Bounds.check("permittivity fluctuation", fluctuation.relativeDeviation, 0...0.5)
        try Bounds.check("coarsest scale along", fluctuation.coarsestAlongMetres, 0.005...2)
        try Bounds.check("coarsest scale down", fluctuation.coarsestDownMetres, 0.005...2)
        try Bounds.check("Hurst exponent of the soil", fluctuation.hurstExponent, 0...1)
        try Bounds.check("roughness", roughness.rootMeanSquareMetres, 0...0.02)
        try Bounds.check("roughness correlation", roughness.correlationLengthMetres, 0.02...5)
        try Bounds.check("Hurst exponent", roughness.hurstExponent, 0.1...1)
        for (name, bed) in [("cover", cover), ("base", base)] {
            guard let bed else { continue }
            try Bounds.check(name + " depth", bed.depthMetres, 0...2)
            try Bounds.check(name + " relief", bed.reliefMetres, 0...0.1)
            try Bounds.check(name + " permittivity", bed.permittivity, 1...15)
            try Bounds.check(name + " conductivity", bed.conductivitySiemensPerMetre, 0...1e8)
            try Bounds.check(name + " fluctuation", bed.relativeDeviation, 0...0.5)
        }
        if let pebbles {
            try Bounds.check("pebbles", pebbles.perCubicMetre, 0...100_000)
            try Bounds.check("smallest pebble", pebbles.smallestMetres, 0.002...0.1)
            try Bounds.check("largest pebble", pebbles.largestMetres, pebbles.smallestMetres...0.1)
            try Bounds.check("pebble permittivity", pebbles.permittivity, 1...15)
        }
    }
}

extension FieldObject {
    fileprivate func check() throws(SyntheticGroundError) {
        let name = "object \(id) (\(model))"
        try Bounds.check(name + " x", xMetres, -10...1.1e4)
        try Bounds.check(name + " y", yMetres, -100...100)
        try Bounds.check(name + " depth", depthMetres, 0...2)
        try Bounds.check(name + " length", lengthMetres, 0.001...5)
        try Bounds.check(name + " width", widthMetres, 0.001...2)
        try Bounds.check(name + " height", heightMetres, 0.001...2)
        try Bounds.check(name + " yaw", yawDegrees, isLong ? 30...150 : -360...360)
        try Bounds.check(name + " tilt", tiltDegrees, -90...90)
        try Bounds.check(name + " wall", wallMetres, 0...0.1)
        try Bounds.check(name + " cavity", cavityShare, 0...2)
        guard shape == .none || !layers.isEmpty else {
            throw .badValue(name: name + " layers", reason: "are missing")
        }
        for layer in layers {
            try Bounds.check(name + " layer permittivity", layer.permittivity, 1...100)
            try Bounds.check(
                name + " layer conductivity", layer.conductivitySiemensPerMetre, 0...1e8)
            try Bounds.check(name + " layer thickness", layer.thicknessMetres, 1e-5...2)
        }
        if let backfill {
            try Bounds.check(name + " hole", backfill.diameterMetres, 0.01...3)
            try Bounds.check(name + " hole depth", backfill.depthMetres, 0.001...2)
            try Bounds.check(name + " water factor", backfill.waterFactor, 0...5)
            try Bounds.check(name + " density factor", backfill.densityFactor, 0.5...1.5)
        }
    }
}
