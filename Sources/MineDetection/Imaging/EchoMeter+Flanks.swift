internal import Foundation
internal import SurveyModel

/// A place on the flank of an echo.
struct EchoFlank {
    /// Phase there against that of the early arrival (rad).
    var phase: Double
    /// Rows between it and the peak.
    var rows: Double
}

/// How echoes begin and end.
extension EchoMeter {
    func flanks(_ echo: MainEcho, _ peaks: [BodyPeak], _ result: inout EchoFeatures) {
        let rise30 = flank(echo, level: 0.3, direction: -1)
        let rise50 = flank(echo, level: 0.5, direction: -1)
        let fall50 = flank(echo, level: 0.5, direction: 1)
        let fall30 = flank(echo, level: 0.3, direction: 1)
        let large = self.echo(
            of: .antiVehicle, peaks[BodyShape.antiVehicle.rawValue], at: echo.place)
        let largeRise = flank(large, level: 0.5, direction: -1)
        let named: [(EchoFlank, EchoFeature, EchoFeature, EchoFeature)] = [
            (rise30, .rise30Cosine, .rise30Sine, .rise30Time),
            (rise50, .rise50Cosine, .rise50Sine, .rise50Time),
            (fall50, .fall50Cosine, .fall50Sine, .fall50Time),
            (largeRise, .largeRise50Cosine, .largeRise50Sine, .largeRise50Time),
        ]
        for (flank, cosine, sine, time) in named {
            result[cosine] = cos(flank.phase)
            result[sine] = sin(flank.phase)
            result[time] = flank.rows * step.nanoseconds
        }
        result[.fall30Time] = fall30.rows * step.nanoseconds
    }

    /// Where the envelope passes `level` of the peak, going from the peak in `direction`, at most 1.2 ns away.
    ///
    /// Magnitude and phase are interpolated between rows.
    private func flank(_ echo: MainEcho, level: Double, direction: Int) -> EchoFlank {
        let wanted = level * echo.magnitude(echo.time)
        var row = echo.time
        for _ in 0..<step.rows(1.2) {
            let next = row + direction
            guard next >= 0, next < timeCount else { break }
            let (inner, outer) = (echo.magnitude(row), echo.magnitude(next))
            if outer < wanted {
                let share = inner > outer ? (inner - wanted) / (inner - outer) : 0
                let turn = remainder(echo.phase(next) - echo.phase(row), 2 * .pi)
                return EchoFlank(
                    phase: echo.phase(row) + share * turn - referencePhase,
                    rows: Double(abs(row - echo.time)) + share)
            }
            row = next
        }
        return EchoFlank(
            phase: echo.phase(row) - referencePhase, rows: Double(abs(row - echo.time)))
    }
}
