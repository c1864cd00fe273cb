@testable import SyntheticGround

/// A small scene over even, uniform soil of permittivity 4.5, without flaws: a debug build makes a trace of it
/// in a tenth of a second.
func smallFieldScene(length: Double = 0.1) -> FieldScene {
    let ground = FieldGround(
        description: "even", group: .dry, grainPermittivity: 4.5, porosity: 0.05,
        water: .init(everywhere: 0), poreWaterSiemensPerMetre: 0)
    var scene = FieldScene(name: "small", seed: 5, lengthMetres: length, ground: ground)
    scene.channelCount = 1
    scene.samplesPerTrace = 50
    scene.windowHalfWidthMetres = 0.08
    scene.windowDepthMetres = 0.05
    return scene
}

/// A slab of air as a disc of 60 mm at `x` and `y`, 5 mm deep and 20 mm thick.
func airDisc(x: Double, y: Double) -> FieldObject {
    FieldObject(
        id: "1", model: "slab", kind: .clutter, detail: "", shape: .disc, xMetres: x, yMetres: y,
        depthMetres: 0.005, lengthMetres: 0.06, widthMetres: 0.06, heightMetres: 0.02,
        yawDegrees: 0, tiltDegrees: 0, wallMetres: 0,
        layers: [MaterialLayer(permittivity: 1, thicknessMetres: 0.02)], cavityShare: 2,
        hasMetalPin: false)
}
