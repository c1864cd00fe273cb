extension SweptGround {
    /// The smallest rectangle round what was swept.
    public var bounds: LaneRectangle {
        switch shape {
        case .rectangle(let rectangle): return rectangle
        case .polygons(let rings):
            let corners = rings.flatMap(\.corners)
            return LaneRectangle(
                fromX: corners.map(\.xMetres).min() ?? 0, toX: corners.map(\.xMetres).max() ?? 0,
                fromY: corners.map(\.yMetres).min() ?? 0, toY: corners.map(\.yMetres).max() ?? 0)
        }
    }

    /// Whether the point was swept and counts: edges of the ground are swept, edges of an excluded zone
    /// are excluded.
    public func counts(xMetres x: Double, yMetres y: Double) -> Bool {
        isSwept(x, y)
            && !exclusions.contains { $0.hasOnEdge(x, y) || $0.isLeftOfOddEdges(x, y) }
    }

    private func isSwept(_ x: Double, _ y: Double) -> Bool {
        switch shape {
        case .rectangle(let area):
            return area.fromX <= x && x <= area.toX && area.fromY <= y && y <= area.toY
        case .polygons(let rings):
            if rings.contains(where: { $0.hasOnEdge(x, y) }) { return true }
            return rings.count { $0.isLeftOfOddEdges(x, y) } % 2 == 1
        }
    }
}

extension LanePolygon {
    /// Its sides in order.
    var edges: [(from: LanePoint, to: LanePoint)] {
        corners.indices.map { (corners[$0], corners[($0 + 1) % corners.count]) }
    }

    /// Whether the point lies inside by the even-odd rule; the edge is not defined.
    func isLeftOfOddEdges(_ x: Double, _ y: Double) -> Bool {
        var isInside = false
        for (from, to) in edges where (from.xMetres > x) != (to.xMetres > x) {
            let share = (x - from.xMetres) / (to.xMetres - from.xMetres)
            if from.yMetres + share * (to.yMetres - from.yMetres) > y { isInside.toggle() }
        }
        return isInside
    }

    /// Whether the point lies on a side or a corner.
    func hasOnEdge(_ x: Double, _ y: Double) -> Bool {
        edges.contains { from, to in
            let across =
                (to.xMetres - from.xMetres) * (y - from.yMetres)
                - (to.yMetres - from.yMetres) * (x - from.xMetres)
            return across == 0
                && min(from.xMetres, to.xMetres) <= x && x <= max(from.xMetres, to.xMetres)
                && min(from.yMetres, to.yMetres) <= y && y <= max(from.yMetres, to.yMetres)
        }
    }
}
