public import SurveyModel

/// A recipe made ready for one sweep: every step has looked at what it needs to know of the lines.
public struct PreparedRecipe: Sendable {
    /// For each channel of the sweep its steps; none for channels that are no radar.
    public let channels: [PreparedLine]

    /// A channel as a recipe needs to know it.
    public struct Source: Sendable {
        /// Its line.
        public var line: Line
        /// What it measures.
        public var kind: Channel.Kind

        /// A channel measuring `kind` along `line`.
        public init(line: Line, kind: Channel.Kind) {
            self.line = line
            self.kind = kind
        }
    }

    /// Makes `recipe` ready for a sweep of `sources`; `read` gives traces of one of them.
    ///
    /// Steps that learn from the line look at a sample of bounded size, as it is after the steps
    /// before them.
    /// - Throws: `ProcessingError` where a line is not fit for a step, and what `read` throws.
    public init(
        _ recipe: ProcessingRecipe, for sources: [Source],
        reading read: (Int, Range<Int>) throws -> Radargram
    ) throws {
        var prepared = sources.map { PreparedLine($0.line) }
        let radar = sources.indices.filter { sources[$0].kind == .radar }
        guard !radar.isEmpty else { throw ProcessingError.noRadarChannel }
        for place in radar { try LineFitness.checkFrequency(of: sources[place].line) }
        if let first = recipe.items.first {
            for place in radar {
                try LineSample.checkVariation(
                    step: first.step, traceCount: sources[place].line.traceCount
                ) { traces in try read(place, traces) }
            }
        }
        for item in recipe.items {
            let definition = try StepCatalogue.definition(item.step)
            let figures = StepFigures(step: item.step, values: item.values)
            let steps = try radar.map { try definition.make(figures, prepared[$0].result) }
            let samples =
                steps.contains { $0 is any LearningStep }
                ? try radar.map { place in
                    try prepared[place].sample { traces in try read(place, traces) }
                } : []
            for (number, place) in radar.enumerated() {
                var step = steps[number]
                if let learning = step as? any LearningStep {
                    step = try learning.learnt(
                        from: samples, ofChannelAt: number, line: prepared[place].result)
                }
                prepared[place] = try prepared[place].adding(step, named: item.step)
            }
        }
        channels = prepared
    }
}

extension ProcessingRecipe {
    /// Applies the steps to every radar channel of `sweep`, which is held whole.
    ///
    /// - Throws: `ProcessingError` where a step needs what the sweep does not have.
    public func apply(
        to sweep: inout Sweep, centreFrequencyMHz given: Double? = nil
    ) throws(ProcessingError) {
        for channel in sweep.channels where channel.kind == .radar {
            try SweepFitness.checkFlags(of: channel)
        }
        let frequency = try CentreFrequency.megahertz(of: sweep, given: given)
        let held = sweep.channels
        do {
            let prepared = try PreparedRecipe(
                self,
                for: held.map { channel in
                    PreparedRecipe.Source(
                        line: Line(
                            samplesPerTrace: channel.radargram.samplesPerTrace,
                            timeAxis: channel.radargram.timeAxis,
                            distancesMetres: channel.radargram.distancesMetres,
                            hasMeasuredDistances: sweep.positionSource != .none,
                            centreFrequencyMHz: frequency, instrument: sweep.instrument),
                        kind: channel.kind)
                }
            ) { place, traces in
                LineSection(radargram: held[place].radargram).trimmed(to: traces)
            }
            for (place, line) in prepared.channels.enumerated()
            where held[place].kind == .radar {
                sweep.channels[place].radargram = try line.traces(0..<line.result.traceCount) {
                    LineSection(radargram: held[place].radargram).trimmed(to: $0)
                }
            }
        } catch let error as ProcessingError {
            throw error
        } catch {
            preconditionFailure("samples in memory cannot fail to be read: \(error)")
        }
    }
}
