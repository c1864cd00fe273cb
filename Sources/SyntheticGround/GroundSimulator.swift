internal import Glibc
internal import SignalKit
public import SurveyModel

/// Makes the traces of a scene, any of them alone and always with the same bits.
///
/// A trace is the sum of the direct wave, the echo of the surface, echoes of the interfaces between
/// layers, of the soil's fluctuation and the surface's unevenness (`SoilSpeckle`), and of the objects
/// (`ObjectEcho`). What the flaws of the recording do to it comes last. The height of the antennas acts
/// on the delays of all of them; on the fluctuation as a shift of its traces. Left out: multiple
/// scattering, the antennas' near field, and echoes that pass the surface more than twice.
public struct GroundSimulator: Sendable {
    /// The scene.
    public let scene: GroundScene

    private let window: TraceWindow
    private let wavelet: WaveletSpectrum
    private let mirror: EchoResponse
    private var objects: [ObjectEcho]
    private var largestReach: Double
    private let interfaces: [InterfaceEcho]
    private let speckles: [SoilSpeckle]
    private let flaws: [ChannelFlaws]

    /// Prepares a scene.
    ///
    /// `usesLegTable` looks the ways to its objects up in tables wherever the antennas are at their nominal
    /// height: several times faster, and within 0.005 of the echo's peak.
    ///
    /// - Throws: `SyntheticGroundError` where it cannot be simulated, and `Cancelled`.
    public init(
        _ scene: GroundScene, usesLegTable: Bool = false, monitor: WorkMonitor = .silent
    ) throws {
        try scene.check()
        self.scene = scene
        let window = TraceWindow(scene.radar)
        let wavelet = WaveletSpectrum(scene.radar.wavelet)
        self.window = window
        self.wavelet = wavelet
        mirror = EchoResponse(
            wavelet: wavelet, interval: scene.radar.sampleIntervalNanoseconds
        ) { _ in Complex(1) }
        let strength = LegStrength(scene)
        objects =
            scene.isMetalPlate
            ? []
            : try scene.objects.sorted { $0.xMetres < $1.xMetres }.map {
                try monitor.check()
                return ObjectEcho($0, scene, wavelet, strength, isTabulated: usesLegTable)
            }
        largestReach = objects.map(\.reach).max() ?? 0
        interfaces = scene.isMetalPlate ? [] : InterfaceEcho.all(scene, wavelet)
        speckles = try (0..<scene.radar.channelCount).map {
            try monitor.check()
            return SoilSpeckle(
                scene, channel: $0, wavelet: wavelet, window: window, legStrength: strength)
        }
        flaws = (0..<scene.radar.channelCount).compactMap { channel in
            scene.flaws.map {
                ChannelFlaws($0, seed: scene.seed, radar: scene.radar, channel: channel)
            }
        }
    }

    /// The same ground without its objects.
    public var withoutObjects: GroundSimulator {
        var bare = self
        bare.objects = []
        bare.largestReach = 0
        return bare
    }

    /// Traces of a block that is worked on at once.
    private static let blockTraces = 128

