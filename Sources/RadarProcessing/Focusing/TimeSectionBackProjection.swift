internal import SignalKit
public import SurveyModel

/// Back-projection of a line that stays a section: sample n of a trace is the image below it at the depth
/// z = v t / 2, t being the sample's time after time zero.
///
/// Real part of I = S / W of `BackProjection`, so that a wavelet stays a wavelet. Same axes out as in, but
/// time zero is now the surface of the ground, whatever the height of the antenna. Samples before it become
/// 0. Reach: the aperture.
public struct TimeSectionBackProjection: Sendable, Hashable {
    /// Relative permittivity of the ground.
    public var permittivity: Double
    /// Height of the antennas above the ground (m).
    public var antennaHeightMetres: Double
    /// Distance from transmitter to receiver along travel (m).
    public var antennaSeparationMetres: Double
    /// Largest horizontal distance of a trace from the point (m).
    public var apertureMetres: Double
    /// What happens at the ends of the line.
    public var lineEnds: BackProjection.LineEnds

    /// Back-projection in ground of `permittivity`.
    public init(
        permittivity: Double, antennaHeightMetres: Double = 0, antennaSeparationMetres: Double = 0,
        apertureMetres: Double = 0.15, lineEnds: BackProjection.LineEnds = .fewer
    ) {
        self.permittivity = permittivity
        self.antennaHeightMetres = antennaHeightMetres
        self.antennaSeparationMetres = antennaSeparationMetres
        self.apertureMetres = apertureMetres
        self.lineEnds = lineEnds
    }

    /// Focuses `radargram` in place.
    ///
    /// - Throws: `ProcessingError` as `BackProjection` does, and for unevenly spaced traces.
    public func apply(to radargram: inout Radargram) throws(ProcessingError) {
        try LinePositions.check(radargram, step: BackProjection.step)
        let spacing = try LinePositions.regularStep(radargram, step: BackProjection.step)
        let interval = radargram.timeAxis.sampleIntervalNanoseconds
        let zero = radargram.timeAxis.timeZeroNanoseconds
        let first = max(0, Int((zero / interval - 1e-9).rounded(.up)))
        let samples = radargram.samplesPerTrace
        let traces = radargram.traceCount
        let reversed = radargram.distancesMetres[1] < radargram.distancesMetres[0]
        let start = radargram.distancesMetres[reversed ? traces - 1 : 0]
        // Without a permittivity the projection refuses; any positive depth will do until then.
        let half = speedOfLightMetresPerNanosecond / max(permittivity, 1).squareRoot() / 2
        let grid = ImageGrid(
            x: ImageAxis(firstMetres: start, stepMetres: spacing, count: traces),
            y: ImageAxis(firstMetres: 0, stepMetres: 1, count: 1),
            z: ImageAxis(
                firstMetres: max(0, Double(first) * interval - zero) * half,
                stepMetres: interval * half, count: samples - first))
        let projection = try BackProjection(
            channels: [Channel(index: 1, lateralOffsetMetres: 0, radargram: radargram)], grid: grid,
            settings: .init(
                permittivities: [permittivity], antennaHeightMetres: antennaHeightMetres,
                antennaSeparationMetres: antennaSeparationMetres, apertureMetres: apertureMetres,
                lineEnds: lineEnds))
        let image = projection.image(.real)[0]
        for trace in 0..<traces {
            let place = reversed ? traces - 1 - trace : trace
            for sample in 0..<samples {
                radargram.samples[trace * samples + sample] =
                    sample < first ? 0 : image[x: place, y: 0, z: sample - first]
            }
        }
    }
}
