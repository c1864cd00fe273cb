import RadarProcessing
import SignalKit
import SurveyModel

/// Back-projection and migrations.
enum FocusingRows {
    static func add(to report: inout Report, _ sweep: Sweep, _ peers: Peers) async throws {
        try await backProjection(&report, sweep)
        try await migrations(&report, sweep, peers)
    }

    /// Three velocities, three dimensions, 1 cm x 2.5 cm x 1 cm down to 0.30 m.
    private static func backProjection(_ report: inout Report, _ sweep: Sweep) async throws {
        let grid = ImageGrid(
            x: ImageAxis(firstMetres: 0, stepMetres: 0.01, count: sweep.traceCount),
            y: ImageAxis(firstMetres: -0.4875, stepMetres: 0.025, count: 40),
            z: ImageAxis(firstMetres: 0.01, stepMetres: 0.01, count: 30))
        var channels = sweep.channels
        for place in channels.indices {
            channels[place].radargram.timeAxis.timeZeroNanoseconds = 1
        }
        let time = try await Measurement.of(runs: 1) {
            let projection = try BackProjection(
                channels: channels, grid: grid,
                settings: .init(
                    permittivities: [2.7, 4.5, 7.5], antennaHeightMetres: 0.04,
                    antennaSeparationMetres: 0.06))
            var largest: Float = 0
            try await MultiVelocityFocusing(projection).forEachStretch { stretch in
                largest = max(largest, stretch.mean.values.max() ?? 0)
            }
            precondition(largest > 0)
        }
        let metres = sweep.traceCount / 100
        report.add(
            Row(
                kernel: "3-D back-projection, 3 velocities, \(metres) m", measured: time,
                against: [
                    .init(
                        name: "ten copies of the data",
                        processorSeconds: await Bounds.copies(10, of: sweep)),
                    // On the clock, with two cores.
                    .init(
                        name: "two cores for 25 s a 100 m",
                        processorSeconds: 0.5 * Double(metres), goal: 1),
                ]))
    }

    private static func migrations(
        _ report: inout Report, _ sweep: Sweep, _ peers: Peers
    ) async throws {
        let velocity = speedOfLightMetresPerNanosecond / 2
        let kirchhoff = KirchhoffMigration(velocityMetresPerNanosecond: velocity)
        let stolt = StoltMigration(velocityMetresPerNanosecond: velocity)
        let line = ReferenceSweep.line(traces: 645, samples: 512)
        let plane = await transforms(of: line)
        report.add(
            Row(
                kernel: "Kirchhoff, 645 x 512, whole aperture",
                measured: try await timed(line, kirchhoff),
                against: [.init(name: "one second", processorSeconds: 1, goal: 1)]))
        report.add(
            Row(
                kernel: "Stolt, 645 x 512", measured: try await timed(line, stolt),
                against: [.init(name: "a 2-D FFT pair of its size", processorSeconds: plane)]))
        let whole = LineSection(radargram: sweep.channels[0].radargram)
        let short = whole.trimmed(to: 0..<128)
        report.add(
            Row(
                kernel: "Kirchhoff, 128 x 256", measured: try await timed(short, kirchhoff),
                against: peers.reference("kirchhoff", called: "ImpDAR")))
        let long = whole.trimmed(to: 0..<512)
        report.add(
            Row(
                kernel: "Stolt, 512 x 256", measured: try await timed(long, stolt),
                against: peers.reference("stolt", called: "ImpDAR", times: 5)))
    }

    private static func timed(
        _ radargram: Radargram, _ step: some LineStep
    ) async throws -> Measurement {
        let line = Line(radargram, centreFrequencyMHz: ReferenceSweep.centreFrequencyMHz)
        return try await Measurement.of {
            var result = radargram
            try step.apply(to: &result, of: line)
        }
    }

    /// A transform of the padded section and back.
    private static func transforms(of line: Radargram) async -> Double {
        let rows = FastLength.atLeast(2 * line.traceCount)
        let columns = FastLength.atLeast(2 * line.samplesPerTrace)
        var transform = RealFourierTransform(count: columns)
        let all = [ComplexFloat](
            repeating: ComplexFloat(real: 1, imaginary: 0), count: transform.frequencyCount)
        var plane = [Float](repeating: 1, count: rows * columns)
        return await Measurement.of {
            // Rows, and as many again for the columns.
            for _ in 0..<2 {
                var span = plane.mutableSpan
                transform.filterRows(&span, columns: columns, leading: 0, response: all.span)
            }
        }.processorSeconds
    }
}
