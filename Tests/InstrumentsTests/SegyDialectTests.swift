import SurveyModel
import Testing

@testable import Instruments

@Suite struct SegyDialectTests {
    private func open(
        _ segy: SegyBytes, options: SweepReadOptions = SweepReadOptions()
    ) throws -> SweepFile {
        try SweepReader.open("line.sgy", in: .recorded(["line.sgy": segy.bytes]), options: options)
    }

    /// Ten traces northwards, 0.0001 minutes each, with a fix every second trace.
    private func prism(littleEndian: Bool = true, quality: @escaping (Int) -> Int32 = { _ in 4 })
        -> SegyBytes
    {
        var segy = SegyBytes(littleEndian: littleEndian, interval: 97)
        segy.text = "C 1 ZOND-12E"
        segy.coordinateScalar = 1
        segy.traces = (0..<10).map { _ in (0, 0, 0) }
        segy.traceFields = { trace, header in
            let step = Double(trace / 2 * 2)
            header.set(88, Int16(2))
            header.set(90, quality(trace))
            header.set(40, Float(12.5))
            header.set(72, Float(2015.5))
            header.set(76, Float(3215.25))
            header.set(182, 2015.5)
            header.set(190, 3215.25 + step * 1e-4)
        }
        return segy
    }

    @Test("Prism2 gives picoseconds and a track of degrees and minutes", arguments: [true, false])
    func prismTrack(littleEndian: Bool) throws {
        let file = try open(prism(littleEndian: littleEndian))
        #expect(file.outline.format == "SEG-Y rev 1, Prism2 (Zond) dialect")
        #expect(file.outline.channels[0].timeAxis.sampleIntervalNanoseconds == 0.097)
        let fixes = try #require(file.outline.track?.fixes)
        #expect(fixes.map(\.trace) == [0, 2, 4, 6, 8])
        let place = try #require(fixes[0].place)
        #expect(abs(place.latitude - (32 + 15.25 / 60)) < 1e-12)
        #expect(abs(place.longitude - (20 + 15.5 / 60)) < 1e-12)
        #expect(place.elevationMetres == 12.5 && fixes[0].quality == .rtkFixed)
        #expect(file.outline.positionSource == .gnss)
        // 0.0001 minutes of latitude at 32 degrees north are 0.18481 m.
        let distances = try file.distances(ofChannelAt: 0, traces: 0..<10)
        #expect(abs(distances[8] - 8 * 0.18481) < 1e-4)
        #expect(abs(distances[1] - 0.18481) < 1e-4)
        #expect(!file.outline.warnings.contains { $0.code == "time-unit-assumed" })
    }

