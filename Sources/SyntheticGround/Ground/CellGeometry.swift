internal import Glibc
internal import SurveyModel

/// Delay and weight of one cell as one channel sees it.
struct CellGeometry: Sendable {
    let scene: GroundScene
    let ground: EffectiveGround
    let lattice: SpeckleLattice
    let channelY: Double
    let rows: Range<Int>
    let columnReach: Int
    let window: TraceWindow
    let legStrength: LegStrength

    func cell(
        layer: Int, row: Int, column: Int, isSurface: Bool
    ) -> (place: Double, weight: Double)? {
        let along = Double(column) * lattice.along
        let across = Double(rows.lowerBound + row) * lattice.across - channelY
        let reach = Double(columnReach) * lattice.along
        let away = (along * along + across * across).squareRoot() / reach
        guard away < 1 else { return nil }
        let depth = isSurface ? 0 : (Double(layer) + 0.5) * lattice.down
        let half = scene.radar.antennaSeparationMetres / 2
        let first = leg(along - half, across, depth)
        let second = leg(along + half, across, depth)
        let place = window.place(first.delay + second.delay)
        guard place >= 0, place < Double(window.sampleCount - 2) else { return nil }
        // The footprint ends softly.
        let edge = away < 0.7 ? 1 : 0.5 + 0.5 * cos(.pi * (away - 0.7) / 0.3)
        let cellArea = lattice.along * lattice.across
        let strength: Double
        if isSurface {
            let index = ground.surfaceIndex
            let reflection = (index - 1) / (index + 1)
            strength = reflection * cellArea / .pi * (first.cosine + second.cosine) / 2
        } else {
            let spread =
                scene.fluctuation.relativeDeviation * ground.layer(at: depth).permittivity
            strength =
                spread * cellArea * lattice.down / (4 * .pi)
                * amplitude(
                    decibels: -2
                        * ground.loss(
                            to: depth, atGHz: scene.radar.wavelet.centreFrequencyMHz / 1000)
                )
        }
        return (
            place,
            edge * strength * first.amplitude * second.amplitude * scene.radar.plateDistance
        )
    }

    private func leg(
        _ along: Double, _ across: Double, _ depth: Double
    ) -> (delay: Double, amplitude: Double, cosine: Double) {
        let range = (along * along + across * across).squareRoot()
        let height = scene.radar.heightMetres
        guard depth > 0 else {
            // To the surface itself the way lies in air alone.
            let distance = (height * height + range * range).squareRoot()
            return (
                distance / speedOfLightMetresPerNanosecond,
                dipole(across / distance) / distance, height / distance
            )
        }
        let leg = RefractedLeg(
            height: height, depth: depth, range: range, index: ground.index(to: depth))
        let pattern = range > 1e-9 ? dipole(across / range * leg.sineInAir) : 1
        let amplitude = leg.amplitude * legStrength.factor(range: range, depth: depth)
        return (leg.delay, amplitude * pattern, leg.cosineInGround)
    }
}
