internal import Glibc
internal import SurveyModel

/// Checks figures of a scene.
enum Bounds {
    static func check(
        _ name: String, _ value: Double, _ range: ClosedRange<Double>
    ) throws(SyntheticGroundError) {
        guard value.isFinite, range.contains(value) else {
            throw .badValue(
                name: name,
                reason: "is \(value), it must be from \(range.lowerBound) to \(range.upperBound)")
        }
    }
}

extension GroundScene {
    /// Most objects of a scene: as many as its own file can tell and be read again.
    public static let mostObjects = 100_000
    /// Most traces of all channels: some 100 GB of samples, within what SEG-Y counts.
    public static let mostTraces = 100_000_000

    /// Checks that the scene can be simulated.
    ///
    /// - Throws: `SyntheticGroundError` naming the first figure that cannot be.
    public func check() throws(SyntheticGroundError) {
        try Bounds.check("length", lengthMetres, 0...1e5)
        guard !layers.isEmpty, layers.count <= 20 else {
            throw .badValue(name: "layers", reason: "are \(layers.count), there must be 1 to 20")
        }
        for (number, layer) in layers.enumerated() {
            try layer.check(number: number + 1, isLast: number == layers.count - 1)
        }
        try Bounds.check("interface relief", interfaceReliefMetres, 0...0.2)
        try Bounds.check("roughness", roughness.rootMeanSquareMetres, 0...0.02)
        try Bounds.check("roughness correlation", roughness.correlationLengthMetres, 0.02...5)
        try Bounds.check("Hurst exponent", roughness.hurstExponent, 0.1...1)
        try Bounds.check("permittivity fluctuation", fluctuation.relativeDeviation, 0...0.5)
        try Bounds.check("correlation along", fluctuation.alongMetres, 0.005...1)
        try Bounds.check("correlation across", fluctuation.acrossMetres, 0.005...1)
        try Bounds.check("correlation down", fluctuation.downMetres, 0.005...1)
        try radar.check()
        try flaws?.check(height: radar.heightMetres)
        let traces = Double(traceCount) * Double(radar.channelCount)
        try Bounds.check("traces of all channels", traces, 1...Double(Self.mostTraces))
        try Bounds.check("objects", Double(objects.count), 0...Double(Self.mostObjects))
        let ground = EffectiveGround(layers: layers)
        for object in objects {
            try object.check()
            guard object.shape == .point else { continue }
            let index = ground.layer(at: object.depthMetres).permittivity.squareRoot()
            let wavelength =
                1000 * speedOfLightMetresPerNanosecond / (index * radar.wavelet.centreFrequencyMHz)
            // A larger sphere echoes from its near side, no longer from its centre.
            try Bounds.check(
                object.nameInWords + " diameter of a point", object.diameterMetres,
                0.001...max(0.001, wavelength))
        }
    }
}

extension GroundLayer {
    fileprivate func check(number: Int, isLast: Bool) throws(SyntheticGroundError) {
        let name = "layer \(number)"
        if !isLast { try Bounds.check(name + " thickness", thicknessMetres, 0.005...10) }
        try Bounds.check(name + " permittivity", permittivity, 1...90)
        try Bounds.check(name + " conductivity", conductivityMilliSiemensPerMetre, 0...10_000)
        try Bounds.check(name + " relaxation loss", relaxationLossDecibelsPerMetre, 0...2000)
    }
}

extension SimulatedRadar {
    fileprivate func check() throws(SyntheticGroundError) {
        try Bounds.check("channels", Double(channelCount), 1...1000)
        try Bounds.check("channel spacing", channelSpacingMetres, 0.001...10)
        guard alongOffsetsMetres.isEmpty || alongOffsetsMetres.count == channelCount else {
            throw .badValue(
                name: "offsets along travel",
                reason: "are \(alongOffsetsMetres.count) for \(channelCount) channels")
        }
        for offset in alongOffsetsMetres {
            try Bounds.check("offset along travel", offset, -20...20)
        }
        try Bounds.check("antenna separation", antennaSeparationMetres, 0.005...2)
        try Bounds.check("antenna height", heightMetres, 0.005...2)
        try Bounds.check("trace spacing", traceSpacingMetres, 0.002...1)
        try Bounds.check("samples", Double(samplesPerTrace), 16...8192)
        try Bounds.check("centre frequency", wavelet.centreFrequencyMHz, 100...4000)
        try Bounds.check("derivative order", wavelet.derivativeOrder, 0...2)
        // The wavelet holds frequencies to twice its centre; three times that leaves room to
        // interpolate.
        let widest = 1000 / (6 * wavelet.centreFrequencyMHz)
        try Bounds.check("sample interval", sampleIntervalNanoseconds, 0.001...widest)
        try Bounds.check("time zero", timeZeroNanoseconds, -100...100)
        try Bounds.check("direct wave", directWaveAmplitude, 0...1000)
    }
}

extension RecordingFlaws {
    func check(height: Double) throws(SyntheticGroundError) {
        try Bounds.check("receiver noise", receiverNoiseDecibels, -300...0)
        try Bounds.check("time zero drift", timeZeroDriftNanoseconds, 0...1)
        try Bounds.check("time zero jitter", timeZeroJitterNanoseconds, 0...1)
        try Bounds.check("channel time offset", channelTimeOffsetNanoseconds, 0...1)
        try Bounds.check("channel gain", channelGainDecibels, 0...20)
        try Bounds.check("gain drift", gainDriftDecibels, 0...20)
        // Six standard deviations must stay above the ground.
        try Bounds.check("height wobble", heightWobbleMetres, 0...height / 6)
        try Bounds.check("roll", rollDegrees, 0...5)
        try Bounds.check("ringing", ringingDecibels, -300...0)
        try Bounds.check("ringing drift", ringingDrift, 0...1)
        try Bounds.check("interference share", interferenceTraceFraction, 0...1)
        try Bounds.check("interference", interferenceDecibels, -300...0)
        try Bounds.check("drift length", driftLengthMetres, 0.05...1e5)
        try Bounds.check("wobble length", wobbleLengthMetres, 0.05...1e5)
    }
}

extension BuriedObject {
    fileprivate var nameInWords: String { "object \(id) (\(model))" }

    fileprivate func check() throws(SyntheticGroundError) {
        let name = nameInWords
        try Bounds.check(name + " x", xMetres, -10...1.1e5)
        try Bounds.check(name + " y", yMetres, -1000...1000)
        try Bounds.check(name + " depth", depthMetres, 0...5)
        try Bounds.check(name + " diameter", diameterMetres, 0.001...2)
        try Bounds.check(name + " width", widthMetres, 0.001...2)
        try Bounds.check(name + " height", heightMetres, 0...2)
        try Bounds.check(name + " yaw", yawDegrees, -360...360)
        try Bounds.check(name + " tilt", tiltDegrees, -60...60)
        guard !layers.isEmpty else {
            throw .badValue(name: name + " layers", reason: "are missing")
        }
        for layer in layers {
            try Bounds.check(name + " layer permittivity", layer.permittivity, 1...100)
            try Bounds.check(
                name + " layer conductivity", layer.conductivitySiemensPerMetre, 0...1e8)
            try Bounds.check(name + " layer thickness", layer.thicknessMetres, 1e-5...1)
        }
        let half = shape == .point ? 0 : extentMetres / 2
        let rise = half * sin(abs(tiltDegrees) * .pi / 180) - depthMetres
        guard rise < -0.001 else {
            throw .outOfGround(object: name, byMillimetres: ((rise + 0.001) * 1e4).rounded() / 10)
        }
    }
}
