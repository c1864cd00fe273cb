import SurveyModel
import Testing

@testable import Pictures

private func radargram(_ rows: [[Float]], distances: [Double]? = nil) -> Radargram {
    Radargram(
        samples: rows.flatMap { $0 }, samplesPerTrace: rows[0].count,
        distancesMetres: distances ?? rows.indices.map { Double($0) * 0.1 },
        timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.1))
}

private func draw(_ radargram: Radargram, width: Int, height: Int) -> PixelRaster {
    let axis = TraceAxis(radargram, isMeasured: true)
    let raster = RadargramRaster(radargram: radargram, axis: axis, clip: 1)
    return raster.draw(
        width: width, height: height, from: axis.low, to: axis.high, map: .grey)
}

@Suite struct RadargramRasterTests {
    private let colours = ColourMap.grey.pixels

    @Test("With a pixel per sample every sample has its colour at its place")
    func oneToOne() {
        let picture = draw(radargram([[-1, 0, 1], [0.5, 2, -2]]), width: 2, height: 3)
        let expected = [0, 127 + 64, 127, 254, 254, 0].map { colours[$0] }
        #expect(picture.pixels == expected)
    }

    @Test("The strongest of many samples is the one that is seen")
    func strongest() {
        var rows = [[Float]](repeating: [Float](repeating: 0.01, count: 50), count: 40)
        rows[23][31] = -1
        let picture = draw(radargram(rows), width: 4, height: 5)
        #expect(picture.pixels.count { $0 == colours[0] } == 1)
        #expect(picture.pixels[3 * 4 + 2] == colours[0])
    }

    @Test("Few samples become blocks of their own colours and nothing between")
    func blocks() {
        let picture = draw(radargram([[-1, 1], [1, -1]]), width: 64, height: 32)
        #expect(Set(picture.pixels) == [colours[0], colours[254]])
        #expect(picture.pixels.count { $0 == colours[0] } == 64 * 32 / 2)
    }

    @Test("A sample that is no number has a colour of its own", arguments: [Float.nan, .infinity])
    func notANumber(value: Float) {
        let picture = draw(radargram([[0, value], [0, 0]]), width: 2, height: 2)
        #expect(picture.pixels.count { $0 == Colour.notANumber.pixel } == 1)
        #expect(!colours.contains(Colour.notANumber.pixel))
    }

    @Test("Ground without traces is not painted")
    func gap() {
        let picture = draw(
            radargram([[1], [1], [1], [1]], distances: [0, 0.1, 0.2, 1]), width: 110, height: 1)
        let painted = picture.pixels.map { $0 == colours[254] }
        #expect(painted[..<27].allSatisfy { $0 } && painted[105...].allSatisfy { $0 })
        #expect(picture.pixels[40..<90].allSatisfy { $0 != colours[0] })
        #expect(!painted[40..<90].allSatisfy { $0 })
    }

    @Test("Distances that do not rise are counted instead")
    func counted() {
        let backwards = radargram([[1], [1], [1]], distances: [0, 2, 1])
        let axis = TraceAxis(backwards, isMeasured: true)
        #expect(!axis.isDistance && axis.low == 0.5 && axis.high == 3.5)
        #expect(!TraceAxis(radargram([[1], [1]]), isMeasured: false).isDistance)
        #expect(!TraceAxis(radargram([[1]]), isMeasured: true).isDistance)
    }

    @Test("The clip is the percentile of the sizes of finite samples")
    func clip() {
        let values = (0...100).map { Float($0) * ($0 % 2 == 0 ? 1 : -1) }
        let line = radargram([values + [.nan]])
        #expect(RadargramRaster.clip([line], percentile: 90) == 90)
        #expect(RadargramRaster.clip([line], percentile: 100) == 100)
        #expect(RadargramRaster.clip([radargram([[0, 0]])], percentile: 99) == 1)
        #expect(RadargramRaster.clip([radargram([[0, 0, 3]])], percentile: 10) == 3)
        #expect(RadargramRaster.clip([radargram([[.nan]])], percentile: 50) == 1)
    }

    @Test("Every sample is in some row, whatever the sizes")
    func rows() {
        for samples in [1, 7, 200, 513] {
            for rows in [1, 40, 200, 600] {
                let ranges = RadargramRaster.sampleRanges(rows: rows, samples: samples)
                #expect(ranges.count == rows && ranges.allSatisfy { !$0.isEmpty })
                #expect(Set(ranges.flatMap { Array($0) }).count == samples)
            }
        }
    }
}

@Suite struct ColourMapTests {
    @Test("Grey rises in brightness with the amplitude, and middle grey is zero")
    func grey() {
        let parts = ColourMap.grey.pixels.map { $0 & 255 }
        #expect(zip(parts, parts.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(ColourMap.grey.pixels.allSatisfy { $0 >> 16 & 255 == $0 & 255 })
    }

    @Test("Blue and brown darken away from a white zero on both sides")
    func diverging() {
        let map = ColourMap.blueBrown
        let negative = map.colour(-1)
        let positive = map.colour(1)
        let zero = map.colour(0)
        #expect(negative.blue > negative.red + 0.2 && positive.red > positive.blue + 0.2)
        #expect(min(zero.red, zero.green, zero.blue) > 0.95)
    }

    @Test("Oklab gives sRGB white, black and red where they are known to lie")
    func oklab() {
        let red = Colour(oklabLightness: 0.62796, a: 0.22486, b: 0.12585)
        #expect(abs(red.red - 1) < 1e-3 && red.green < 0.01 && red.blue < 0.01)
        #expect(Colour(oklabLightness: 1, a: 0, b: 0).pixel == 0xFFFF_FFFF)
        #expect(Colour(oklabLightness: 0, a: 0, b: 0).pixel == 0xFF00_0000)
    }
}

@Suite struct AxisTicksTests {
    @Test(
        "Ticks are round numbers",
        arguments: [
            (0.0, 12.0, 6, ["0", "2", "4", "6", "8", "10", "12"]),
            (-0.03, 1.01, 6, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
            (-230, 70, 3, ["-200", "-100", "0"]),
        ] as [(Double, Double, Int, [String])])
    func known(low: Double, high: Double, count: Int, texts: [String]) {
        let ticks = AxisTicks(from: low, to: high, count: count)
        #expect(ticks.values.map(ticks.text) == texts)
    }

    @Test("Ticks stay inside, rise, and are few for any range")
    func property() {
        for exponent in -12...12 {
            for factor in [1.0, 1.7, 3.3, 9.9] {
                let size = factor * [Double](repeating: 10, count: abs(exponent)).reduce(1, *)
                let span = exponent < 0 ? factor * factor / size : size
                let ticks = AxisTicks(from: -span / 3, to: span, count: 6).values
                #expect(ticks.count >= 2 && ticks.count <= 8)
                #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0 < $1 })
                #expect(
                    ticks.allSatisfy { $0 >= -span / 3 - span * 1e-6 && $0 <= span * 1.000_001 })
            }
        }
        #expect(AxisTicks(from: 1, to: 1, count: 4).values == [1])
        #expect(AxisTicks(from: .nan, to: 1, count: 4).values == [])
    }
}
