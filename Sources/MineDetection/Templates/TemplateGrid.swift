/// The traces and samples templates and sections share.
public struct TemplateGrid: Sendable, Hashable {
    /// Distance between traces (m).
    public var traceSpacingMetres: Double
    /// Time between samples (ns).
    public var sampleIntervalNanoseconds: Double
    /// The samples of a trace that are looked at.
    public var samples: Range<Int>
    /// Traces a template reaches to either side of its middle.
    public var halfTraces: Int

    /// A grid of `samples` and 2 `halfTraces` + 1 traces.
    public init(
        traceSpacingMetres: Double, sampleIntervalNanoseconds: Double, samples: Range<Int>,
        halfTraces: Int
    ) {
        self.traceSpacingMetres = traceSpacingMetres
        self.sampleIntervalNanoseconds = sampleIntervalNanoseconds
        self.samples = samples
        self.halfTraces = halfTraces
    }
}
