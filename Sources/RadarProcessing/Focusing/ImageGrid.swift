/// Evenly spaced places along one axis of an image.
public struct ImageAxis: Sendable, Hashable, Codable {
    /// First place (m).
    public var firstMetres: Double
    /// Distance from one place to the next (m), positive.
    public var stepMetres: Double
    /// Number of places.
    public var count: Int

    /// `count` places from `firstMetres` on, `stepMetres` apart.
    public init(firstMetres: Double, stepMetres: Double, count: Int) {
        self.firstMetres = firstMetres
        self.stepMetres = stepMetres
        self.count = count
    }

    /// Place number `index` (m).
    public func metres(_ index: Int) -> Double { firstMetres + Double(index) * stepMetres }

    /// The axis of places `range`.
    public func part(_ range: Range<Int>) -> ImageAxis {
        ImageAxis(firstMetres: metres(range.lowerBound), stepMetres: stepMetres, count: range.count)
    }
}

/// The points of a depth image: x along travel, y to the left, z down from the ground's surface.
public struct ImageGrid: Sendable, Hashable, Codable {
    /// Along travel.
    public var x: ImageAxis
    /// Across travel, positive to the left.
    public var y: ImageAxis
    /// Depth.
    public var z: ImageAxis

    /// The points of three axes.
    public init(x: ImageAxis, y: ImageAxis, z: ImageAxis) {
        self.x = x
        self.y = y
        self.z = z
    }

    /// Most points of one image: beyond this an image is a mistake.
    public static let mostPoints = 1 << 40

    /// - Throws: `ProcessingError.unusableGrid` where an axis has no place, no finite places, points above
    ///   the ground, or there are too many points.
    func check(step: String) throws(ProcessingError) {
        for (name, axis) in [("x", x), ("y", y), ("z", z)] {
            guard axis.count > 0 else {
                throw .unusableGrid(step: step, reason: "the image's \(name) axis has no points")
            }
            let last = axis.firstMetres + Double(axis.count) * axis.stepMetres
            guard axis.stepMetres > 0, axis.firstMetres.magnitude < 1e7, last.magnitude < 1e7 else {
                throw .unusableGrid(
                    step: step,
                    reason: "the image's \(name) axis of \(axis.count) points from "
                        + "\(axis.firstMetres) m, \(axis.stepMetres) m apart, is not one of a survey"
                )
            }
        }
        guard z.firstMetres >= 0 else {
            throw .unusableGrid(
                step: step, reason: "the image begins \(-z.firstMetres) m above the ground")
        }
        let points = x.count.multipliedReportingOverflow(by: y.count)
        let all = points.partialValue.multipliedReportingOverflow(by: z.count)
        guard !points.overflow, !all.overflow, all.partialValue <= Self.mostPoints else {
            throw .unusableGrid(
                step: step, reason: "\(x.count) x \(y.count) x \(z.count) points are too many")
        }
    }
}

/// Values at the points of a grid.
public struct DepthImage: Sendable, Equatable {
    /// Where the values stand.
    public let grid: ImageGrid
    /// depths x places across x places along, row-major: places along travel are contiguous.
    public var values: [Float]

    /// An image of zeros.
    public init(grid: ImageGrid) {
        self.grid = grid
        values = [Float](repeating: 0, count: grid.x.count * grid.y.count * grid.z.count)
    }

    /// The value at place `x`, `y` and depth `z` of the axes.
    public subscript(x x: Int, y y: Int, z z: Int) -> Float {
        values[(z * grid.y.count + y) * grid.x.count + x]
    }

    /// Takes `count` places along of `block`, which has the same y and z, from its place `from` on, to
    /// the places from `start` on.
    mutating func insert(_ block: DepthImage, from: Int, count: Int, at start: Int) {
        for row in 0..<grid.y.count * grid.z.count {
            let to = row * grid.x.count + start
            let source = row * block.grid.x.count + from
            for i in 0..<count { values[to + i] = block.values[source + i] }
        }
    }
}
