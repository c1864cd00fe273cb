internal import Evaluation
internal import SurveyModel
internal import SyntheticGround

/// Where which objects are laid into a blank lane: far apart in each pass, at random places and depths.
struct LaidPlan: Sendable {
    /// Objects of one kind: as often as `share` of all, with tops between `depths` (m).
    private struct Kind {
        var share: Double
        var depths: ClosedRange<Double>
        var names: [String]

        init(_ share: Double, _ depths: ClosedRange<Double>, _ kind: MineModel.TargetClass) {
            self.share = share
            self.depths = depths
            names = ObjectCatalogue.names.filter {
                let object = try? ObjectCatalogue.object(
                    $0, id: "", xMetres: 0, yMetres: 0, depthMetres: 0.1)
                return object?.kind == kind
            }
        }
    }

    /// As many of each as on the trial lanes: 88 small mines, 43 large ones, 70 other objects.
    private static let kinds = [
        Kind(0.44, 0.005...0.16, .plasticAP), Kind(0.21, 0.03...0.22, .plasticAT),
        Kind(0.35, 0.01...0.16, .clutter),
    ]
    /// Distance along the line between two objects of a pass (m), moved by at most the slack to either side.
    static let pitchMetres = 1.1
    static let slackMetres = 0.15
    static let largestTiltDegrees = 10.0

    let distancesMetres: [Double]
    let channelOffsetsMetres: [Double]
    let permittivity: ClosedRange<Double>

    /// A plan for `sweep` in ground of `permittivity`.
    init(_ sweep: Sweep, permittivity: ClosedRange<Double>) {
        let radar = sweep.channels.filter { $0.kind == .radar }
        let count = radar.map(\.radargram.traceCount).min() ?? 0
        distancesMetres = Array(radar.first?.radargram.distancesMetres.prefix(count) ?? [])
        channelOffsetsMetres = radar.map(\.lateralOffsetMetres).sorted()
        self.permittivity = permittivity
    }

    /// Passes that hold `count` objects; none where the line is too short for one.
    func passes(_ count: Int, seed: UInt64) -> [TrialPass] {
        guard let low = distancesMetres.min(), let high = distancesMetres.max() else { return [] }
        var numbers = TrialNumbers(seed: seed)
        let slots = Int((high - low - 2 * TrialPlan.endMetres) / Self.pitchMetres)
        guard slots > 0 else { return [] }
        let rest = high - low - Self.pitchMetres * Double(slots)
        var passes: [TrialPass] = []
        var left = count
        while left > 0 {
            let (a, b) = (
                permittivity.lowerBound.squareRoot(), permittivity.upperBound.squareRoot()
            )
            let index = numbers.uniform(a, b)
            var pass = TrialPass(echoes: [], permittivity: index * index)
            let shift = low + numbers.uniform(0, rest)
            for slot in 0..<min(slots, left) {
                let x =
                    shift + (Double(slot) + 0.5) * Self.pitchMetres
                    + numbers.uniform(-Self.slackMetres, Self.slackMetres)
                pass.echoes.append(echo(near: x, &numbers))
            }
            left -= pass.echoes.count
            passes.append(pass)
        }
        return passes
    }

    private func echo(near x: Double, _ numbers: inout TrialNumbers) -> TrialEcho {
        var draw = numbers.uniform()
        let kind =
            Self.kinds.first {
                draw -= $0.share
                return draw < 0
            } ?? Self.kinds[0]
        let name = kind.names[Int(numbers.next() % UInt64(kind.names.count))]
        let trace =
            distancesMetres.indices.min {
                abs(distancesMetres[$0] - x) < abs(distancesMetres[$1] - x)
            } ?? 0
        let channel = Int(numbers.next() % UInt64(channelOffsetsMetres.count))
        let half = SweptGround.channelSpacing(channelOffsetsMetres) / 2
        return TrialEcho(
            // What is laid to be learnt stands for no class and depth of a map.
            trial: TrialCase(kind: .antiVehicle, depth: 0), item: name, trace: trace,
            xMetres: distancesMetres[trace],
            yMetres: channelOffsetsMetres[channel] + numbers.uniform(-half, half),
            depthMetres: numbers.uniform(kind.depths.lowerBound, kind.depths.upperBound),
            tiltDegrees: numbers.uniform(0, Self.largestTiltDegrees),
            yawDegrees: numbers.uniform(0, 180), haloMetres: 0)
    }
}
