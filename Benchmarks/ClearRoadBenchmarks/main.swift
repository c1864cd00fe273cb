import Glibc
import SignalKit
import SurveyModel
import SurveyWorkflow

// Without arguments: the processing steps. `write FOLDER` and `read FILE` serve reading.py.

/// CPU time of `body` in seconds, the median of `runs` after one warm-up.
func processorSeconds(runs: Int = 5, _ body: () async throws -> Void) async rethrows -> Double {
    try await body()
    var times: [Double] = []
    for _ in 0..<runs {
        let start = clock()
        try await body()
        times.append(Double(clock() - start) / Double(CLOCKS_PER_SEC))
    }
    return times.sorted()[runs / 2]
}

/// A made-up sweep of the reference array: 14 channels 7.5 cm apart, 1 cm between traces, 256 samples.
func sweep(metres: Int) -> Sweep {
    var state: UInt64 = 1
    func noise() -> Float {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Float(Int32(truncatingIfNeeded: state >> 32)) / 2_147_483_648
    }
    let traces = metres * 100
    let channels = (0..<14).map { index -> Channel in
        let samples = (0..<traces * 256).map { at -> Float in
            let time = Double(at % 256) * 0.05 - 1
            let argument = (Double.pi * 1.5 * time) * (Double.pi * 1.5 * time)
            return 100 * Float((1 - 2 * argument) * exp(-argument)) + noise()
        }
        return Channel(
            index: index + 1, lateralOffsetMetres: 0.075 * Double(index) - 0.4875,
            radargram: Radargram(
                samples: samples, samplesPerTrace: 256,
                distancesMetres: (0..<traces).map { Double($0) * 0.01 },
                timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.05)))
    }
    return Sweep(
        format: "made up", instrument: Instrument(centreFrequencyMHz: 1500), channels: channels,
        positionSource: .traceHeaders)
}

let words = CommandLine.arguments.dropFirst()
if words.count == 2, let file = words.last {
    switch words.first {
    case "write":
        try ReadingFiles.write(to: file)
        exit(0)
    case "read":
        let (seconds, traces) = try ReadingFiles.time(file)
        print("\(seconds) \(traces)")
        exit(0)
    default: break
    }
}

let metres = 50
let input = sweep(metres: metres)
let column = Array(input.channels[0].radargram.samples.prefix(500_000))
var output = column
let copy = await processorSeconds {
    for i in column.indices { output[i] = column[i] * 1.5 }
}
print("kernel                                   CPU s    against")
func row(_ name: String, _ seconds: Double, _ against: String) {
    let padded = name + String(repeating: " ", count: max(1, 40 - name.count))
    print("\(padded) \((seconds * 10_000).rounded() / 10_000)   \(against)")
}
row("copy of 500,000 samples", copy, "the bound of the rows below")
for window in [31, 91] {
    let seconds = await processorSeconds {
        var span = output.mutableSpan
        MovingMedian(window: window).subtract(from: &span, columns: 250, along: .columns)
    }
    row("moving median, window \(window)", seconds, "\(Int(seconds / copy)) copies")
}
let length = FastLength.atLeast(256 + 130)
let response = BandPass.response(
    of: BandPass.taps(count: 65, low: 0.02, high: 0.165), count: length)
let filtering = await processorSeconds {
    var transform = RealFourierTransform(count: length)
    var trace = Array(column.prefix(256))
    for _ in 0..<column.count / 256 {
        var span = trace.mutableSpan
        transform.filter(&span, leading: 65, response: response.span)
    }
}
row("band-pass by FFT", filtering, "\(Int(filtering / copy)) copies")

let settings = SurveySettings(name: "benchmark", crs: "EPSG:32634")
let pipeline = DetectionPipeline(ground: settings.detection)
let whole = try await processorSeconds(runs: 3) { _ = try await pipeline.scored(input) }
let recording = Double(metres) / (10 / 3.6)
await DetectionBound.report(of: input, padded: length, steps: whole)
row("steps 1-8, 14 channels x \(metres) m", whole, "recorded at 10 km/h in \(recording) s")
print(
    "two cores keep up with \(((2 * recording / whole) * 10).rounded() / 10) such arrays driven at "
        + "10 km/h")
