internal import Foundation
internal import SignalKit
public import SurveyModel

/// Adds neighbouring traces in phase with a Hann weight: the top of a buried object's echo is flat
/// over about its Fresnel zone, recorder noise and fine clutter are not.
///
/// Reach: half the length; mirrored ends.
public struct AlongTrackSmoothing: Sendable, Hashable, LineStep {
    /// Length of the weight between its zeros (m).
    public var lengthMetres: Double

    /// A weight of `lengthMetres`.
    public init(lengthMetres: Double = 0.16) { self.lengthMetres = lengthMetres }

    /// Changes `radargram` in place.
    public func apply(to radargram: inout Radargram) {
        guard let step = radargram.traceSpacingMetres, step > 0 else { return }
        apply(to: &radargram, step: step, half: half(step, traces: radargram.traceCount))
    }

    /// The length.
    public var settings: [String: StepValue] { ["lengthMetres": .number(lengthMetres)] }

    /// The line unchanged; the weight must fit it and reach a neighbour.
    ///
    /// - Throws: as `LineFitness.checkWindow`.
    public func line(after line: Line) throws(ProcessingError) -> Line {
        try LineFitness.checkWindow(lengthMetres, step: "smooth", of: line, least: 0)
        guard let step = line.traceSpacingMetres, half(step, traces: line.traceCount) > 0 else {
            throw .windowTooShort(
                step: "smooth", window: "\(lengthMetres) m",
                least: "more than \(LineFitness.rounded(2 * (line.traceSpacingMetres ?? 0))) m")
        }
        return line
    }

    /// Half the length on either side.
    public func inputs(for output: Range<Int>, of line: Line) -> Range<Int> {
        guard let step = line.traceSpacingMetres else { return output }
        return widened(output, by: half(step, traces: line.traceCount), of: line)
    }

    /// Changes `section` in place.
    public func apply(
        to section: inout LineSection, of line: Line, making output: Range<Int>
    ) throws(ProcessingError) {
        guard let step = line.traceSpacingMetres, step > 0 else { throw .unknownTraceSpacing }
        apply(
            to: &section.radargram, step: step, half: half(step, traces: line.traceCount))
    }

    private func half(_ step: Double, traces: Int) -> Int {
        let reach = (lengthMetres / step / 2 - 1e-9).rounded(.down)
        return Int(min(reach, Double(traces)))
    }

    private func apply(to radargram: inout Radargram, step: Double, half: Int) {
        guard half > 0 else { return }
        let raw = (-half...half).map { offset -> Float in
            Float(0.5 + 0.5 * cos(2 * Double.pi * Double(offset) * step / lengthMetres))
        }
        let sum = raw.reduce(0, +)
        let weights = raw.map { $0 / sum }
        radargram.changeSamples { samples, width in
            RowArithmetic.sumNeighbours(in: &samples, columns: width, weights: weights.span)
        }
    }
}
