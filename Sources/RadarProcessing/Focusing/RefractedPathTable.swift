internal import SurveyModel

/// Delays and obliquities of legs over radius and depth, for speed.
///
/// Cubic Hermite interpolation in radius between exact legs (delay and slope), linear for the obliquity;
/// depths are exact. The delay is within 1e-5 ns of the exact one for radii of 0.25 m and heights and
/// depths of 1 mm or more or none.
struct RefractedPathTable: Sendable {
    /// Depths the table holds (m).
    let depthsMetres: [Double]
    /// Largest radius (m).
    let radiusMetres: Double

    private let nodesPerMetre: Double
    private let nodes: [Node]
    private static let intervals = 512

    private struct Node {
        var delay: Double
        var slope: Double
        var obliquity: Double
    }

    /// A table of `path` up to `radiusMetres` (> 0) at `depthsMetres`.
    init(_ path: RefractedPath, radiusMetres: Double, depthsMetres: [Double]) {
        self.depthsMetres = depthsMetres
        self.radiusMetres = radiusMetres
        let step = radiusMetres / Double(Self.intervals)
        nodesPerMetre = 1 / step
        nodes = depthsMetres.flatMap { depth in
            (0...Self.intervals + 1).map { index in
                let leg = path.leg(horizontalMetres: Double(index) * step, depthMetres: depth)
                return Node(
                    delay: leg.delayNanoseconds, slope: leg.slopeNanosecondsPerMetre * step,
                    obliquity: leg.obliquity)
            }
        }
    }

    /// Delay (ns) and obliquity of the leg over `radius` (0...`radiusMetres`) to depth number `depth`.
    @inline(__always)
    func leg(depth: Int, radius: Double) -> (delay: Double, obliquity: Double) {
        let place = min(radius * nodesPerMetre, Double(Self.intervals))
        let index = Int(place)
        let u = place - Double(index)
        let a = nodes[depth * (Self.intervals + 2) + index]
        let b = nodes[depth * (Self.intervals + 2) + index + 1]
        let rise = b.delay - a.delay
        let bend = a.slope + b.slope - 2 * rise
        let delay = a.delay + u * (a.slope + u * (rise - a.slope - bend + u * bend))
        return (delay, a.obliquity + u * (b.obliquity - a.obliquity))
    }
}
