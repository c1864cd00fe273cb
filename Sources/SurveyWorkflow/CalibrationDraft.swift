internal import FileAccess
internal import Foundation
internal import MineDetection
internal import RadarProcessing
internal import SurveyModel

/// A calibration while it is put together.
struct CalibrationDraft {
    typealias AntennaTrace = (file: String, trace: [Double], scatter: Double?)

    let radar: RadarIdentity
    let measure: CalibrationMeasure
    let story: CalibrationStory
    var heightMetres: Double?
    var warnings: [SweepWarning] = []
    var permittivity: VelocityEstimate?
    private var antenna: AntennaTraces?
    private var reference: CalibrationFigure?
    private var estimates: [VelocityEstimate] = []
    var echoes: [(target: CalibrationTargetFile, echo: CalibrationEcho)] = []
    var loss: CalibrationFigure?
    var lossMethod: String?

    init(radar: RadarIdentity, measure: CalibrationMeasure, story: CalibrationStory) {
        self.radar = radar
        self.measure = measure
        self.story = story
    }

    private var separation: Double? { radar.antennaSeparationMetres }

    mutating func warn(_ code: String, _ text: String) {
        warnings.append(SweepWarning(code: code, text: text))
    }

    /// Plate and free space: the amplitude reference.
    ///
    /// - Throws: `WorkflowError` where they seem to be swapped, or no echo is in the plate's.
    mutating func addAntenna(plate: AntennaTrace?, air: AntennaTrace?) throws {
        guard let plate, let air else {
            let lost =
                plate == nil
                ? (air == nil ? "neither plate nor free space" : "no plate")
                : "no free space"
            warn(
                "no-amplitude-reference",
                "\(lost) was given: there is no amplitude reference and no permittivity by the "
                    + "surface echo")
            return
        }
        guard plate.trace.count == air.trace.count else {
            throw WorkflowError.impossible(
                reason: "\(plate.file) and \(air.file) have different numbers of samples",
                hint: "record both with one setting")
        }
        let echo = zip(plate.trace, air.trace).map { $0 - $1 }
        let direct = Self.peak(air.trace)
        let peak = Self.peak(echo)
        guard direct > 0, peak > 0.01 * direct else {
            throw WorkflowError.impossible(
                reason: "\(plate.file): this is the trace of free space, no plate's echo is in it",
                hint: "record the plate again, in the place of the ground")
        }
        if Self.isSwapped(air: air.trace, echo: echo) {
            throw WorkflowError.impossible(
                reason:
                    "\(plate.file) and \(air.file) seem to be swapped: the echo has the sign of "
                    + "the direct wave, a metal plate turns it",
                hint: "give the plate with --plate and free space with --air")
        }
        antenna = AntennaTraces(
            air: air.trace.map(Self.short), plate: plate.trace.map(Self.short))
        let sigmas = [plate.scatter, air.scatter].compactMap(\.self)
        reference = CalibrationFigure(
            CalibrationMeasure.rounded(20 * log10(peak / direct), 3),
            sigma: sigmas.count == 2
                ? CalibrationMeasure.rounded(hypot(sigmas[0], sigmas[1]), 4) : nil,
            unit: "dB re direct wave")
        if sigmas.count < 2 {
            warn(
                "single-trace",
                "plate or free space is a single trace: the amplitude reference has no uncertainty")
        }
    }

    /// The largest magnitude of a trace, by a parabola between its samples.
    private static func peak(_ trace: [Double]) -> Double {
        guard let place = trace.indices.max(by: { abs(trace[$0]) < abs(trace[$1]) }) else {
            return 0
        }
        let at = abs(trace[place])
        guard place > 0, place + 1 < trace.count else { return at }
        let sign = trace[place] < 0 ? -1.0 : 1
        let (before, after) = (sign * trace[place - 1], sign * trace[place + 1])
        let curvature = before - 2 * at + after
        guard curvature < 0 else { return at }
        return at - (before - after) * (before - after) / (8 * curvature)
    }

