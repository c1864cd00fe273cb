internal import Foundation
internal import SurveyModel
internal import SyntheticGround

/// What the reference items send back without loss: peak of the echo in dB re the early arrival, over the
/// worst place of a channel's strip.
struct EchoTable: Sendable {
    private struct Key: Hashable {
        var item: String
        var depth: Int
        var permittivity: Int
    }

    /// The permittivities it knows.
    let permittivities: [Double]
    private let mayMatch: Bool
    private var echoes: [Key: Double] = [:]

    /// Echoes of all classes at all depths in ground of each of `permittivities`.
    init(_ trial: TrialRadar, permittivities: [Double]) throws {
        self.permittivities = permittivities
        mayMatch = ReferenceItem.mayMatch(
            low: permittivities.min() ?? 1, high: permittivities.max() ?? 1)
        for (place, permittivity) in permittivities.enumerated() {
            for kind in DetectabilityClass.allCases {
                let half = Detectability.halfStripMetres(for: kind.coverageClass)
                for name in ReferenceItem.names(of: kind, mayMatch: mayMatch) {
                    // Items far enough apart to share a scene but not a trace.
                    let pitch = 2.0
                    var scene = trial.scene(
                        permittivity: permittivity, lossDecibelsPerMetre: 0,
                        length: pitch * Double(Detectability.depthsMetres.count), channels: 2,
                        channelSpacing: 2 * half)
                    scene.objects = try Detectability.depthsMetres.enumerated().map {
                        try ReferenceItem.object(
                            name, id: "\($0)", x: (Double($0) + 0.5) * pitch, y: half,
                            depth: $1)
                    }
                    let simulator = try GroundSimulator(scene)
                    let (empty, peak, _) = TrialRadar.empty(simulator)
                    for depth in Detectability.depthsMetres.indices {
                        let middle = Int(
                            ((Double(depth) + 0.5) * pitch / scene.radar.traceSpacingMetres)
                                .rounded())
                        // Channel 1 lies over the item, channel 0 a whole strip aside; half a strip is the
                        // worst place, taken as the mean of the two in dB.
                        let sides = (0..<2).map { channel -> Double in
                            let trace = simulator.traces(
                                channel: channel, range: middle..<middle + 1)
                            let echo = zip(trace, empty).map { abs($0 - $1) }.max() ?? 0
                            return 20 * log10(max(Double(echo), 1e-12) / abs(peak))
                        }
                        echoes[Key(item: name, depth: depth, permittivity: place)] =
                            min(sides[1], (sides[0] + sides[1]) / 2)
                    }
                }
            }
        }
    }

    /// Echo of the weakest item of `kind` at depth number `depth` in ground of permittivity number
    /// `permittivity` (dB re the early arrival).
    func decibels(_ kind: DetectabilityClass, depth: Int, permittivity: Int) -> Double {
        ReferenceItem.names(of: kind, mayMatch: mayMatch).compactMap {
            echoes[Key(item: $0, depth: depth, permittivity: permittivity)]
        }.min() ?? -.infinity
    }
}
