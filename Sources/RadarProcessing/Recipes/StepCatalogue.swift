internal import SurveyModel

/// All steps a recipe can name.
public enum StepCatalogue: Sendable {
    /// By the order they usually come in.
    public static let definitions: [StepDefinition] = cleaning + background + combining

    /// The step called `name`.
    ///
    /// - Throws: `ProcessingError.unknownStep`.
    static func definition(_ name: String) throws(ProcessingError) -> StepDefinition {
        guard let found = definitions.first(where: { $0.name == name }) else {
            throw .unknownStep(name: name)
        }
        return found
    }

    /// What each step is, for help.
    public static var help: String { definitions.map(\.help).joined(separator: "\n") }

    private static let cleaning: [StepDefinition] = [
        StepDefinition("gain", "every channel to the array's median early strength") { _, _ in
            ChannelGain()
        },
        StepDefinition(
            "dewow", "running median along each trace taken off; standard 3 cycles",
            [.number("window", 0.001...1e6, unit: "ns")]
        ) { figures, line in
            let cycles = Dewow(centreFrequencyMHz: line.centreFrequencyMHz)
            return Dewow(
                windowNanoseconds: figures.optionalNumber("window") ?? cycles.windowNanoseconds)
        },
        StepDefinition(
            "bandpass",
            "zero-phase, Hamming window; standard 0.25 to 2.2 times the centre frequency, at most "
                + "0.45 of the sampling rate",
            [
                .number("low", 0.001...1e6, unit: "MHz"), .number("high", 0.001...1e6, unit: "MHz"),
                .number("taps", 3...4095, unit: "", standard: 65),
            ]
        ) { figures, line throws(ProcessingError) in
            var band = ZeroPhaseBandPass.holding(
                centreFrequencyMHz: line.centreFrequencyMHz,
                intervalNanoseconds: line.timeAxis.sampleIntervalNanoseconds)
            band.lowMHz = figures.optionalNumber("low") ?? band.lowMHz
            band.highMHz = figures.optionalNumber("high") ?? band.highMHz
            band.tapCount = Int(try figures.number("taps")) | 1
            return band
        },
        StepDefinition("timezero", "early arrivals brought to one time, sub-sample") { _, line in
            TimeZeroAlignment(centreFrequencyMHz: line.centreFrequencyMHz)
        },
    ]

    private static let background: [StepDefinition] = [
        StepDefinition(
            "background", "running median along the track taken off",
            [.number("window", 0.001...1000, unit: "m", standard: 0.3)]
        ) { figures, _ throws(ProcessingError) in
            MovingMedianBackground(windowMetres: try figures.number("window"))
        },
        StepDefinition(
            "whiten", "divided by the robust spread at each time",
            [.number("window", 0.01...1000, unit: "m", standard: 10)]
        ) { figures, _ throws(ProcessingError) in
            RobustWhitening(windowMetres: try figures.number("window"))
        },
    ]

    private static let combining: [StepDefinition] = [
        StepDefinition(
            "smooth", "neighbouring traces added in phase, Hann weight",
            [.number("length", 0.001...100, unit: "m", standard: 0.16)]
        ) { figures, _ throws(ProcessingError) in
            AlongTrackSmoothing(lengthMetres: try figures.number("length"))
        }
    ]
}
