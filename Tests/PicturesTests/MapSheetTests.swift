import Foundation
import TestSupport
import Testing

@testable import Pictures

@Suite struct MapSheetTests {
    private static let stamp = "SIMULATED DATA - NOT A CLEARANCE RECORD"

    /// What is wrong with where the texts of a page stand.
    private func faults(_ log: SheetLog, on paper: SheetPaper) -> [String] {
        let page = PaperBox(
            x: 0, y: 0, width: paper.widthMillimetres, height: paper.heightMillimetres)
        let inner = page.inset(SheetPainter.margin - 0.5)
        var found = log.texts.filter { !inner.contains($0.box) }.map { "off the page: \($0.text)" }
        for (place, one) in log.texts.enumerated() {
            for other in log.texts.dropFirst(place + 1) where one.box.overlaps(other.box) {
                found.append("`\(one.text)` lies over `\(other.text)`")
            }
        }
        return found
    }

    private func drawn(_ sheet: MapSheet) throws -> SheetLog {
        try #require(try sheet.drawnPDF().logs.first)
    }

    @Test(
        "No text leaves the page or lies over another, whatever is written",
        arguments: [SheetPaper.a4, .a3], [false, true])
    func texts(paper: SheetPaper, isRightToLeft: Bool) throws {
        let long = String(repeating: "A very long name of a survey ", count: 30)
        let unbroken = String(repeating: "W", count: 400)
        let arabic = String(repeating: "اسم طويل جدا لمسح ", count: 40)
        for name in ["Tiny", long, unbroken, arabic, ""] {
            var page = TestSheet.page(survey: name)
            page.title = name
            page.tables[0].rows.append(SheetFigure(name, name))
            page.legend.append(SheetLegendLine(.point, [], name))
            page.signatures[0].title += name
            page.remarks.append(name)
            page.footer += name
            let log = try drawn(
                TestSheet.sheet(
                    [page], paper: paper, isRightToLeft: isRightToLeft, stamp: Self.stamp))
            #expect(faults(log, on: paper) == [])
        }
    }

    @Test("The check of texts finds one beyond the edge and one over another")
    func check() {
        let log = SheetLog()
        log.texts = [
            .init(
                text: "a", box: PaperBox(x: 280, y: 50, width: 30, height: 3), isShortened: false),
            .init(text: "b", box: PaperBox(x: 300, y: 51, width: 3, height: 3), isShortened: false),
        ]
        #expect(faults(log, on: .a4).count == 3)
    }

    @Test("Many labels at one place: each stands alone, and those without room are counted")
    func labels() throws {
        var map = TestSheet.map()
        map.labels = (0..<400).map {
            SheetLabel("alarm-\($0)", at: map.extent[0], isNeeded: true)
        }
        map.extent = map.extent.map { PlanePoint(x: $0.x, y: $0.y) }
        let log = try drawn(TestSheet.sheet([TestSheet.page(map)]))
        let shown = log.texts.count { $0.text.hasPrefix("alarm-") }
        #expect(shown > 5 && shown + log.leftOut == 400 && log.leftOut > 0)
        #expect(log.texts.contains { $0.text == "\(log.leftOut) ids left out" })
        #expect(faults(log, on: .a4) == [])
    }

