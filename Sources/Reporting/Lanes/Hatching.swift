/// Slanted lines over an area.
enum Hatching {
    /// The parts within `ring` of lines that rise to the right, `spacing` apart, as one path.
    static func path(_ ring: [DrawingPoint], spacing: Double) -> String {
        guard ring.count > 2 else { return "" }
        // Along a line rising by 45 degrees x + y is constant.
        let sums = ring.map { $0.x + $0.y }
        guard let low = sums.min(), let high = sums.max() else { return "" }
        var path = ""
        var level = (low / spacing).rounded(.up) * spacing
        while level < high {
            let crossings = crossings(ring, level: level).sorted()
            for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                for (letter, x) in [("M", crossings[pair]), ("L", crossings[pair + 1])] {
                    path += letter + Coordinate.text(x) + " " + Coordinate.text(level - x)
                }
            }
            level += spacing
        }
        return path
    }

    /// x of the places where the line x + y = `level` crosses the edges of `ring`.
    private static func crossings(_ ring: [DrawingPoint], level: Double) -> [Double] {
        zip(ring, ring.dropFirst() + ring.prefix(1)).compactMap { start, end in
            let (before, after) = (start.x + start.y - level, end.x + end.y - level)
            guard (before >= 0) != (after >= 0) else { return nil }
            return start.x + before / (before - after) * (end.x - start.x)
        }
    }
}
