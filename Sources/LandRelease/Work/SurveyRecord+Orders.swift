internal import SurveyModel

extension SurveyRecord {
    /// The tasks on a segment and on those it was made from, the last ordered last.
    public func tasks(onGroundOf id: String) -> [TaskRecord] {
        let ground = work.ancestors(of: id).union([id])
        return tasks.tasks.filter { ground.contains($0.fact.segment) }
    }

    /// What the state of a segment has against a task order, beyond what its own rules say.
    func orderObjections(_ fact: TaskOrdered) -> [Objection] {
        guard fact.method.activity != nil, let segment = segment(fact.segment),
            segment.classification != .unassessed, segment.product == .none
        else { return [] }
        return objections(to: .order, on: segment, faults: [:], people: nil)
    }

    mutating func order(_ fact: TaskOrdered, _ stamp: EventStamp) {
        tasks.apply(fact, stamp)
        guard fact.method.activity != nil else { return }
        take(.order, on: fact.segment, stamp)
        work.work[fact.segment, default: SegmentWork()].lots = [
            .work(
                team: FoldedName(fact.team), asset: FoldedName(fact.asset),
                procedure: FoldedName(fact.procedure))
        ]
    }

    /// What a day of work lacks of an order for it, once people are registered.
    func taskFaults(
        _ fact: WorkStarted, on segment: SegmentRecord
    ) -> [LandRequirement: [Objection]] {
        guard people.isInForce else { return [:] }
        let task = tasks(onGroundOf: segment.id).last { task in
            task.fact.method.activity == fact.activity && task.covers(fact.date)
                && fact.task.map { FoldedName($0) == FoldedName(task.id) } ?? true
        }
        guard let task else {
            return [
                .taskedWork: [
                    Self.objection(
                        "not-tasked",
                        "no task orders \(fact.activity.rawValue) on segment \(segment.id) for "
                            + TextRules.quoted(fact.date),
                        "have a task order given first with `clearroad task add`")
                ]
            ]
        }
        var faults: [LandRequirement: [Objection]] = [:]
        if FoldedName(task.fact.asset) != FoldedName(fact.asset) {
            faults[.taskedWork] = [
                Self.objection(
                    "other-asset",
                    "task \(task.id) orders the asset \(TextRules.quoted(task.fact.asset)), not "
                        + TextRules.quoted(fact.asset), "work with the asset that was ordered")
            ]
        }
        faults[.accreditation] = assets.objections(
            toWorkOf: task.fact, classes: releaseRules(onSegment: segment.id).requiredClasses,
            depthMetres: segment.fact.depthMetres, on: [fact.date])
        return faults
    }
}

extension WorkMethod {
    /// The work on the ground it is; survey without technical means and quality control are none.
    var activity: WorkActivity? {
        switch self {
        case .technicalSurvey: .technicalSurvey
        case .clearance: .clearance
        case .nonTechnicalSurvey, .qualityControl: nil
        }
    }
}
