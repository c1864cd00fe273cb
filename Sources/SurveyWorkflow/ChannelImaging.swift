internal import MineDetection
internal import RadarProcessing
internal import SurveyModel

/// Images of a prepared channel, stretch by stretch, and the echoes measured in them.
struct ChannelImaging: Sendable {
    let instrument: Instrument
    let centreFrequencyMHz: Double
    let longestDelayNanoseconds: Double

    /// Rows of the images per cycle of the centre frequency: 0.05 ns at 1.5 GHz.
    static let rowsPerCycle = 40.0 / 3
    /// Height and distance of the antennas where the files tell none (m).
    static let usualHeightMetres = 0.04
    static let usualSeparationMetres = 0.06

    /// Measures the echoes of `prepared`, number `number` of its sweep; with `topsOnly` just what the plain
    /// imaging score needs.
    ///
    /// - Throws: `ProcessingError`, or what the monitor throws.
    func echoes(
        of prepared: PreparedChannel, scores: ChannelScores, number: Int, topsOnly: Bool = false,
        monitor: WorkMonitor
    ) async throws -> [Echo] {
        guard let spacing = prepared.short.traceSpacingMetres, spacing > 0 else { return [] }
        let search = EchoSearch(
            traceSpacingMetres: spacing, stepNanoseconds: 1 / (1.5 * Self.rowsPerCycle),
            timeScale: 1500 / centreFrequencyMHz)
        let places = search.places(in: scores)
        guard !places.isEmpty else { return [] }
        let focusing = focusing(prepared)
        let axis = prepared.short.timeAxis
        func plan(_ curve: EchoCurve) throws(ProcessingError) -> EchoFocusing.Plan {
            try focusing.plan(
                curve, traceSpacingMetres: spacing,
                samplesPerTrace: prepared.short.samplesPerTrace,
                sampleIntervalNanoseconds: axis.sampleIntervalNanoseconds)
        }
        func plans(_ shape: BodyShape) throws -> [EchoFocusing.Plan] {
            try BodyShape.permittivities.map { permittivity in
                try plan(
                    EchoCurve(
                        permittivity: permittivity, flatRadiusMetres: shape.flatRadiusMetres,
                        apertureMetres: shape.apertureMetres))
            }
        }
        let trace = topsOnly ? nil : try plan(.trace)
        let point = topsOnly ? [] : try plans(.point)
        let small = try plans(.antiPersonnel)
        let large = try plans(.antiVehicle)
        let margin = Int((0.20 / spacing + 1).rounded(.up))
        let stretches = search.stretches(traceCount: prepared.short.traceCount).filter {
            places.contains(where: $0.traces.contains)
        }
        @Sendable func echoes(_ stretch: EchoSearch.Stretch) -> [Echo] {
            let inside = places.filter(stretch.traces.contains)
            func section(_ radargram: Radargram, _ margin: Int) -> EchoFocusing.Section {
                focusing.section(of: radargram, stretch.imaged, margin: margin)
            }
            let short = section(prepared.shortUnsmoothed, margin)
            let long = section(prepared.longUnsmoothed, margin)
            let smallDiscs = small.map { focusing.image(of: short, $0) }
            let largeDiscs = large.map { focusing.image(of: long, $0) }
            guard let trace else {
                return search.tops(
                    at: inside, of: scores, number: number,
                    images: TopImages(
                        small: smallDiscs, large: largeDiscs,
                        firstTrace: stretch.imaged.lowerBound))
            }
            let images = ChannelImages(
                bodies: point.map { focusing.image(of: short, $0) } + smallDiscs + largeDiscs,
                short: focusing.image(of: section(prepared.short, 0), trace),
                long: focusing.image(of: section(prepared.long, 0), trace),
                firstTrace: stretch.imaged.lowerBound)
            return search.echoes(
                at: inside, of: scores, number: number, images: images,
                referencePhase: prepared.arrivalPhase)
        }
        // The images of a stretch are small; what waits for a processor holds none.
        return try await withThrowingTaskGroup(of: (Int, [Echo]).self) { group in
            var found = [[Echo]](repeating: [], count: stretches.count)
            for (place, stretch) in stretches.enumerated() {
                group.addTask {
                    try monitor.check()
                    return (place, echoes(stretch))
                }
            }
            for try await (place, own) in group { found[place] = own }
            return found.flatMap(\.self)
        }
    }

    /// The focusing of one channel.
    func focusing(_ prepared: PreparedChannel) -> EchoFocusing {
        let step = 1000 / centreFrequencyMHz / Self.rowsPerCycle
        let window =
            Double(prepared.short.samplesPerTrace - 1)
            * prepared.short.timeAxis.sampleIntervalNanoseconds
        let longest = min(longestDelayNanoseconds, window - prepared.arrivalNanoseconds - step)
        return EchoFocusing(
            antennaHeightMetres: Self.known(instrument.antennaHeightMetres, 0...0.5)
                ?? Self.usualHeightMetres,
            antennaSeparationMetres: Self.known(instrument.antennaSeparationMetres, 0...0.5)
                ?? Self.usualSeparationMetres,
            surfaceNanoseconds: prepared.arrivalNanoseconds, stepNanoseconds: step,
            timeCount: max(2, Int((longest / step).rounded(.up))))
    }

    private static func known(_ value: Double?, _ range: ClosedRange<Double>) -> Double? {
        value.flatMap { range.contains($0) ? $0 : nil }
    }
}
