extension TileCanvas {
    /// Which pixels belong to a shape.
    enum Rule: Sendable {
        /// Those whose centre lies in it: for good news.
        case centre
        /// Those it touches at all: for bad news.
        case touched
    }

    /// Paints a convex polygon.
    mutating func paint(_ polygon: [PixelPoint], value: UInt8, rule: Rule) {
        let rows = polygon.map(\.y)
        guard let top = rows.min(), let bottom = rows.max(), top < Double(height), bottom > 0
        else { return }
        let first = max(0, Int(top.rounded(.down)))
        let last = min(height - 1, Int(bottom.rounded(.up)) - 1)
        guard first <= last else { return }
        for row in first...last {
            guard let span = Self.columns(of: polygon, row: row, rule: rule) else { continue }
            paint(row: row, columns: span, value: value)
        }
    }

    /// Paints every pixel a disc touches.
    mutating func paintDisc(centre: PixelPoint, radius: Double, value: UInt8) {
        forRows(ofDisc: centre, radius: radius) { $0.paint(row: $1, columns: $2, value: value) }
    }

    /// Adds one to every pixel a disc touches.
    mutating func countDisc(centre: PixelPoint, radius: Double) {
        forRows(ofDisc: centre, radius: radius) { $0.count(row: $1, columns: $2) }
    }

    private mutating func forRows(
        ofDisc centre: PixelPoint, radius: Double,
        _ body: (inout TileCanvas, Int, ClosedRange<Int>) -> Void
    ) {
        guard centre.y + radius > 0, centre.y - radius < Double(height) else { return }
        let first = max(0, Int((centre.y - radius).rounded(.down)))
        let last = min(height - 1, Int((centre.y + radius).rounded(.down)))
        guard first <= last else { return }
        for row in first...last {
            let near = min(max(centre.y, Double(row)), Double(row + 1)) - centre.y
            let half = max(0, radius * radius - near * near).squareRoot()
            guard let span = Self.touched(from: centre.x - half, to: centre.x + half) else {
                continue
            }
            body(&self, row, span)
        }
    }

    /// The pixels of one row that belong to a convex polygon.
    static func columns(
        of polygon: [PixelPoint], row: Int, rule: Rule
    ) -> ClosedRange<Int>? {
        let band: ClosedRange<Double> =
            rule == .touched
            ? Double(row)...Double(row + 1) : (Double(row) + 0.5)...(Double(row) + 0.5)
        guard let extent = extent(of: polygon, in: band) else { return nil }
        if rule == .touched { return touched(from: extent.low, to: extent.high) }
        // Two shapes that share an edge through a pixel's centre both claim the pixel.
        let rounding = 1e-6
        let first = (extent.low - 0.5 - rounding).rounded(.up)
        let last = (extent.high - 0.5 + rounding).rounded(.down)
        return range(first, last)
    }

    private static func touched(from low: Double, to high: Double) -> ClosedRange<Int>? {
        range(low.rounded(.down), max(low.rounded(.down), high.rounded(.up) - 1))
    }

    private static func range(_ first: Double, _ last: Double) -> ClosedRange<Int>? {
        guard first <= last, abs(first) < 1e9, abs(last) < 1e9 else { return nil }
        return Int(first)...Int(last)
    }

    /// Least and greatest x of the polygon's border and corners within a band of y.
    private static func extent(
        of polygon: [PixelPoint], in band: ClosedRange<Double>
    ) -> (low: Double, high: Double)? {
        var low = Double.infinity
        var high = -Double.infinity
        func take(_ x: Double) {
            low = min(low, x)
            high = max(high, x)
        }
        for (index, point) in polygon.enumerated() {
            let next = polygon[(index + 1) % polygon.count]
            if band.contains(point.y) { take(point.x) }
            for y in [band.lowerBound, band.upperBound]
            where min(point.y, next.y) < y && y < max(point.y, next.y) {
                take(point.x + (next.x - point.x) * (y - point.y) / (next.y - point.y))
            }
        }
        return low <= high ? (low, high) : nil
    }
}
