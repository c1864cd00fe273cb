internal import SurveyModel

extension SweepFile {
    /// Share of the way a measuring wheel or a stated step is wrong by at most, where nothing better is
    /// known: the misclosure beyond which a lane is refused.
    private static let nominalErrorShare = 0.01
    /// Centre frequencies a radar may have (MHz).
    private static let frequenciesMHz = 1.0...20_000.0
    /// Distances from transmitter to receiver a radar may have (m).
    private static let separationsMetres = 0.0...100.0

    /// The file after what holds for every format: impossible figures of the instrument are not used,
    /// and steps of a wheel, of marks or of a header carry a 95 % error of one part in a hundred of the
    /// way, a nominal figure and no measurement.
    func plausible() throws(InstrumentError) -> SweepFile {
        var changed = self
        changed.dropImpossible()
        let nominal: Set<PositionSource> = [.wheel, .marks, .header, .sidecar]
        guard outline.positionErrorMetres == nil, nominal.contains(outline.positionSource),
            let count = outline.channels.first?.traceCount, count > 0,
            let first = try distances(ofChannelAt: 0, traces: 0..<1).first,
            let last = try distances(ofChannelAt: 0, traces: count - 1..<count).first
        else { return changed }
        changed.outline.positionErrorMetres = Self.nominalErrorShare * abs(last - first)
        return changed
    }

    private mutating func dropImpossible() {
        if let frequency = outline.instrument.centreFrequencyMHz,
            !Self.frequenciesMHz.contains(frequency)
        {
            outline.instrument.centreFrequencyMHz = nil
            warnImpossible("centre frequency", frequency, "MHz")
        }
        if let separation = outline.instrument.antennaSeparationMetres,
            !Self.separationsMetres.contains(separation)
        {
            outline.instrument.antennaSeparationMetres = nil
            warnImpossible("antenna separation", separation, "m")
        }
    }

    private mutating func warnImpossible(_ what: String, _ value: Double, _ unit: String) {
        outline.warnings.append(
            SweepWarning(
                code: "instrument-impossible",
                text: "the file tells a \(what) of \(FactLedger.words(value)) \(unit), which no "
                    + "radar has; it is not used"))
    }
}
