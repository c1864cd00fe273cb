import SurveyModel
import SyntheticGround

/// The two-dimensional field solver and the simulator.
enum FieldRows {
    /// What gprMax takes for the section below (s a trace).
    private static let gprMaxSeconds = 2.3

    static func add(to report: inout Report) async throws {
        let cell = 0.0025
        let section = try GroundSection(
            widthMetres: 512 * cell, depthMetres: 264 * cell, cellMetres: cell,
            of: Material(name: "sand", relativePermittivity: 4.4))
        let step = cell / (speedOfLightMetresPerNanosecond * 2.0.squareRoot())
        let run = try LineSourceRun(
            section: section, waveform: .ricker, centreFrequencyMHz: 1500,
            windowNanoseconds: 1699 * step)
        let time = try await Measurement.of(runs: 3) {
            _ = try run.traces(
                source: .init(xMetres: 0.6, zMetres: 0.2),
                receivers: [.init(xMetres: 0.66, zMetres: 0.2)])
        }
        report.add(
            Row(
                kernel: "FDTD trace, 512 x 264 cells x 1,699 steps", measured: time,
                against: [
                    .init(
                        name: "gprMax, as timed elsewhere", processorSeconds: gprMaxSeconds,
                        goal: 0.2)
                ]))
    }
}
