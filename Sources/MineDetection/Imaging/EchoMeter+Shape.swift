internal import Foundation
internal import SurveyModel

/// What the surroundings of the echo tell: energy above and below, extent along the track, thickness.
extension EchoMeter {
    /// Mean energy of `image` under `trace` from `from` to `to` after the echo at `time` (ns).
    private func energy(
        _ image: EchoImage, _ trace: Int, _ time: Int, _ from: Double, _ to: Double
    ) -> Double {
        func row(_ nanoseconds: Double) -> Int {
            time + Int((nanoseconds / step.nanoseconds).rounded())
        }
        let (first, end) = (max(0, row(from)), min(image.timeCount, row(to)))
        guard first < end else { return 0 }
        let rows = first..<end
        let sum = rows.reduce(0.0) { $0 + Double(square(image, $1, trace)) }
        return sum / Double(rows.count)
    }

    private func square(_ image: EchoImage, _ time: Int, _ trace: Int) -> Float {
        let place = time * image.traceCount + trace
        return image.real[place] * image.real[place]
            + image.imaginary[place] * image.imaginary[place]
    }

    func surroundingEnergy(_ echo: MainEcho, at place: Int, _ result: inout EchoFeatures) {
        func ratios(_ image: EchoImage, _ bands: [(EchoFeature, Double, Double)]) {
            let own = energy(image, place, echo.time, -0.2, 0.2) + 1e-3
            for (feature, from, to) in bands {
                result[feature] = log((energy(image, place, echo.time, from, to) + 0.05) / own)
            }
        }
        ratios(
            images.short,
            [
                (.below1, 0.4, 0.9), (.below2, 0.9, 1.4), (.below3, 1.4, 2.2),
                (.above, -1.0, -0.45),
            ])
        ratios(images.long, [(.longBelow1, 0.4, 0.9), (.longBelow2, 0.9, 1.4)])
        result[.amplitudeShort] = Self.logarithm(images.short.magnitude(echo.shortTime, place))
        result[.amplitudeLong] = Self.logarithm(images.long.magnitude(echo.longTime, place))
    }

    func extents(_ echo: MainEcho, at place: Int, _ result: inout EchoFeatures) {
        (result[.extentShort], result[.widthShort]) = extent(images.short, echo.shortTime, place)
        (result[.extentLong], result[.widthLong]) = extent(images.long, echo.longTime, place)
    }

    /// Length within 6 dB of the echo's energy and its root mean square width (m).
    private func extent(_ image: EchoImage, _ time: Int, _ place: Int) -> (Double, Double) {
        let reach = step.rows(0.2)
        let rows = max(0, time - reach)...min(image.timeCount - 1, time + reach)
        func energy(_ trace: Int) -> Double {
            rows.reduce(0.0) { $0 + Double(square(image, $1, trace)) }
        }
        let level = energy(place) / 4
        let longest = step.traces(0.8)
        var (first, last) = (place, place)
        while first > 0, place - first < longest, energy(first - 1) >= level { first -= 1 }
        while last + 1 < image.traceCount, last - place < longest, energy(last + 1) >= level {
            last += 1
        }
        let half = step.traces(0.6)
        var (sum, moment) = (1e-12, 0.0)
        for trace in max(0, place - half)..<min(image.traceCount, place + half + 1) {
            let value = energy(trace)
            sum += value
            moment += value * Double((trace - place) * (trace - place))
        }
        return (Double(last - first + 1) * step.metres, (moment / sum).squareRoot() * step.metres)
    }

    /// For each shape its top's amplitude over the clutter, and what inverted bottoms at three depths add.
    func bodies(near place: Int, _ result: inout EchoFeatures) {
        let names: [(BodyShape, EchoFeature, [EchoFeature])] = [
            (.point, .pointTop, [.pointThin, .pointThick, .pointThickest]),
            (
                .antiPersonnel, .smallDiscTop,
                [.smallDiscThin, .smallDiscThick, .smallDiscThickest]
            ),
            (
                .antiVehicle, .largeDiscTop,
                [.largeDiscThin, .largeDiscThick, .largeDiscThickest]
            ),
        ]
        let bottoms = [0.32, 0.62, 1.1].map(step.rows)
        var real = [Float](repeating: 0, count: timeCount)
        var imaginary = real
        for (shape, top, thicknesses) in names {
            var alone: Float = 0
            var both = [Float](repeating: 0, count: bottoms.count)
            for velocity in BodyShape.permittivities.indices {
                let number = ChannelImages.place(shape, velocity)
                let image = images.bodies[number]
                let level = levels[number].amplitude
                for trace in window(place) {
                    // One column in level units, gathered once for all bottoms.
                    for time in 0..<timeCount {
                        let cell = time * image.traceCount + trace
                        let (x, y) = (image.real[cell], image.imaginary[cell])
                        alone = max(alone, (x * x + y * y).squareRoot() / level[time])
                        real[time] = x / level[time]
                        imaginary[time] = y / level[time]
                    }
                    for (bottom, delay) in bottoms.enumerated() where delay < timeCount {
                        let largest = Self.largestSquare(real.span, imaginary.span, delay)
                        both[bottom] = max(both[bottom], largest.squareRoot())
                    }
                }
            }
            result[top] = Self.logarithm(alone)
            for (bottom, feature) in thicknesses.enumerated() {
                let gain = (both[bottom] / Float(2).squareRoot() + 1e-6) / (alone + 1e-6)
                result[feature] = log(Double(gain))
            }
        }
    }

    /// The largest |S(t) - S(t + delay)|^2 over the times t of a column.
    private static func largestSquare(
        _ real: Span<Float>, _ imaginary: Span<Float>, _ delay: Int
    ) -> Float {
        var largest: Float = 0
        for time in 0..<real.count - delay {
            let x = real[time] - real[time + delay]
            let y = imaginary[time] - imaginary[time + delay]
            largest = max(largest, x * x + y * y)
        }
        return largest
    }

    func neighbours(_ echo: MainEcho, at place: Int, _ result: inout EchoFeatures) {
        let short = images.short
        let reach = min(step.traces(0.12), place, traceCount - 1 - place)
        result[.symmetry] = 0.5
        if reach > 0 {
            let rows =
                max(
                    0,
                    echo.shortTime - step.rows(0.3))..<min(
                    timeCount, echo.shortTime + step.rows(0.6))
            var (product, left, right) = (0.0, 0.0, 0.0)
            for away in 1...reach {
                for row in rows {
                    let a = Double(short.real[row * traceCount + place - away])
                    let b = Double(short.real[row * traceCount + place + away])
                    product += a * b
                    left += a * a
                    right += b * b
                }
            }
            result[.symmetry] = product / (left * right + 1e-9).squareRoot()
        }
        let near = step.traces(0.06)
        var (real, imaginary, sum) = (0.0, 0.0, 1e-9)
        for trace in max(0, place - near)..<min(traceCount, place + near + 1) {
            let at = echo.shortTime * traceCount + trace
            real += Double(short.real[at])
            imaginary += Double(short.imaginary[at])
            sum += Double(short.magnitude(echo.shortTime, trace))
        }
        result[.phaseAgreement] = (real * real + imaginary * imaginary).squareRoot() / sum
    }
}
