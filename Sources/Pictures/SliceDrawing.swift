internal import Glibc

/// Lays out and draws a sheet of slices.
struct SliceDrawing {
    let picture: SlicePicture
    private let layout: SliceLayout
    private let scale: ClosedRange<Double>
    /// Left and lower edge of the cells (m).
    private let low: (x: Double, y: Double)
    private let high: (x: Double, y: Double)

    private static let left = 92.0
    private static let right = 124.0
    private static let remarkLine = 17.0
    private static let panelTitle = 26.0
    /// Below each strip, for the numbers of its x axis.
    private static let axis = 24.0
    private static let panelGap = 14.0
    private static let bottom = 52.0

    init(_ picture: SlicePicture) throws(PictureError) {
        guard let first = picture.panels.first?.grid, first.columns > 0, first.rows > 0 else {
            throw .nothingToDraw
        }
        let isUniform = picture.panels.allSatisfy { panel in
            panel.grid.columns == first.columns && panel.grid.rows == first.rows
                && panel.grid.cellMetres == first.cellMetres
                && panel.grid.firstXMetres == first.firstXMetres
                && panel.grid.firstYMetres == first.firstYMetres
                && panel.grid.values.count == first.columns * first.rows
        }
        guard isUniform else { throw .drawing(reason: "its slices differ in their cells") }
        let figures = [first.firstXMetres, first.firstYMetres]
        guard first.cellMetres > 1e-6, first.cellMetres < 1e6,
            figures.allSatisfy({ abs($0) < 1e12 })
        else { throw .drawing(reason: "its cells have no extent") }
        guard picture.width >= 400, picture.width <= 16_384, picture.panels.count <= 100 else {
            throw .badSize(width: picture.width, height: picture.panels.count)
        }
        self.picture = picture
        let cell = first.cellMetres
        low = (first.firstXMetres - cell / 2, first.firstYMetres - cell / 2)
        high = (low.x + Double(first.columns) * cell, low.y + Double(first.rows) * cell)
        layout = SliceLayout(
            lengthMetres: high.x - low.x, breadthMetres: high.y - low.y,
            width: picture.width - Int(Self.left + Self.right))
        scale = SliceRaster.scale(picture.panels.map(\.grid))
    }

    private var remarks: [Substring] { picture.remark.split(separator: "\n") }
    private var top: Double { 50 + Double(remarks.count) * Self.remarkLine }
    private var stripHeight: Double { Double(layout.plotHeight) + Self.axis }
    private var panelHeight: Double {
        Self.panelTitle + Double(layout.stripCount) * stripHeight + Self.panelGap
    }
    /// Room for the colour bar and the legend, however low the slices are.
    private var dataHeight: Double { max(Double(picture.panels.count) * panelHeight, 300) }

    /// Lower end of the last panel.
    private var end: Double { top + Double(picture.panels.count) * panelHeight }

    /// The PNG's bytes.
    func draw() throws(PictureError) -> [UInt8] {
        let band = picture.stamp == nil ? 0 : Canvas.stampBand
        let height = top + dataHeight + Self.bottom + band
        guard height <= 16_384 else {
            throw .badSize(width: picture.width, height: Int(min(height, 1e9)))
        }
        let canvas = try Canvas(width: picture.width, height: Int(height))
        let widest = Double(picture.width) - Self.left - 16
        canvas.text(
            picture.title, x: Self.left, y: 24, .init(size: 18, isBold: true, widest: widest))
        for (line, words) in remarks.enumerated() {
            canvas.text(
                String(words), x: Self.left, y: 50 + Double(line) * Self.remarkLine,
                .init(size: 12, widest: widest))
        }
        for place in picture.panels.indices { panel(place, on: canvas) }
        canvas.text(
            picture.alongWords, x: Self.left + Double(layout.plotWidth) / 2,
            y: end, .init(anchor: .middle))
        colourBar(on: canvas)
        legend(y: end + 30, on: canvas)
        if let stamp = picture.stamp {
            canvas.stamp(
                stamp,
                middle: (Self.left + Double(layout.plotWidth) / 2, (top + end) / 2))
        }
        return try canvas.png()
    }

    private func panel(_ place: Int, on canvas: borrowing Canvas) {
        let panel = picture.panels[place]
        let top = self.top + Double(place) * panelHeight
        canvas.text(
            panel.title, x: Self.left, y: top + Self.panelTitle / 2,
            .init(isBold: true, widest: Double(picture.width) - Self.left - Self.right))
        for strip in 0..<layout.stripCount {
            let y = top + Self.panelTitle + Double(strip) * stripHeight
            draw(panel, strip: strip, top: y.rounded(), on: canvas)
        }
    }

    private func draw(
        _ panel: SlicePicture.Panel, strip: Int, top: Double, on canvas: borrowing Canvas
    ) {
        let start = low.x + Double(strip) * layout.stripMetres
        let width = Double(layout.plotWidth)
        let height = Double(layout.plotHeight)
        let raster = SliceRaster(grid: panel.grid, scale: scale)
        canvas.paint(
            raster.draw(
                width: layout.plotWidth, height: layout.plotHeight, from: start,
                pixelsPerMetre: layout.pixelsPerMetre),
            x: Int(Self.left), y: Int(top))
        canvas.frame(.black, x: Self.left, y: top, width: width, height: height)
        alongAxis(from: start, y: top + height, on: canvas)
        acrossAxis(top: top, on: canvas)
        var taken: [LabelBox] = []
        for marker in panel.markers
        where isInside(marker, from: start, isLast: strip + 1 == layout.stripCount) {
            draw(marker, from: start, top: top, &taken, on: canvas)
        }
    }

