internal import CCairo
internal import Glibc

/// What was written where on a page, for whoever checks it.
final class SheetLog {
    struct Entry {
        var text: String
        var box: PaperBox
        var isShortened: Bool
    }

    var texts: [Entry] = []
    /// A text for whose letters there is no font.
    var missing: String?
    /// Needed labels that found no room.
    var leftOut = 0
    var view: MapView?
    /// The bars drawn: millimetres on paper and metres on the ground.
    var bars: [ScaleBar] = []
    /// The arrow of north from its foot to its tip.
    var northArrow: [PaperPoint]?
    /// The smallest letters the tables needed (points).
    var smallestSize = 100.0
}

/// Draws the pages of a sheet, in millimetres.
struct SheetPainter: ~Copyable {
    let canvas: Canvas
    let paper: SheetPaper
    let isRightToLeft: Bool
    /// About the page being drawn.
    private(set) var log = SheetLog()

    static let margin = 9.0

    var page: PaperBox {
        PaperBox(
            x: 0, y: 0, width: paper.widthMillimetres, height: paper.heightMillimetres)
    }

    /// A painter on `canvas`, whose unit is 1/`unitsPerMillimetre` mm.
    init(
        _ canvas: consuming Canvas, paper: SheetPaper, isRightToLeft: Bool,
        unitsPerMillimetre: Double
    ) {
        unsafe cairo_scale(canvas.context, unitsPerMillimetre, unitsPerMillimetre)
        self.canvas = canvas
        self.paper = paper
        self.isRightToLeft = isRightToLeft
    }

    /// Draws a page and tells what stands where.
    mutating func page(
        _ sheet: SheetPage, stamp: String?, _ translatedStamp: String?
    ) throws(PictureError) -> SheetLog {
        log = SheetLog()
        try draw(sheet, stamp: stamp, translatedStamp)
        return log
    }

    /// The box on the other side of the page where the sheet reads from right to left.
    func placed(_ box: PaperBox) -> PaperBox {
        guard isRightToLeft else { return box }
        var turned = box
        turned.x = page.width - box.right
        return turned
    }

    func style(
        _ size: Double, bold: Bool = false, colour: Colour = .black,
        alignment: SheetTextStyle.Alignment = .start, lines: Int = 1
    ) -> SheetTextStyle {
        SheetTextStyle(
            size: size, isBold: bold, colour: colour, alignment: alignment, lines: lines,
            direction: isRightToLeft ? .rightToLeft : .leftToRight)
    }

    /// Height of a text in a room of `width` (mm).
    func height(_ text: String, width: Double, _ style: SheetTextStyle) throws(PictureError)
        -> Double
    {
        guard !text.isEmpty else { return 0 }
        return try SheetText(text, room: width, style, on: canvas).height
    }

    /// Writes a text into a room whose upper edge is at `y` and gives its height (mm).
    @discardableResult
    func write(
        _ text: String, x: Double, y: Double, width: Double, _ style: SheetTextStyle
    ) throws(PictureError) -> Double {
        guard !text.isEmpty else { return 0 }
        let laid = try SheetText(text, room: width, style, on: canvas)
        laid.show(x: x, y: y, style, on: canvas)
        note(
            text, laid,
            PaperBox(x: x + laid.indent, y: y, width: laid.width, height: laid.height))
        return laid.height
    }

    /// Remembers what was written where.
    func note(_ text: String, _ laid: borrowing SheetText, _ box: PaperBox) {
        if laid.isMissingLetters, log.missing == nil { log.missing = text }
        log.texts.append(.init(text: text, box: box, isShortened: laid.isShortened))
    }

    func frame(_ box: PaperBox, width: Double = 0.25, _ colour: Colour = .black) {
        canvas.use(colour)
        unsafe cairo_set_line_width(canvas.context, width)
        unsafe cairo_rectangle(canvas.context, box.x, box.y, box.width, box.height)
        unsafe cairo_stroke(canvas.context)
    }

    /// Words that say what the page must not be used for: in a band, and large across it.
    func stamp(_ words: String, _ translated: String?, band: PaperBox) throws(PictureError) {
        canvas.fill(.warning, x: band.x, y: band.y, width: band.width, height: band.height)
        let small = style(8.5, bold: true, colour: .white, alignment: .middle)
        let both = [words, translated].compactMap { $0 }.joined(separator: "  -  ")
        let height = try height(both, width: band.width - 4, small)
        try write(
            both, x: band.x + 2, y: band.middle.y - height / 2, width: band.width - 4, small)
        var large = style(30, bold: true, colour: .warning.with(opacity: 0.20))
        let measured = try SheetText(words, room: nil, large, on: canvas)
        let angle = -atan2(page.height, page.width)
        let reach = (page.width * page.width + page.height * page.height).squareRoot() * 0.82
        large.size *= min(reach / max(measured.width, 1), 2)
        let laid = try SheetText(words, room: nil, large, on: canvas)
        unsafe cairo_save(canvas.context)
        unsafe cairo_translate(canvas.context, page.middle.x, page.middle.y)
        unsafe cairo_rotate(canvas.context, angle)
        laid.show(x: -laid.width / 2 - laid.indent, y: -laid.height / 2, large, on: canvas)
        unsafe cairo_restore(canvas.context)
    }
}