    @Test("A trace without a satellite fix has no place, and one fix gives no positions")
    func withoutFix() throws {
        let partial = try open(prism { $0 < 4 ? 0 : 1 })
        #expect(
            partial.outline.track?.fixes.map { $0.place == nil } == [
                true, true, false, false, false,
            ])
        let none = try open(prism { _ in 0 })
        #expect(none.outline.positionSource == .none)
        #expect(none.outline.track?.placedFixes == [])
        #expect(none.outline.warnings.contains { $0.code == "gnss-quality-missing" })
        #expect(none.outline.warnings.contains { $0.code == "positions-missing" })
    }

    @Test("Marks in the trace headers tell the dialect where no words do")
    func marks() throws {
        var segy = prism()
        segy.text = "C 1 A LINE"
        let fill = segy.traceFields
        segy.traceFields = { trace, header in
            fill(trace, &header)
            if trace == 7 { header.set(236, UInt16(0x5555)) }
        }
        let file = try open(segy)
        #expect(file.outline.format == "SEG-Y rev 1, Prism2 (Zond) dialect")
        #expect(file.outline.track?.fixes.count == 5)
        segy.traceFields = { trace, header in
            fill(trace, &header)
            header.set(236, UInt16(trace == 7 ? 0x5555 : 3))
        }
        #expect(try open(segy).outline.format == "SEG-Y rev 1")
    }

    @Test("A lane written from a maker's file is no file of that maker's dialect")
    func writtenLane() throws {
        var segy = SegyBytes()
        segy.text = "C 1 GPR PICOSECONDS, CDP_Y=LATERAL MAKER: Proceq AG"
        let file = try open(segy)
        #expect(file.outline.format == "SEG-Y rev 1")
        #expect(try file.distances(ofChannelAt: 0, traces: 0..<2) == [0, 0.02])
    }

    @Test("32-bit floats are used where no others are, and their coarseness is said")
    func narrow() throws {
        var segy = prism()
        segy.text = "C 1 Proceq GPR Live"
        segy.traceFields = { trace, header in
            header.set(90, Int32(5))
            header.set(72, Float(2015.5))
            header.set(76, Float(3215) + Float(trace))
        }
        let file = try open(segy)
        #expect(file.outline.format.hasSuffix("Proceq dialect"))
        #expect(file.outline.track?.fixes.count == 10)
        #expect(file.outline.track?.fixes[3].place?.latitude == 32 + 18.0 / 60)
        #expect(file.outline.warnings.contains { $0.code == "positions-coarse" })
    }

    @Test("Floats in a file of no dialect are named and not used")
    func suspectedFloats() throws {
        var segy = prism()
        segy.text = "C 1 A LINE"
        segy.traceFields = { trace, header in
            header.set(72, Float(2015.5))
            header.set(76, Float(3215) + Float(trace))
        }
        let file = try open(segy)
        #expect(file.outline.positionSource == .none)
        #expect(file.outline.warnings.contains { $0.code == "coordinates-may-be-floats" })
    }

    @Test(
        "Angles of the standard become a track",
        arguments: [
            (2, -100, 7_293_000, 11_611_500), (3, -10_000, 202_583, 322_542),
            (4, -100, 20_153_000, 32_151_500),
        ])
    func angles(unit: Int, scalar: Int, x: Int, y: Int) throws {
        var segy = SegyBytes()
        segy.coordinateScalar = scalar
        segy.traces = (0..<5).map { (0, x, y + $0 * 3) }
        segy.traceFields = { _, header in header.set(88, Int16(unit)) }
        let file = try open(segy)
        let place = try #require(file.outline.track?.fixes.first?.place)
        #expect(abs(place.longitude - (20 + 15.5 / 60)) < 1e-4)
        #expect(abs(place.latitude - (32 + 15.25 / 60)) < 1e-4)
        #expect(file.outline.track?.fixes.map(\.trace) == [0, 1, 2, 3, 4])
    }

    @Test("Revision 2 fields are used where they are set")
    func revision2() throws {
        var segy = SegyBytes(interval: 97)
        segy.text = "C 1 PICOSECONDS"
        segy.fileFields = { header in
            header.bytes[3500] = 2
            header.set(3268, Int32(4))
            header.set(3272, 97.25)
            header.set(3220, UInt16(9))
        }
        let file = try open(segy)
        #expect(file.outline.samplesPerTrace == 4 && file.outline.format == "SEG-Y rev 2")
        #expect(file.outline.channels[0].timeAxis.sampleIntervalNanoseconds == 97.25e-3)
        #expect(file.outline.warnings == [])
        segy.fileFields = { header in
            header.bytes[3500] = 2
            header.set(3296, Int32(0x0403_0201))
        }
        #expect(try open(segy).outline.warnings.map(\.code) == ["byte-order-contradicted"])
        segy.fileFields = { header in header.set(3268, Int32(9)) }
        #expect(try open(segy).outline.samplesPerTrace == 4)
        segy.fileFields = { header in
            header.bytes[3500] = 2
            header.set(3506, Int32(1))
        }
        #expect(throws: InstrumentError.self) { try open(segy) }
    }

    @Test("The audit holds every quantity that was weighed")
    func audit() throws {
        var segy = SegyBytes(interval: 50)
        segy.text = "C 1 PICOSECONDS, CHANNELS 1 ; TRACES PER CHANNEL 2 STEP 0.03 M"
        let outline = try open(segy).outline
        #expect(
            outline.audit.map(\.quantity) == [
                "number of samples per trace", "number of traces", "sample interval", "time zero",
                "time window", "trace spacing",
            ])
        #expect(outline.warnings.map(\.code) == ["trace-spacing-contradicted"])
        #expect(outline.audit.last?.sources.map(\.value) == [0.02, 0.03])
    }

    @Test("Many places are thinned out evenly, and that is said")
    func thinned() throws {
        var thinner = FixThinner<Int>()
        for place in 0..<100_000 { thinner.append(place, trace: place) }
        #expect(thinner.kept.count <= 1 << 15 && thinner.kept.count > 1 << 14)
        #expect(thinner.kept.map(\.trace) == Array(stride(from: 0, to: 100_000, by: 4)))
        #expect(thinner.warnings.map(\.code) == ["track-thinned"])
    }

    @Test("Dialect headers of random bytes never crash the reader")
    func fuzz() throws {
        var state: UInt64 = 7
        func next() -> UInt8 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 40)
        }
        for round in 0..<200 {
            var segy = prism()
            segy.traceFields = { _, header in
                for place in 0..<240 where place < 114 || place > 117 {
                    if round % 2 == 0 || place > 200 { header.bytes[place] = next() }
                }
            }
            do { _ = try open(segy).load() } catch is InstrumentError {}
        }
    }
}