    @Test("The bar on the page has the length its figure and the scale stated say")
    func bar() throws {
        let log = try drawn(TestSheet.sheet())
        let (view, bar) = (try #require(log.view), try #require(log.bars.first))
        #expect(abs(view.length(alongMetres: bar.metres) - bar.millimetres) < 1e-9)
        #expect(log.texts.contains { $0.text == "Scale 1:\(Int(view.alongScale))" })
        #expect(log.texts.contains { $0.text == ScaleBar.text(bar.metres) + " m" })
    }

    @Test("A strip states both scales, and that they differ, and has no north")
    func strip() throws {
        let log = try drawn(TestSheet.sheet([TestSheet.page(TestSheet.map(plane: .straightened))]))
        let view = try #require(log.view)
        let texts = log.texts.map(\.text)
        #expect(
            texts.contains(
                "Along \(SheetPainter.grouped(view.alongScale))".replacing(
                    "Along ", with: "Along 1:")))
        #expect(
            texts.contains("not to the same scale") && texts.contains { $0.hasPrefix("Across 1:") })
        #expect(log.bars.count == 2 && log.northArrow == nil && !texts.contains("Grid north"))
        #expect(texts.contains("12+050") && texts.contains("5 m left"))
    }

    @Test("A map turned along its road turns the arrow of north by the same angle")
    func north() throws {
        let angle = 0.9
        let map = TestSheet.map(plane: .grid(turnableTo: angle), angle: angle)
        let log = try drawn(TestSheet.sheet([TestSheet.page(map)]))
        let view = try #require(log.view)
        #expect(view.directionRadians == angle)
        // Where the plane's own north lies on paper.
        let up = view.paper(PlanePoint(x: view.centre.x, y: view.centre.y + 1))
        let middle = view.box.middle
        let arrow = try #require(log.northArrow)
        let turn = atan2(arrow[1].x - arrow[0].x, arrow[0].y - arrow[1].y)
        #expect(abs(turn - atan2(up.x - middle.x, middle.y - up.y)) < 1e-9)
        #expect(abs(turn - angle) < 1e-9)
        let upright = try #require(
            try drawn(TestSheet.sheet([TestSheet.page(TestSheet.map())])).northArrow)
        #expect(upright[0].x == upright[1].x && upright[1].y < upright[0].y)
    }

    @Test("The words left and right stand on their sides of the road, whichever way it runs")
    func sides() throws {
        for angle in [0.0, 0.9, 2.5, -2] {
            let map = TestSheet.map(plane: .grid(turnableTo: nil), angle: angle)
            let log = try drawn(TestSheet.sheet([TestSheet.page(map)], paper: .a3))
            let view = try #require(log.view)
            for (word, sign) in [("left", 1.0), ("right", -1.0)] {
                let box = try #require(log.texts.first { $0.text == word }, "\(word) at \(angle)")
                    .box
                let point = view.plane(box.middle)
                let start = map.axes[0].points[0]
                let left =
                    (point.y - start.y) * cos(angle) - (point.x - start.x) * sin(angle)
                #expect(left * sign > 0, "\(word) at \(angle): \(left)")
            }
        }
    }

    @Test("Reading from right to left, table and map change sides; the map is the same")
    func mirrored() throws {
        let english = try drawn(TestSheet.sheet())
        let arabic = try drawn(TestSheet.sheet(isRightToLeft: true))
        func box(_ log: SheetLog, _ text: String) throws -> PaperBox {
            try #require(log.texts.first { $0.text == text }).box
        }
        #expect(try box(english, "Legend").x > 200 && box(arabic, "Legend").x < 100)
        #expect(try box(english, "Prepared by").x < box(english, "Approved by").x)
        #expect(try box(arabic, "Prepared by").x > box(arabic, "Approved by").x)
        #expect(try box(english, "RESTRICTED").x > box(arabic, "RESTRICTED").x)
        let (one, other) = (try #require(english.view), try #require(arabic.view))
        #expect(
            one.alongScale == other.alongScale && one.directionRadians == other.directionRadians)
        #expect(other.box.x - one.box.x == 76)
        let point = TestSheet.map().extent[2]
        #expect(abs(other.paper(point).x - one.paper(point).x - 76) < 1e-9)
    }

    @Test("Letters no font has are a sentence, and so is a page too full")
    func refused() {
        var page = TestSheet.page()
        page.title = "segment \u{10FFFE}\u{1CF00}"
        #expect(throws: PictureError.missingLetters(text: page.title)) {
            try TestSheet.sheet([page]).png()
        }
        #expect(throws: PictureError.noRoom(text: "Legend")) {
            try TestSheet.sheet([TestSheet.page(rows: 100)]).png()
        }
        page.title = "S-1"
        page.claims = [String(repeating: "No alarm does not mean no mine. ", count: 40)]
        #expect(throws: PictureError.noRoom(text: page.claims[0])) {
            try TestSheet.sheet([page]).png()
        }
        #expect(throws: PictureError.nothingToDraw) { try TestSheet.sheet([]).pdf() }
        #expect(throws: PictureError.nothingToDraw) { try TestSheet.sheet().png(page: 1) }
    }

    private struct Stopped: Error {}

    @Test("Drawing stops between pages where it is asked to")
    func stopping() {
        #expect(throws: Stopped.self) { try TestSheet.sheet().pdf { throw Stopped() } }
    }

    @Test("A PDF is the same every time, dated by its record, with its words and stamp inside")
    func pdf() throws {
        let sheet = TestSheet.sheet(
            [TestSheet.page(), TestSheet.page()], stamp: Self.stamp)
        let pdf = try sheet.pdf()
        #expect(Array(pdf.prefix(5)) == Array("%PDF-".utf8))
        #expect(try sheet.pdf() == pdf)
        // Made and changed.
        #expect(pdf.ranges(of: Array("20260301080000".utf8)).count == 2)
        var other = sheet
        other.metadata.date = "2026-03-02T08:00:00Z"
        #expect(try other.pdf() != pdf)
    }

    @Test("A picture has the page's size, its resolution and its words")
    func png() throws {
        let png = try TestSheet.sheet(stamp: Self.stamp).png()
        func word(_ offset: Int) -> Int { png[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
        #expect(word(16) == 1754 && word(20) == 1240)
        let size = try #require(png.firstRange(of: Array("pHYs".utf8)))
        #expect(word(size.upperBound) == 5906 && word(size.upperBound + 4) == 5906)
        #expect(png.firstRange(of: Array("Warning\0\0\0\0\0\(Self.stamp)".utf8)) != nil)
    }
}
