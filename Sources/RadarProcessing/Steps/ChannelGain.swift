internal import SignalKit
public import SurveyModel

/// Brings every channel to the median strength of the array's early arrivals.
///
/// Local; learns the strengths from a sample of every channel's line.
public struct ChannelGain: LearningStep {
    /// The step.
    public init() {}

    /// None.
    public var settings: [String: StepValue] { [:] }

    /// The factor of one channel.
    ///
    /// - Throws: `ProcessingError.nothingVaries` where the channel is dead, `.channelTooWeak` where
    ///   its strength lies outside half to twice the median.
    public func learnt(
        from samples: [Radargram], ofChannelAt place: Int, line: Line
    ) throws(ProcessingError) -> any LineStep {
        let strengths = samples.map {
            QualityControl.assess($0, centreFrequencyMHz: line.centreFrequencyMHz).earlyStrength
        }
        let own = strengths[place]
        guard own > 0 else { throw .nothingVaries(step: "gain") }
        let factor = Self.factors(
            Dictionary(uniqueKeysWithValues: strengths.enumerated().map { ($0, $1) }))[place]
        guard let factor, factor > 0 else {
            let median = Double(RobustStatistics.median(of: strengths.map { Float($0) }))
            throw .channelTooWeak(place: place + 1, ratio: own / median)
        }
        return Scaling(factor: factor)
    }

    /// Factors that bring every channel to the median strength; 0 for a channel outside half to
    /// twice it.
    static func factors(_ strengths: [Int: Double]) -> [Int: Float] {
        let median = Double(RobustStatistics.median(of: strengths.values.map { Float($0) }))
        return strengths.mapValues { strength in
            guard strength > 0, strength >= 0.5 * median, strength <= 2 * median else { return 0 }
            return Float(median / strength)
        }
    }
}

/// Multiplies every sample.
struct Scaling: LineStep {
    let factor: Float

    var settings: [String: StepValue] { ["factor": .number(Double(factor))] }

    func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        section.radargram.changeSamples { samples, _ in
            RowArithmetic.scale(&samples, by: Double(factor))
        }
    }
}
