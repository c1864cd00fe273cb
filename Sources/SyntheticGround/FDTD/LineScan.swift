internal import Foundation
public import SurveyModel

/// Traces of a `LineAntenna` over sections, several at a time.
///
/// One trace is one independent run, so that neither the number of tasks nor their order changes a bit.
public struct LineScan: Sendable {
    /// One trace to compute.
    public struct Shot: Sendable {
        /// Makes the run that holds the section, in the trace's own task, so that only as many sections as
        /// tasks are in memory.
        public var makeRun: @Sendable () throws -> LineSourceRun
        /// Where the transmitter is.
        public var source: LineSourceRun.Point
        /// Where the receiver is.
        public var receiver: LineSourceRun.Point

        /// A trace from `source` to `receiver` in the run that `makeRun` makes.
        public init(
            source: LineSourceRun.Point, receiver: LineSourceRun.Point,
            makeRun: @escaping @Sendable () throws -> LineSourceRun
        ) {
            self.makeRun = makeRun
            self.source = source
            self.receiver = receiver
        }
    }

    /// Traces computed at the same time.
    public var tasks: Int
    /// Told of progress; asked whether to stop, also within a trace.
    public var monitor: WorkMonitor

    /// A scan with `tasks` traces at a time.
    public init(tasks: Int = 2, monitor: WorkMonitor = .silent) {
        self.tasks = tasks
        self.monitor = monitor
    }

    /// A B-scan: the pair stepped over one section, its middle at `centresMetres` and at depth `zMetres`, at
    /// the run's own time step.
    ///
    /// - Throws: `SyntheticGroundError`, `Cancelled`.
    public func radargram(
        of run: LineSourceRun, antenna: LineAntenna, centresMetres: [Double], zMetres: Double
    ) async throws -> Radargram {
        let half = antenna.separationMetres / 2
        let traces = try await traces(
            centresMetres.map { centre in
                Shot(
                    source: .init(xMetres: centre - half, zMetres: zMetres),
                    receiver: .init(xMetres: centre + half, zMetres: zMetres), makeRun: { run })
            })
        return Radargram(
            samples: traces.flatMap { $0 }, samplesPerTrace: run.sampleCount,
            distancesMetres: centresMetres,
            timeAxis: TimeAxis(
                sampleIntervalNanoseconds: run.stepNanoseconds,
                timeZeroNanoseconds: antenna.zeroPathNanoseconds))
    }

    /// The traces of `shots`, in their order.
    ///
    /// - Throws: `SyntheticGroundError` for no tasks or a place outside a section, `Cancelled`.
    public func traces(_ shots: [Shot]) async throws -> [[Float]] {
        guard tasks >= 1, tasks <= 1024 else {
            throw SyntheticGroundError.badValue(
                name: "tasks", reason: "\(tasks) is not between 1 and 1024")
        }
        let inner = monitor.withoutProgress
        var traces = [[Float]](repeating: [], count: shots.count)
        try await withThrowingTaskGroup(of: (Int, [Float]).self) { group in
            var next = 0
            func start() {
                guard next < shots.count else { return }
                let (index, shot) = (next, shots[next])
                next += 1
                group.addTask { @concurrent in
                    let trace = try shot.makeRun().traces(
                        source: shot.source, receivers: [shot.receiver], monitor: inner)
                    return (index, trace.first ?? [])
                }
            }
            for _ in 0..<tasks { start() }
            var done = 0
            while let (index, trace) = try await group.next() {
                traces[index] = trace
                done += 1
                monitor.progress(Double(done) / Double(shots.count), "simulating traces")
                start()
            }
        }
        return traces
    }
}
