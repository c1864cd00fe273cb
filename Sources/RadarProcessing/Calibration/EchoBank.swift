internal import Glibc
internal import SignalKit

/// Echoes of ground made from a plate's.
struct EchoBank {
    let echo: [Float]
    let interval: Double
    let centre: Double
    private let filter: TraceFilter

    init(echo: [Float], interval: Double, centre: Double) {
        self.echo = echo
        self.interval = interval
        self.centre = centre
        filter = TraceFilter(samples: echo.count, margin: echo.count / 2 + 16)
    }

    /// `ratio` (GHz) at every frequency of the transform, from twenty of them, straight between them.
    func response(_ ratio: (Double) -> ComplexDouble) -> [ComplexFloat] {
        let places = (0..<20).map { centre * (0.15 + 0.16 * Double($0)) }
        let values = places.map(ratio)
        return filter.response.indices.map { bin in
            let frequency = filter.frequency(bin) / interval
            let place = min(max((frequency / centre - 0.15) / 0.16, 0), 18.999_999)
            let below = Int(place)
            let part = place - Double(below)
            let value = (1 - part) * values[below] + part * values[below + 1]
            return ComplexFloat(real: Float(value.real), imaginary: Float(value.imaginary))
        }
    }

    /// The echo times `response`, late by some samples.
    func trace(_ response: [ComplexFloat], lateBy samples: Double) -> [Float] {
        var transform = RealFourierTransform(count: filter.length)
        let turned = response.indices.map { bin -> ComplexFloat in
            let angle = -2 * Double.pi * filter.frequency(bin) * samples
            let turn = ComplexFloat(real: Float(cos(angle)), imaginary: Float(sin(angle)))
            var value = response[bin] * turn
            if bin == 0 || 2 * bin == filter.length { value.imaginary = 0 }
            return value
        }
        var row = echo
        var span = row.mutableSpan
        transform.filter(&span, leading: filter.leading, response: turned.span)
        return row
    }
}