    /// Whether the echo correlates with the direct wave more strongly than against it.
    private static func isSwapped(air: [Double], echo: [Double]) -> Bool {
        var (most, least) = (0.0, 0.0)
        let reach = min(air.count / 4, 60)
        for lag in 0..<reach {
            var sum = 0.0
            for sample in lag..<air.count { sum += echo[sample] * air[sample - lag] }
            most = max(most, sum)
            least = min(least, sum)
        }
        return most > -least
    }

    private static func short(_ value: Double) -> Double { Double("\(Float(value))") ?? value }

    /// The permittivity of the surface, where it can be told.
    ///
    /// - Throws: `WorkflowError` where the blank strip reflects as no ground does.
    mutating func addSurface(_ sweeps: [Sweep], _ monitor: WorkMonitor) throws {
        guard let antenna else { return }
        guard let heightMetres, let separation else {
            warn(
                "no-geometry",
                "the antenna's \(heightMetres == nil ? "height" : "separation") is not known: no "
                    + "permittivity by the surface echo; give "
                    + (heightMetres == nil ? "--height METRES" : "--separation METRES"))
            return
        }
        let surface = CalibrationSurface(
            antenna: antenna, heightMetres: heightMetres, separationMetres: separation,
            isTwoDimensional: story.isTwoDimensional)
        do {
            let answer = try surface.answer(
                sweeps, centreFrequencyMHz: measure.centreFrequencyMHz, monitor: monitor)
            let file = story.blankFiles[0]
            if answer.likePlate > 0.5 {
                throw WorkflowError.impossible(
                    reason: "\(file): this reflects as strongly as the metal plate: is it the "
                        + "plate's recording, or was ground given as the plate?",
                    hint: "give ground with --blank and the plate with --plate")
            }
            if answer.withoutEcho > 0.5 {
                throw WorkflowError.impossible(
                    reason: "\(file): no surface echo is in it: is it free space?",
                    hint: "give ground with --blank and free space with --air")
            }
            if let estimate = answer.estimate { estimates.append(estimate) }
        } catch let error as ProcessingError { warn("no-surface-permittivity", "\(error)") }
    }

    /// An object at a known depth; one whose echo is not found is named.
    mutating func add(_ target: CalibrationTargetFile, _ sweep: Sweep) throws {
        let name = Folder.name(of: target.file)
        do {
            let preparation = try DetectionPreparation(
                sweep: sweep, centreFrequencyMHz: story.centreFrequencyMHz)
            var best: (echo: CalibrationEcho, channel: AlignedChannel)?
            var failure: ProcessingError?
            for channel in sweep.channels where channel.kind == .radar {
                do throws(ProcessingError) {
                    let aligned = try preparation.align(channel)
                    let echo = try CalibrationEcho(
                        in: aligned, kind: target.kind, depthMetres: target.depthMetres,
                        distanceMetres: target.distanceMetres,
                        antennaHeightMetres: heightMetres ?? 0,
                        antennaSeparationMetres: separation ?? 0)
                    if best.map({ echo.decibels > $0.echo.decibels }) ?? true {
                        best = (echo, aligned)
                    }
                } catch { failure = error }
            }
            guard let best else { throw failure ?? ProcessingError.noRadarChannel }
            echoes.append((target, best.echo))
            if target.kind != .plate { addHyperbola(best.echo, best.channel) }
        } catch let error as ProcessingError { warn("target-lost", "\(name): \(error)") }
    }

