internal import SignalKit
public import SurveyModel

/// What a processing step must know of the whole line its traces come from.
///
/// Windows in metres become traces with the spacing of the line, never of a part of it, so that a
/// line in blocks gives the same bytes as in one piece.
public struct Line: Sendable {
    /// Samples of each trace.
    public var samplesPerTrace: Int
    /// The time axis all traces share.
    public var timeAxis: TimeAxis
    /// Distance of each trace along the lane (m).
    public private(set) var distancesMetres: [Double]
    /// Median step between traces (m), `nil` where the traces are numbered, not measured, or fewer
    /// than two.
    public private(set) var traceSpacingMetres: Double?
    /// Centre frequency of the radar (MHz).
    public var centreFrequencyMHz: Double
    /// The radar and its antennas.
    public var instrument: Instrument

    /// Number of traces.
    public var traceCount: Int { distancesMetres.count }
    /// Length of the ground its traces stand for (m): the median step for each.
    var lengthMetres: Double? { traceSpacingMetres.map { Double(traceCount) * $0 } }
    /// Whether the distances are measured; they count traces otherwise.
    public let hasMeasuredDistances: Bool

    /// A line of traces at `distancesMetres`.
    public init(
        samplesPerTrace: Int, timeAxis: TimeAxis, distancesMetres: [Double],
        hasMeasuredDistances: Bool, centreFrequencyMHz: Double, instrument: Instrument
    ) {
        self.samplesPerTrace = samplesPerTrace
        self.timeAxis = timeAxis
        self.distancesMetres = distancesMetres
        self.hasMeasuredDistances = hasMeasuredDistances
        self.centreFrequencyMHz = centreFrequencyMHz
        self.instrument = instrument
        traceSpacingMetres = hasMeasuredDistances ? Self.medianStep(distancesMetres) : nil
    }

    /// The line that `radargram` holds whole, its distances taken as measured.
    public init(
        _ radargram: Radargram, centreFrequencyMHz: Double, instrument: Instrument = Instrument()
    ) {
        self.init(
            samplesPerTrace: radargram.samplesPerTrace, timeAxis: radargram.timeAxis,
            distancesMetres: radargram.distancesMetres, hasMeasuredDistances: true,
            centreFrequencyMHz: centreFrequencyMHz, instrument: instrument)
    }

    /// The same line with its traces at other distances.
    public func moved(to distancesMetres: [Double]) -> Line {
        var line = self
        line.distancesMetres = distancesMetres
        line.traceSpacingMetres = hasMeasuredDistances ? Self.medianStep(distancesMetres) : nil
        return line
    }

    /// The odd number of traces that spans `metres`, at least `minimum`.
    func traces(spanning metres: Double, minimum: Int = 1) -> Int {
        Self.traces(
            spanning: metres, spacing: traceSpacingMetres, of: traceCount, minimum: minimum)
    }

    static func traces(
        spanning metres: Double, spacing: Double?, of traceCount: Int, minimum: Int
    ) -> Int {
        guard let spacing, spacing > 0 else { return minimum | 1 }
        // More traces than the line has would only mirror it.
        let wanted = min((metres / spacing).rounded(), Double(traceCount))
        return max(minimum, Int(wanted)) | 1
    }

    private static func medianStep(_ distances: [Double]) -> Double? {
        guard distances.count > 1 else { return nil }
        var steps = (1..<distances.count).map { abs(distances[$0] - distances[$0 - 1]) }
        steps.sort()
        return steps[steps.count / 2]
    }
}

/// Some neighbouring traces of a line.
public struct LineSection: Sendable {
    /// The traces.
    public var radargram: Radargram
    /// Number of the first of them in the line, from 0.
    public var firstTrace: Int

    /// The numbers of the traces held.
    public var traces: Range<Int> { firstTrace..<firstTrace + radargram.traceCount }

    /// Traces from `firstTrace` on.
    public init(radargram: Radargram, firstTrace: Int = 0) {
        self.radargram = radargram
        self.firstTrace = firstTrace
    }

    /// Only the traces `range`, which must be held.
    public func trimmed(to range: Range<Int>) -> Radargram {
        guard range != traces else { return radargram }
        let width = radargram.samplesPerTrace
        let from = range.lowerBound - firstTrace
        let to = range.upperBound - firstTrace
        return Radargram(
            samples: Array(radargram.samples[from * width..<to * width]), samplesPerTrace: width,
            distancesMetres: Array(radargram.distancesMetres[from..<to]),
            timeAxis: radargram.timeAxis)
    }
}
