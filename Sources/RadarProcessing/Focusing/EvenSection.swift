internal import SurveyModel

/// A section of a regular line with its traces exactly one step apart.
///
/// The step is rounded to a multiple of 2^-30 m (a nanometre), so that distances between traces are the
/// same bits wherever the section begins.
enum EvenSection {
    /// The step of `line` (m).
    ///
    /// - Throws: as `LineFitness.checkSpacing`, and `ProcessingError.unevenTraceSpacing`.
    static func step(of line: Line, step: String) throws(ProcessingError) -> Double {
        try LineFitness.checkSpacing(step: step, of: line)
        try LinePositions.checkAxis(
            line.timeAxis, samplesPerTrace: line.samplesPerTrace, step: step)
        let exact = try LinePositions.regularStep(line.distancesMetres, step: step)
        return (exact * 0x1p30).rounded() / 0x1p30
    }

    /// Does the work of a step on the traces of `section`, laid evenly.
    ///
    /// They lie at 0, d, 2 d and so on while the work is done, for the distance d between the traces of
    /// `line`.
    ///
    /// - Throws: as `step(of:step:)`, and what the work throws.
    static func apply(
        to section: inout LineSection, of line: Line, step name: String,
        _ work: (inout Radargram) throws(ProcessingError) -> Void
    ) throws(ProcessingError) {
        let step = try Self.step(of: line, step: name)
        let distances = section.radargram.distancesMetres
        section.radargram.distancesMetres = distances.indices.map { Double($0) * step }
        try work(&section.radargram)
        section.radargram.distancesMetres = distances
    }

    /// Traces within `metres`, rounded up.
    static func traces(within metres: Double, step: Double) -> Int {
        Int(min((metres / step).rounded(.up) + 1, 1e9))
    }
}

extension KirchhoffMigration: LineStep {
    /// Velocity and aperture.
    public var settings: [String: StepValue] {
        var values: [String: StepValue] = [
            "velocityMetresPerNanosecond": .number(velocityMetresPerNanosecond)
        ]
        values["apertureMetres"] = apertureMetres.map { .number($0) }
        return values
    }

    /// The line unchanged; it must be regular.
    ///
    /// - Throws: as `EvenSection.step`, and for a velocity no ground has.
    public func line(after line: Line) throws(ProcessingError) -> Line {
        try SweepFitness.checkVelocity(velocityMetresPerNanosecond, step: "kirchhoff")
        _ = try EvenSection.step(of: line, step: "kirchhoff")
        return line
    }

    /// The aperture on either side; the whole line where it has none.
    public func inputs(for output: Range<Int>, of line: Line) -> Range<Int> {
        guard let apertureMetres, let spacing = line.traceSpacingMetres else {
            return 0..<line.traceCount
        }
        let reach = EvenSection.traces(within: apertureMetres, step: 0.99 * spacing)
        return widened(output, by: reach, of: line)
    }

    /// Migrates the section.
    ///
    /// - Throws: as `apply(to:)` on a radargram.
    public func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        try EvenSection.apply(to: &section, of: line, step: "kirchhoff") {
            radargram throws(ProcessingError) in
            try apply(to: &radargram)
        }
    }
}

extension TimeSectionBackProjection: LineStep {
    /// Ground, antennas, aperture and line ends.
    public var settings: [String: StepValue] {
        [
            "permittivity": .number(permittivity),
            "antennaHeightMetres": .number(antennaHeightMetres),
            "antennaSeparationMetres": .number(antennaSeparationMetres),
            "apertureMetres": .number(apertureMetres), "lineEnds": .word(lineEnds.rawValue),
        ]
    }

    /// The line with time zero at the surface of the ground, which it is set to by the antennas'
    /// height; it must be regular, and the surface's echo lie within its window.
    ///
    /// - Throws: as `EvenSection.step`, and `ProcessingError.badStepValue` where no echo from the ground
    ///   reaches the window.
    public func line(after line: Line) throws(ProcessingError) -> Line {
        _ = try EvenSection.step(of: line, step: "focus")
        try checkSurface(on: line)
        return line
    }

    /// Nothing in the ground is heard before the surface straight below.
    private func checkSurface(on line: Line) throws(ProcessingError) {
        let axis = line.timeAxis
        let window =
            Double(line.samplesPerTrace - 1) * axis.sampleIntervalNanoseconds
            - axis.timeZeroNanoseconds
        let half = antennaSeparationMetres / 2
        let path = 2 * (antennaHeightMetres * antennaHeightMetres + half * half).squareRoot()
        let delay = path / speedOfLightMetresPerNanosecond
        guard delay < window else {
            throw .badStepValue(
                step: "focus",
                reason: "with a height of \(antennaHeightMetres) m and a separation of "
                    + "\(antennaSeparationMetres) m the first echo of the ground comes after "
                    + "\(LineFitness.rounded(delay)) ns, the window ends "
                    + "\(LineFitness.rounded(window)) ns after time zero")
        }
    }

    /// The aperture on either side.
    public func inputs(for output: Range<Int>, of line: Line) -> Range<Int> {
        guard let spacing = line.traceSpacingMetres else { return output }
        // With mirrored ends a trace needs what lies as far beyond its mirror image, too.
        let reach = EvenSection.traces(within: 2 * apertureMetres, step: 0.99 * spacing)
        return widened(output, by: reach, of: line)
    }

    /// Focuses the section.
    ///
    /// - Throws: as `apply(to:)` on a radargram.
    public func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        try EvenSection.apply(to: &section, of: line, step: "focus") {
            radargram throws(ProcessingError) in
            try apply(to: &radargram)
        }
    }
}

extension StoltMigration: LineStep {
    /// Velocity and blocks.
    public var settings: [String: StepValue] {
        [
            "velocityMetresPerNanosecond": .number(velocityMetresPerNanosecond),
            "blockTraces": .number(Double(blockTraces)),
            "overlapTraces": .number(Double(overlapTraces)),
        ]
    }

    /// The line unchanged; it must be regular.
    ///
    /// - Throws: as `EvenSection.step`, for a velocity no ground has, and for blocks that share half or
    ///   more.
    public func line(after line: Line) throws(ProcessingError) -> Line {
        try checkFigures()
        _ = try EvenSection.step(of: line, step: "stolt")
        return line
    }

    /// The blocks that hold `output`.
    public func inputs(for output: Range<Int>, of line: Line) -> Range<Int> {
        let touched = blocks(line.traceCount).filter { $0.overlaps(output) }
        return
            (touched.first?.lowerBound ?? output.lowerBound)..<(touched.last?.upperBound
            ?? output.upperBound)
    }

    /// Migrates the blocks the section holds.
    ///
    /// - Throws: as `apply(to:)` on a radargram.
    public func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        let held = section.traces
        try EvenSection.apply(to: &section, of: line, step: "stolt") {
            radargram throws(ProcessingError) in
            try migrate(&radargram, held: held, of: line.traceCount)
        }
    }
}
