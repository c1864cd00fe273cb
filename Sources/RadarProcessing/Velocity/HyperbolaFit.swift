internal import Glibc
internal import SignalKit
public import SurveyModel

/// Permittivity from the shape of a buried object's echo along the line.
///
/// Semblance S = sum_t |sum_n z_n|^2 / (N sum_t sum_n |z_n|^2) along the delays of a buried point (Neidell and
/// Taner, 1971), z the analytic signal, t within half a cycle; 1 for equal echoes, 1/N for noise. The best of
/// a coarse grid is refined by least squares on the delays picked trace by trace against the stacked
/// echo; the scatter of the picks about the fitted hyperbola gives the uncertainties.
public struct HyperbolaFit: Sendable, Hashable {
    /// Height of the antennas above the ground (m), 0 on the ground.
    public var antennaHeightMetres: Double
    /// Distance from transmitter to receiver along travel (m).
    public var antennaSeparationMetres: Double
    /// Centre frequency (MHz).
    public var centreFrequencyMHz: Double
    /// Half the length of line a hyperbola is followed over (m).
    public var apertureMetres: Double
    /// Depths searched (m).
    public var depthsMetres: ClosedRange<Double>
    /// Permittivities searched.
    public var permittivities: ClosedRange<Double>

    /// A fit for antennas of this height and separation.
    public init(
        antennaHeightMetres: Double = 0, antennaSeparationMetres: Double = 0,
        centreFrequencyMHz: Double, apertureMetres: Double = 0.20,
        depthsMetres: ClosedRange<Double> = 0.03...0.60,
        permittivities: ClosedRange<Double> = 2.0...25
    ) {
        self.antennaHeightMetres = antennaHeightMetres
        self.antennaSeparationMetres = antennaSeparationMetres
        self.centreFrequencyMHz = centreFrequencyMHz
        self.apertureMetres = apertureMetres
        self.depthsMetres = depthsMetres
        self.permittivities = permittivities
    }

    /// A fitted hyperbola; uncertainties are standard deviations.
    public struct Hyperbola: Sendable, Hashable {
        /// Relative permittivity above the object.
        public var permittivity: Double
        /// Its uncertainty.
        public var permittivitySigma: Double
        /// Place of the object along the line (m).
        public var distanceMetres: Double
        /// Its uncertainty (m).
        public var distanceSigmaMetres: Double
        /// Depth of the object's top (m).
        public var depthMetres: Double
        /// Its uncertainty (m), that of the permittivity included.
        public var depthSigmaMetres: Double
        /// Semblance along the hyperbola, 0...1.
        public var semblance: Double
        /// Traces it rests on.
        public var traceCount: Int

        /// The permittivity with its uncertainty.
        public var estimate: VelocityEstimate {
            VelocityEstimate(
                permittivity: permittivity, sigma: permittivitySigma, method: .hyperbola, count: 1)
        }
    }

    static let step = "hyperbola fit"

    /// The hyperbola nearest the best of the grid within `distances` (m along the line) and `times` (ns from
    /// time zero); background should be removed first.
    ///
    /// - Throws: `ProcessingError` for unfit data, geometry or ranges, and where no hyperbola is found.
    public func fit(
        _ radargram: Radargram, distances: ClosedRange<Double>? = nil,
        times: ClosedRange<Double>? = nil
    ) throws(ProcessingError) -> Hyperbola {
        let search = try HyperbolaSearch(self, radargram)
        guard let start = search.best(distances: distances, times: times) else {
            throw .noEstimate(
                step: Self.step, reason: "no delay of the searched depths lies inside the window")
        }
        return try search.refined(start)
    }

    /// The best hyperbolae of a line, the clearest first: peaks of semblance of at least `semblance`,
    /// no two nearer than half the aperture, whose fitted permittivity is known to a quarter.
    ///
    /// - Throws: `ProcessingError` for unfit data or geometry.
    public func hyperbolae(
        _ radargram: Radargram, semblance: Double = 0.5, maximumCount: Int = 12
    ) throws(ProcessingError) -> [Hyperbola] {
        let search = try HyperbolaSearch(self, radargram)
        var found: [Hyperbola] = []
        for start in search.peaks(distances: nil, times: nil, semblance: semblance)
        where found.count < maximumCount {
            guard let one = try? search.refined(start),
                one.semblance >= semblance,
                one.permittivitySigma < 0.25 * one.permittivity,
                !found.contains(where: {
                    abs($0.distanceMetres - one.distanceMetres) < apertureMetres / 2
                })
            else { continue }
            found.append(one)
        }
        return found
    }

    /// Throws where `radargram` cannot give a velocity.
    ///
    /// - Throws: `ProcessingError` for fewer than 3 traces, positions that turn back or are unknown, samples
    ///   that are no numbers or all constant, and a band above Nyquist.
    public func check(_ radargram: Radargram) throws(ProcessingError) {
        try VelocityInput.check(
            radargram, step: Self.step, centreFrequencyMHz: centreFrequencyMHz)
    }

    func check() throws(ProcessingError) {
        _ = try RefractedPath(
            antennaHeightMetres: antennaHeightMetres, permittivity: permittivities.upperBound,
            step: Self.step)
        _ = try RefractedPath(
            antennaHeightMetres: antennaHeightMetres, permittivity: permittivities.lowerBound,
            step: Self.step)
        guard (0...2).contains(antennaSeparationMetres), (0.02...5).contains(apertureMetres),
            depthsMetres.lowerBound >= 0.005, depthsMetres.upperBound <= 20
        else {
            throw .badStepValue(
                step: Self.step,
                reason: "antennas \(antennaSeparationMetres) m apart, an aperture of "
                    + "\(apertureMetres) m or depths of \(depthsMetres) m cannot be searched")
        }
    }
}
