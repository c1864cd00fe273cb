internal import SurveyModel

/// Traces at equal distances, from the first on, by linear interpolation between neighbours.
///
/// Where traces were taken at one place, the first of them stands for it and the last of them is
/// interpolated from onward. Halfway between traces s apart, cos(pi s / l) is left of what repeats
/// every l along the track. A spacing longer than theirs skips traces: stack first. Nothing is made
/// up across a gap: the step refuses. Reach: the two neighbours.
public struct Resampling: Sendable, Hashable, LineStep {
    /// Distance between the traces made (m).
    public var spacingMetres: Double
    /// Longest distance between neighbours that is interpolated across (m).
    public var gapMetres: Double

    /// A trace every `spacingMetres`.
    public init(spacingMetres: Double, gapMetres: Double = 0.1) {
        self.spacingMetres = spacingMetres
        self.gapMetres = gapMetres
    }

    private static let mostTraces = 100_000_000.0

    /// Spacing and gap.
    public var settings: [String: StepValue] {
        ["spacingMetres": .number(spacingMetres), "gapMetres": .number(gapMetres)]
    }

    /// The line with its traces at equal distances.
    ///
    /// - Throws: `ProcessingError.unknownTraceSpacing`, `.positionsTurn`, `.tooFewTraces`,
    ///   `.windowTooLong` where the spacing is longer than the line, `.badStepValue` for a gap.
    public func line(after line: Line) throws(ProcessingError) -> Line {
        try LineFitness.checkOrder(step: "resample", of: line)
        let distances = line.distancesMetres
        for trace in 1..<distances.count {
            let gap = abs(distances[trace] - distances[trace - 1])
            guard gap <= gapMetres + 1e-9 else {
                throw .badStepValue(
                    step: "resample",
                    reason: "\(gap) m without a trace from \(distances[trace - 1]) m on, "
                        + "\(gapMetres) m are bridged")
            }
        }
        let length = abs(distances[distances.count - 1] - distances[0])
        guard spacingMetres <= length else {
            throw .windowTooLong(
                step: "resample", window: "\(spacingMetres) m", available: "\(length) m")
        }
        let count = (length / spacingMetres + 1e-6).rounded(.down) + 1
        guard count <= Self.mostTraces else {
            throw .badStepValue(step: "resample", reason: "\(count) traces are too many")
        }
        return line.moved(to: (0..<Int(count)).map { distance($0, on: line) })
    }

    /// The neighbours of the first and the last of `output`.
    public func inputs(for output: Range<Int>, of line: Line) -> Range<Int> {
        guard !output.isEmpty else { return 0..<0 }
        let first = neighbours(of: distance(output.lowerBound, on: line), on: line)
        let last = neighbours(of: distance(output.upperBound - 1, on: line), on: line)
        return first.before..<last.after + 1
    }

    /// Puts the traces at equal distances in the place of those of `section`.
    public func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        let width = line.samplesPerTrace
        let source = section.radargram.samples
        let distances = output.map { distance($0, on: line) }
        var samples: [Float] = []
        samples.reserveCapacity(output.count * width)
        for metres in distances {
            let (before, after, weight) = neighbours(of: metres, on: line)
            let a = (before - section.firstTrace) * width
            let b = (after - section.firstTrace) * width
            for i in 0..<width {
                samples.append(source[a + i] + weight * (source[b + i] - source[a + i]))
            }
        }
        section = LineSection(
            radargram: Radargram(
                samples: samples, samplesPerTrace: width, distancesMetres: distances,
                timeAxis: section.radargram.timeAxis),
            firstTrace: output.lowerBound)
    }

    /// Distance of a trace made.
    private func distance(_ trace: Int, on line: Line) -> Double {
        line.distancesMetres[0] + direction(of: line) * Double(trace) * spacingMetres
    }

    private func direction(of line: Line) -> Double {
        line.distancesMetres[line.traceCount - 1] < line.distancesMetres[0] ? -1 : 1
    }

    /// The traces round a distance and how far (0...1) it lies from the first towards the second.
    private func neighbours(
        of metres: Double, on line: Line
    ) -> (before: Int, after: Int, weight: Float) {
        let direction = direction(of: line)
        let distances = line.distancesMetres
        // The first trace that is not before the place, within a rounding of it.
        let place = direction * metres - 1e-6 * spacingMetres
        var low = 0
        var high = distances.count
        while low < high {
            let middle = (low + high) / 2
            if direction * distances[middle] < place { low = middle + 1 } else { high = middle }
        }
        let after = min(low, distances.count - 1)
        let ahead = direction * (distances[after] - metres)
        guard after > 0, ahead > 1e-6 * spacingMetres else { return (after, after, 0) }
        let span = direction * (distances[after] - distances[after - 1])
        return (after - 1, after, Float(1 - ahead / span))
    }
}
