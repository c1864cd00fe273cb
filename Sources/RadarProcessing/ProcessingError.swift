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
    /// The distances go back and forth.
    case positionsTurn(step: String, trace: Int, metres: Double)
    /// The line is constant or zero, so that a step has nothing to go by.
    case nothingVaries(step: String)
    /// A channel's early arrival is less than half or more than twice the array's median.
    case channelTooWeak(place: Int, ratio: Double)
    /// A step was used before it looked at the line: a mistake of the program.
    case notLearnt(step: String)
    /// A recipe that is no recipe.
    case badRecipe(reason: String)
    /// A step name that does not exist.
    case unknownStep(name: String)
    /// A step's number is missing or out of range.
    case badStepValue(step: String, reason: String)

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
        case .positionsTurn(let step, let trace, let metres):
            "step `\(step)` needs traces in order along the lane; trace \(trace + 1) at \(metres) m "
                + "turns back"
        case .nothingVaries(let step):
            "step `\(step)` has nothing to go by: the traces are constant or zero"
        case .channelTooWeak(let place, let ratio):
            "step `gain`: the early arrival of radar channel number \(place) has "
                + "\((ratio * 100).rounded() / 100) times the array's median strength, 0.5 to 2 can be "
                + "brought to it"
        case .notLearnt(let step): "step `\(step)` has not looked at its line yet"
        case .badRecipe(let reason): "the recipe cannot be read: \(reason)"
        case .unknownStep(let name): "there is no processing step `\(name)`"
        case .badStepValue(let step, let reason): "step `\(step)`: \(reason)"
        }
    }

    /// What to do next.
    public var hint: String? {
        switch self {
        case .unknownTraceSpacing, .impossibleTraceSpacing: "give --trace-spacing METRES"
        case .unknownCentreFrequency, .bandDoesNotFit: "give --frequency MHZ"
        case .bandAboveSampling, .windowTooLong: "give a smaller figure"
        case .positionsTurn: "cut the stretch out with `clearroad convert --from --to`"
        case .notLearnt: "report this mistake of the program"
        case .unknownStep, .badStepValue, .badRecipe: "`clearroad process --help` lists the steps"
        case .impossibleOffset: "correct the channel's offset in the sidecar"
        case .samplesOutOfRange: "inspect the file, and convert it without those traces"
        case .tooFewTraces, .tooFewSamples, .noRadarChannel, .flagsAmongSamples, .nothingVaries,
            .channelTooWeak:
            nil
        }
    }
}
