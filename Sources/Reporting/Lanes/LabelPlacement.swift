/// Finds places for labels where they cover least.
struct LabelPlacement {
    private var taken: [DrawingBox]
    private let bounds: DrawingBox

    /// Labels are kept within `bounds` and off `taken`.
    init(within bounds: DrawingBox, taken: [DrawingBox]) {
        self.bounds = bounds
        self.taken = taken
    }

    /// Start of the base line of `label` beside a mark of radius `reach` round `point`.
    ///
    /// Above is tried first, then below, right and left; the place with least overlap is taken.
    mutating func place(_ label: String, at point: DrawingPoint, reach: Double) -> DrawingPoint {
        let width = Lettering.width(of: label)
        let height = Lettering.size
        let offsets = [
            (-width / 2, -reach - 2 - height), (-width / 2, reach + 2),
            (reach + 3, -height / 2), (-reach - 3 - width, -height / 2),
            (reach * 0.7, -reach - height), (-width - reach * 0.7, -reach - height),
            (reach * 0.7, reach), (-width - reach * 0.7, reach),
        ]
        let boxes = offsets.map { kept(left: point.x + $0.0, top: point.y + $0.1, width, height) }
        let costs = boxes.map { box in taken.reduce(0) { $0 + $1.overlap(box) } }
        guard let least = costs.min(), let best = costs.firstIndex(of: least) else { return point }
        taken.append(boxes[best])
        return DrawingPoint(x: boxes[best].left, y: boxes[best].bottom - 3)
    }

    private func kept(left: Double, top: Double, _ width: Double, _ height: Double) -> DrawingBox {
        let x = max(min(left, bounds.right - width), bounds.left)
        let y = max(min(top, bounds.bottom - height), bounds.top)
        return DrawingBox(left: x, top: y, right: x + width, bottom: y + height)
    }
}