    /// The permittivity by the shape of the echo, where it is a clear hyperbola.
    private mutating func addHyperbola(_ echo: CalibrationEcho, _ channel: AlignedChannel) {
        var section = channel.section
        section.timeAxis.timeZeroNanoseconds =
            channel.arrivalNanoseconds - (separation ?? 0) / speedOfLightMetresPerNanosecond
        MovingMedianBackground(windowMetres: 0.9).apply(to: &section)
        let fit = HyperbolaFit(
            antennaHeightMetres: heightMetres ?? 0, antennaSeparationMetres: separation ?? 0,
            centreFrequencyMHz: measure.centreFrequencyMHz)
        let half = 250 / measure.centreFrequencyMHz
        let time = echo.delayNanoseconds + (separation ?? 0) / speedOfLightMetresPerNanosecond
        guard
            let found = try? fit.fit(
                section, distances: echo.distanceMetres - 0.1...echo.distanceMetres + 0.1,
                times: time - half...time + half),
            found.semblance >= 0.5, found.permittivitySigma < 0.25 * found.permittivity
        else { return }
        // The object is no point: what its width does to the shape is not in the fit's uncertainty.
        estimates.append(
            VelocityEstimate(
                permittivity: found.permittivity,
                sigma: max(found.permittivitySigma, 0.15 * found.permittivity),
                method: .hyperbola, count: 1))
    }

    /// All methods together.
    mutating func joinPermittivity() throws {
        let height = heightMetres ?? 0
        do {
            if Set(echoes.map(\.echo.depthMetres)).count >= 2 {
                estimates.append(
                    try CalibrationTarget.fit(
                        echoes.map {
                            CalibrationTarget(
                                depthMetres: $0.echo.depthMetres,
                                peakNanoseconds: $0.echo.delayNanoseconds)
                        },
                        antennaHeightMetres: height, antennaSeparationMetres: separation ?? 0,
                        pickSigmaNanoseconds: 0.03
                    ).estimate)
            } else if let only = echoes.first {
                estimates.append(
                    try only.echo.permittivity(
                        antennaHeightMetres: height, antennaSeparationMetres: separation ?? 0))
            }
        } catch { warn("no-target-permittivity", "\(error)") }
        guard !estimates.isEmpty else {
            warn(
                "no-permittivity",
                "nothing told the permittivity: give --plate and --air, or --target")
            return
        }
        let combination = try VelocityEstimate.combine(estimates)
        permittivity = combination.estimate
        if let warning = combination.warning { warnings.append(warning) }
        if Set(estimates.map(\.method)) == [.surface] {
            warn(
                "surface-only",
                "the permittivity is that of the uppermost centimetres; objects at known depths "
                    + "would tell that of the ground below")
        }
    }

    /// The whole.
    func finished(
        maxima: BlankMaxima, acquiredAt: String?, sources: [CalibrationSource]
    ) throws -> RadarCalibration {
        var done = RadarCalibration(
            radar: radar, detectorVersion: DetectorSettings.algorithmVersion,
            directLevel: measure.directLevel, clutterStretches: measure.stretches,
            maxima: maxima)
        done.radar.centreFrequencyMHz = radar.centreFrequencyMHz ?? story.centreFrequencyMHz
        done.acquiredAt = acquiredAt
        done.sources = sources
        done.antennaHeightMetres = heightMetres
        done.isTwoDimensional = story.isTwoDimensional
        done.amplitudeReference = reference
        done.antenna = antenna
        done.permittivity = permittivity.map {
            CalibrationFigure(
                CalibrationMeasure.rounded($0.permittivity, 3),
                sigma: CalibrationMeasure.rounded($0.sigma, 3), unit: "1")
        }
        done.permittivityEstimates = estimates.map {
            PermittivityEntry(
                method: $0.method.rawValue,
                value: CalibrationMeasure.rounded($0.permittivity, 3),
                sigma: CalibrationMeasure.rounded($0.sigma, 3), count: $0.count)
        }
        done.loss = loss
        done.lossMethod = lossMethod
        done.noiseFloor = measure.noise
        done.channels = measure.channels
        done.clutter = measure.clutter
        done.warnings = warnings + shortcomings(maxima, acquiredAt)
        return done
    }
}
