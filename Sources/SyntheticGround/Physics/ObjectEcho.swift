internal import Glibc
internal import SurveyModel

/// The echo of one buried object in any trace.
///
/// Physical optics: the top is cut into facets far smaller than a wavelength; each adds
/// i k n / (2 pi) * cos * G(tx) * G(rx) * dS times the reflection of the layers (Kirchhoff's integral;
/// Ulaby, Moore and Fung, 1982), with its own delay through the refracting surface. Fresnel zones,
/// directivity and the split arms of wide objects follow from the sum. Reflection is that of plane waves
/// at normal incidence; sides, edges and multiple echoes are left out. A point is a sphere far smaller
/// than a wavelength.
struct ObjectEcho: Sendable {
    /// Centre along the lane (m).
    let x: Double
    /// Traces farther away along the lane see nothing of it (m).
    let reach: Double
    /// What the arrivals are folded with.
    let response: EchoResponse

    private struct Facet {
        var x: Double
        var y: Double
        var z: Double
        var weight: Double
    }

    private let y: Double
    private let facets: [Facet]
    private let normal: SIMD3<Double>
    private let isPoint: Bool
    private let index: Double
    private let sourceOffset: Double

    /// Farther than this from the edge of an object its echo is left out (m).
    private static let sideReach = 0.6
    /// Over the last stretch echoes fade in (m).
    private static let fade = 0.15

    init(_ object: BuriedObject, _ scene: GroundScene, _ wavelet: WaveletSpectrum) {
        let ground = EffectiveGround(layers: scene.layers)
        x = object.xMetres
        y = object.yMetres
        isPoint = object.shape == .point
        reach = Self.sideReach + object.extentMetres / 2
        index = ground.index(to: max(object.depthMetres, 1e-4))
        sourceOffset = scene.radar.antennaSeparationMetres / 2
        let tilt = object.tiltDegrees * .pi / 180
        let yaw = object.yawDegrees * .pi / 180
        normal = isPoint ? [0, 0, 1] : [-sin(tilt) * cos(yaw), -sin(tilt) * sin(yaw), cos(tilt)]
        let spacing = 0.22 * speedOfLightMetresPerNanosecond / (index * 1.6 * wavelet.centre)
        facets = Self.facets(object, spacing: spacing, tilt: tilt, yaw: yaw)
        response = Self.response(object, scene, ground, wavelet, index: index)
    }

    /// Adds its arrivals in a trace whose antennas are at (`antennaX`, `antennaY`), `height` above the
    /// ground; `place` turns a delay (ns) into samples of `row`.
    ///
    /// - Returns: Whether anything was added.
    func addArrivals(
        antennaX: Double, antennaY: Double, height: Double, to row: inout MutableSpan<Float>,
        place: (Double) -> Double
    ) -> Bool {
        let away =
            ((antennaX - x) * (antennaX - x) + (antennaY - y) * (antennaY - y)).squareRoot()
        guard away < reach else { return false }
        let rest = min(1, (reach - away) / Self.fade)
        let taper = rest * rest * (3 - 2 * rest)
        for facet in facets {
            let across = antennaY - facet.y
            let first = leg(antennaX - sourceOffset - facet.x, across, height, facet)
            let second = leg(antennaX + sourceOffset - facet.x, across, height, facet)
            let obliquity = isPoint ? 1 : max(0, (first.cosine + second.cosine) / 2)
            SampleSplitter.add(
                taper * facet.weight * obliquity * first.amplitude * second.amplitude,
                at: place(first.delay + second.delay), to: &row)
        }
        return true
    }

    private func leg(
        _ along: Double, _ across: Double, _ height: Double, _ facet: Facet
    ) -> (delay: Double, amplitude: Double, cosine: Double) {
        let range = (along * along + across * across).squareRoot()
        let leg = RefractedLeg(height: height, depth: facet.z, range: range, index: index)
        guard range > 1e-9 else { return (leg.delay, leg.amplitude, normal.z) }
        let sine = max(0, 1 - leg.cosineInGround * leg.cosineInGround).squareRoot() / range
        // Towards the antenna, z up.
        let cosine = normal.x * along * sine + normal.y * across * sine
            + normal.z * leg.cosineInGround
        return (
            leg.delay, leg.amplitude * dipole(across / range * leg.sineInAir), cosine
        )
    }

    /// Facets on a square grid, scaled so that together they have the area of the top.
    private static func facets(
        _ object: BuriedObject, spacing: Double, tilt: Double, yaw: Double
    ) -> [Facet] {
        let length = object.diameterMetres
        let width = object.shape == .disc ? length : object.widthMetres
        if object.shape == .point {
            return [
                Facet(
                    x: object.xMetres, y: object.yMetres,
                    z: object.depthMetres + object.heightMetres / 2, weight: 1)
            ]
        }
        let columns = max(3, Int((length / spacing).rounded(.up)))
        let rows = max(3, Int((width / spacing).rounded(.up)))
        var found: [Facet] = []
        for column in 0..<columns {
            for row in 0..<rows {
                let u = ((Double(column) + 0.5) / Double(columns) - 0.5) * length
                let v = ((Double(row) + 0.5) / Double(rows) - 0.5) * width
                if object.shape == .disc, u * u + v * v > length * length / 4 { continue }
                // The long side of a box lies along its yaw, and so does the fall of the top.
                let fallen = u * cos(tilt)
                found.append(
                    Facet(
                        x: object.xMetres + fallen * cos(yaw) - v * sin(yaw),
                        y: object.yMetres + fallen * sin(yaw) + v * cos(yaw),
                        z: object.depthMetres + u * sin(tilt), weight: 1))
            }
        }
        let area = object.shape == .disc ? .pi * length * length / 4 : length * width
        for place in found.indices { found[place].weight = area / Double(found.count) }
        return found
    }

    private static func response(
        _ object: BuriedObject, _ scene: GroundScene, _ ground: EffectiveGround,
        _ wavelet: WaveletSpectrum, index: Double
    ) -> EchoResponse {
        let soil = ground.layer(at: object.depthMetres)
        let stack = LayerStack(
            layers: object.layers,
            surroundings: Dielectric(
                permittivity: soil.permittivity,
                conductivity: soil.conductivityMilliSiemensPerMetre / 1000))
        let radius = object.diameterMetres / 2
        let isMetal = (object.layers.first?.conductivitySiemensPerMetre ?? 0) > 1e4
        let contrast = (object.layers.first?.permittivity ?? 1) / soil.permittivity
        let polarisability = isMetal ? 1 : (contrast - 1) / (contrast + 2)
        let reference = scene.radar.plateDistance
        return EchoResponse(
            wavelet: wavelet, interval: scene.radar.sampleIntervalNanoseconds, to: 4.5
        ) { frequency in
            let wave = 2 * .pi * frequency / speedOfLightMetresPerNanosecond
            let gain =
                reference
                * amplitude(
                    decibels: -2 * ground.loss(to: object.depthMetres, atGHz: frequency))
            if object.shape == .point {
                let size = wave * wave * index * index * radius * radius * radius * polarisability
                return Complex(-gain * size)
            }
            return gain * wave * index / (2 * .pi) * Complex(0, 1)
                * stack.reflection(atGHz: frequency)
        }
    }
}

/// Field of a dipole laid across travel in a direction whose unit vector has `across` along it.
func dipole(_ across: Double) -> Double { max(0, 1 - across * across).squareRoot() }