    /// The traces `range` of channel number `channel`, from 0: traces x samples, row-major.
    ///
    /// - Complexity: Memory for `range` and one block of 128 traces; about 50 us a trace.
    public func traces(channel: Int, range: Range<Int>) -> [Float] {
        precondition((0..<scene.radar.channelCount).contains(channel))
        precondition(range.lowerBound >= 0 && range.upperBound <= scene.traceCount)
        var result: [Float] = []
        result.reserveCapacity(range.count * scene.radar.samplesPerTrace)
        for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.blockTraces) {
            let block = start..<min(start + Self.blockTraces, range.upperBound)
            result += self.block(channel: channel, block)
        }
        return result
    }

    private func block(channel: Int, _ traces: Range<Int>) -> [Float] {
        let count = scene.radar.samplesPerTrace
        let speckle = speckles[channel].isSilent ? [] : speckles[channel].traces(traces)
        var result = [Float](repeating: 0, count: traces.count * count)
        var target = result.mutableSpan
        var work = TraceWork(sampleCount: window.sampleCount)
        for (number, trace) in traces.enumerated() {
            work.clear()
            let place = TracePlace(scene, channel: channel, trace: trace, flaws: flaws)
            addMirrors(place, &work)
            if !speckle.isEmpty {
                let start = number * window.sampleCount
                work.addShifted(
                    speckle.span.extracting(start..<start + window.sampleCount),
                    by: window.samples(
                        place.lateness + 2 * place.rise / speedOfLightMetresPerNanosecond))
            }
            addObjects(place, &work)
            var row = target._mutatingExtracting(number * count..<(number + 1) * count)
            for sample in 0..<count { row[sample] = work.trace[window.margin + sample] }
            if channel < flaws.count {
                flaws[channel].finish(&row, trace: trace, distance: place.distance)
            }
        }
        return result
    }

    /// The direct wave, the surface and the interfaces: arrivals of one common shape.
    private func addMirrors(_ place: TracePlace, _ work: inout TraceWork) {
        let radar = scene.radar
        let separation = radar.antennaSeparationMetres
        let path = (4 * place.height * place.height + separation * separation).squareRoot()
        var arrivals = [
            (
                -radar.directWaveAmplitude, separation / speedOfLightMetresPerNanosecond
            )
        ]
        var reflection = 1.0
        if !scene.isMetalPlate {
            // The field lies across the plane of incidence.
            let cosine = 2 * place.height / path
            let below =
                ((scene.layers.first?.permittivity ?? 1) - 1 + cosine * cosine).squareRoot()
            reflection = (below - cosine) / (below + cosine)
        }
        arrivals.append(
            (reflection * radar.plateDistance / path, path / speedOfLightMetresPerNanosecond))
        work.clearSpikes()
        for (amplitude, delay) in arrivals {
            work.addSpike(amplitude, at: window.place(delay + place.lateness))
        }
        work.fold(mirror)
        for interface in interfaces {
            let arrival = interface.arrival(place, scene)
            work.clearSpikes()
            work.addSpike(arrival.amplitude, at: window.place(arrival.delay + place.lateness))
            work.fold(interface.response)
        }
    }

    private func addObjects(_ place: TracePlace, _ work: inout TraceWork) {
        var number = firstObject(from: place.x - largestReach)
        while number < objects.count, objects[number].x <= place.x + largestReach {
            work.addEcho(objects[number], place, window)
            number += 1
        }
    }

    /// The first object at or beyond `x`.
    private func firstObject(from x: Double) -> Int {
        var low = 0
        var high = objects.count
        while low < high {
            let middle = (low + high) / 2
            if objects[middle].x < x { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Where the antennas of one channel are in one trace.
struct TracePlace {
    let distance: Double
    let x: Double
    let y: Double
    let height: Double
    let rise: Double
    let lateness: Double

    init(_ scene: GroundScene, channel: Int, trace: Int, flaws: [ChannelFlaws]) {
        distance = Double(trace) * scene.radar.traceSpacingMetres
        x = distance + scene.radar.alongOffsetMetres(ofChannel: channel)
        y = scene.radar.lateralOffsetMetres(ofChannel: channel)
        let own = channel < flaws.count ? flaws[channel] : nil
        // Never into the ground, however rare.
        rise = max(own?.rise(distance: distance) ?? 0, 0.002 - scene.radar.heightMetres)
        height = scene.radar.heightMetres + rise
        lateness = own?.lateness(trace: trace, distance: distance) ?? 0
    }
}

/// The rows a trace is made in.
struct TraceWork {
    private(set) var trace: [Float]
    private var spikes: [Float]
    /// One row for each angle of incidence.
    private var angleSpikes: [Float]

    init(sampleCount: Int) {
        trace = [Float](repeating: 0, count: sampleCount)
        spikes = trace
        angleSpikes = [Float](repeating: 0, count: sampleCount * ObjectEcho.angles.count)
    }

    mutating func clear() { for sample in trace.indices { trace[sample] = 0 } }
    mutating func clearSpikes() { for sample in spikes.indices { spikes[sample] = 0 } }

    mutating func addSpike(_ amplitude: Double, at place: Double) {
        var row = spikes.mutableSpan
        SampleSplitter.add(amplitude, at: place, to: &row)
    }

    /// Adds the echo of an object.
    mutating func addEcho(_ echo: ObjectEcho, _ place: TracePlace, _ window: TraceWindow) {
        var rows = angleSpikes
        angleSpikes = []
        defer { angleSpikes = rows }
        var target = rows.mutableSpan
        guard
            echo.addArrivals(
                antennaX: place.x, antennaY: place.y, height: place.height, to: &target,
                place: { window.place($0 + place.lateness) })
        else { return }
        var row = trace.mutableSpan
        for (number, response) in echo.responses.enumerated() {
            let start = number * window.sampleCount
            response.add(
                target.span.extracting(start..<start + window.sampleCount), to: &row)
        }
        for sample in target.indices { target[sample] = 0 }
    }

    /// Adds the spikes, folded with `response`, to the trace.
    mutating func fold(_ response: EchoResponse) {
        // Held apart: the trace is written while the spikes are read.
        let arrivals = spikes
        var row = trace.mutableSpan
        response.add(arrivals.span, to: &row)
    }

    /// Adds `row`, later by `shift` samples.
    mutating func addShifted(_ row: Span<Float>, by shift: Double) {
        let split = SampleSplitter(shift)
        for tap in 0..<6 {
            let offset = split.first + tap
            let weight = split.weights[tap]
            let low = max(0, offset)
            let high = min(trace.count, row.count + offset)
            for sample in low..<max(low, high) { trace[sample] += weight * row[sample - offset] }
        }
    }
}
