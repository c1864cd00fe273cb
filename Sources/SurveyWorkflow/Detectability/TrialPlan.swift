internal import SurveyModel
internal import SyntheticGround

/// Numbers that look random and are the same in every run (SplitMix64; Steele, Lea and Flood, 2014).
struct TrialNumbers: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

    mutating func next() -> UInt64 {
        state = state &+ 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Uniform in 0..<1.
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Uniform in a range.
    mutating func uniform(_ low: Double, _ high: Double) -> Double {
        low + (high - low) * uniform()
    }
}

/// A class at one depth.
struct TrialCase: Sendable, Hashable {
    var kind: DetectabilityClass
    /// Number of the depth in `Detectability.depthsMetres`.
    var depth: Int
}

/// One trial echo: where, and of what.
struct TrialEcho: Sendable, Hashable {
    var trial: TrialCase
    var item: String
    /// Trace over its centre.
    var trace: Int
    var xMetres: Double
    var yMetres: Double
    var depthMetres: Double
    var tiltDegrees: Double
    var yawDegrees: Double
    var haloMetres: Double
}

/// The trial echoes of one pass over a sweep, in ground of one permittivity.
struct TrialPass: Sendable {
    var echoes: [TrialEcho]
    var permittivity: Double
}

/// Deals trial echoes to passes: far apart, at random places of the channels' strips, not on alarms.
struct TrialPlan: Sendable {
    /// Least distance along the line between two echoes of a pass (m).
    static let spacingMetres = 1.0
    /// Half as far from the ends of the line (m).
    static let endMetres = 0.25
    /// An echo lies at least this beyond its halo from an alarm that is there anyway, and beyond the radius
    /// within which the detector keeps the strongest alarm only (m): such ground is dug for that alarm.
    static let alarmMarginMetres = 0.05
    /// Least distance kept where an echo is moved aside to find room (m).
    static let leastSpacingMetres = 0.8

    let distancesMetres: [Double]
    let channelOffsetsMetres: [Double]
    /// Traces that count, by channel.
    let isGood: [[Bool]]
    let alarms: [(x: Double, y: Double)]
    let permittivity: ClosedRange<Double>
    let suppressionMetres: Double

    /// Passes that hold each of `cases` once for every time it is listed, as far as there is room.
    func passes(_ cases: [TrialCase], seed: UInt64) -> [TrialPass] {
        var numbers = TrialNumbers(seed: seed)
        var queue = cases
        for place in queue.indices.dropFirst().reversed() {
            queue.swapAt(place, Int(numbers.next() % UInt64(place + 1)))
        }
        guard let low = distancesMetres.min(), let high = distancesMetres.max(),
            high - low > 4 * Self.endMetres
        else { return [] }
        let span = high - low - 2 * Self.endMetres
        let slots = max(1, Int(span / (Self.spacingMetres + 0.1)))
        let pitch = span / Double(slots)
        let most = 6 * (queue.count / slots + 4)
        var turns: [DetectabilityClass: Int] = [:]
        var passes: [TrialPass] = []
        while !queue.isEmpty, passes.count < most {
            let (a, b) = (
                permittivity.lowerBound.squareRoot(), permittivity.upperBound.squareRoot()
            )
            let index = numbers.uniform(a, b)
            var pass = TrialPass(echoes: [], permittivity: index * index)
            // The slots of a pass share one shift, so that all places of the line are met.
            let shift = numbers.uniform(0, pitch)
            for slot in 0..<slots where !queue.isEmpty {
                let x =
                    low + Self.endMetres
                    + (Double(slot) * pitch + shift).truncatingRemainder(dividingBy: span)
                let turn = turns[queue[0].kind, default: 0]
                guard
                    let echo = echo(
                        queue[0], turn: turn, near: x, within: pitch / 2, pass.echoes, &numbers)
                else {
                    // No room for this one here: another may have.
                    queue.append(queue.removeFirst())
                    continue
                }
                turns[queue[0].kind] = turn + 1
                queue.removeFirst()
                pass.echoes.append(echo)
            }
            passes.append(pass)
        }
        return passes.filter { !$0.echoes.isEmpty }
    }

    private func echo(
        _ trial: TrialCase, turn: Int, near x: Double, within reach: Double,
        _ others: [TrialEcho], _ numbers: inout TrialNumbers
    ) -> TrialEcho? {
        let names = ReferenceItem.names(
            of: trial.kind,
            mayMatch: ReferenceItem.mayMatch(
                low: permittivity.lowerBound, high: permittivity.upperBound))
        let item = names[turn % names.count]
        let levels = Detectability.depthsMetres
        // The top level stands for everything above it.
        let depth = trial.depth == 0 ? numbers.uniform(0.005, levels[0]) : levels[trial.depth]
        let tilt = numbers.uniform(0, 8)
        let yaw = numbers.uniform(0, 180)
        guard
            let object = try? ReferenceItem.object(
                item, x: 0, y: 0, depth: depth, tilt: tilt, yaw: yaw)
        else { return nil }
        let halo = object.extentMetres / 2 + 0.10
        let half = Detectability.halfStripMetres(for: trial.kind.coverageClass)
        for attempt in 0..<24 {
            let way = attempt < 4 ? 0.03 : reach
            let at = x + numbers.uniform(-way, way)
            guard others.allSatisfy({ abs($0.xMetres - at) >= Self.leastSpacingMetres }) else {
                continue
            }
            let channel = Int(numbers.next() % UInt64(channelOffsetsMetres.count))
            let y = channelOffsetsMetres[channel] + numbers.uniform(-half, half)
            let trace = nearestTrace(at)
            guard isGood[channel][trace] else { continue }
            let place = distancesMetres[trace]
            let reach = max(halo, suppressionMetres) + Self.alarmMarginMetres
            let isTaken = alarms.contains { alarm in
                let (dx, dy) = (alarm.x - place, alarm.y - y)
                return dx * dx + dy * dy < reach * reach
            }
            guard !isTaken else { continue }
            return TrialEcho(
                trial: trial, item: item, trace: trace, xMetres: place, yMetres: y,
                depthMetres: depth, tiltDegrees: object.tiltDegrees, yawDegrees: yaw,
                haloMetres: halo)
        }
        return nil
    }

    private func nearestTrace(_ x: Double) -> Int {
        distancesMetres.indices.min {
            abs(distancesMetres[$0] - x) < abs(distancesMetres[$1] - x)
        } ?? 0
    }
}
