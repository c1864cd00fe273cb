public import SurveyModel

/// A list of steps a person can read and write: `gain,dewow,bandpass,timezero,background:0.3,whiten`.
public struct ProcessingRecipe: Sendable, Hashable {
    /// One step with its figure.
    public enum Step: Sendable, Hashable {
        /// Every channel to the array's median strength.
        case gain
        /// Running median over three cycles taken off every trace.
        case dewow
        /// Zero-phase band-pass from 0.25 to 2.2 times the centre frequency.
        case bandpass
        /// Early arrivals brought to one time.
        case timezero
        /// Running median along the track over so many metres taken off.
        case background(metres: Double)
        /// Division by the robust spread at each time.
        case whiten
        /// Neighbouring traces added in phase over so many metres.
        case smooth(metres: Double)
    }

    /// The steps in order.
    public let steps: [Step]

    /// The detector's steps 1-5 with the anti-personnel window.
    public static let detectorText =
        "gain,dewow,bandpass,timezero,background:0.3,whiten,smooth:0.16,whiten"

    /// What each step is, for help.
    public static let help = """
        gain            every channel to the array's median strength
        dewow           running median over three cycles taken off each trace
        bandpass        zero-phase, 0.25 to 2.2 times the centre frequency
        timezero        early arrivals brought to one time, sub-sample
        background[:M]  running median along the track over M metres (0.3) taken off
        whiten          divided by the robust spread at each time
        smooth[:M]      neighbouring traces added in phase over M metres (0.16)
        """

    /// Reads a list of steps.
    ///
    /// - Throws: `ProcessingError.unknownStep`, `.badStepValue`.
    public init(_ text: String) throws(ProcessingError) {
        var steps: [Step] = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            steps.append(try Self.step(String(word)))
        }
        self.steps = steps
    }

    private static func step(_ word: String) throws(ProcessingError) -> Step {
        let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.first.map(String.init) ?? ""
        var figure: Double?
        if parts.count == 2 {
            guard let value = Double(parts[1]), value > 0, value <= 100 else {
                throw .badStepValue(
                    step: word, reason: "`\(parts[1])` is not a length above 0 and up to 100 m")
            }
            figure = value
        }
        switch name {
        case "background": return .background(metres: figure ?? 0.3)
        case "smooth": return .smooth(metres: figure ?? 0.16)
        case "gain", "dewow", "bandpass", "timezero", "whiten":
            guard figure == nil else {
                throw .badStepValue(step: word, reason: "this step takes no figure")
            }
        default: throw .unknownStep(name: name)
        }
        switch name {
        case "gain": return .gain
        case "dewow": return .dewow
        case "bandpass": return .bandpass
        case "timezero": return .timezero
        default: return .whiten
        }
    }

    /// Applies the steps to every radar channel of `sweep` in place.
    ///
    /// - Throws: `ProcessingError` where a step needs what the sweep does not have.
    public func apply(
        to sweep: inout Sweep, centreFrequencyMHz given: Double? = nil
    ) throws(ProcessingError) {
        guard let first = sweep.channels.first(where: { $0.kind == .radar })?.radargram else {
            throw .noRadarChannel
        }
        guard
            let frequency = given ?? sweep.instrument.centreFrequencyMHz
                ?? CentreFrequency.measureMHz(in: first), frequency > 0
        else { throw .unknownCentreFrequency }
        for channel in sweep.channels where channel.kind == .radar {
            try SweepFitness.checkFlags(of: channel)
            try SweepFitness.checkFrequency(frequency, of: channel.radargram)
            try SweepFitness.checkSamples(of: channel.radargram)
        }
        for step in steps {
            if step.needsSpacing {
                guard sweep.positionSource != .none else { throw .unknownTraceSpacing }
                for channel in sweep.channels where channel.kind == .radar {
                    try SweepFitness.checkSpacing(of: channel.radargram)
                }
            }
            if step == .gain { equalise(&sweep, frequency) }
            for index in sweep.channels.indices where sweep.channels[index].kind == .radar {
                try step.apply(to: &sweep.channels[index].radargram, frequency)
            }
        }
    }

    private func equalise(_ sweep: inout Sweep, _ frequency: Double) {
        var strengths: [Int: Double] = [:]
        for channel in sweep.channels where channel.kind == .radar {
            strengths[channel.index] =
                QualityControl.assess(
                    channel.radargram, centreFrequencyMHz: frequency
                ).earlyStrength
        }
        let gains = DetectionPreparation.lineGains(strengths)
        for index in sweep.channels.indices {
            guard let gain = gains[sweep.channels[index].index], gain > 0 else { continue }
            for i in sweep.channels[index].radargram.samples.indices {
                sweep.channels[index].radargram.samples[i] *= gain
            }
        }
    }
}

extension ProcessingRecipe.Step {
    fileprivate var needsSpacing: Bool {
        switch self {
        case .background, .smooth, .whiten: true
        case .gain, .dewow, .bandpass, .timezero: false
        }
    }

    fileprivate func apply(
        to radargram: inout Radargram, _ frequency: Double
    ) throws(ProcessingError) {
        switch self {
        case .gain: break
        case .dewow: Dewow(centreFrequencyMHz: frequency).apply(to: &radargram)
        case .bandpass: try ZeroPhaseBandPass(centreFrequencyMHz: frequency).apply(to: &radargram)
        case .timezero:
            TimeZeroAlignment(centreFrequencyMHz: frequency).apply(to: &radargram)
        case .background(let metres):
            MovingMedianBackground(windowMetres: metres).apply(to: &radargram)
        case .whiten: RobustWhitening().apply(to: &radargram)
        case .smooth(let metres): AlongTrackSmoothing(lengthMetres: metres).apply(to: &radargram)
        }
    }
}
