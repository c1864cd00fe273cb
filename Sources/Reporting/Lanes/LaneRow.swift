/// One row of a lane drawing: a stretch of the lane and where it lies in the drawing.
struct LaneRow: Sendable, Hashable {
    /// Least x (m).
    var fromX: Double
    /// Largest x (m).
    var toX: Double
    /// Largest y (m), at the top.
    var topY: Double
    /// Units per metre, the same along and across.
    var scale: Double
    /// Its edges in the drawing.
    var box: DrawingBox

    /// Where a place of the lane lies in the drawing.
    func point(_ place: LaneChart.Place) -> DrawingPoint {
        DrawingPoint(
            x: box.left + Self.bounded(place.xMetres - fromX) * scale,
            y: box.top + Self.bounded(topY - place.yMetres) * scale)
    }
}

extension LaneRow {
    /// Distances (m) far beyond any lane are cut, so that their edges can still be clipped.
    private static func bounded(_ metres: Double) -> Double { min(max(metres, -1e5), 1e5) }
}

/// How a lane is broken into rows.
struct LaneLayout {
    /// Rows are never more than this: a longer lane is drawn to a smaller scale.
    private static let mostRows = 60.0
    /// Room for labels above a row.
    static let labelRoom = 22.0
    /// Where rows begin, right of the labels of their axis.
    static let left = 52.0

    /// Length of lane in a row (m).
    let rowMetres: Double
    let rows: Int
    let scale: Double
    let extent: LaneChart.Extent

    /// Height of a row in the drawing.
    var rowHeight: Double { extent.y.length * scale }
    /// From the top of a row to that of the next.
    var pitch: Double { Self.labelRoom + rowHeight + 32 }

    /// nil where `chart` has no extent to draw.
    init?(_ chart: LaneChart) {
        let (x, y) = (chart.extent.x, chart.extent.y)
        let (length, width) = (x.length, y.length)
        guard length.isFinite, width.isFinite, length > 0, width > 0 else { return nil }
        extent = chart.extent
        var wanted = chart.rowMetres ?? Self.suitable(length: length, width: width)
        if !(wanted.isFinite && wanted > 0) { wanted = Self.suitable(length: length, width: width) }
        rowMetres = min(length, max(wanted, length / Self.mostRows))
        rows = Int((length / rowMetres - 1e-9).rounded(.up))
        scale = min((PlotFrame.right - Self.left) / rowMetres, 640 / width)
    }

    /// Four metres leave room for the names of an object every 0.7 m; a wide lane needs longer rows to
    /// stay low.
    private static func suitable(length: Double, width: Double) -> Double {
        let longest = max(4, 3 * width)
        let rows = (length / longest - 1e-9).rounded(.up)
        guard rows > 1 else { return length }
        let step = longest >= 10 ? 5.0 : 1.0
        return (length / rows / step - 1e-9).rounded(.up) * step
    }

    /// Row `index`, its labels beginning at `top`.
    func row(_ index: Int, top: Double) -> LaneRow {
        let fromX = extent.x.low + Double(index) * rowMetres
        let toX = min(fromX + rowMetres, extent.x.high)
        let boxTop = top + Self.labelRoom
        return LaneRow(
            fromX: fromX, toX: toX, topY: extent.y.high, scale: scale,
            box: DrawingBox(
                left: Self.left, top: boxTop, right: Self.left + (toX - fromX) * scale,
                bottom: boxTop + rowHeight))
    }
}
