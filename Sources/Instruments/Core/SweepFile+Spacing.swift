internal import SurveyModel

extension SweepFile {
    /// Median step between the traces of the first channel (m), of its first million traces; `nil`
    /// where nothing is known.
    ///
    /// - Throws: `InstrumentError.file`.
    public func traceSpacingMetres() throws(InstrumentError) -> Double? {
        guard outline.positionSource != .none, let channel = outline.channels.first,
            channel.traceCount > 1
        else { return nil }
        let known = try distances(
            ofChannelAt: 0, traces: 0..<min(channel.traceCount, 1_000_000))
        var steps = zip(known.dropFirst(), known).map { abs($0 - $1) }
        steps.sort()
        return steps[steps.count / 2]
    }
}
