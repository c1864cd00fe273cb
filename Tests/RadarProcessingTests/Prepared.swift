import RadarProcessing
import SurveyModel
import TestSupport

/// Recipes on made-up channels.
enum Prepared {
    /// `steps` made ready for channels of a radar of `frequency` MHz.
    static func recipe(
        _ steps: String, for channels: [Radargram], frequency: Double = 1500, measured: Bool = true
    ) throws -> PreparedRecipe {
        try PreparedRecipe(
            try ProcessingRecipe(steps),
            for: channels.map { channel in
                PreparedRecipe.Source(
                    line: Line(
                        samplesPerTrace: channel.samplesPerTrace, timeAxis: channel.timeAxis,
                        distancesMetres: channel.distancesMetres, hasMeasuredDistances: measured,
                        centreFrequencyMHz: frequency, instrument: Instrument()),
                    kind: .radar)
            }
        ) { place, traces in LineSection(radargram: channels[place]).trimmed(to: traces) }
    }

    /// The traces `range`, or all, of `channels` after `steps`.
    static func apply(
        _ steps: String, to channels: [Radargram], frequency: Double = 1500, measured: Bool = true
    ) throws -> [Radargram] {
        let prepared = try recipe(steps, for: channels, frequency: frequency, measured: measured)
        return try zip(prepared.channels, channels).map { line, channel in
            try line.traces(0..<line.result.traceCount) {
                LineSection(radargram: channel).trimmed(to: $0)
            }
        }
    }

    /// One channel after `steps`.
    static func apply(
        _ steps: String, to channel: Radargram, frequency: Double = 1500, measured: Bool = true
    ) throws -> Radargram {
        try apply(steps, to: [channel], frequency: frequency, measured: measured)[0]
    }

    /// `section` with another last sample: a line that nothing varies on is refused.
    static func alive(_ section: Radargram) -> Radargram {
        var alive = section
        alive.samples[alive.samples.count - 1] = 0.5
        return alive
    }

    /// Traces 2 cm apart, 50 ps between samples, each sample `value` of trace and time (ns).
    static func section(
        traces: Int = 40, samples: Int = 128, _ value: (Int, Double) -> Double
    ) -> Radargram {
        Radargram(
            samples: (0..<traces).flatMap { trace in
                (0..<samples).map { Float(value(trace, Double($0) * 0.05)) }
            },
            samplesPerTrace: samples, distancesMetres: (0..<traces).map { Double($0) * 0.02 },
            timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.05))
    }
}
