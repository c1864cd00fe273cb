public import SurveyModel

/// What makes a sweep unfit for a processing step.
public enum ProcessingError: ExplainedError, Equatable {
    /// Too few traces for the step.
    case tooFewTraces(step: String, traces: Int, needed: Int)
    /// Too few samples for the step.
    case tooFewSamples(step: String, samples: Int, needed: Int)
    /// The distance between traces is not known.
    case unknownTraceSpacing
    /// The distance between traces is not one a radar sweep can have.
    case impossibleTraceSpacing(metres: Double)
    /// A channel lies further from the array's centre than any array reaches.
    case impossibleOffset(channel: Int, metres: Double)
    /// Samples no step can work on.
    case samplesOutOfRange(count: Int)
    /// Flag words of the recorder stand among the amplitudes.
    case flagsAmongSamples(channel: Int)
    /// No radar channel in the sweep.
    case noRadarChannel
    /// No centre frequency in the file and none could be measured.
    case unknownCentreFrequency
    /// The sample interval cannot hold the radar's band.
    case bandDoesNotFit(centreFrequencyMHz: Double, sampleIntervalNanoseconds: Double)
    /// A band reaches above what the samples hold.
    case bandAboveSampling(step: String, highMHz: Double, limitMHz: Double)
    /// A window is longer than what it is to lie in.
    case windowTooLong(step: String, window: String, available: String)
    /// A window is shorter than the step can work with on this line.
    case windowTooShort(step: String, window: String, least: String)
    /// A stretch without traces is longer than the window that would reach across it.
    case gapInLine(step: String, trace: Int, metres: Double)
    /// A step's samples are, or become, larger than it can work with or hold.
    case resultTooLarge(step: String, samples: Int)
    /// The distances go back and forth.
    case positionsTurn(step: String, trace: Int, metres: Double)
    /// The line is constant or zero or has no early arrival, so that a step has nothing to go by.
    case nothingVaries(step: String)
    /// A channel's early arrival is less than half or more than twice the array's median.
    case channelTooWeak(place: Int, ratio: Double)
    /// A step was used before it looked at the line: a mistake of the program.
    case notLearnt(step: String)
    /// A recipe that is no recipe.
    case badRecipe(reason: String)
    /// The data hold nothing the quantity could be taken from.
    case noEstimate(step: String, reason: String)
    /// A step name that does not exist.
    case unknownStep(name: String)
    /// A step's number is missing or out of range.
    case badStepValue(step: String, reason: String)
    /// A velocity no ground has: permittivities go from 1 (air) to 90.25.
    case velocityOutOfRange(step: String, metresPerNanosecond: Double)
    /// A relative permittivity no ground has.
    case permittivityOutOfRange(step: String, permittivity: Double)
    /// Traces unevenly spaced where a regular line is needed.
    case unevenTraceSpacing(step: String, trace: Int, metres: Double, expected: Double)
    /// An image without points, or with too many.
    case unusableGrid(step: String, reason: String)
    /// Flag words of the recorder stand before the amplitudes of a section.
    case flagsBeforeSamples(step: String, flags: Int)

