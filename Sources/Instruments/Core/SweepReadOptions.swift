/// Unit of the sample interval in the 16-bit fields of a SEG-Y header.
public enum SegyIntervalUnit: String, Sendable, CaseIterable {
    /// 1e-12 s, the habit of ground-penetrating radar.
    case picoseconds = "ps"
    /// 1e-9 s.
    case nanoseconds = "ns"
    /// 1e-6 s, the standard, meant for seismics.
    case microseconds = "us"

    /// Length of one unit (ns).
    public var inNanoseconds: Double {
        switch self {
        case .picoseconds: 1e-3
        case .nanoseconds: 1
        case .microseconds: 1e3
        }
    }
}

/// What a person knows better than the file.
public struct SweepReadOptions: Sendable, Equatable {
    /// Unit of SEG-Y sample intervals; `nil` lets the file's content decide.
    public var segyIntervalUnit: SegyIntervalUnit?
    /// Step between traces (m); it goes before anything the file says.
    public var traceSpacingMetres: Double?
    /// Time from the first sample to the end of the last (ns): samples times interval.
    public var windowNanoseconds: Double?
    /// Time zero from the first sample (ns).
    public var timeZeroNanoseconds: Double?
    /// Lateral offset of each channel in order (m), positive to the left of travel.
    public var channelOffsetsMetres: [Double]?
    /// Most memory the samples of one file may take (bytes).
    public var maximumSampleBytes: Int

    /// Options that leave everything to the file unless told otherwise.
    public init(
        segyIntervalUnit: SegyIntervalUnit? = nil, traceSpacingMetres: Double? = nil,
        windowNanoseconds: Double? = nil, timeZeroNanoseconds: Double? = nil,
        channelOffsetsMetres: [Double]? = nil, maximumSampleBytes: Int = 8 << 30
    ) {
        self.segyIntervalUnit = segyIntervalUnit
        self.traceSpacingMetres = traceSpacingMetres
        self.windowNanoseconds = windowNanoseconds
        self.timeZeroNanoseconds = timeZeroNanoseconds
        self.channelOffsetsMetres = channelOffsetsMetres
        self.maximumSampleBytes = maximumSampleBytes
    }

    /// - Throws: `InstrumentError.badOption` for a value no radar can have.
    func check() throws(InstrumentError) {
        if let spacing = traceSpacingMetres, !(spacing >= 1e-6 && spacing <= 100) {
            throw .badOption(
                name: "the trace spacing",
                reason: "is \(spacing) m, it must lie from 0.000001 to 100 m")
        }
        if let window = windowNanoseconds, !(window >= 1e-3 && window <= 1e6) {
            throw .badOption(
                name: "the time window",
                reason: "is \(window) ns, it must lie from 0.001 to 1000000 ns")
        }
        if let zero = timeZeroNanoseconds, !(abs(zero) <= 1e6) {
            throw .badOption(
                name: "time zero", reason: "is \(zero) ns, it must lie within 1000000 ns")
        }
        for offset in channelOffsetsMetres ?? [] where !(abs(offset) <= 20) {
            throw .badOption(
                name: "a channel offset", reason: "is \(offset) m, it must lie within 20 m")
        }
    }
}
