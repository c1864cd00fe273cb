internal import Foundation

/// What a radar is expected to record over a flat body: the echo of its top, and of its bottom.
///
/// The top is a row of points along the track, evenly spaced over the body's diameter and no more than a
/// trace apart. With d(x) the two-way delay of a point x metres along the track and a(x) its strength,
///
///     s(x, t) = mean over the points p of a(x - p) w(t - t0 - d(x - p))
///
/// where w is a Ricker wavelet of the centre frequency and t0 the time an echo without any way would have.
/// The bottom's echo follows by a given delay, inverted and weaker. A template is symmetric in x, so that
/// one half of it is kept. It is kinematic: one soil, no polarisation, no loss.
public struct TargetTemplate: Sendable, Hashable {
    /// One echo's way from a point of the body.
    public struct Arrival: Sendable, Hashable {
        /// Two-way delay (ns).
        public var delayNanoseconds: Double
        /// Strength, in any unit.
        public var strength: Double

        /// An echo after `delayNanoseconds` of `strength`.
        public init(delayNanoseconds: Double, strength: Double) {
            self.delayNanoseconds = delayNanoseconds
            self.strength = strength
        }
    }

    /// Which echoes a body gives.
    public enum Echoes: Sendable, Hashable {
        /// That of its top alone.
        case top
        /// That of its top, and that of its bottom inverted, `delayNanoseconds` later and `strength` as
        /// strong.
        case topAndBottom(delayNanoseconds: Double, strength: Double)
    }

    /// Where the values lie.
    public let grid: TemplateGrid
    /// Values from the middle trace outwards: (`halfTraces` + 1) x samples, row-major.
    public let values: [Float]

    /// The template of a body `diameterMetres` across.
    ///
    /// `originNanoseconds` is t0, counted from the first sample of a trace; `arrival` gives the way to a
    /// point of the top so many metres along the track and is even in its argument.
    public init(
        grid: TemplateGrid, diameterMetres: Double, echoes: Echoes, centreFrequencyMHz: Double,
        originNanoseconds: Double, arrival: (Double) -> Arrival
    ) {
        self.grid = grid
        let width = grid.samples.count
        let offsets = Self.points(diameterMetres, spacing: grid.traceSpacingMetres)
        var values = [Float](repeating: 0, count: (grid.halfTraces + 1) * width)
        let pulse = Pulse(grid, centreFrequencyMHz: centreFrequencyMHz)
        for trace in 0...grid.halfTraces {
            let along = Double(trace) * grid.traceSpacingMetres
            for offset in offsets {
                let way = arrival(along - offset)
                let strength = way.strength / Double(offsets.count)
                let time = originNanoseconds + way.delayNanoseconds
                pulse.add(to: &values, row: trace, at: time, times: strength)
                if case .topAndBottom(let delay, let share) = echoes {
                    pulse.add(to: &values, row: trace, at: time + delay, times: -strength * share)
                }
            }
        }
        self.values = values
    }

    /// Evenly spaced points over a diameter, at least its two ends, symmetric round 0.
    private static func points(_ diameter: Double, spacing: Double) -> [Double] {
        guard diameter > 0 else { return [0] }
        let steps = max(1, Int((diameter / spacing).rounded(.up)))
        return (0...steps).map { diameter * (Double($0) / Double(steps) - 0.5) }
    }
}

/// A Ricker wavelet put into rows of a template.
private struct Pulse {
    let grid: TemplateGrid
    let gigahertz: Double
    /// Time from its middle beyond which it is next to nothing (ns).
    let reach: Double

    init(_ grid: TemplateGrid, centreFrequencyMHz: Double) {
        self.grid = grid
        gigahertz = centreFrequencyMHz / 1000
        reach = 0.9 / gigahertz
    }

    func add(to values: inout [Float], row: Int, at time: Double, times strength: Double) {
        let interval = grid.sampleIntervalNanoseconds
        let limits = Double(grid.samples.lowerBound)...Double(grid.samples.upperBound)
        func sample(_ time: Double) -> Int {
            Int(min(max((time / interval).rounded(.up), limits.lowerBound), limits.upperBound))
        }
        let start = row * grid.samples.count - grid.samples.lowerBound
        for index in sample(time - reach)..<max(sample(time - reach), sample(time + reach)) {
            let phase = Double.pi * gigahertz * (Double(index) * interval - time)
            let square = phase * phase
            values[start + index] += Float(strength * (1 - 2 * square) * exp(-square))
        }
    }
}
