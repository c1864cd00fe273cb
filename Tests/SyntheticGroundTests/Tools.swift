import Foundation
import SurveyModel

@testable import SyntheticGround

/// A clean scene of one channel on even, uniform soil without direct wave.
func plainScene(permittivity: Double = 4, length: Double = 0) -> GroundScene {
    var scene = GroundScene(
        name: "plain", seed: 5, lengthMetres: length,
        layers: [GroundLayer(permittivity: permittivity)])
    scene.radar.directWaveAmplitude = 0
    scene.radar.sampleIntervalNanoseconds = 0.02
    return scene
}

/// A metal disc or plate.
func mirror(
    _ shape: BuriedObject.Shape, x: Double = 0, depth: Double, size: Double
) -> BuriedObject {
    BuriedObject(
        id: "1", model: "mirror", kind: .clutter, shape: shape, xMetres: x, yMetres: 0,
        depthMetres: depth, diameterMetres: size, widthMetres: size, heightMetres: 0.002,
        yawDegrees: 0, tiltDegrees: 0,
        layers: [
            MaterialLayer(
                permittivity: 1, conductivitySiemensPerMetre: 1e7, thicknessMetres: 0.002)
        ])
}

/// The sample of the largest magnitude in `range`, refined by a parabola, and its value.
func peak(_ trace: ArraySlice<Float>, in range: Range<Int>? = nil) -> (
    sample: Double, value: Double
) {
    let values = trace.map(Double.init)
    let places = (range ?? 1..<values.count - 1).clamped(to: 1..<values.count - 1)
    guard let best = places.max(by: { abs(values[$0]) < abs(values[$1]) }) else { return (0, 0) }
    let (before, here, after) = (values[best - 1], values[best], values[best + 1])
    let bend = before - 2 * here + after
    let part = bend == 0 ? 0 : 0.5 * (before - after) / bend
    return (Double(best) + part, here - 0.25 * (before - after) * part)
}
