import Foundation
import Testing

@testable import SyntheticGround

@Suite struct FieldBodyTests {
    private func object(_ shape: FieldObject.Shape) -> FieldObject {
        var object = FieldObject("body", .clutter, shape)
        object.xMetres = 1
        object.depthMetres = 0.05
        object.lengthMetres = 0.1
        object.widthMetres = 0.1
        object.heightMetres = 0.04
        object.layers = [
            MaterialLayer(permittivity: 3, thicknessMetres: 0.01),
            MaterialLayer(permittivity: 1, thicknessMetres: 0.02),
            MaterialLayer(permittivity: 5, thicknessMetres: 0.01),
        ]
        return object
    }

    /// Length of the cut by the plane at `y`, at depth `z`, in steps of 0.1 mm.
    private func cut(_ object: FieldObject, y: Double, z: Double) -> Double {
        let body = FieldBody(object, surface: 0)
        let hits = (0..<20_000).count {
            body.matter(Double($0) * 1e-4, y, z) != nil
        }
        return Double(hits) * 1e-4
    }

    @Test(
        "A plane cuts a disc in a chord, and beyond its edge not at all",
        arguments: [0, 0.02, -0.04, 0.049, 0.051])
    func chord(away: Double) {
        let square = 0.05 * 0.05 - away * away
        let expected = square > 0 ? 2 * square.squareRoot() : 0
        #expect(abs(cut(object(.disc), y: away, z: 0.06) - expected) < 3e-4)
        #expect((FieldBody(object(.disc), surface: 0).bounds(y: away) != nil) || expected == 0)
        var scene = smallFieldScene()
        var disc = object(.disc)
        disc.yMetres = -away
        scene.objects = [disc]
        // Steps of 2 mm.
        #expect(abs(scene.longestCutMetres(disc) - expected) < 5e-3)
    }

    @Test("Beside an object its end stands in, narrower and deeper the farther away")
    func beside() throws {
        let scene = smallFieldScene()
        let body = FieldBody(object(.disc), surface: 0)
        let cuts = try [0.06, 0.1, 0.2].map {
            try #require(FieldCut(body, y: $0, scene: scene))
        }
        func width(_ cut: FieldCut) -> Double {
            let z = cut.z.lowerBound + (cut.z.upperBound - cut.z.lowerBound) * 0.75
            return Double((0..<4000).count { cut.matter(0.8 + Double($0) * 1e-4, z) != nil }) * 1e-4
        }
        // 9 dB for a flat top, and 17 dB times (1 cm / 18 cm)^1.5 for the way: 9 cm become 3.2 cm.
        #expect(abs(width(cuts[0]) - 0.0311) < 0.001)
        #expect(width(cuts[1]) < width(cuts[0]) && width(cuts[2]) < width(cuts[1]))
        #expect(width(cuts[2]) > 0.002)
        // From 15 cm beside it, 5 cm deep, the way is that to a point 6 cm deeper at least.
        #expect(cuts[0].z.lowerBound < cuts[1].z.lowerBound)
        let deeper = cuts[2].z.lowerBound - cuts[0].z.lowerBound
        #expect(deeper > 0.04 && deeper < 0.11)
        #expect(FieldCut(body, y: 0.26, scene: scene) == nil)
        // Right through it: the cut itself.
        #expect(abs(width(try #require(FieldCut(body, y: 0, scene: scene))) - 0.1) < 3e-4)
    }

    @Test("Beside a bottle that lies across travel its nearer end is heard")
    func nearerEnd() {
        var bottle = object(.barrel)
        (bottle.lengthMetres, bottle.widthMetres, bottle.yawDegrees) = (0.2, 0.06, 60)
        let body = FieldBody(bottle, surface: 0)
        let end = body.nearerEnd(towards: 0.3)
        // On its axis, short of its end.
        #expect(abs(atan2(end.y, end.x - 1) * 180 / .pi - 60) < 5)
        #expect(end.y > 0.06 && end.y < 0.1)
        #expect(body.nearerEnd(towards: -0.3).y == -end.y)
    }

    @Test("A square turned by 45 degrees is cut along its diagonal")
    func diagonal() {
        var box = object(.box)
        #expect(abs(cut(box, y: 0.03, z: 0.06) - 0.1) < 3e-4)
        box.yawDegrees = 45
        #expect(abs(cut(box, y: 0, z: 0.06) - 0.1 * 2.0.squareRoot()) < 3e-4)
        // Off the middle, the diagonal loses twice the distance.
        #expect(abs(cut(box, y: 0.03, z: 0.06) - (0.1 * 2.0.squareRoot() - 0.06)) < 3e-4)
    }

