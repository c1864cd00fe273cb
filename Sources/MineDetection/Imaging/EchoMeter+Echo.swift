internal import Foundation
internal import SurveyModel

/// What the main echo tells: strength, agreement, time, phase, spectrum, and what follows it.
extension EchoMeter {
    func energies(at trace: Int, _ result: inout EchoFeatures) {
        let energy = Double(channel.scores[trace])
        let contrast = Double(channel.scaleContrast[trace])
        result[.energy] = energy
        result[.energyShort] = energy - contrast / 2
        result[.energyContrast] = contrast
        let inner = step.traces(0.36)
        let outer = step.traces(0.90)
        let last = channel.scores.count
        let round =
            channel.scores[max(0, trace - outer)..<max(0, trace - inner)]
            + channel.scores[min(last, trace + inner + 1)..<min(last, trace + outer + 1)]
        let known = round.filter(\.isFinite).sorted()
        result[.surroundings] = known.isEmpty ? energy : Double(known[known.count / 2])
    }

    func coherence(_ peaks: [BodyPeak], _ result: inout EchoFeatures) {
        let names: [(BodyShape, EchoFeature, EchoFeature, EchoFeature, EchoFeature)] = [
            (.point, .pointPeak, .pointMean, .pointCoherence, .pointPermittivity),
            (
                .antiPersonnel, .smallDiscPeak, .smallDiscMean, .smallDiscCoherence,
                .smallDiscPermittivity
            ),
            (
                .antiVehicle, .largeDiscPeak, .largeDiscMean, .largeDiscCoherence,
                .largeDiscPermittivity
            ),
        ]
        for (shape, peak, mean, coherence, permittivity) in names {
            let best = peaks[shape.rawValue]
            let image = image(shape, best.velocity)
            result[peak] = Self.logarithm(best.value)
            result[mean] = Self.logarithm(best.mean)
            result[coherence] = Double(image.coherence[best.time * image.traceCount + best.trace])
            result[permittivity] = log(BodyShape.permittivities[best.velocity])
        }
        result[.pointAgainstDisc] = result[.pointPeak] - result[.smallDiscPeak]
        result[.largeAgainstSmall] = result[.largeDiscPeak] - result[.smallDiscPeak]
    }

    func times(_ echo: MainEcho, _ result: inout EchoFeatures) {
        result[.echoTime] = Double(echo.shortTime) * step.nanoseconds
        result[.discTime] = Double(echo.time) * step.nanoseconds
        result[.timeDifference] = Double(abs(echo.shortTime - echo.time)) * step.nanoseconds
        let phase = atan2(echo.imaginary[echo.time], echo.real[echo.time]) - referencePhase
        result[.phaseCosine] = cos(phase)
        result[.phaseSine] = sin(phase)
    }

    /// The spectrum of the echo under a Gaussian window of 0.4 ns, at steps of 0.15 GHz up to 3.9 GHz.
    func spectrum(_ echo: MainEcho, _ result: inout EchoFeatures) {
        let reach = step.rows(0.6)
        let times = max(0, echo.time - reach)...min(timeCount - 1, echo.time + reach)
        var (total, first, second, low, high) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for line in 1...26 {
            let frequency = 0.15 * Double(line)
            var (real, imaginary) = (0.0, 0.0)
            for time in times {
                let away = Double(time - echo.time) * step.nanoseconds
                let weight = exp(-(away / 0.4) * (away / 0.4))
                let (c, s) = (cos(2 * .pi * frequency * away), sin(2 * .pi * frequency * away))
                real += weight * (echo.real[time] * c + echo.imaginary[time] * s)
                imaginary += weight * (echo.imaginary[time] * c - echo.real[time] * s)
            }
            let power = real * real + imaginary * imaginary
            total += power
            first += power * frequency
            second += power * frequency * frequency
            if frequency > 1.8 && frequency < 3 { high += power }
            if frequency > 0.4 && frequency < 1.2 { low += power }
        }
        let centre = first / (total + 1e-12)
        result[.spectrumCentre] = centre
        result[.spectrumWidth] = max(0, second / (total + 1e-12) - centre * centre).squareRoot()
        result[.spectrumTilt] = log((high + 1e-6) / (low + 1e-6))
    }

    func secondEchoes(_ echo: MainEcho, _ result: inout EchoFeatures) {
        let power = pow(echo.magnitude(echo.time), 2) + 1e-12
        result[.invertedDelay] = 0.8
        result[.uprightDelay] = 0.8
        var (lowest, highest) = (Double.infinity, -Double.infinity)
        let delays = step.rows(0.25)..<step.rows(1.5)
        for delay in delays where echo.time + delay < timeCount {
            let time = echo.time + delay
            let value =
                (echo.real[time] * echo.real[echo.time]
                    + echo.imaginary[time] * echo.imaginary[echo.time]) / power
            if value < lowest {
                lowest = value
                result[.invertedDelay] = Double(delay) * step.nanoseconds
            }
            if value > highest {
                highest = value
                result[.uprightDelay] = Double(delay) * step.nanoseconds
            }
        }
        result[.invertedEcho] = lowest.isFinite ? lowest : 0
        result[.uprightEcho] = highest.isFinite ? highest : 0
    }
}
