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
    /// Most memory the samples of one file may take (bytes).
    public var maximumSampleBytes: Int

    /// Options that leave everything to the file unless told otherwise.
    public init(
        segyIntervalUnit: SegyIntervalUnit? = nil, traceSpacingMetres: Double? = nil,
        maximumSampleBytes: Int = 8 << 30
    ) {
        self.segyIntervalUnit = segyIntervalUnit
        self.traceSpacingMetres = traceSpacingMetres
        self.maximumSampleBytes = maximumSampleBytes
    }
}
