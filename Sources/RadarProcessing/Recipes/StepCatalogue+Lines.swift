internal import SurveyModel

extension StepCatalogue {
    /// Steps that take off what does not change along the track, and level what is left.
    static let background: [StepDefinition] = [
        StepDefinition(
            "background", "running median or mean along the track taken off", .windowed,
            [
                .number("window", 0.001...1000, unit: "m", standard: 0.3),
                .word("method", ["median", "mean"]),
            ]
        ) { figures, _ throws(ProcessingError) in
            let window = try figures.number("window")
            return figures.word("method") == "mean"
                ? MovingMeanBackground(windowMetres: window)
                : MovingMedianBackground(windowMetres: window)
        },
        StepDefinition(
            "svd",
            "first singular components of overlapping blocks taken off; also takes off long flat "
                + "targets", .windowed,
            [
                .number("rank", 1...50, unit: "", standard: 1),
                .number("block", 0.01...100, unit: "m", standard: 5),
            ]
        ) { figures, _ throws(ProcessingError) in
            ComponentRemoval(
                rank: try figures.whole("rank"), blockMetres: try figures.number("block"))
        },
        StepDefinition(
            "whiten",
            "divided by the robust spread at each time; standard 10 m, or all of a shorter line",
            .windowed, [.number("window", 0.01...1000, unit: "m")]
        ) { figures, line in
            figures.optionalNumber("window").map { RobustWhitening(windowMetres: $0) }
                ?? RobustWhitening.standard(on: line)
        },
    ]

    /// Steps that change how many traces there are.
    static let along: [StepDefinition] = [
        StepDefinition(
            "stack", "mean of every `traces` neighbouring traces", .windowed,
            [.needed("traces", 1...1e6, unit: "")]
        ) { figures, _ throws(ProcessingError) in
            Stacking(traceCount: try figures.whole("traces"))
        },
        StepDefinition(
            "resample",
            "traces at equal distances, linear between neighbours at most `gap` apart", .windowed,
            [
                .needed("spacing", 0.0005...1, unit: "m"),
                .number("gap", 0.001...1, unit: "m", standard: 0.1),
            ]
        ) { figures, _ throws(ProcessingError) in
            Resampling(
                spacingMetres: try figures.number("spacing"), gapMetres: try figures.number("gap"))
        },
    ]

    /// Steps that bring out what neighbouring traces share.
    static let combining: [StepDefinition] = [
        StepDefinition(
            "smooth", "neighbouring traces added in phase, Hann weight", .windowed,
            [.number("length", 0.001...100, unit: "m", standard: 0.16)]
        ) { figures, _ throws(ProcessingError) in
            AlongTrackSmoothing(lengthMetres: try figures.number("length"))
        },
        StepDefinition("envelope", "strength of echoes without their phase", .local) { _, _ in
            Envelope()
        },
    ]

    /// Gains for people to look at, never for the detector.
    static let display: [StepDefinition] = [
        StepDefinition(
            "tpower", "times t to the power of `exponent`, t in ns after time zero", .local,
            [.number("exponent", 0...5, unit: "", standard: 1)], isForDisplay: true
        ) { figures, _ throws(ProcessingError) in
            PowerGain(exponent: try figures.number("exponent"))
        },
        StepDefinition(
            "sec",
            "spreading and loss made up for from `start` after time zero on: t / start and "
                + "`alpha` for each metre of way, up to `limit`", .local,
            [
                .needed("alpha", 0...10_000, unit: "dB/m"),
                .number("velocity", 0.01...0.3, unit: "m/ns", standard: 0.12),
                .number("start", 0.001...1e6, unit: "ns", standard: 1),
                .number("limit", 0...200, unit: "dB", standard: 60),
            ], isForDisplay: true
        ) { figures, _ throws(ProcessingError) in
            LossGain(
                lossDecibelsPerMetre: try figures.number("alpha"),
                velocityMetresPerNanosecond: try figures.number("velocity"),
                startNanoseconds: try figures.number("start"),
                limitDecibels: try figures.number("limit"))
        },
        StepDefinition(
            "agc", "divided by the root mean square within a window of time", .local,
            [.needed("window", 0.0001...1e6, unit: "ns")], isForDisplay: true
        ) { figures, _ throws(ProcessingError) in
            AutomaticGain(windowNanoseconds: try figures.number("window"))
        },
    ]
}
