public import SurveyModel

/// One channel after steps 1-3: good traces of unit strength, their early arrivals at one time.
public struct AlignedChannel: Sendable {
    /// Channel number.
    public let index: Int
    /// Offset across travel (m), positive to the left.
    public let lateralOffsetMetres: Double
    /// The section, its background still in it.
    public let section: Radargram
    /// Time of the ground surface's echo from the first sample (ns).
    public let surfaceNanoseconds: Double
    /// Time of the early arrival's peak from the first sample (ns).
    public let arrivalNanoseconds: Double
    /// Time from the first sample up to which all good traces hold signal (ns).
    public let liveNanoseconds: Double
    /// Fault of each trace, `nil` for a good one.
    public let faults: [ChannelQuality.Fault?]
    /// What time-zero alignment took off each trace (ns).
    public let timeZeroShiftsNanoseconds: [Double]
}

/// One channel after steps 1-5.
public struct PreparedChannel: Sendable {
    /// Channel number.
    public let index: Int
    /// Offset across travel (m), positive to the left.
    public let lateralOffsetMetres: Double
    /// Whitened section with the anti-personnel background window.
    public let short: Radargram
    /// Whitened section with the anti-vehicle background window.
    public let long: Radargram
    /// `short` before neighbouring traces were added in phase.
    public let shortUnsmoothed: Radargram
    /// `long` before neighbouring traces were added in phase.
    public let longUnsmoothed: Radargram
    /// Time of the ground surface's echo from the first sample (ns).
    public let surfaceNanoseconds: Double
    /// Time of the early arrival's peak from the first sample (ns).
    public let arrivalNanoseconds: Double
    /// Phase of the early arrival's analytic signal at its peak (rad): what echoes are compared with.
    public let arrivalPhase: Double
    /// Time from the first sample up to which all good traces hold signal (ns).
    public let liveNanoseconds: Double
    /// Fault of each trace, `nil` for a good one.
    public let faults: [ChannelQuality.Fault?]
    /// What time-zero alignment took off each trace (ns).
    public let timeZeroShiftsNanoseconds: [Double]

    /// The stretches of good traces with the depth their window reaches at `permittivity`.
    ///
    /// A stretch ends at a faulty trace and where the step is more than one and a half times the usual.
    public func validStretches(permittivity: Double) -> [ValidStretch] {
        guard let step = short.traceSpacingMetres else { return [] }
        let reach =
            max(0, liveNanoseconds - surfaceNanoseconds) * speedOfLightMetresPerNanosecond
            / (2 * permittivity.squareRoot())
        var stretches: [ValidStretch] = []
        var start: Int?
        func close(_ end: Int) {
            guard let first = start else { return }
            let ends = [short.distancesMetres[first], short.distancesMetres[end]]
            stretches.append(
                ValidStretch(
                    channel: index, lateralOffsetMetres: lateralOffsetMetres,
                    fromMetres: (ends.min() ?? 0) - step / 2,
                    toMetres: (ends.max() ?? 0) + step / 2,
                    depthReachMetres: reach, traceStepMetres: step))
            start = nil
        }
        for trace in faults.indices {
            if trace > 0 {
                let gap = abs(short.distancesMetres[trace] - short.distancesMetres[trace - 1])
                if gap > 1.5 * step { close(trace - 1) }
            }
            if faults[trace] != nil {
                close(trace - 1)
            } else if start == nil {
                start = trace
            }
        }
        close(faults.count - 1)
        return stretches
    }
}
