internal import Glibc
internal import SurveyModel

/// The layered ground as waves to a depth meet it: one index of refraction with the same travel time
/// straight down, and the loss on the way.
///
/// Rays bend at the surface alone; bending at deeper interfaces and the second-order echoes between
/// them are left out.
struct EffectiveGround: Sendable {
    let layers: [GroundLayer]

    /// Index of refraction of the surface.
    var surfaceIndex: Double { (layers.first?.permittivity ?? 1).squareRoot() }

    /// Mean index of refraction down to `depth` (m).
    func index(to depth: Double) -> Double {
        guard depth > 0 else { return surfaceIndex }
        return parts(to: depth).reduce(0) { $0 + $1.length * $1.layer.permittivity.squareRoot() }
            / depth
    }

    /// One-way loss straight down to `depth` at `frequency` GHz (dB).
    func loss(to depth: Double, atGHz frequency: Double) -> Double {
        parts(to: depth).reduce(0) {
            $0 + $1.length * $1.layer.lossDecibelsPerMetre(atGHz: frequency)
        }
    }

    /// The layer at `depth`.
    func layer(at depth: Double) -> GroundLayer {
        parts(to: max(depth, 1e-9)).last?.layer ?? GroundLayer(permittivity: 1)
    }

    /// Depths of the interfaces (m) with the product of the transmissions through those above, both
    /// ways, and the reflection there.
    var interfaces: [(depth: Double, reflection: Double)] {
        var found: [(depth: Double, reflection: Double)] = []
        var depth = 0.0
        var passed = 1.0
        for (upper, lower) in zip(layers, layers.dropFirst()) {
            depth += upper.thicknessMetres
            let (a, b) = (upper.permittivity.squareRoot(), lower.permittivity.squareRoot())
            let reflection = (b - a) / (b + a)
            found.append((depth, passed * reflection))
            passed *= 1 - reflection * reflection
        }
        return found
    }

    private func parts(to depth: Double) -> [(length: Double, layer: GroundLayer)] {
        var found: [(length: Double, layer: GroundLayer)] = []
        var rest = depth
        for (number, layer) in layers.enumerated() where rest > 0 {
            let length = number == layers.count - 1 ? rest : min(rest, layer.thicknessMetres)
            found.append((length, layer))
            rest -= length
        }
        return found
    }
}

/// Decibels as a factor of amplitude.
func amplitude(decibels: Double) -> Double { pow(10, decibels / 20) }