    /// One sentence.
    public var description: String {
        switch self {
        case .tooFewTraces(let step, let traces, let needed):
            "\(step) needs at least \(needed) traces, the sweep has \(traces)"
        case .tooFewSamples(let step, let samples, let needed):
            "\(step) needs at least \(needed) samples in a trace, the sweep has \(samples)"
        case .unknownTraceSpacing:
            "the distance between traces is not in the file"
        case .impossibleTraceSpacing(let metres):
            "traces \(metres) m apart are not a radar sweep, 0.5 mm to 1 m is possible"
        case .impossibleOffset(let channel, let metres):
            "channel \(channel) would lie \(metres) m from the centre of the array, 20 m is possible"
        case .samplesOutOfRange(let count):
            "\(count) samples are not finite numbers or beyond 1e15, no step can work on them"
        case .flagsAmongSamples(let channel):
            "channel \(channel) holds the recorder's flag words among its samples; they must be "
                + "covered before processing"
        case .noRadarChannel: "the sweep has no radar channel"
        case .unknownCentreFrequency:
            "the radar's centre frequency is not in the file and could not be measured"
        case .bandDoesNotFit(let centre, let interval):
            "traces sampled every \(interval) ns cannot hold the band of a \(centre) MHz radar"
        case .bandAboveSampling(let step, let high, let limit):
            "step `\(step)`: a band up to \(high) MHz lies above \(limit) MHz, the most these samples "
                + "hold"
        case .windowTooLong(let step, let window, let available):
            "step `\(step)`: a window of \(window) is longer than the \(available) there are"
        case .windowTooShort(let step, let window, let least):
            "step `\(step)`: a window of \(window) is too short, \(least) is needed here"
        case .gapInLine(let step, let trace, let metres):
            "step `\(step)` would reach across \(metres) m without a trace, after trace \(trace)"
        case .resultTooLarge(let step, let samples):
            "step `\(step)`: \(samples) samples are or become too large for it"
        case .positionsTurn(let step, let trace, let metres):
            "step `\(step)` needs traces in order along the lane; trace \(trace + 1) at \(metres) m "
                + "turns back"
        case .nothingVaries(let step):
            "step `\(step)` has nothing to go by: the traces are constant, zero or have no early "
                + "arrival in common"
        case .channelTooWeak(let place, let ratio):
            "step `gain`: the early arrival of radar channel number \(place) has "
                + "\((ratio * 100).rounded() / 100) times the array's median strength, 0.5 to 2 can be "
                + "brought to it"
        case .notLearnt(let step): "step `\(step)` has not looked at its line yet"
        case .badRecipe(let reason): "the recipe cannot be read: \(reason)"
        case .noEstimate(let step, let reason): "\(step): \(reason)"
        case .unknownStep(let name): "there is no processing step `\(name)`"
        case .badStepValue(let step, let reason): "step `\(step)`: \(reason)"
        case .velocityOutOfRange(let step, let velocity):
            "\(step): no ground carries waves at \(velocity) m/ns, 0.0316 to 0.2998 is possible"
        case .permittivityOutOfRange(let step, let permittivity):
            "\(step): no ground has a permittivity of \(permittivity), 1 to 90.25 is possible"
        case .unevenTraceSpacing(let step, let trace, let metres, let expected):
            "\(step) needs evenly spaced traces, trace \(trace + 1) lies at \(metres) m where "
                + "\(expected) m is expected"
        case .unusableGrid(let step, let reason): "\(step): \(reason)"
        case .flagsBeforeSamples(let step, let flags):
            "\(step): the first \(flags) samples of each trace are the recorder's flags; they must "
                + "be covered before processing"
        }
    }

    /// What to do next.
    public var hint: String? {
        switch self {
        case .unknownTraceSpacing, .impossibleTraceSpacing: "give --trace-spacing METRES"
        case .unknownCentreFrequency, .bandDoesNotFit: "give --frequency MHZ"
        case .bandAboveSampling, .windowTooLong: "give a smaller figure"
        case .windowTooShort: "give a larger figure"
        case .resultTooLarge: "give smaller figures, or fewer gains"
        case .gapInLine: "cut the line there with `clearroad convert --from --to`"
        case .positionsTurn: "cut the stretch out with `clearroad convert --from --to`"
        case .notLearnt: "report this mistake of the program"
        case .unknownStep, .badStepValue, .badRecipe: "`clearroad process --help` lists the steps"
        case .impossibleOffset: "correct the channel's offset in the sidecar"
        case .velocityOutOfRange: "give a velocity in metres per nanosecond"
        case .permittivityOutOfRange: "give the relative permittivity, such as 4 for dry sand"
        case .unevenTraceSpacing: "resample the line to equal distance first"
        case .samplesOutOfRange: "inspect the file, and convert it without those traces"
        case .tooFewTraces, .tooFewSamples, .noRadarChannel, .flagsAmongSamples, .nothingVaries,
            .channelTooWeak, .unusableGrid, .flagsBeforeSamples, .noEstimate:
            nil
        }
    }
}
