import Testing

@testable import Reporting

@Suite("LaneChart")
struct LaneChartTests {
    private let extent = LaneChart.Extent(x: Span(0, 12), y: Span(-0.5, 0.5))

    private func chart(
        _ extent: LaneChart.Extent, objects: [LaneChart.Object] = [],
        alarms: [LaneChart.Alarm] = [], swept: [[LaneChart.Place]] = []
    ) -> LaneChart {
        LaneChart(
            title: "lane", description: "words", extent: extent, swept: swept, objects: objects,
            alarms: alarms)
    }

    @Test("A place lands where the scale says, with the left of travel up")
    func geometry() throws {
        let layout = try #require(LaneLayout(chart(extent)))
        #expect(layout.rowMetres == 4 && layout.rows == 3)
        // 546 - 52 units for four metres.
        #expect(abs(layout.scale - 494.0 / 4) < 1e-9)
        let row = layout.row(1, top: 100)
        let point = row.point(.init(7.5, 0.3))
        #expect(abs(point.x - (52 + 3.5 * 494 / 4)) < 1e-9)
        #expect(abs(point.y - (122 + 0.2 * 494 / 4)) < 1e-9)
        #expect(row.point(.init(7.5, 0.4)).y < point.y)
    }

    @Test("A halo is drawn at its place with its radius, to the scale of the lane")
    func halo() {
        let object = LaneChart.Object(.init(3, 0.25), haloMetres: 0.2, kind: .missedMine)
        let markup = chart(extent, objects: [object]).illustrations[0].markup
        // Row 0 begins at 26 + 22: x = 52 + 3 x 123.5, y = 48 + 0.25 x 123.5, r = 0.2 x 123.5.
        #expect(markup.contains("cx=\"422.5\" cy=\"78.88\" r=\"24.7\""))
        #expect(markup.contains(">mine missed: 1</text>"))
    }

    @Test("A halo over the end of a row is in both rows, its label in one")
    func breaks() {
        let object = LaneChart.Object(
            .init(4, 0), haloMetres: 0.2, kind: .foundMine, label: "PMN")
        let markup = chart(extent, objects: [object]).illustrations[0].markup
        #expect(markup.split(separator: "r=\"24.7\"").count - 1 == 4)
        #expect(markup.split(separator: ">PMN</text>").count - 1 == 1)
    }

    @Test("The label of the last tick stays within the drawing")
    func lastTick() throws {
        let markup = chart(extent).illustrations[0].markup
        let label = try #require(markup.firstMatch(of: /x="([0-9.]+)"[^>]*>12\.0</))
        let middle = try #require(Double(label.1))
        #expect(middle + Lettering.width(of: "12.0") / 2 <= PlotFrame.width + 0.01)
    }

    @Test("Every kind of mark has a shape or dashes of its own")
    func shapes() {
        let alarms = LaneChart.Alarm.Kind.allCases.map {
            LaneMark.alarm($0, at: DrawingPoint(x: 0, y: 0)).markup
        }
        #expect(Set(alarms.map { $0.replacing(/#[0-9a-f]{6}/, with: "") }).count == 4)
        let halos = LaneChart.Object.Kind.allCases.map {
            LaneMark.halo($0, at: DrawingPoint(x: 0, y: 0), radius: 9).map(\.markup).joined()
                .replacing(/#[0-9a-f]{6}/, with: "")
        }
        #expect(Set(halos).count == 4)
    }

    @Test("Marks outside the extent or nowhere are counted, not hidden in silence")
    func outside() {
        let markup = chart(
            extent, objects: [.init(.init(.nan, 0), haloMetres: 0.2, kind: .foundMine)],
            alarms: [.init(.init(13, 0), kind: .ground), .init(.init(1, 0), kind: .hit)]
        ).illustrations[0].markup
        #expect(markup.contains(">2 outside this drawing</text>"))
        #expect(markup.contains(">alarm on a mine: 1</text>"))
        #expect(!markup.contains("nan"))
    }

    @Test("A long lane is broken into rows and sheets, an endless one into sixty rows")
    func long() throws {
        let road = LaneChart.Extent(x: Span(0, 100), y: Span(-1.5, 1.5))
        let sheets = chart(road).illustrations
        #expect(sheets.count > 1)
        for sheet in sheets {
            let height = try #require(sheet.markup.firstMatch(of: /viewBox="0 0 560 ([\d.]+)"/))
            let units = try #require(Double(height.1))
            #expect(units < 1000)
        }
        let endless = LaneChart.Extent(x: Span(0, 1e9), y: Span(-1.5, 1.5))
        let layout = try #require(LaneLayout(chart(endless)))
        #expect(layout.rows == 60)
    }

    @Test(
        "Ground without extent is said",
        arguments: [Span(0, 0), Span(2, 1), Span(.nan, 1), Span(-.infinity, .infinity)])
    func degenerate(x: Span) {
        let sheets = chart(.init(x: x, y: Span(0, 1))).illustrations
        #expect(sheets.count == 1)
        #expect(sheets[0].markup.contains("no ground to draw"))
    }

    @Test("Edges of endless ground are cut")
    func edges() {
        let ring: [LaneChart.Place] = [
            .init(-1e300, -0.4), .init(1e300, -0.4), .init(1e300, 0.4), .init(.nan, 0.4),
        ]
        let markup = chart(extent, swept: [ring]).illustrations[0].markup
        #expect(!markup.contains("nan") && !markup.contains("10000000"))
    }

    @Test("A picture over several rows is written once")
    func pictures() throws {
        let picture = try PNGPicture(tinyPNG, name: "tiny")
        var lane = chart(extent)
        lane.backgrounds = [.init(picture, extent: extent)]
        let markup = lane.illustrations[0].markup
        #expect(markup.split(separator: "data:image/png").count - 1 == 1)
        #expect(markup.split(separator: "<use ").count - 1 == 3)
        lane.rowMetres = 12
        #expect(!lane.illustrations[0].markup.contains("<use "))
    }

    @Test("Labels keep off each other where there is room")
    func labels() {
        var placement = LabelPlacement(
            within: DrawingBox(left: 0, top: 0, right: 500, bottom: 200), taken: [])
        let places = (0..<4).map { _ in
            placement.place("TM-62", at: DrawingPoint(x: 250, y: 100), reach: 10)
        }
        #expect(Set(places).count == 4)
    }
}

/// The start of a PNG file of 3 x 2 pixels.
let tinyPNG: [UInt8] =
    [137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 3, 0, 0, 0, 2]
    + [8, 2, 0, 0, 0]

@Suite("PNGPicture")
struct PNGPictureTests {
    @Test("The size is that of the file")
    func size() throws {
        let picture = try PNGPicture(tinyPNG, name: "tiny")
        #expect(picture.width == 3 && picture.height == 2)
        let markup = PictureFigure(picture, alternativeText: "a \"lane\"").illustration.markup
        #expect(markup.contains("src=\"data:image/png;base64,iVBORw0KGgo"))
        #expect(markup.contains("alt=\"a &quot;lane&quot;\" width=\"3\" height=\"2\""))
    }

    @Test(
        "Other bytes are refused by name",
        arguments: [
            [], [1, 2, 3], Array("<svg onload='x'/>".utf8) + Array(repeating: 0, count: 30),
        ])
    func refused(bytes: [UInt8]) {
        #expect(throws: ReportingError.notPNG(name: "slice")) {
            try PNGPicture(bytes, name: "slice")
        }
    }
}
