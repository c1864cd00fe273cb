internal import SurveyModel

extension SweepFile {
    /// Share of the way a measuring wheel or a stated step is wrong by at most, where nothing better is
    /// known: the misclosure beyond which a lane is refused.
    private static let nominalErrorShare = 0.01

    /// The file with a 95 % error of its distances where its positions are steps of a wheel, of marks or
    /// of a header: one part in a hundred of the way, a nominal figure and no measurement.
    func withNominalError() throws(InstrumentError) -> SweepFile {
        let nominal: Set<PositionSource> = [.wheel, .marks, .header, .sidecar]
        guard outline.positionErrorMetres == nil, nominal.contains(outline.positionSource),
            let count = outline.channels.first?.traceCount, count > 0,
            let first = try distances(ofChannelAt: 0, traces: 0..<1).first,
            let last = try distances(ofChannelAt: 0, traces: count - 1..<count).first
        else { return self }
        var changed = self
        changed.outline.positionErrorMetres = Self.nominalErrorShare * abs(last - first)
        return changed
    }
}
