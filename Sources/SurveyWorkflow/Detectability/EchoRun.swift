internal import Foundation
internal import MineDetection
internal import RadarProcessing
internal import SurveyModel

/// One trial echo and whether the detector found it.
struct TrialOutcome: Sendable, Hashable {
    var trial: TrialCase
    var xMetres: Double
    var yMetres: Double
    /// Level of the ground where it was laid (dB).
    var contextDecibels: Double
    var isHit: Bool
}

/// Level of the ground's own echoes at a place: mean over the delays of a sweep's search.
struct TrialContext: Sendable {
    let ground: GroundEstimate

    /// Mean level of `tile` (dB).
    static func level(of tile: ChannelGround.Tile) -> Double {
        let levels = tile.levelsDecibels.filter(\.isFinite)
        return levels.isEmpty ? -.infinity : levels.reduce(0, +) / Double(levels.count)
    }

    /// Level at a place (dB).
    func level(x: Double, y: Double) -> Double {
        let channel = ground.channels.min {
            abs($0.lateralOffsetMetres - y) < abs($1.lateralOffsetMetres - y)
        }
        let tile = channel?.tiles.first { x >= $0.fromMetres && x < $0.toMetres }
        return tile.map { Self.level(of: $0) } ?? -.infinity
    }
}

/// Lays trial echoes into one section and runs the whole detector over it each time.
struct EchoRun: Sendable {
    let pipeline: DetectionPipeline
    let threshold: Double
    let injection: TrialInjection
    let plan: TrialPlan

    /// Passes that are worked on at once.
    static let concurrentPasses = 2

    /// What became of an echo of each of `cases`; in the order of passes, whatever ends first.
    func outcomes(
        _ cases: [TrialCase], seed: UInt64, _ context: TrialContext, _ monitor: WorkMonitor
    ) async throws -> [TrialOutcome] {
        let passes = plan.passes(cases, seed: seed)
        return try await withThrowingTaskGroup(of: (Int, [TrialOutcome]).self) { group in
            var results = [[TrialOutcome]](repeating: [], count: passes.count)
            var next = 0
            var done = 0
            func start() {
                guard next < passes.count else { return }
                let number = next
                next += 1
                group.addTask { (number, try await outcomes(passes[number], context, monitor)) }
            }
            for _ in 0..<Self.concurrentPasses { start() }
            while let (number, found) = try await group.next() {
                results[number] = found
                done += 1
                monitor.progress(Double(done) / Double(passes.count), "trial echoes")
                start()
            }
            return results.flatMap(\.self)
        }
    }

    private func outcomes(
        _ pass: TrialPass, _ context: TrialContext, _ monitor: WorkMonitor
    ) async throws -> [TrialOutcome] {
        try monitor.check()
        let sweep = try injection.sweep(with: pass)
        let scored = try await pipeline.imagingScoresOnly.scored(
            sweep, monitor: monitor.withoutProgress)
        let alarms = scored.candidates.filter { $0.score >= threshold }
        return pass.echoes.map { echo in
            TrialOutcome(
                trial: echo.trial, xMetres: echo.xMetres, yMetres: echo.yMetres,
                contextDecibels: context.level(x: echo.xMetres, y: echo.yMetres),
                isHit: alarms.contains { alarm in
                    hypot(alarm.xMetres - echo.xMetres, alarm.yMetres - echo.yMetres)
                        <= echo.haloMetres
                })
        }
    }
}

extension TrialPlan {
    /// A plan for `section` whose candidates without trial echoes are `scored`.
    init(
        _ section: Sweep, _ scored: ScoredSweep, threshold: Double,
        permittivity: ClosedRange<Double>, suppressionMetres: Double
    ) {
        let radar = section.channels.filter { $0.kind == .radar }
        let count = radar.map(\.radargram.traceCount).min() ?? 0
        self.init(
            distancesMetres: Array(radar.first?.radargram.distancesMetres.prefix(count) ?? []),
            channelOffsetsMetres: radar.map(\.lateralOffsetMetres),
            isGood: radar.map { channel in
                channel.radargram.distancesMetres.prefix(count).map { place in
                    scored.stretches.contains {
                        $0.channel == channel.index && $0.fromMetres <= place
                            && place <= $0.toMetres
                    }
                }
            },
            alarms: scored.candidates.filter { $0.score >= threshold }.map {
                ($0.xMetres, $0.yMetres)
            }, permittivity: permittivity, suppressionMetres: suppressionMetres)
    }
}

/// Pieces of a long sweep.
enum SweepSection {
    /// The sweep itself, or at most `most` even pieces of it.
    static func sections(
        of sweep: SweepOnDemand, wholeMetres: Double, lengthMetres: Double, most: Int
    ) throws -> [Sweep] {
        let count = sweep.traceCounts.min() ?? 0
        guard count > 1, let spacing = try sweep.channel(at: 0).radargram.traceSpacingMetres else {
            return [try sweep.whole()]
        }
        let length = Double(count) * spacing
        guard length > wholeMetres else { return [try sweep.whole()] }
        let traces = max(25, Int((lengthMetres / spacing).rounded()))
        let pieces = min(most, max(1, Int((length / 60).rounded(.up)) + 1))
        return try (0..<pieces).map { piece in
            let start =
                pieces == 1 ? (count - traces) / 2 : (count - traces) * piece / (pieces - 1)
            return try sweep.section(max(0, start)..<max(0, start) + traces)
        }
    }
}
