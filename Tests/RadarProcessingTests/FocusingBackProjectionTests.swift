import Foundation
import SignalKit
import SurveyModel
import TestSupport
import Testing

@testable import RadarProcessing

@Suite struct FocusingBackProjectionTests {
    /// Channels over a point at (x, y, z): a Ricker wavelet of 1.5 GHz at the exact delay in every trace.
    static func channels(
        _ point: (x: Double, y: Double, z: Double), permittivity: Double, height: Double = 0,
        separation: Double = 0, offsets: [Double] = [0], traces: Int = 41, step: Double = 0.01,
        samples: Int = 220, zero: Double = 1
    ) throws -> [Channel] {
        let path = try RefractedPath(antennaHeightMetres: height, permittivity: permittivity)
        return offsets.enumerated().map { number, offset in
            let values = (0..<traces).flatMap { trace -> [Float] in
                let delay = path.delayNanoseconds(
                    alongMetres: Double(trace) * step - point.x, acrossMetres: point.y - offset,
                    depthMetres: point.z, separationMetres: separation)
                return (0..<samples).map {
                    Float(SyntheticSection.ricker(Double($0) * 0.05 - zero - delay))
                }
            }
            return channel(values, number, offset, traces, step, samples, zero)
        }
    }

    static func noise(
        offsets: [Double], traces: Int, samples: Int, seed: UInt64 = 1, step: Double = 0.01
    ) -> [Channel] {
        var noise = SeededNoise(seed: seed)
        return offsets.enumerated().map { number, offset in
            let values = (0..<traces * samples).map { _ in Float(noise.normal()) }
            return channel(values, number, offset, traces, step, samples, 0.3)
        }
    }