    @Test("Plates lie from the top down, walls go round them, a striker stands on the axis")
    func plates() {
        var disc = object(.disc)
        disc.wallMetres = 0.003
        disc.hasMetalPin = true
        let body = FieldBody(disc, surface: 0)
        func permittivity(_ x: Double, _ z: Double) -> Float? {
            body.matter(x, 0, z)?.permittivity
        }
        #expect(permittivity(1.02, 0.049) == nil)
        #expect(permittivity(1.02, 0.055) == 3)
        #expect(permittivity(1.02, 0.07) == 1)
        #expect(permittivity(1.02, 0.085) == 5)
        #expect(permittivity(1.02, 0.0901) == nil)
        #expect(permittivity(1.048, 0.07) == 3)
        disc.cavityShare = 0.5
        let narrow = FieldBody(disc, surface: 0)
        #expect(narrow.matter(1.02, 0, 0.07)?.permittivity == 1)
        // The thickest layer goes round it.
        disc.layers[2].thicknessMetres = 0.03
        #expect(FieldBody(disc, surface: 0).matter(1.03, 0, 0.07)?.permittivity == 5)
        #expect(body.matter(1.002, 0, 0.07)?.conductivity == 1e6)
        #expect(body.matter(1, 0.01, 0.07)?.conductivity == 0)
    }

    @Test("A tilted top falls in the direction of its yaw")
    func tilt() {
        var disc = object(.disc)
        disc.tiltDegrees = 10
        let body = FieldBody(disc, surface: 0)
        // 4 cm ahead the top is lower by 4 cm times tan 10 degrees: 7.05 mm.
        #expect(body.matter(1.04, 0, 0.0565) == nil)
        #expect(body.matter(1.04, 0, 0.0575) != nil)
        #expect(body.matter(0.96, 0, 0.0435) != nil)
        disc.yawDegrees = 180
        #expect(FieldBody(disc, surface: 0).matter(1.04, 0, 0.0435) != nil)
    }

    @Test("A body follows the height of the ground it was laid in")
    func surface() {
        let body = FieldBody(object(.disc), surface: 0.01)
        #expect(body.matter(1, 0, 0.0399) == nil)
        #expect(body.matter(1, 0, 0.0401) != nil)
    }

    @Test("A root passes other channels where its direction takes it, and its bounds go with it")
    func root() throws {
        var root = object(.barrel)
        root.lengthMetres = 4
        root.widthMetres = 0.03
        root.heightMetres = 0.03
        root.yawDegrees = 60
        let body = FieldBody(root, surface: 0)
        let x = 1 + 0.2 / tan(60 * Double.pi / 180)
        #expect(body.matter(x, 0.2, 0.065) != nil)
        #expect(body.matter(1, 0.2, 0.065) == nil)
        let bounds = try #require(body.bounds(y: 0.2))
        // Cut askew: 0.03 / sin 60 degrees across.
        #expect(abs(cut(root, y: 0.2, z: 0.065) - 0.03 / sin(60 * .pi / 180)) < 3e-4)
        #expect(bounds.x.lowerBound < x - 0.018 && bounds.x.upperBound > x + 0.018)
    }

    @Test("A bottle has walls and what it holds; an ellipsoid ends at its axes")
    func hollow() {
        var bottle = object(.barrel)
        bottle.widthMetres = 0.04
        bottle.wallMetres = 0.004
        let body = FieldBody(bottle, surface: 0)
        #expect(body.matter(1, 0, 0.07)?.permittivity == 1)
        #expect(body.matter(1, 0, 0.052)?.permittivity == 3)
        #expect(body.matter(1.0485, 0, 0.07)?.permittivity == 3)
        let stone = object(.ellipsoid)
        #expect(abs(cut(stone, y: 0, z: 0.07) - 0.1) < 3e-4)
        // Halfway to its top the axis is the root of 3/4 of it.
        #expect(abs(cut(stone, y: 0, z: 0.06) - 0.1 * 0.75.squareRoot()) < 3e-4)
    }

    @Test("Ground was dug inside the hole, which narrows downwards, and not below it")
    func hole() {
        var disc = object(.disc)
        disc.backfill = FieldObject.Backfill(
            diameterMetres: 0.2, depthMetres: 0.09, waterFactor: 1, densityFactor: 1)
        let body = FieldBody(disc, surface: 0)
        #expect(body.dugShare(1.05, 0, depth: 0.01, ragged: 0) == 1)
        #expect(body.dugShare(1.12, 0, depth: 0.01, ragged: 0) == 0)
        #expect(body.dugShare(1.0, 0, depth: 0.091, ragged: 0) == 0)
        let edge = 0.095
        #expect(
            body.dugShare(1 + edge, 0, depth: 0.07, ragged: 0)
                < body.dugShare(1 + edge, 0, depth: 0.01, ragged: 0))
    }
}
