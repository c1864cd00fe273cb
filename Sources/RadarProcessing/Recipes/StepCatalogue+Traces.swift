internal import SurveyModel

extension StepCatalogue {
    /// Steps that clean each trace.
    static let cleaning: [StepDefinition] = [
        StepDefinition(
            "cut", "a part of the time window kept, in ns from the first sample", .local,
            [
                .number("from", 0...1e6, unit: "ns", standard: 0),
                .number("to", 0.0001...1e6, unit: "ns"),
            ]
        ) { figures, _ throws(ProcessingError) in
            TimeCut(
                fromNanoseconds: try figures.number("from"),
                toNanoseconds: figures.optionalNumber("to"))
        },
        StepDefinition(
            "dc", "mean of each trace taken off, or that of its last `window` ns", .local,
            [.number("window", 0.0001...1e6, unit: "ns")]
        ) { figures, _ in
            MeanRemoval(windowNanoseconds: figures.optionalNumber("window"))
        },
        StepDefinition(
            "dewow", "running median along each trace taken off; standard 3 cycles", .local,
            [.number("window", 0.001...1e6, unit: "ns")]
        ) { figures, line in
            let cycles = Dewow(centreFrequencyMHz: line.centreFrequencyMHz)
            return Dewow(
                windowNanoseconds: figures.optionalNumber("window") ?? cycles.windowNanoseconds)
        },
        StepDefinition(
            "bandpass",
            "zero-phase, Hamming window; standard 0.25 to 2.2 times the centre frequency, at most "
                + "0.45 of the sampling rate", .local,
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
            band.tapCount = try figures.odd("taps")
            return band
        },
        StepDefinition(
            "notch",
            "zero-phase band-stop, half amplitude at centre - width/2 and + width/2; standard the "
                + "fewest taps that shape it", .local,
            [
                .needed("centre", 0.001...1e6, unit: "MHz"),
                .needed("width", 0.001...1e6, unit: "MHz"), .number("taps", 3...4095, unit: ""),
            ]
        ) { figures, _ throws(ProcessingError) in
            Notch(
                centreMHz: try figures.number("centre"), widthMHz: try figures.number("width"),
                tapCount: figures.optionalNumber("taps") == nil ? nil : try figures.odd("taps"))
        },
    ]

    /// Steps that bring traces and channels to one time, strength and wavelet by their early arrival.
    static let levelling: [StepDefinition] = [
        StepDefinition(
            "gain", "every channel to the array's median early strength", .learns
        ) { _, _ in ChannelGain() },
        StepDefinition(
            "timezero",
            "early arrivals brought to one time, sub-sample: every trace to its line's, or the "
                + "whole line by one shift to `time` (standard: the first channel's)", .learns,
            [.word("method", ["trace", "line"]), .number("time", 0...1e6, unit: "ns")]
        ) { figures, line throws(ProcessingError) in
            let time = figures.optionalNumber("time")
            guard figures.word("method") == "trace" else {
                return LineTimeZero(arrivalNanoseconds: time)
            }
            guard time == nil else {
                throw .badStepValue(step: "timezero", reason: "time needs method=line")
            }
            return TimeZeroAlignment(centreFrequencyMHz: line.centreFrequencyMHz)
        },
        StepDefinition(
            "equalise",
            "every channel to the wavelet, strength and time of the channel of median strength",
            .learns, [.number("k", 0.001...1, unit: "", standard: 0.02)]
        ) { figures, _ throws(ProcessingError) in
            WaveletEqualisation(regularisation: try figures.number("k"))
        },
        StepDefinition(
            "whitenspectrum",
            "spectrum of the line's own early arrival made flat; comes before `background`; standard band "
                + "as `bandpass`", .learns,
            [
                .number("k", 0.001...1, unit: "", standard: 0.02),
                .number("low", 0.001...1e6, unit: "MHz"), .number("high", 0.001...1e6, unit: "MHz"),
            ]
        ) { figures, line throws(ProcessingError) in
            let band = ZeroPhaseBandPass.holding(
                centreFrequencyMHz: line.centreFrequencyMHz,
                intervalNanoseconds: line.timeAxis.sampleIntervalNanoseconds)
            return SpectralWhitening(
                regularisation: try figures.number("k"),
                lowMHz: figures.optionalNumber("low") ?? band.lowMHz,
                highMHz: figures.optionalNumber("high") ?? band.highMHz)
        },
    ]
}
