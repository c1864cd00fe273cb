/// Lines and areas cut at the edges of a box.
enum Clipping {
    /// The pieces of the line through `points` that lie in `box`.
    static func line(_ points: [DrawingPoint], to box: DrawingBox) -> [[DrawingPoint]] {
        var pieces: [[DrawingPoint]] = []
        for (start, end) in zip(points, points.dropFirst()) {
            guard let (from, to) = segment(start, end, to: box) else { continue }
            if let last = pieces.last?.last, last == from {
                pieces[pieces.count - 1].append(to)
            } else {
                pieces.append([from, to])
            }
        }
        return pieces
    }

    /// The part of a straight line in `box` (Liang and Barsky, 1984).
    private static func segment(
        _ start: DrawingPoint, _ end: DrawingPoint, to box: DrawingBox
    ) -> (DrawingPoint, DrawingPoint)? {
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        var (enter, leave) = (0.0, 1.0)
        let edges = [
            (-dx, start.x - box.left), (dx, box.right - start.x),
            (-dy, start.y - box.top), (dy, box.bottom - start.y),
        ]
        for (run, room) in edges {
            if run == 0 {
                guard room >= 0 else { return nil }
            } else if run < 0 {
                enter = max(enter, room / run)
            } else {
                leave = min(leave, room / run)
            }
        }
        guard enter <= leave else { return nil }
        func at(_ share: Double) -> DrawingPoint {
            DrawingPoint(x: start.x + share * dx, y: start.y + share * dy)
        }
        return (enter == 0 ? start : at(enter), leave == 1 ? end : at(leave))
    }

    /// The part of the area within `ring` that lies in `box` (Sutherland and Hodgman, 1974).
    static func area(_ ring: [DrawingPoint], to box: DrawingBox) -> [DrawingPoint] {
        var result = cut(ring) { $0.x - box.left }
        result = cut(result) { box.right - $0.x }
        result = cut(result) { $0.y - box.top }
        return cut(result) { box.bottom - $0.y }
    }

    private static func cut(
        _ ring: [DrawingPoint], inside: (DrawingPoint) -> Double
    ) -> [DrawingPoint] {
        guard var previous = ring.last else { return [] }
        var result: [DrawingPoint] = []
        for point in ring {
            let (before, after) = (inside(previous), inside(point))
            if (before >= 0) != (after >= 0) {
                let share = before / (before - after)
                result.append(
                    DrawingPoint(
                        x: previous.x + share * (point.x - previous.x),
                        y: previous.y + share * (point.y - previous.y)))
            }
            if after >= 0 { result.append(point) }
            previous = point
        }
        return result
    }
}
