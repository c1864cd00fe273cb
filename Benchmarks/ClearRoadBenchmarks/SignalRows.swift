import SignalKit
import SurveyModel
import SurveyWorkflow

/// The detector's steps and their kernels.
enum SignalRows {
    static func add(to report: inout Report, _ sweep: Sweep, _ peers: Peers) async throws {
        let one = Sweep(
            format: sweep.format, instrument: sweep.instrument, channels: [sweep.channels[0]],
            positionSource: sweep.positionSource)
        let copy = await Bounds.copies(1, of: one)
        let samples = sweep.channels[0].radargram.samples
        let size = "\(sweep.traceCount) x \(sweep.samplesPerTrace)"
        for window in [31, 91] {
            var output = samples
            let time = await Measurement.of {
                var span = output.mutableSpan
                MovingMedian(window: window).subtract(
                    from: &span, columns: sweep.samplesPerTrace, along: .columns)
            }
            report.add(
                Row(
                    kernel: "moving median of \(window), \(size)", measured: time,
                    against: [.init(name: "a copy of the data", processorSeconds: copy)]
                        + peers.reference(
                            "median-\(window)", called: "NumPy and bottleneck.move_median")))
        }
        try await bandPass(&report, one, peers)
        try await steps(&report, sweep, peers)
    }

    private static func bandPass(
        _ report: inout Report, _ sweep: Sweep, _ peers: Peers
    ) async throws {
        let width = sweep.samplesPerTrace
        let length = FastLength.atLeast(width + 130)
        var transform = RealFourierTransform(count: length)
        let response = BandPass.response(
            of: BandPass.taps(count: 65, low: 0.01875, high: 0.165), count: length)
        var samples = sweep.channels[0].radargram.samples
        let time = await Measurement.of {
            var span = samples.mutableSpan
            transform.filterRows(&span, columns: width, leading: 65, response: response.span)
        }
        let alone = await Bounds.transformPairs(1, of: sweep, length: length)
        report.add(
            Row(
                kernel: "band-pass, \(sweep.traceCount) x \(width)", measured: time,
                against: [
                    .init(name: "its transforms and loads alone", processorSeconds: alone)
                ] + peers.reference("band-pass", called: "NumPy and scipy.fft")))
    }

    private static func steps(
        _ report: inout Report, _ sweep: Sweep, _ peers: Peers
    ) async throws {
        let pipeline = DetectionPipeline(
            ground: SurveySettings(name: "benchmark", crs: "EPSG:32634").detection)
        let time = try await Measurement.of(runs: 3) { _ = try await pipeline.scored(sweep) }
        let bound =
            await Bounds.copies(10, of: sweep)
            + Bounds.transformPairs(4, of: sweep, length: sweep.samplesPerTrace)
        let goal = report.instructionSet == "baseline" ? 6.0 : 3.0
        let metres = sweep.traceCount / 100
        report.add(
            Row(
                kernel: "steps 1-8, \(sweep.channels.count) channels x \(metres) m",
                measured: time,
                against: [
                    .init(
                        name: "ten copies, four FFT pairs a trace", processorSeconds: bound,
                        goal: goal),
                    .init(
                        name: "recording it at 10 km/h",
                        processorSeconds: Double(metres) / (10 / 3.6)),
                ] + peers.reference("steps", called: "NumPy and bottleneck", times: 8)))
    }
}
