/// Coherent sums over a stretch of one channel: for each time after the surface and each trace a complex
/// amplitude and how far the traces summed agree.
///
/// Times x traces, row-major, so that the traces of one time are contiguous.
public struct EchoImage: Sendable, Equatable {
    /// Number of traces.
    public let traceCount: Int
    /// Number of times; row r is r times the step after the surface.
    public let timeCount: Int
    /// Real parts.
    public var real: [Float]
    /// Imaginary parts: the Hilbert transform of the real ones.
    public var imaginary: [Float]
    /// Coherence factor |sum w s|^2 / (sum w sum w |s|^2), 0...1.
    public var coherence: [Float]

    /// Zeros of `timeCount` x `traceCount`.
    public init(timeCount: Int, traceCount: Int) {
        self.traceCount = traceCount
        self.timeCount = timeCount
        real = [Float](repeating: 0, count: timeCount * traceCount)
        imaginary = real
        coherence = real
    }

    /// Magnitude at a time and a trace.
    @inlinable
    public func magnitude(_ time: Int, _ trace: Int) -> Float {
        let place = time * traceCount + trace
        return (real[place] * real[place] + imaginary[place] * imaginary[place]).squareRoot()
    }
}
