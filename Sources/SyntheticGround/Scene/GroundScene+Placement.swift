internal import Glibc
public import SurveyModel

/// How objects are strewn over a lane.
public struct ObjectPlacement: Sendable {
    /// Names from the catalogue; each is as likely as the others.
    public var models: [String]
    /// Objects per square metre.
    public var densityPerSquareMetre: Double
    /// Least distance between centres (m).
    public var separationMetres: Double
    /// Depths of the tops (m); an object that would stick out lies deeper.
    public var depthsMetres: ClosedRange<Double>
    /// Largest tilt (degrees).
    public var largestTiltDegrees: Double

    /// A placement of `models` at `densityPerSquareMetre`.
    public init(
        models: [String], densityPerSquareMetre: Double, separationMetres: Double = 0.5,
        depthsMetres: ClosedRange<Double> = 0.01...0.15, largestTiltDegrees: Double = 8
    ) {
        self.models = models
        self.densityPerSquareMetre = densityPerSquareMetre
        self.separationMetres = separationMetres
        self.depthsMetres = depthsMetres
        self.largestTiltDegrees = largestTiltDegrees
    }
}

extension GroundScene {
    /// Half the width over which objects are strewn (m): the array and half a channel spacing beyond.
    public var halfWidthMetres: Double {
        Double(max(1, radar.channelCount)) / 2 * radar.channelSpacingMetres
    }

    /// Strews objects over the lane beside those already there; the same seed gives the same places.
    ///
    /// - Throws: `SyntheticGroundError.badValue`, `.tooManyObjects`, `.tooDense`, `.unknownObject`;
    ///   `Cancelled`.
    public mutating func strew(
        _ placement: ObjectPlacement, monitor: WorkMonitor = .silent
    ) throws {
        try check()
        let wanted = try wantedCount(placement)
        let hash = SeededHash(seed: seed, .placement, objects.count)
        var places = PlaceGrid(spacing: max(0.05, placement.separationMetres))
        for object in objects { places.add(object.xMetres, object.yMetres) }
        var draw = 0
        var placed = 0
        while placed < wanted {
            if draw % 1024 == 0 { try monitor.check() }
            guard draw < 200 * (wanted + 5) else {
                throw SyntheticGroundError.tooDense(
                    placed: placed, wanted: wanted, separationMetres: placement.separationMetres)
            }
            let numbers = hash.child(draw)
            draw += 1
            let x = (lengthMetres * numbers.uniform(0) * 1000).rounded() / 1000
            let y =
                (halfWidthMetres * (2 * numbers.uniform(1) - 1) * 1000).rounded() / 1000
            guard places.isFree(x, y, within: placement.separationMetres) else { continue }
            places.add(x, y)
            objects.append(try Self.object(placement, numbers, x, y, number: objects.count + 1))
            placed += 1
        }
        objects.sort { ($0.xMetres, $0.yMetres) < ($1.xMetres, $1.yMetres) }
    }

    /// How many objects a placement in this scene asks for.
    private func wantedCount(
        _ placement: ObjectPlacement
    ) throws(SyntheticGroundError) -> Int {
        try Bounds.check("density", placement.densityPerSquareMetre, 0...100)
        try Bounds.check("separation", placement.separationMetres, 0...100)
        guard !placement.models.isEmpty else {
            throw .badValue(name: "objects", reason: "no model is named")
        }
        let area = lengthMetres * 2 * halfWidthMetres
        // The bounds of the scene and of the density keep this below 1e12.
        let wanted = Int((placement.densityPerSquareMetre * area).rounded())
        guard wanted <= Self.mostObjects - objects.count else {
            throw .tooManyObjects(wanted: wanted + objects.count, limit: Self.mostObjects)
        }
        return wanted
    }

    private static func object(
        _ placement: ObjectPlacement, _ numbers: SeededHash, _ x: Double, _ y: Double, number: Int
    ) throws(SyntheticGroundError) -> BuriedObject {
        let model = placement.models[Int(numbers.uniform(2) * Double(placement.models.count))]
        let span = placement.depthsMetres.upperBound - placement.depthsMetres.lowerBound
        let tilt = placement.largestTiltDegrees * (2 * numbers.uniform(4) - 1)
        let depth = placement.depthsMetres.lowerBound + span * numbers.uniform(3)
        var object = try ObjectCatalogue.object(
            model, id: "\(number)", xMetres: x, yMetres: y, depthMetres: depth)
        object.tiltDegrees = (tilt * 10).rounded() / 10
        object.yawDegrees = (360 * numbers.uniform(5)).rounded()
        let rise = object.extentMetres / 2 * sin(abs(object.tiltDegrees) * .pi / 180)
        object.depthMetres = (max(depth, rise + 0.005) * 10_000).rounded() / 10_000
        return object
    }
}

/// Finds neighbours without looking at every object of a kilometre.
private struct PlaceGrid {
    private let spacing: Double
    private var cells: [SIMD2<Int>: [SIMD2<Double>]] = [:]

    init(spacing: Double) { self.spacing = spacing }

    private func cell(_ x: Double, _ y: Double) -> SIMD2<Int> {
        [Int((x / spacing).rounded(.down)), Int((y / spacing).rounded(.down))]
    }

    mutating func add(_ x: Double, _ y: Double) { cells[cell(x, y), default: []].append([x, y]) }

    /// Whether nothing lies closer than `distance`, which is at most the spacing.
    func isFree(_ x: Double, _ y: Double, within distance: Double) -> Bool {
        let own = cell(x, y)
        for column in -1...1 {
            for row in -1...1 {
                for place in cells[own &+ SIMD2(column, row)] ?? [] {
                    let apart = place - SIMD2(x, y)
                    if (apart * apart).sum() < distance * distance { return false }
                }
            }
        }
        return true
    }
}
