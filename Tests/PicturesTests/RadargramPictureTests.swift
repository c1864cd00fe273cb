import FileAccess
import SurveyModel
import TestSupport
import Testing

@testable import Pictures

@Suite struct RadargramPictureTests {
    private func panel(traces: Int = 20, samples: Int = 30) -> RadargramPicture.Panel {
        RadargramPicture.Panel(
            title: "line",
            radargram: Radargram(
                samples: (0..<traces * samples).map { Float($0 % 17) - 8 },
                samplesPerTrace: samples, distancesMetres: (0..<traces).map { Double($0) * 0.02 },
                timeAxis: TimeAxis(sampleIntervalNanoseconds: 0.05, timeZeroNanoseconds: 0.2)))
    }

    private func size(_ png: [UInt8]) -> (width: Int, height: Int) {
        func word(_ offset: Int) -> Int { png[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
        return (word(16), word(20))
    }

    @Test("The picture is a PNG of the size asked for, with its words inside")
    func png() throws {
        var picture = RadargramPicture(
            title: "خط ١", panels: [panel(), panel()],
            depthScale: .init(permittivity: 4, surfaceNanoseconds: 0.3),
            stamp: "SIMULATED DATA - NOT A CLEARANCE RECORD")
        picture.width = 640
        picture.panelHeight = 100
        picture.panels[0].markers = [
            .init(distanceMetres: 0.1, timeNanoseconds: 0.5, label: "A-1"),
            .init(distanceMetres: 99, timeNanoseconds: -99, label: "إنذار"),
            .init(distanceMetres: .nan, timeNanoseconds: 0),
        ]
        let png = try picture.png()
        #expect(Array(png.prefix(8)) == [137, 80, 78, 71, 13, 10, 26, 10])
        #expect(size(png).width == 640)
        #expect(size(png).height == 46 + 2 * (24 + 100 + 8) + 52 + 30)
        let text = "Warning\0\0\0\0\0SIMULATED DATA - NOT A CLEARANCE RECORD"
        #expect(png.firstRange(of: Array(text.utf8)) != nil)
        #expect(png.firstRange(of: Array("Title\0\0\0\0\0خط ١".utf8)) != nil)
        #expect(try picture.png() == png)
    }

    @Test("The stamp and a marker change the picture")
    func visible() throws {
        var picture = RadargramPicture(title: "t", panels: [panel()])
        let plain = try picture.png()
        picture.panels[0].markers = [.init(distanceMetres: 0.2, timeNanoseconds: 0.5)]
        let marked = try picture.png()
        #expect(marked != plain)
        picture.stamp = "PRACTICE"
        #expect(size(try picture.png()).height == size(plain).height + 30)
    }

    @Test("Depth follows the permittivity")
    func depth() {
        let scale = RadargramPicture.DepthScale(permittivity: 4, surfaceNanoseconds: 1)
        #expect(abs(scale.depthMetres(at: 3) - 0.149896229) < 1e-9)
        #expect(scale.depthMetres(at: 1) == 0)
    }

    @Test("Odd sweeps are drawn without complaint")
    func odd() throws {
        let single = panel(traces: 1, samples: 1)
        #expect(size(try RadargramPicture(title: "", panels: [single]).png()).width == 1200)
        var flat = panel()
        flat.radargram.samples = flat.radargram.samples.map { _ in 0 }
        flat.radargram.distancesMetres = flat.radargram.distancesMetres.map { _ in 1 }
        flat.title = "\0\u{202E}\n" + String(repeating: "é", count: 5000)
        _ = try RadargramPicture(title: flat.title, panels: [flat]).png()
        var lost = panel()
        lost.radargram.samples = lost.radargram.samples.map { _ in .nan }
        _ = try RadargramPicture(
            title: "x", panels: [lost], depthScale: .init(permittivity: .nan)
        ).png()
    }

    @Test("What cannot be drawn is an error", arguments: [0, 299, 20_000, Int.max])
    func refused(width: Int) {
        var picture = RadargramPicture(title: "t", panels: [panel()])
        picture.width = width
        #expect(throws: PictureError.self) { try picture.png() }
        #expect(throws: PictureError.nothingToDraw) {
            try RadargramPicture(title: "t", panels: []).png()
        }
        #expect(throws: PictureError.nothingToDraw) {
            try RadargramPicture(title: "t", panels: [panel(traces: 0)]).png()
        }
        var timeless = panel()
        timeless.radargram.timeAxis.sampleIntervalNanoseconds = 0
        #expect(throws: PictureError.self) {
            try RadargramPicture(title: "t", panels: [timeless]).png()
        }
        var tall = RadargramPicture(title: "t", panels: [panel()])
        tall.panelHeight = .max
        #expect(throws: PictureError.self) { try tall.png() }
    }

    @Test("A picture is written whole or not at all")
    func write() throws {
        let folder = try TemporaryFolder()
        let picture = RadargramPicture(title: "t", panels: [panel()])
        try picture.write(to: folder.file("a.png"))
        #expect(try RegularFile(path: folder.file("a.png")).allBytes() == picture.png())
        #expect(throws: PictureError.file(.isDirectory(path: folder.path))) {
            try picture.write(to: folder.path)
        }
    }

    @Test("Channels of a sweep become panels with their sides in words")
    func sweep() {
        let channels = [0.1, 0, -0.1].enumerated().map { place, offset in
            Channel(
                index: place + 1, lateralOffsetMetres: offset, radargram: panel().radargram)
        }
        let sweep = Sweep(
            format: "", instrument: Instrument(), channels: channels, positionSource: .none)
        let picture = RadargramPicture(sweep: sweep, title: "t")
        #expect(
            picture.panels.map(\.title) == [
                "channel 1, 0.1 m left", "channel 2, centre", "channel 3, 0.1 m right",
            ])
        #expect(!picture.hasMeasuredDistances)
        #expect(RadargramPicture(sweep: sweep, title: "t", channel: 2).panels.count == 1)
    }

    @Test("The check value of CRC-32 is the published one")
    func crc() {
        #expect(PNGMetadata.crc32(Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(PNGMetadata.adding([("a", "b")], to: [1, 2]) == [1, 2])
    }
}
