internal import Glibc
internal import SurveyModel

/// The echo of one buried object in any trace.
///
/// Physical optics: the top is cut into facets far smaller than a wavelength; each adds
/// i k n / (2 pi) * cos * G(tx) * G(rx) * dS times the reflection of the layers at its own angle
/// (Kirchhoff's integral; Ulaby, Moore and Fung, 1982), with its own delay through the refracting surface.
/// Fresnel zones, directivity and the split arms of wide objects follow from the sum; for thin layers of
/// weak contrast it is Born's integral over their volume. Sides, edge currents and what goes round more
/// than once are left out.
///
/// A point is a sphere of radius r that echoes r p q / sqrt(1 + q^2) with q = (k n r)^2 and polarisability p:
/// Rayleigh's echo r p q while the sphere is small, and never more than r p, near which the exact
/// solution (Mie, 1908) of a metal sphere and the first maximum of a weak one (Debye, 1915) lie.
struct ObjectEcho: Sendable {
    /// Centre along the lane (m).
    let x: Double
    /// Traces farther away along the lane see nothing of it (m).
    let reach: Double
    /// What the arrivals are folded with: one response for each of `angles`.
    let responses: [EchoResponse]

    /// Angles of incidence in the ground between which reflections are interpolated (radians).
    static let angles = [0, 0.35, 0.7, 1.05]

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

    private let strength: LegStrength
    /// Legs from the nominal height, where they are looked up.
    private let table: LegTable?

    /// The echo of `object`; `isTabulated` looks the legs from the nominal height up in a `LegTable`.
    init(
        _ object: BuriedObject, _ scene: GroundScene, _ wavelet: WaveletSpectrum,
        _ strength: LegStrength, isTabulated: Bool = false
    ) {
        self.strength = strength
        let ground = EffectiveGround(layers: scene.layers)
        x = object.xMetres
        y = object.yMetres
        isPoint = object.shape == .point
        reach = Self.sideReach + object.extentMetres / 2
        index = ground.index(to: max(object.depthMetres, 1e-4))
        sourceOffset = scene.radar.antennaSeparationMetres / 2
        let tilt = object.tiltDegrees * .pi / 180
        let yaw = object.yawDegrees * .pi / 180
        // A slope that falls towards its yaw faces there.
        normal = isPoint ? [0, 0, 1] : [sin(tilt) * cos(yaw), sin(tilt) * sin(yaw), cos(tilt)]
        let spacing = 0.16 * speedOfLightMetresPerNanosecond / (index * 1.6 * wavelet.centre)
        let facets = Self.facets(object, spacing: spacing, tilt: tilt, yaw: yaw)
        self.facets = facets
        let depths = facets.map(\.z)
        if isTabulated, let top = depths.min(), let bottom = depths.max() {
            table = LegTable(
                height: scene.radar.heightMetres, depths: top...bottom,
                farthest: reach + object.extentMetres / 2 + sourceOffset, index: index,
                strength: strength)
        } else {
            table = nil
        }
        let meanIndex = index
        responses = Self.angles.prefix(object.shape == .point ? 1 : Self.angles.count).map {
            Self.response(object, scene, ground, wavelet, index: meanIndex, angle: $0)
        }
    }

    /// Adds its arrivals in a trace whose antennas are at (`antennaX`, `antennaY`), `height` above the
    /// ground, to one row of `rows` for each of `angles`; `place` turns a delay (ns) into samples.
    ///
    /// - Returns: Whether anything was added.
    func addArrivals(
        antennaX: Double, antennaY: Double, height: Double, to rows: inout MutableSpan<Float>,
        place: (Double) -> Double
    ) -> Bool {
        let away =
            ((antennaX - x) * (antennaX - x) + (antennaY - y) * (antennaY - y)).squareRoot()
        guard away < reach else { return false }
        let rest = min(1, (reach - away) / Self.fade)
        let taper = rest * rest * (3 - 2 * rest)
        let length = rows.count / Self.angles.count
        let legs = table.flatMap { $0.height == height ? $0 : nil }
        for facet in facets {
            let across = antennaY - facet.y
            let first = leg(antennaX - sourceOffset - facet.x, across, height, facet, legs)
            let second = leg(antennaX + sourceOffset - facet.x, across, height, facet, legs)
            let obliquity = isPoint ? 1 : max(0, (first.cosine + second.cosine) / 2)
            let size = taper * facet.weight * obliquity * first.amplitude * second.amplitude
            let (angle, share) = isPoint ? (0, 0) : Self.interpolation(cosine: obliquity)
            let arrival = place(first.delay + second.delay)
            guard SampleSplitter.isInside(arrival, count: length) else { continue }
            let split = SampleSplitter(arrival)
            split.add((1 - share) * size, to: &rows, from: angle * length)
            if share > 0 { split.add(share * size, to: &rows, from: (angle + 1) * length) }
        }
        return true
    }

    /// The last of `angles` below the angle of this cosine, and how far on to the next it is.
    private static func interpolation(cosine: Double) -> (angle: Int, share: Double) {
        let angle = min(acos(min(1, cosine)), angles[angles.count - 1])
        let number = min(Int(angle / angles[1]), angles.count - 2)
        return (number, (angle - angles[number]) / angles[1])
    }

    private func leg(
        _ along: Double, _ across: Double, _ height: Double, _ facet: Facet, _ table: LegTable?
    ) -> (delay: Double, amplitude: Double, cosine: Double) {
        let range = (along * along + across * across).squareRoot()
        if let table {
            let leg = table.leg(range: range, depth: facet.z)
            guard range > 1e-9 else { return (leg.x, leg.y, normal.z) }
            let (sideways, sine) = (across / range, leg.w / (index * range))
            let cosine = sine * (normal.x * along + normal.y * across) + normal.z * leg.z
            return (leg.x, leg.y * dipole(sideways * leg.w), cosine)
        }
        let leg = RefractedLeg(height: height, depth: facet.z, range: range, index: index)
        let amplitude = leg.amplitude * strength.factor(range: range, depth: facet.z)
        guard range > 1e-9 else { return (leg.delay, amplitude, normal.z) }
        let sine = max(0, 1 - leg.cosineInGround * leg.cosineInGround).squareRoot() / range
        // Towards the antenna, z up.
        let cosine =
            normal.x * along * sine + normal.y * across * sine
            + normal.z * leg.cosineInGround
        return (
            leg.delay, amplitude * dipole(across / range * leg.sineInAir), cosine
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
        _ wavelet: WaveletSpectrum, index: Double, angle: Double
    ) -> EchoResponse {
        let soil = ground.layer(at: object.depthMetres)
        let stack = LayerStack(
            layers: object.layers,
            surroundings: LossyMedium(
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
                let girth = wave * index * radius
                let square = girth * girth
                let share = square / (1 + square * square).squareRoot()
                return Complex(-gain * radius * polarisability * share)
            }
            return gain * wave * index / (2 * .pi) * Complex(0, 1)
                * stack.reflection(atGHz: frequency, angle: angle)
        }
    }
}

/// Field of a dipole laid across travel in a direction whose unit vector has `across` along it.
func dipole(_ across: Double) -> Double { max(0, 1 - across * across).squareRoot() }
