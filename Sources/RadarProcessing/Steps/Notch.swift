internal import SignalKit
internal import SurveyModel

/// Zero-phase FIR band-stop: one minus a band-pass by the window method (Hamming).
///
/// Local in traces. Half amplitude (-6 dB) at centre - width / 2 and centre + width / 2, nothing left at
/// the centre; the edges are 3.3 / (taps x interval) wide (Oppenheim and Schafer, 1989, 7.4).
public struct Notch: Sendable, Hashable, LineStep {
    /// Middle of the band taken out (MHz).
    public var centreMHz: Double
    /// Its width at half amplitude (MHz).
    public var widthMHz: Double
    /// Number of taps, odd; `nil` for the fewest that shape the width.
    public var tapCount: Int?

    /// A notch at `centreMHz` that is `widthMHz` wide.
    public init(centreMHz: Double, widthMHz: Double, tapCount: Int? = nil) {
        self.centreMHz = centreMHz
        self.widthMHz = widthMHz
        self.tapCount = tapCount.map { $0 | 1 }
    }

    /// A Hamming window of this many cycles within the width lets both edges end inside it; so must
    /// those of what is left below the notch, between its lower edge and that of negative frequencies,
    /// and above it.
    private static let cyclesInWidth = 3.3

    /// Centre and width, and taps where they were given.
    public var settings: [String: StepValue] {
        var settings = ["centreMHz": StepValue.number(centreMHz), "widthMHz": .number(widthMHz)]
        if let tapCount { settings["taps"] = .number(Double(tapCount)) }
        return settings
    }

    /// The line unchanged; the band must lie within what its samples hold, and the filter must fit the
    /// trace.
    ///
    /// - Throws: `ProcessingError.bandAboveSampling`, `.windowTooLong`, `.badStepValue`.
    public func line(after line: Line) throws(ProcessingError) -> Line {
        _ = try taps(for: line)
        return line
    }

    /// Changes every trace of `section` in place.
    public func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        let taps = try taps(for: line)
        var filter = TraceFilter(samples: line.samplesPerTrace, margin: taps.count)
        filter.response = BandPass.response(of: taps, count: filter.length)
        section.radargram.apply(filter)
    }

    private func taps(for line: Line) throws(ProcessingError) -> [Float] {
        let interval = line.timeAxis.sampleIntervalNanoseconds
        let band = try FrequencyBand(
            lowMHz: centreMHz - widthMHz / 2, highMHz: centreMHz + widthMHz / 2, step: "notch",
            intervalNanoseconds: interval)
        let narrowest = min(band.high - band.low, 2 * band.low, 1 - 2 * band.high)
        let needed = (Self.cyclesInWidth / narrowest).rounded(.up)
        let given = tapCount.map(Double.init) ?? needed
        guard given >= needed else {
            throw .badStepValue(
                step: "notch",
                reason: "\(Int(given)) taps cannot shape a width of \(widthMHz) MHz at "
                    + "\(centreMHz) MHz, \(Int(min(needed, 1e9))) can")
        }
        guard given <= Double(line.samplesPerTrace) else {
            throw .windowTooLong(
                step: "notch", window: "\(Int(min(given, 1e9))) taps",
                available: "\(line.samplesPerTrace) samples")
        }
        return BandPass.stopTaps(count: Int(given) | 1, low: band.low, high: band.high)
    }
}
