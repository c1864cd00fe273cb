public import Instruments
internal import RadarProcessing
public import SurveyModel

/// The permittivity of the ground under one radar file, by every method its data allow.
public struct VelocityStory: Sendable {
    /// Stretch of the line to use (m), all of it where nil.
    public var stretch: ClosedRange<Double>?
    /// A recording over a metal plate in the place of the ground.
    public var plateFile: String?
    /// A recording in free space.
    public var airFile: String?
    /// Antenna height (m) in place of the file's.
    public var heightMetres: Double?
    /// Distance from transmitter to receiver (m) in place of the file's.
    public var separationMetres: Double?
    /// Centre frequency (MHz) in place of the file's.
    public var centreFrequencyMHz: Double?
    /// Whether the files are simulations in two dimensions, with lines for antennas.
    public var isTwoDimensional = false

    /// A story with everything as in the file.
    public init() {}

    /// One method's answer.
    public struct Answer: Sendable, Equatable {
        /// The method in a word.
        public var method: String
        /// Relative permittivity.
        public var permittivity: Double
        /// Its standard deviation.
        public var sigma: Double
        /// Velocity (m/ns).
        public var velocityMetresPerNanosecond: Double
        /// Relative error of a depth.
        public var relativeDepthError: Double
        /// Place along the line (m), of a hyperbola.
        public var distanceMetres: Double?
        /// Depth (m), of a hyperbola.
        public var depthMetres: Double?
        /// Semblance, of a hyperbola.
        public var semblance: Double?
    }

    /// All answers and the combined one.
    public struct Result: Sendable, Equatable {
        /// Each estimate.
        public var answers: [Answer]
        /// All together.
        public var combined: Answer
        /// What is to be known of them, methods that gave none included.
        public var warnings: [SweepWarning]
    }

    /// The permittivity under `file`, on its radar channel `channel` or the first.
    public func run(
        _ file: String, channel: Int?, options: SweepReadOptions,
        monitor: WorkMonitor = .silent
    ) throws -> Result {
        guard (plateFile == nil) == (airFile == nil) else {
            throw WorkflowError.impossible(
                reason: "the surface echo needs both a plate and a free-space recording, "
                    + (plateFile == nil ? "the plate is missing" : "free space is missing"),
                hint: plateFile == nil ? "give --plate FILE" : "give --air FILE")
        }
        let sweep = try load(file, options, monitor, stretch)
        do {
            return try estimate(sweep, channel, options, monitor)
        } catch let error as ProcessingError {
            throw WorkflowError(file: file, error)
        }
    }

