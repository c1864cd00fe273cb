import Foundation
import SurveyModel
import TestSupport
import Testing

@testable import Pictures

@Suite struct SlicePictureTests {
    private func grid(columns: Int = 60, rows: Int = 20, gap: Bool = true) -> SlicePicture.Grid {
        SlicePicture.Grid(
            values: (0..<columns * rows).map { index in
                gap && (8...10).contains(index / columns) ? .nan : Float(index % 13)
            },
            columns: columns, cellMetres: 0.05, firstXMetres: 0, firstYMetres: -0.45)
    }

    private func size(_ png: [UInt8]) -> (width: Int, height: Int) {
        func word(_ offset: Int) -> Int { png[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
        return (word(16), word(20))
    }

    @Test("The sheet is a PNG with its words and its stamp inside, the same every time")
    func png() throws {
        var picture = SlicePicture(
            title: "خط ١", remark: "permittivity 4\nafter nothing",
            panels: [.init(title: "depth 0.1 m", grid: grid())], unit: "dB",
            stamp: "SIMULATED DATA")
        picture.panels[0].markers = [
            .init(xMetres: 1, yMetres: 0, label: "A-1"),
            .init(xMetres: 1.02, yMetres: 0, label: "A-2"),
            .init(xMetres: 99, yMetres: -99, label: "far"), .init(xMetres: .nan, yMetres: 0),
        ]
        let png = try picture.png()
        #expect(Array(png.prefix(4)) == [137, 80, 78, 71] && size(png).width == 1200)
        for words in [
            "Warning\0\0\0\0\0SIMULATED DATA", "permittivity 4\nafter nothing\ndepth 0.1 m",
        ] {
            #expect(png.firstRange(of: Array(words.utf8)) != nil)
        }
        #expect(try picture.png() == png)
        picture.panels[0].markers = []
        #expect(try picture.png() != png)
    }

    @Test("What cannot be drawn is an error")
    func refused() {
        func png(_ panels: [SlicePicture.Panel], width: Int = 1200) throws -> [UInt8] {
            var picture = SlicePicture(title: "", remark: "", panels: panels, unit: "")
            picture.width = width
            return try picture.png()
        }
        let panel = SlicePicture.Panel(title: "", grid: grid())
        #expect(throws: PictureError.nothingToDraw) { try png([]) }
        #expect(throws: PictureError.self) { try png([panel], width: 100) }
        #expect(throws: PictureError.self) { try png([panel], width: .max) }
        var other = panel
        other.grid.cellMetres = 0.1
        #expect(throws: PictureError.self) { try png([panel, other]) }
        other.grid.cellMetres = .nan
        #expect(throws: PictureError.self) { try png([other]) }
        var empty = panel
        empty.grid = grid(columns: 0, rows: 0)
        #expect(throws: PictureError.nothingToDraw) { try png([empty]) }
        let many = [SlicePicture.Panel](repeating: panel, count: 99)
        #expect(throws: PictureError.self) { try png(many) }
    }

    @Test("Slices without a measured cell, or with one value, are drawn")
    func odd() throws {
        var nothing = grid()
        nothing.values = nothing.values.map { _ in .nan }
        var flat = grid(columns: 1, rows: 1, gap: false)
        flat.values = [5]
        for odd in [nothing, flat] {
            _ = try SlicePicture(
                title: "", remark: "", panels: [.init(title: "", grid: odd)], unit: "dB"
            ).png()
        }
    }

    @Test("Cells not measured are hatched, even where a pixel covers one of them only in part")
    func mask() {
        let grid = grid()
        let raster = SliceRaster(grid: grid, scale: 0...12)
        let hatch: Set<UInt32> = [Colour.white.pixel, Colour.paleGrey.pixel]
        let fine = raster.draw(width: 600, height: 200, from: -0.025, pixelsPerMetre: 200)
        for y in 0..<200 {
            // Row 0 of the picture is the largest y; rows 8 to 10 of the grid are the gap.
            let isGap = (8...10).contains((199 - y) / 10)
            #expect(hatch.contains(fine.pixels[y * 600 + 77]) == isGap)
        }
        let coarse = raster.draw(width: 15, height: 5, from: -0.025, pixelsPerMetre: 5)
        // Each pixel covers four rows: 8 to 11 touches the gap.
        #expect(
            (0..<5).map { hatch.contains(coarse.pixels[$0 * 15]) } == [
                false, false, true, false, false,
            ])
    }

    @Test("Both axes have one scale, long lanes are cut into strips and very long ones get thinner")
    func layout() {
        let square = SliceLayout(lengthMetres: 3, breadthMetres: 2, width: 980)
        #expect(square.stripCount == 1 && square.plotHeight == 460)
        #expect(abs(Double(square.plotWidth) / Double(square.plotHeight) - 1.5) < 0.01)
        let lane = SliceLayout(lengthMetres: 12, breadthMetres: 0.6, width: 980)
        #expect(lane.stripCount == 2 && lane.plotWidth == 980 && lane.plotHeight == 98)
        let long = SliceLayout(lengthMetres: 200, breadthMetres: 0.6, width: 980)
        #expect(long.stripCount == 8 && long.plotHeight == 24)
        let longest = SliceLayout(lengthMetres: 1000, breadthMetres: 0.6, width: 980)
        #expect(longest.plotHeight >= 11 && longest.plotWidth == 980)
    }
}
