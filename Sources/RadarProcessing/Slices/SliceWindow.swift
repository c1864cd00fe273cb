internal import SurveyModel

/// The part of the ground one slice shows.
public struct SliceWindow: Sendable, Hashable {
    /// Two-way time after the surface's echo where it begins (ns).
    public let fromNanoseconds: Double
    /// Two-way time after the surface's echo where it ends (ns).
    public let toNanoseconds: Double
    /// Permittivity that turns time into depth.
    public let permittivity: Double

    /// Two-way times after the surface's echo.
    ///
    /// - Throws: `SliceFault.badFigure` unless 0 <= from < to, all finite.
    public init(
        nanoseconds from: Double, to end: Double, permittivity: Double
    ) throws(SliceFault) {
        guard permittivity >= 1, permittivity <= 100 else {
            throw .badFigure(name: "permittivity", reason: "\(permittivity) is not from 1 to 100")
        }
        guard from >= 0, end > from, end < 1e6 else {
            throw .badFigure(
                name: "slice", reason: "\(from) to \(end) is not a range that begins at 0 or below")
        }
        fromNanoseconds = from
        toNanoseconds = end
        self.permittivity = permittivity
    }

    /// Depths below the surface: t = 2 z sqrt(permittivity) / c.
    ///
    /// - Throws: as for times.
    public init(
        metres from: Double, to end: Double, permittivity: Double
    ) throws(SliceFault) {
        let slowness = 2 * permittivity.squareRoot() / speedOfLightMetresPerNanosecond
        try self.init(
            nanoseconds: from * slowness, to: end * slowness, permittivity: permittivity)
    }

    /// Depth of a two-way time after the surface's echo (m).
    private func depth(_ nanoseconds: Double) -> Double {
        nanoseconds * speedOfLightMetresPerNanosecond / (2 * permittivity.squareRoot())
    }
    /// Depth where it begins (m).
    public var fromMetres: Double { depth(fromNanoseconds) }
    /// Depth where it ends (m).
    public var toMetres: Double { depth(toNanoseconds) }

    /// The samples whose times lie in the window, for a surface at `surfaceNanoseconds` from the first
    /// sample.
    ///
    /// - Throws: `SliceFault.belowWindow` where the window ends after the last sample,
    ///   `.betweenSamples` where it holds none.
    package func samples(
        surfaceNanoseconds: Double, intervalNanoseconds: Double, samplesPerTrace: Int
    ) throws(SliceFault) -> Range<Int> {
        // A hair, so that a bound meant to fall on a sample does.
        let hair = 1e-9
        let first = (surfaceNanoseconds + fromNanoseconds) / intervalNanoseconds
        let end = (surfaceNanoseconds + toNanoseconds) / intervalNanoseconds
        guard first.isFinite, end.isFinite, first >= -hair, end <= Double(samplesPerTrace) + hair
        else {
            throw .belowWindow(
                endNanoseconds: surfaceNanoseconds + toNanoseconds,
                availableNanoseconds: Double(samplesPerTrace) * intervalNanoseconds)
        }
        let low = Int((first - hair).rounded(.up))
        let high = min(samplesPerTrace, Int((end - hair).rounded(.up)))
        guard low < high else {
            throw .betweenSamples(
                fromNanoseconds: surfaceNanoseconds + fromNanoseconds,
                toNanoseconds: surfaceNanoseconds + toNanoseconds)
        }
        return max(0, low)..<high
    }
}
