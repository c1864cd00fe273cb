/// The common direction of lines, along which their slices are drawn.
public enum SliceDirection: Sendable {
    /// Cosine and sine of the turn that brings the lines' common direction onto x.
    ///
    /// The ways from the first to the last trace of each line are added, each turned to the sense of the
    /// first line; moving or turning all lines together turns the direction with them.
    /// - Throws: `SliceFault.noTraces` where no line goes anywhere.
    public static func turn(
        of lines: [[SlicePoint]]
    ) throws(SliceFault) -> (cosine: Double, sine: Double) {
        var sum = SlicePoint(x: 0, y: 0)
        for line in lines {
            guard let first = line.first, let last = line.last else { continue }
            let way = SlicePoint(x: last.x - first.x, y: last.y - first.y)
            let sense = way.x * sum.x + way.y * sum.y < 0 ? -1.0 : 1.0
            sum = SlicePoint(x: sum.x + sense * way.x, y: sum.y + sense * way.y)
        }
        let length = (sum.x * sum.x + sum.y * sum.y).squareRoot()
        guard length > 0, length.isFinite else { throw .noTraces }
        return (sum.x / length, -sum.y / length)
    }
}