    private func estimate(
        _ sweep: Sweep, _ channel: Int?, _ options: SweepReadOptions, _ monitor: WorkMonitor
    ) throws -> Result {
        guard sweep.positionSource != .none else { throw ProcessingError.unknownTraceSpacing }
        let line = try radargram(of: sweep, channel)
        guard
            let frequency = centreFrequencyMHz ?? sweep.instrument.centreFrequencyMHz
                ?? CentreFrequency.measureMHz(in: line)
        else { throw ProcessingError.unknownCentreFrequency }
        let height = heightMetres ?? sweep.instrument.antennaHeightMetres
        let separation = separationMetres ?? sweep.instrument.antennaSeparationMetres
        var warnings = sweep.warnings + assumptions(height, separation)
        var section = line
        if section.timeAxis.timeZeroNanoseconds == 0 {
            let direct = EarlyArrival(in: line).peakNanoseconds
            section.timeAxis.timeZeroNanoseconds =
                direct - (separation ?? 0) / speedOfLightMetresPerNanosecond
            warnings.append(
                SweepWarning(
                    code: "time-zero-assumed",
                    text:
                        "time zero is not in the file, the peak of the direct wave is taken for it")
            )
        }
        var answers: [Answer] = []
        var estimates: [VelocityEstimate] = []
        func keep(_ one: VelocityEstimate, _ hyperbola: HyperbolaFit.Hyperbola? = nil) {
            estimates.append(one)
            answers.append(Answer(one, hyperbola))
        }
        func attempt(_ method: String, _ work: () throws -> Void) throws {
            try monitor.check()
            do { try work() } catch let error as ProcessingError {
                guard case .noEstimate = error else {
                    throw error
                }
                warnings.append(
                    SweepWarning(code: "velocity-none", text: "\(error)"))
            }
        }
        if let plateFile, let airFile {
            guard let height, let separation else {
                throw WorkflowError.impossible(
                    reason: "the surface echo needs "
                        + (height == nil
                            ? "the antenna's height" : "the distance between the antennas"),
                    hint: height == nil ? "give --height METRES" : "give --separation METRES")
            }
            let plate = try radargram(of: load(plateFile, options, monitor, nil), channel)
            let air = try radargram(of: load(airFile, options, monitor, nil), channel)
            try attempt("surface") {
                keep(
                    try SurfaceReflection(
                        antennaHeightMetres: height, antennaSeparationMetres: separation,
                        centreFrequencyMHz: frequency,
                        wave: isTwoDimensional ? .lines : .dipoles
                    ).estimate(ground: line, plate: plate, air: air))
            }
        }
        try HyperbolaFit(centreFrequencyMHz: frequency).check(section)
        MovingMedianBackground(windowMetres: 0.9).apply(to: &section)
        try attempt("hyperbola") {
            let found = try HyperbolaFit(
                antennaHeightMetres: height ?? 0, antennaSeparationMetres: separation ?? 0,
                centreFrequencyMHz: frequency
            ).hyperbolae(section)
            if found.isEmpty {
                throw ProcessingError.noEstimate(
                    step: "hyperbola fit", reason: "no clear hyperbola on this line")
            }
            for one in found { keep(one.estimate, one) }
        }
        try attempt("focusing") {
            keep(
                try FocusingScan(
                    antennaHeightMetres: height ?? 0, antennaSeparationMetres: separation ?? 0,
                    centreFrequencyMHz: frequency
                ).estimate(section))
        }
        let combination = try VelocityEstimate.combine(estimates)
        if let warning = combination.warning { warnings.append(warning) }
        if Set(estimates.map(\.method)).count == 1 {
            warnings.append(
                SweepWarning(
                    code: "velocity-unconfirmed",
                    text:
                        "only one method gave a permittivity; a hyperbola picked in clutter or over a "
                        + "wide object can be wrong by far more than its uncertainty"))
        }
        return Result(
            answers: answers, combined: Answer(combination.estimate), warnings: warnings)
    }

    private func assumptions(_ height: Double?, _ separation: Double?) -> [SweepWarning] {
        var warnings: [SweepWarning] = []
        if height == nil {
            warnings.append(
                SweepWarning(
                    code: "height-assumed",
                    text: "the antenna's height is not known, it is taken to touch the ground"))
        }
        if separation == nil {
            warnings.append(
                SweepWarning(
                    code: "separation-assumed",
                    text: "the distance between the antennas is not known, it is taken as 0"))
        }
        return warnings
    }

    private func radargram(of sweep: Sweep, _ channel: Int?) throws -> Radargram {
        let radar = sweep.channels.filter { $0.kind == .radar }
        guard
            let chosen = radar.first(where: { channel == nil || $0.index == channel })
        else {
            guard let channel else { throw ProcessingError.noRadarChannel }
            throw WorkflowError.unknown(
                kind: "radar channel", name: "\(channel)", known: radar.map { "\($0.index)" })
        }
        return chosen.radargram
    }

    private func load(
        _ file: String, _ options: SweepReadOptions, _ monitor: WorkMonitor,
        _ stretch: ClosedRange<Double>?
    ) throws -> Sweep {
        do {
            return try Stoppable.run { () throws(InstrumentError) in
                var opened = try SweepReader.open(file, options: options, monitor: monitor)
                if let stretch { opened = try opened.selecting(metres: stretch, monitor: monitor) }
                return try opened.loadAmplitudes(
                    limit: options.maximumSampleBytes, monitor: monitor)
            }
        } catch let error as InstrumentError {
            throw WorkflowError(file: file, error)
        }
    }
}

extension VelocityStory.Answer {
    init(_ estimate: VelocityEstimate, _ hyperbola: HyperbolaFit.Hyperbola? = nil) {
        self.init(
            method: estimate.method.rawValue, permittivity: estimate.permittivity,
            sigma: estimate.sigma,
            velocityMetresPerNanosecond: estimate.velocityMetresPerNanosecond,
            relativeDepthError: estimate.relativeDepthError,
            distanceMetres: hyperbola?.distanceMetres, depthMetres: hyperbola?.depthMetres,
            semblance: hyperbola?.semblance)
    }
}
