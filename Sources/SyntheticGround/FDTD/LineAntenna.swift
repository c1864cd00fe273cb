/// A transmitter and a receiver, both thin lines across travel, carried over the ground.
public struct LineAntenna: Sendable, Hashable, Codable {
    /// Distance from transmitter to receiver along travel (m), the receiver ahead.
    public var separationMetres: Double
    /// Height of both above the ground (m).
    public var heightMetres: Double
    /// Current of the transmitter.
    public var waveform: SourceWaveform
    /// Centre frequency (MHz).
    public var centreFrequencyMHz: Double

    /// A pair `separationMetres` apart at `heightMetres`.
    public init(
        separationMetres: Double = 0.06, heightMetres: Double = 0.04,
        waveform: SourceWaveform = .ricker, centreFrequencyMHz: Double = 1500
    ) {
        self.separationMetres = separationMetres
        self.heightMetres = heightMetres
        self.waveform = waveform
        self.centreFrequencyMHz = centreFrequencyMHz
    }

    /// When the wave of a line current would peak after a path of zero length (ns from the start of
    /// the source).
    ///
    /// Far from a line the field is the half derivative of the current, the integral of I'(t - q^2) dq,
    /// whose peak lies before the current's own.
    public var zeroPathNanoseconds: Double {
        let centre = waveform.peakNanoseconds(centreFrequencyMHz: centreFrequencyMHz)
        func field(_ time: Double) -> Double {
            let count = 200
            let width = time.squareRoot() / Double(count)
            let slope = 1e-4 * centre
            return (0..<count).reduce(0.0) { sum, index in
                let reach = (Double(index) + 0.5) * width
                let at = time - reach * reach
                return sum + width
                    * (waveform.value(at: at + slope, centreFrequencyMHz: centreFrequencyMHz)
                        - waveform.value(at: at - slope, centreFrequencyMHz: centreFrequencyMHz))
            }
        }
        let step = centre / 100
        let values = (1...200).map { abs(field(Double($0) * step)) }
        guard let top = values.indices.max(by: { values[$0] < values[$1] }), top > 0,
            top < values.count - 1
        else { return centre }
        // The vertex of the parabola through the three highest values.
        let (left, peak, right) = (values[top - 1], values[top], values[top + 1])
        let vertex = 0.5 * (left - right) / (left - 2 * peak + right)
        return (Double(top + 1) + vertex) * step
    }
}