    static func channel(
        _ values: [Float], _ number: Int, _ offset: Double, _ traces: Int, _ step: Double,
        _ samples: Int, _ zero: Double
    ) -> Channel {
        Channel(
            index: number + 1, lateralOffsetMetres: offset,
            radargram: Radargram(
                samples: values, samplesPerTrace: samples,
                distancesMetres: (0..<traces).map { Double($0) * step },
                timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.05, timeZeroNanoseconds: zero)))
    }

    static func grid(
        _ x: (Double, Double, Int), y: (Double, Double, Int) = (0, 0.01, 1),
        z: (Double, Double, Int)
    ) -> ImageGrid {
        ImageGrid(
            x: ImageAxis(firstMetres: x.0, stepMetres: x.1, count: x.2),
            y: ImageAxis(firstMetres: y.0, stepMetres: y.1, count: y.2),
            z: ImageAxis(firstMetres: z.0, stepMetres: z.1, count: z.2))
    }

    static func peak(_ image: DepthImage) -> (x: Double, y: Double, z: Double, value: Float) {
        let at = image.values.indices.max { image.values[$0] < image.values[$1] } ?? 0
        let grid = image.grid
        return (
            grid.x.metres(at % grid.x.count), grid.y.metres(at / grid.x.count % grid.y.count),
            grid.z.metres(at / (grid.x.count * grid.y.count)), image.values[at]
        )
    }

    @Test(arguments: [3.0, 6, 9], [0.0, 0.02])
    func `A point comes out at its place with amplitude 1`(
        permittivity: Double, height: Double
    ) throws {
        for depth in [0.03, 0.06, 0.1, 0.17, 0.25] {
            let channels = try Self.channels(
                (0.2, 0, depth), permittivity: permittivity, height: height, separation: 0.04,
                samples: 150 + Int(permittivity * 10))
            // A finer grid than the 1 cm cells in which half a cell is meant.
            let projection = try BackProjection(
                channels: channels,
                grid: Self.grid((0.14, 0.0025, 49), z: (depth - 0.02, 0.0025, 17)),
                settings: .init(
                    permittivities: [permittivity], antennaHeightMetres: height,
                    antennaSeparationMetres: 0.04, apertureMetres: 0.12))
            let peak = Self.peak(projection.image(.coherentAmplitude)[0])
            #expect(abs(peak.x - 0.2) <= 0.005 && abs(peak.z - depth) <= 0.005)
            // Linear interpolation takes up to 0.2 %, the cell next to the point up to 2 %.
            #expect(abs(peak.value - 1) < 0.02)
        }
    }

    @Test func `A point off the line comes out at its true side`() throws {
        let offsets = [-0.15, -0.075, 0, 0.075, 0.15]
        let channels = try Self.channels(
            (0.2, 0.06, 0.08), permittivity: 5, height: 0.01, offsets: offsets)
        let projection = try BackProjection(
            channels: channels,
            grid: Self.grid((0.15, 0.01, 11), y: (-0.15, 0.01, 31), z: (0.04, 0.01, 9)),
            settings: .init(permittivities: [5], antennaHeightMetres: 0.01))
        let peak = Self.peak(projection.image()[0])
        #expect(abs(peak.x - 0.2) <= 0.005 && abs(peak.y - 0.06) <= 0.005)
        #expect(abs(peak.z - 0.08) <= 0.005)
    }

    @Test func `A wrong velocity makes the peak smaller`() throws {
        let channels = try Self.channels((0.2, 0, 0.1), permittivity: 6)
        let projection = try BackProjection(
            channels: channels, grid: Self.grid((0.15, 0.01, 11), z: (0.04, 0.005, 30)),
            settings: .init(permittivities: [6, 3.5, 10]))
        let peaks = projection.image().map { Self.peak($0).value }
        #expect(peaks[0] > 1.3 * peaks[1] && peaks[0] > 1.3 * peaks[2])
    }

    @Test func `The coherence of traces that agree is 1`() throws {
        // Amplitude constant in time and along the line: every delay reads the same value.
        let channels = [
            Self.channel(
                [Float](repeating: 3, count: 40 * 100), 0, 0, 40, 0.01, 100, 0.3)
        ]
        let projection = try BackProjection(
            channels: channels, grid: Self.grid((0.1, 0.01, 20), z: (0.05, 0.01, 5)),
            settings: .init(permittivities: [4]))
        for value in projection.image(.coherence)[0].values {
            // Ringing of the band-limited interpolation near the trace's ends, squared, and rounding.
            #expect(value > 0.9 && value < 1.0001)
        }
    }

    @Test func `The adjoint passes the dot test in two and three dimensions`() throws {
        let shapes: [(offsets: [Double], traces: Int, samples: Int, step: Double)] = [
            ([0], 37, 61, 0.01), ([0], 20, 50, 0.02), ([-0.07, 0.01, 0.08], 25, 40, 0.01),
        ]
        for (number, shape) in shapes.enumerated() {
            for ends in [BackProjection.LineEnds.fewer, .mirrored] {
                let channels = Self.noise(
                    offsets: shape.offsets, traces: shape.traces, samples: shape.samples,
                    step: shape.step)
                let grid = Self.grid(
                    (-0.02, 0.02, 15), y: (-0.05, 0.05, shape.offsets.count), z: (0.01, 0.03, 4))
                let projection = try BackProjection(
                    channels: channels, grid: grid,
                    settings: .init(
                        permittivities: [4], antennaHeightMetres: 0.01,
                        antennaSeparationMetres: 0.03, lineEnds: ends, timeOversampling: 2))
                #expect(projection.isRegular)
                var noise = SeededNoise(seed: UInt64(number))
                var real = DepthImage(grid: grid)
                var imaginary = real
                for i in real.values.indices {
                    real.values[i] = Float(noise.normal())
                    imaginary.values[i] = Float(noise.normal())
                }
                let image = (projection.image(.real)[0], projection.image(.imaginary)[0])
                let left =
                    Self.dot(image.0.values, real.values)
                    + Self.dot(image.1.values, imaginary.values)
                let model = projection.modelled(real: real, imaginary: imaginary)
                let right = zip(model, channels).reduce(0.0) {
                    $0 + Self.dot($1.0, $1.1.radargram.samples)
                }
                let size = zip(model, channels).reduce(0.0) {
                    $0 + Self.dot($1.0, $1.0).squareRoot()
                        * Self.dot($1.1.radargram.samples, $1.1.radargram.samples).squareRoot()
                }
                #expect(abs(left - right) < 1e-5 * max(abs(left), 0.1 * size))
            }
        }
    }

    static func dot(_ a: [Float], _ b: [Float]) -> Double {
        zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }

    @Test(arguments: [BackProjection.LineEnds.fewer, .mirrored])
    func `Rows and points give the same image`(ends: BackProjection.LineEnds) throws {
        let channels = Self.noise(offsets: [-0.05, 0.04], traces: 30, samples: 60)
        let grid = Self.grid((-0.03, 0.02, 19), y: (-0.05, 0.05, 3), z: (0, 0.03, 4))
        let settings = BackProjection.Settings(
            permittivities: [3, 7], antennaHeightMetres: 0.01, antennaSeparationMetres: 0.05,
            lineEnds: ends, blockColumns: 7)
        let rows = try BackProjection(channels: channels, grid: grid, settings: settings)
        let points = try BackProjection(
            channels: channels, grid: grid, settings: settings, allowsRows: false)
        #expect(rows.isRegular && !points.isRegular)
        for quantity in [BackProjection.Quantity.amplitude, .coherentAmplitude, .coherence] {
            for (a, b) in zip(rows.image(quantity), points.image(quantity)) {
                // Rounding of sums of 60 terms of Float32, and of places to a fine sample.
                #expect(zip(a.values, b.values).allSatisfy { abs($0 - $1) < 1e-4 })
            }
        }
    }

    @Test func `Blocks of any size and any number of tasks give the same bytes`() async throws {
        let channels = Self.noise(offsets: [-0.05, 0.04], traces: 60, samples: 50)
        let grid = Self.grid((0, 0.01, 60), y: (-0.05, 0.05, 3), z: (0.01, 0.03, 3))
        var results: [[MultiVelocityFocusing.Stretch]] = []
        for (block, tasks) in [(256, 1), (7, 1), (16, 2), (33, 3)] {
            let projection = try BackProjection(
                channels: channels, grid: grid,
                settings: .init(permittivities: [3, 7], blockColumns: block))
            var stretches: [MultiVelocityFocusing.Stretch] = []
            try await MultiVelocityFocusing(projection, stretchMetres: 0.25)
                .forEachStretch(tasks: tasks) { stretches.append($0) }
            results.append(stretches)
        }
        #expect(results[0].map(\.range) == [0..<25, 25..<60])
        #expect(results.allSatisfy { $0 == results[0] })
        #expect(results[0][0].maximum.values.contains { $0 > 1 })
    }

    @Test func `The joined image has a median near 1 and zeros for no signal`() async throws {
        for zero in [false, true] {
            var channels = Self.noise(offsets: [0], traces: 60, samples: 60)
            if zero {
                for i in channels[0].radargram.samples.indices {
                    channels[0].radargram.samples[i] = 0
                }
            }
            let projection = try BackProjection(
                channels: channels, grid: Self.grid((0, 0.01, 60), z: (0.05, 0.01, 2)),
                settings: .init(permittivities: [4]))
            var values: [Float] = []
            try await MultiVelocityFocusing(projection).forEachStretch { stretch in
                #expect(stretch.mean == stretch.maximum)
                values = stretch.mean.values
            }
            #expect(values.count == 120)
            if zero {
                #expect(values.allSatisfy { $0 == 0 })
            } else {
                // The median of an even number lies between the two middle values.
                #expect(values.prefix(60).count { $0 > 1 } == 30)
            }
        }
    }

    @Test func `Uneven positions focus as even ones do`() throws {
        var channels = try Self.channels((0.2, 0, 0.1), permittivity: 6)
        let path = try RefractedPath(antennaHeightMetres: 0, permittivity: 6)
        for trace in 0..<41 {
            let place = 0.01 * Double(trace) + 0.003 * sin(Double(trace) * 1.3)
            channels[0].radargram.distancesMetres[trace] = place
            let delay = path.delayNanoseconds(alongMetres: place - 0.2, depthMetres: 0.1)
            for i in 0..<220 {
                channels[0].radargram.samples[trace * 220 + i] = Float(
                    SyntheticSection.ricker(Double(i) * 0.05 - 1 - delay))
            }
        }
        let projection = try BackProjection(
            channels: channels, grid: Self.grid((0.15, 0.01, 11), z: (0.06, 0.01, 9)),
            settings: .init(permittivities: [6]))
        #expect(!projection.isRegular)
        let peak = Self.peak(projection.image()[0])
        #expect(abs(peak.x - 0.2) <= 0.005 && abs(peak.z - 0.1) <= 0.005)
        #expect(abs(peak.value - 1) < 0.02)
    }

    @Test func `A line driven backwards gives the same image`() throws {
        let channels = Self.noise(offsets: [0.02], traces: 30, samples: 40)
        var backwards = channels
        let radargram = channels[0].radargram
        backwards[0].radargram.distancesMetres.reverse()
        backwards[0].radargram.samples = (0..<30).reversed().flatMap { radargram.trace($0) }
        let images = try [channels, backwards].map {
            try BackProjection(
                channels: $0, grid: Self.grid((0, 0.01, 30), z: (0.01, 0.02, 3)),
                settings: .init(permittivities: [4], antennaSeparationMetres: 0.04)
            ).image()
        }
        #expect(images[0] == images[1])
    }

    @Test func `Near the end of a line the amplitude is kept, mirrored or not`() throws {
        let channels = try Self.channels((0, 0, 0.1), permittivity: 6)
        for ends in [BackProjection.LineEnds.fewer, .mirrored] {
            let image = try BackProjection(
                channels: channels, grid: Self.grid((0, 0.01, 1), z: (0.1, 0.01, 1)),
                settings: .init(permittivities: [6], lineEnds: ends)
            ).image()[0]
            // A point under the first trace is its own mirror; linear interpolation takes 0.2 %.
            #expect(abs(image.values[0] - 1) < 0.02)
        }
    }

    @Test func `What cannot be imaged is refused with its figure`() throws {
        let good = Self.noise(offsets: [0], traces: 10, samples: 20)
        let grid = Self.grid((0, 0.01, 5), z: (0.01, 0.01, 3))
        func error(
            _ channels: [Channel], _ grid: ImageGrid, _ settings: BackProjection.Settings
        ) -> ProcessingError? {
            do throws(ProcessingError) {
                _ = try BackProjection(channels: channels, grid: grid, settings: settings)
                return nil
            } catch { return error }
        }
        let fine = BackProjection.Settings(permittivities: [4])
        #expect(error(good, grid, fine) == nil)
        #expect(
            error(good, grid, .init(permittivities: [0.5]))
                == .permittivityOutOfRange(step: "back-projection", permittivity: 0.5))
        #expect(error([], grid, fine) == .noRadarChannel)
        #expect(
            error(Self.noise(offsets: [0], traces: 2, samples: 20), grid, fine)
                == .tooFewTraces(step: "back-projection", traces: 2, needed: 3))
        var bad = good
        bad[0].radargram.samples[7] = .nan
        #expect(error(bad, grid, fine) == .samplesOutOfRange(count: 1))
        bad = good
        bad[0].radargram.distancesMetres[4] = 0.02
        #expect(
            error(bad, grid, fine)
                == .positionsTurn(step: "back-projection", trace: 4, metres: 0.02))
        var empty = grid
        empty.x.count = 0
        let refusal = error(good, empty, fine)
        #expect(refusal?.description.contains("x axis has no points") == true)
        var far = grid
        far.y.firstMetres = 0.4
        #expect(error(good, far, fine)?.description.contains("no trace lies within 0.15 m") == true)
        #expect(error(good, grid, .init(permittivities: [4], apertureMetres: 0)) != nil)
    }
}