    private func alongAxis(from start: Double, y: Double, on canvas: borrowing Canvas) {
        let end = start + layout.stripMetres
        let ticks = AxisTicks(from: start, to: end, count: max(2, layout.plotWidth / 90))
        for value in ticks.values {
            let x = (Self.left + (value - start) * layout.pixelsPerMetre).rounded() + 0.5
            canvas.line(.black, from: (x, y), to: (x, y + 5))
            canvas.text(ticks.text(value), x: x, y: y + 14, .init(size: 12, anchor: .middle))
        }
    }

    /// The side in words: a sign is easily overlooked.
    private func acrossAxis(top: Double, on canvas: borrowing Canvas) {
        let height = Double(layout.plotHeight)
        let ticks = sideTicks
        for value in ticks.values {
            let y = (top + (high.y - value) * layout.pixelsPerMetre).rounded() + 0.5
            guard y >= top, y <= top + height + 1 else { continue }
            canvas.line(.black, from: (Self.left - 5, y), to: (Self.left, y))
            let size = ticks.text(abs(value))
            let words = abs(value) < 1e-9 ? "0" : "\(size) m \(value > 0 ? "left" : "right")"
            canvas.text(words, x: Self.left - 8, y: y, .init(size: 12, anchor: .right))
        }
    }

    /// As many round offsets as stand apart.
    private var sideTicks: AxisTicks {
        let finer = (1...40).map { AxisTicks(from: low.y, to: high.y, count: $0) }
        let fitting = finer.last { ticks in
            guard ticks.values.count > 1 else { return true }
            return (ticks.values[1] - ticks.values[0]) * layout.pixelsPerMetre >= 15
        }
        return fitting ?? finer[0]
    }

    private func colourBar(on canvas: borrowing Canvas) {
        let x = Double(picture.width) - Self.right + 24
        let top = self.top + Self.panelTitle
        let span = Int(min(dataHeight - 60, 260))
        let rows = (0..<span).map { row in
            SliceColours.colour(1 - Double(row) / Double(span - 1)).pixel
        }
        canvas.paint(
            PixelRaster(
                width: 16, height: span,
                pixels: rows.flatMap { [UInt32](repeating: $0, count: 16) }),
            x: Int(x), y: Int(top))
        canvas.frame(.black, x: x, y: top, width: 16, height: Double(span))
        let ticks = AxisTicks(
            from: scale.lowerBound, to: scale.upperBound, count: max(2, span / 40))
        for value in ticks.values {
            let share = (scale.upperBound - value) / (scale.upperBound - scale.lowerBound)
            let y = (top + share * Double(span)).rounded() + 0.5
            canvas.line(.black, from: (x + 16, y), to: (x + 21, y))
            canvas.text(ticks.text(value), x: x + 25, y: y, .init(size: 12))
        }
        canvas.text(
            picture.unit, x: x + 76, y: top + Double(span) / 2,
            .init(size: 11, anchor: .middle, angle: -Double.pi / 2, widest: Double(span)))
    }

    private func legend(y: Double, on canvas: borrowing Canvas) {
        let box = (width: 34, height: 16)
        canvas.paint(
            PixelRaster(
                width: box.width, height: box.height,
                pixels: Hatching.pixels(width: box.width, height: box.height)),
            x: Int(Self.left), y: Int(y) - box.height / 2)
        canvas.frame(
            .black, x: Self.left, y: Double(Int(y) - box.height / 2), width: Double(box.width),
            height: Double(box.height))
        var words = "not measured: no trace within the footprint"
        if picture.panels.contains(where: { !$0.markers.isEmpty }) {
            words += "; rings: alarms nearest to this depth"
        }
        canvas.text(words, x: Self.left + Double(box.width) + 10, y: y, .init(size: 12))
    }

    /// Whether a marker lies in the strip that begins at `start`; one beyond the last belongs to it.
    private func isInside(
        _ marker: SlicePicture.Marker, from start: Double, isLast: Bool
    ) -> Bool {
        guard marker.xMetres.isFinite, marker.yMetres.isFinite else { return false }
        let x = min(max(marker.xMetres, low.x), high.x)
        return x >= start && (isLast || x < start + layout.stripMetres)
    }

    private typealias LabelBox = (x: ClosedRange<Double>, y: ClosedRange<Double>)

    private func draw(
        _ marker: SlicePicture.Marker, from start: Double, top: Double, _ taken: inout [LabelBox],
        on canvas: borrowing Canvas
    ) {
        // An alarm outside the picture is shown at its edge rather than lost.
        let place = (
            x: min(max(marker.xMetres, low.x), high.x), y: min(max(marker.yMetres, low.y), high.y)
        )
        let x = Self.left + (place.x - start) * layout.pixelsPerMetre
        let y = top + (high.y - place.y) * layout.pixelsPerMetre
        canvas.ring(.white, x: x, y: y, radius: 9, width: 4.5)
        canvas.ring(.marker, x: x, y: y, radius: 9, width: 2.2)
        let style = Canvas.TextStyle(size: 12, isBold: true, hasRim: true, widest: 160)
        let width = min(160, canvas.width(of: marker.label, style))
        // Right of the ring, else left of it; where both would cover another label the ring stands alone.
        for side in [1.0, -1.0] {
            let low = side > 0 ? x + 13 : x - 13 - width
            let box = LabelBox(x: low...low + width, y: y - 8...y + 8)
            let isFree = !taken.contains { $0.x.overlaps(box.x) && $0.y.overlaps(box.y) }
            guard low >= Self.left, box.x.upperBound <= Self.left + Double(layout.plotWidth),
                isFree
            else { continue }
            canvas.text(marker.label, x: low, y: y, style)
            taken.append(box)
            return
        }
    }
}
