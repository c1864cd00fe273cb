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
        case .unknownStep(let name): "there is no processing step `\(name)`"
        case .badStepValue(let step, let reason): "step `\(step)`: \(reason)"
        }
    }

    /// What to do next.
    public var hint: String? {
        switch self {
        case .unknownTraceSpacing, .impossibleTraceSpacing: "give --trace-spacing METRES"
        case .unknownCentreFrequency, .bandDoesNotFit: "give --frequency MHZ"
        case .unknownStep, .badStepValue: "`clearroad process --help` lists the steps"
        case .impossibleOffset: "correct the channel's offset in the sidecar"
        case .samplesOutOfRange: "inspect the file, and convert it without those traces"
        case .tooFewTraces, .tooFewSamples, .noRadarChannel, .flagsAmongSamples: nil
        }
    }
}
