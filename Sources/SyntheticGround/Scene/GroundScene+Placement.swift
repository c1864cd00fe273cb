internal import Glibc

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
    /// - Throws: `SyntheticGroundError.badValue`, `.tooDense`, `.unknownObject`.
    public mutating func strew(_ placement: ObjectPlacement) throws(SyntheticGroundError) {
        try Bounds.check("density", placement.densityPerSquareMetre, 0...100)
        try Bounds.check("separation", placement.separationMetres, 0...100)
        try Bounds.check("length", lengthMetres, 0...1e5)
        guard !placement.models.isEmpty else {
            throw .badValue(name: "objects", reason: "no model is named")
        }
        let area = lengthMetres * 2 * halfWidthMetres
        let wanted = Int((placement.densityPerSquareMetre * area).rounded())
        let hash = SeededHash(seed: seed, .placement, objects.count)
        var places = PlaceGrid(spacing: max(0.05, placement.separationMetres))
        for object in objects { places.add(object.xMetres, object.yMetres) }
        var draw = 0
        var placed = 0
        while placed < wanted {
            guard draw < 200 * (wanted + 5) else {
                throw .tooDense(
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
    private var cells: [Int: [SIMD2<Double>]] = [:]

    init(spacing: Double) { self.spacing = spacing }

    private func cell(_ x: Double) -> Int { Int((x / spacing).rounded(.down)) }

    mutating func add(_ x: Double, _ y: Double) { cells[cell(x), default: []].append([x, y]) }

    func isFree(_ x: Double, _ y: Double, within distance: Double) -> Bool {
        (cell(x) - 1...cell(x) + 1).allSatisfy { number in
            (cells[number] ?? []).allSatisfy { place in
                let apart = place - SIMD2(x, y)
                return (apart * apart).sum() >= distance * distance
            }
        }
    }
}
