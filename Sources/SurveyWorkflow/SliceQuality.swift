internal import Instruments
internal import RadarProcessing
internal import SurveyModel

/// Which traces of a channel go into slices, and where its surface lies.
struct SliceQuality {
    /// Whether each trace can be believed.
    private(set) var isGood: [Bool] = []
    /// Time of the surface's echo from the first sample (ns), the median over the line.
    let surfaceNanoseconds: Double

    /// Traces judged together, counted from the first: medians over all of a long line would need all of
    /// it in memory.
    private static let blockLength = 4096

    /// Judges the channel at `place` of `source`, as the detector does.
    init(
        _ source: SweepFile, place: Int, centreFrequencyMHz: Double, monitor: WorkMonitor
    ) throws {
        let count = source.outline.channels[place].traceCount
        var surfaces: [Double] = []
        var start = 0
        while start < count {
            try monitor.check()
            // A short rest is judged with the block before it.
            let end = count - start < 2 * Self.blockLength ? count : start + Self.blockLength
            let block = try source.amplitudes(ofChannelAt: place, traces: start..<end)
            let quality = QualityControl.assess(block, centreFrequencyMHz: centreFrequencyMHz)
            isGood += quality.faults.map { $0 == nil }
            surfaces.append(
                quality.arrival.surfaceNanoseconds(
                    of: source.outline.instrument, centreFrequencyMHz: centreFrequencyMHz))
            start = end
        }
        surfaces.sort()
        surfaceNanoseconds = surfaces.isEmpty ? 0 : surfaces[surfaces.count / 2]
    }
}
