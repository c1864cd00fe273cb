internal import SurveyModel

/// One channel as back-projection sees it: columns at places along travel, ends mirrored if asked.
struct FocusingLine: Sendable {
    /// Number of the channel among those given.
    let channel: Int
    /// Place across travel (m).
    let acrossMetres: Double
    /// Place of each column along travel (m), rising.
    let alongMetres: [Double]
    /// Trace of the radargram in each column.
    let traces: [Int]
    /// Fine samples per nanosecond.
    let rowsPerNanosecond: Double
    /// Time zero from the first sample (ns).
    let timeZeroNanoseconds: Double
    /// Fine samples from the first sample to the last.
    let rowCount: Int

    init(_ channel: Channel, number: Int, settings: BackProjection.Settings) {
        self.channel = number
        acrossMetres = channel.lateralOffsetMetres
        let radargram = channel.radargram
        let axis = radargram.timeAxis
        rowsPerNanosecond = Double(settings.timeOversampling) / axis.sampleIntervalNanoseconds
        timeZeroNanoseconds = axis.timeZeroNanoseconds
        rowCount = (radargram.samplesPerTrace - 1) * settings.timeOversampling + 1
        var traces = Array(radargram.distancesMetres.indices)
        let places = radargram.distancesMetres.map { $0 + channel.alongOffsetMetres }
        if places[1] < places[0] { traces.reverse() }
        var along = traces.map { places[$0] }
        if settings.lineEnds == .mirrored {
            Self.mirrorEnds(&along, &traces, reach: settings.apertureMetres)
        }
        alongMetres = along
        self.traces = traces
    }

    private init(_ line: FocusingLine, columns: [Int]) {
        channel = line.channel
        acrossMetres = line.acrossMetres
        rowsPerNanosecond = line.rowsPerNanosecond
        timeZeroNanoseconds = line.timeZeroNanoseconds
        rowCount = line.rowCount
        alongMetres = columns.map { line.alongMetres[$0] }
        traces = columns.map { line.traces[$0] }
    }

    /// Mirrors the traces within `reach` of an end beyond it, the end trace not repeated.
    private static func mirrorEnds(_ along: inout [Double], _ traces: inout [Int], reach: Double) {
        let first = along[0]
        let last = along[along.count - 1]
        let before = along.indices.filter { $0 > 0 && along[$0] - first <= reach }
        let after = along.indices.filter { $0 < along.count - 1 && last - along[$0] <= reach }
        let places =
            before.reversed().map { 2 * first - along[$0] } + along
            + after.reversed().map { 2 * last - along[$0] }
        traces = before.reversed().map { traces[$0] } + traces + after.reversed().map { traces[$0] }
        along = places
    }

    /// The line as lines whose columns are as far apart as the points of `axis`, `nil` where its columns
    /// are uneven or their step does not divide that of the axis.
    func split(to axis: ImageAxis) -> [FocusingLine]? {
        let spacing = LinePositions.meanStep(alongMetres)
        guard LinePositions.firstOff(alongMetres, spacing) == nil else { return nil }
        let ratio = (axis.stepMetres / spacing).rounded()
        let drift =
            abs(ratio * spacing - axis.stepMetres) * Double(alongMetres.count) / max(1, ratio)
        guard ratio >= 1, ratio < 1000, drift <= LinePositions.slack * spacing else { return nil }
        let parts = Int(ratio)
        return (0..<min(parts, alongMetres.count)).map { part in
            FocusingLine(
                self, columns: Array(stride(from: part, to: alongMetres.count, by: parts)))
        }
    }
}
