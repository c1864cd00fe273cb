internal import SurveyModel

extension ReleaseGate {
    /// The work a product rests on.
    static func method(of product: LandProduct) -> WorkMethod? {
        switch product {
        case .reduced: .technicalSurvey
        case .cleared: .clearance
        case .cancelled, .none: nil
        }
    }

    /// Objections to the task orders behind a request, where the segment has any.
    ///
    /// Every sweep that counts and every dig has to lie within a task of the right method, and the method
    /// has to be accredited on each of those days.
    static func accreditationObjections(
        _ segment: SegmentRecord, _ product: LandProduct, _ record: SurveyRecord,
        _ coverage: [CoverageAccount]
    ) -> [Objection] {
        let all = record.tasks(onGroundOf: segment.id)
        guard !all.isEmpty, let method = method(of: product) else { return [] }
        let tasks = all.filter { $0.fact.method == method }
        guard !tasks.isEmpty else {
            let others = Set(all.map(\.fact.method.rawValue)).sorted().joined(separator: ", ")
            return [
                Objection(
                    code: "no-task-of-method",
                    text: "segment \(segment.id) has no task for \(method.rawValue), only for "
                        + others, cure: "have the work ordered with `clearroad task add`")
            ]
        }
        let deepest = tasks.map(\.fact.depthMetres).max() ?? 0
        guard deepest >= segment.fact.depthMetres - 1e-9 else {
            return [
                Objection(
                    code: "task-too-shallow",
                    text: "the tasks on segment \(segment.id) reach \(Figure.metres(deepest)) m, "
                        + "\(Figure.metres(segment.fact.depthMetres)) m is needed",
                    cure: "have the work ordered to the segment's depth")
            ]
        }
        let deep = tasks.filter { $0.fact.depthMetres >= segment.fact.depthMetres - 1e-9 }
        return workObjections(segment, deep, method, record, coverage)
    }

    private static func workObjections(
        _ segment: SegmentRecord, _ tasks: [TaskRecord], _ method: WorkMethod,
        _ record: SurveyRecord, _ coverage: [CoverageAccount]
    ) -> [Objection] {
        var outside: [String] = []
        var days: [String: Set<String>] = [:]
        for work in works(segment, method, record, coverage) {
            if let task = tasks.last(where: { $0.covers(work.day) }) {
                days[task.id, default: []].insert(work.day)
            } else {
                outside.append("\(work.name) of \(work.day)")
            }
        }
        var found: [Objection] = []
        if !outside.isEmpty {
            found.append(
                Objection(
                    code: "work-outside-task",
                    text: "no task for \(method.rawValue) on segment \(segment.id) covers "
                        + list(outside),
                    cure: "do the work again under a task, or have the authority waive this"))
        }
        let classes = record.releaseRules(onSegment: segment.id).requiredClasses
        for task in tasks {
            guard let worked = days[task.id] else { continue }
            found += record.assets.objections(
                toWorkOf: task.fact, classes: classes, depthMetres: segment.fact.depthMetres,
                on: worked.sorted())
        }
        return found
    }

    /// What a product rests on with its days: the days of clearance where there are any, or else the sweeps the
    /// coverage counts and the digs on a segment.
    private static func works(
        _ segment: SegmentRecord, _ method: WorkMethod, _ record: SurveyRecord,
        _ coverage: [CoverageAccount]
    ) -> [(name: String, day: String)] {
        let starts = record.work.work(on: segment.id).starts.filter {
            $0.fact.activity == .clearance
        }
        if method == .clearance && !starts.isEmpty {
            return starts.map { ("the work", $0.fact.date) }
        }
        let sweeps = Set(coverage.flatMap(\.sweeps)).sorted().compactMap { record.sweep($0) }
        let digs = record.alarms(on: segment.fact).compactMap { alarm in
            alarm.closing.map {
                ("the dig at alarm \(alarm.id)", ISOTime.date(of: $0.fact.closedOn))
            }
        }
        return sweeps.map { ("sweep \($0.label)", $0.fact.acquiredOn) } + digs
    }
}
