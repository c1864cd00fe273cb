internal import Symbology

/// The symbol of a point as a small picture.
struct MarkIcon: Hashable {
    private static let pixels = 64
    /// Half the symbol's size in pixels.
    private static let reach = 27.0
    /// Points a pixel is sampled at, in each direction.
    private static let samples = 3

    var name: String
    var shape: MarkShape
    var sizeMillimetres: Double
    var fill: MapColour?
    var edge: MapColour
    var edgeMillimetres: Double

    /// Its place in the archive.
    var path: String { "icons/\(name).png" }

    private typealias Point = (x: Double, y: Double)

    /// The picture.
    var png: [UInt8] {
        var image = PixelImage(width: Self.pixels, height: Self.pixels)
        let lines = lines
        let halfEdge = max(2, edgeMillimetres / sizeMillimetres * Self.reach)
        let count = Double(Self.samples * Self.samples)
        for row in 0..<Self.pixels {
            for column in 0..<Self.pixels {
                var (inside, onEdge) = (0.0, 0.0)
                for sample in 0..<(Self.samples * Self.samples) {
                    let step = 1 / Double(Self.samples)
                    let x = Double(column) + (Double(sample % Self.samples) + 0.5) * step
                    let y = Double(row) + (Double(sample / Self.samples) + 0.5) * step
                    let point = (x: x - Double(Self.pixels) / 2, y: Double(Self.pixels) / 2 - y)
                    if lines.contains(where: { Self.distance(point, $0) <= halfEdge }) {
                        onEdge += 1 / count
                    } else if fill != nil, isClosed, Self.isInside(point, lines) {
                        inside += 1 / count
                    }
                }
                image.set(column, row, Self.blend(fill ?? edge, inside, edge, onEdge))
            }
        }
        return image.png
    }

    private static func blend(
        _ fill: MapColour, _ inside: Double, _ edge: MapColour, _ onEdge: Double
    ) -> [UInt8] {
        let all = inside + onEdge
        guard all > 0 else { return [0, 0, 0, 0] }
        func mix(_ one: UInt8, _ other: UInt8) -> UInt8 {
            UInt8(((Double(one) * inside + Double(other) * onEdge) / all).rounded())
        }
        return [
            mix(fill.red, edge.red), mix(fill.green, edge.green), mix(fill.blue, edge.blue),
            UInt8((255 * min(1, all)).rounded()),
        ]
    }

    private var isClosed: Bool { shape != .plus && shape != .times }

    /// The lines it is made of.
    private var lines: [(Point, Point)] {
        let reach = Self.reach
        switch shape {
        case .plus: return [((-reach, 0), (reach, 0)), ((0, -reach), (0, reach))]
        case .times:
            let part = reach * 0.7
            return [((-part, -part), (part, part)), ((-part, part), (part, -part))]
        case .square:
            let part = reach * 0.8
            return Self.ring([(-part, -part), (part, -part), (part, part), (-part, part)])
        case .triangle:
            return Self.ring([(0, reach), (-0.87 * reach, -reach / 2), (0.87 * reach, -reach / 2)])
        case .circle: return Self.ring(Self.star(48, inner: 1))
        case .star: return Self.ring(Self.star(10, inner: 0.42))
        }
    }

    /// Corners round the middle, every second one nearer by `inner`.
    private static func star(_ count: Int, inner: Double) -> [Point] {
        directions(count).enumerated().map { index, direction in
            let radius = reach * (index % 2 == 0 ? 1 : inner)
            return (x: direction.x * radius, y: direction.y * radius)
        }
    }

    /// Unit vectors from straight up, each turned by the same angle: products, no functions of the machine.
    private static func directions(_ count: Int) -> [Point] {
        let turn: Point =
            count == 10
            ? (x: 0.809016994374947, y: 0.587785252292473)
            : (x: 0.991444861373810, y: 0.130526192220052)
        var result: [Point] = [(x: 0, y: 1)]
        while result.count < count {
            let last = result[result.count - 1]
            result.append(
                (x: last.x * turn.x - last.y * turn.y, y: last.x * turn.y + last.y * turn.x))
        }
        return result
    }

    private static func ring(_ points: [Point]) -> [(Point, Point)] {
        Array(zip(points, points.dropFirst() + points.prefix(1)))
    }

    private static func distance(_ point: Point, _ line: (Point, Point)) -> Double {
        let (dx, dy) = (line.1.x - line.0.x, line.1.y - line.0.y)
        let share = ((point.x - line.0.x) * dx + (point.y - line.0.y) * dy) / (dx * dx + dy * dy)
        let along = min(max(share, 0), 1)
        let (x, y) = (point.x - line.0.x - along * dx, point.y - line.0.y - along * dy)
        return (x * x + y * y).squareRoot()
    }

    private static func isInside(_ point: Point, _ lines: [(Point, Point)]) -> Bool {
        lines.count { one, other in
            (one.y > point.y) != (other.y > point.y)
                && point.x < one.x + (point.y - one.y) / (other.y - one.y) * (other.x - one.x)
        } % 2 == 1
    }
}
