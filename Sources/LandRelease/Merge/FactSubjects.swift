internal import SurveyModel

/// Something events are about.
enum Subject: Hashable, Sendable {
    case survey
    case settings
    case proposal(Digest)
    case road(String)
    case segment(String)
    case sweep(Digest)
    case run(RunKey)
    case alarm(AlarmKey)
    case report(String)
    /// Anything else, by kind and name.
    case other(kind: String, name: String)
}

/// What an event does to a subject.
enum Touch: Sendable {
    /// It makes or changes it.
    case edit
    /// It adds evidence about it; any amount of it goes together.
    case evidence
    /// It decides on it, on what was known.
    case decision

    /// Whether two installations that did not know of each other cannot both have done this without
    /// a person looking at it.
    func clashes(with other: Touch) -> Bool {
        switch (self, other) {
        case (.evidence, .evidence), (.edit, .evidence), (.evidence, .edit): false
        default: true
        }
    }
}

/// What an event is about.
struct FactSubjects {
    /// What it makes: nobody else may have made another thing of that name.
    var made: Subject?
    /// What it touches, with what it makes.
    var touched: [(subject: Subject, touch: Touch)]
    /// What it speaks of by a name that another installation may have given to something else.
    var named: [Subject] = []
}

extension Fact {
    /// What it is about; `record` tells where sweeps, alarms and reports belong.
    func subjects(in record: SurveyRecord) -> FactSubjects {
        switch self {
        case .surveyCreated: .init(made: .survey, touched: [(.survey, .edit)])
        case .settingsProposed(let fact):
            .init(made: .proposal(fact.digest), touched: [(.proposal(fact.digest), .edit)])
        case .settingsApproved: .init(touched: [(.settings, .decision)])
        case .roadRegistered(let fact):
            .init(made: .road(fact.id), touched: [(.road(fact.id), .edit)])
        case .segmentAdded(let fact):
            .init(
                made: .segment(fact.id), touched: [(.segment(fact.id), .edit)],
                named: [.road(fact.road)])
        case .segmentClassified(let fact): .segment(fact.segment, .edit)
        case .sweepRegistered(let fact): .sweep(fact)
        case .detectionRun(let fact): .run(fact, record)
        case .alarmClosed(let fact): .closing(fact, record)
        case .reportSubmitted(let fact):
            .init(
                made: .report(fact.id),
                touched: [(.report(fact.id), .edit), (.segment(fact.segment), .edit)],
                named: [.segment(fact.segment)])
        case .reportReturned(let fact): .report(fact.report, .edit, record)
        case .reportApproved(let fact): .report(fact.report, .decision, record)
        case .segmentSuspended(let fact): .segment(fact.segment, .edit)
        case .segmentReopened(let fact): .segment(fact.segment, .edit)
        case .reviewClosed(let fact): .segment(fact.segment, .edit)
        case .conflictSettled(let fact): .settlement(fact, record)
        case .personRegistered(let fact): .made("person", FoldedName(fact.name).text)
        case .personChanged(let fact): .changed("person", FoldedName(fact.name).text)
        case .assetRegistered(let fact): .made("asset", fact.id)
        case .assetRetired(let fact): .changed("asset", fact.id)
        case .accreditationGranted(let fact): .made("accreditation", fact.number)
        case .accreditationWithdrawn(let fact): .changed("accreditation", fact.number)
        case .taskOrdered(let fact):
            .init(
                made: .other(kind: "task", name: fact.id),
                touched: [
                    (.other(kind: "task", name: fact.id), .edit), (.segment(fact.segment), .edit),
                ], named: [.segment(fact.segment), .other(kind: "asset", name: fact.asset)])
        case .taskClosed(let fact): .changed("task", fact.task)
        case .waiverGranted(let fact): .segment(fact.segment, .decision)
        case .waiverWithdrawn(let fact): .segment(fact.segment, .decision)
        case .noEvidenceConcluded(let fact): .segment(fact.segment, .edit)
        case .workStarted(let fact): .segment(fact.segment, .edit)
        case .boxChecked(let fact):
            .init(
                touched: [(.other(kind: "box", name: fact.asset), .evidence)],
                named: [.other(kind: "asset", name: fact.asset)])
        case .clearanceClaimed(let fact): .segment(fact.segment, .edit)
        case .qualityChecked(let fact): .segment(fact.segment, .edit)
        case .qaVisited(let fact):
            fact.segment.map { .segment($0, .evidence) }
                ?? .init(touched: [(.other(kind: "visit", name: fact.date), .evidence)])
        case .accidentReported(let fact): .accident(fact, record)
        case .handedOver(let fact): .segment(fact.segment, .decision)
        case .lotThawed(let fact): .segment(fact.segment, .decision)
        case .segmentSplit(let fact): .geometry([fact.segment], fact.parts)
        case .segmentMerged(let fact): .geometry(fact.segments, [fact.whole])
        case .segmentReversioned(let fact): .segment(fact.geometry.id, .edit)
        case .alarmAssigned(let fact): .alarm(fact.alarm, record)
        case .alarmInspected(let fact): .alarm(fact.look.alarm, record)
        case .findRecorded(let fact): .find(fact, record)
        case .findDisposed(let fact): .changed("find", fact.find)
        case .searchClosed(let fact): .changed("find", fact.find)
        case .seedsSealed(let fact): .segment(fact.segment, .evidence)
        case .seedsUnsealed(let fact): .segment(fact.sheet.segment, .evidence)
        case .roadCalibrated(let fact):
            .init(
                made: .other(kind: "calibration", name: "\(fact.road) \(fact.version)"),
                touched: [
                    (.other(kind: "calibration", name: "\(fact.road) \(fact.version)"), .edit)
                ], named: [.road(fact.road)])
        }
    }
}

extension FactSubjects {
    /// Something done to a segment, which it names.
    static func segment(_ id: String, _ touch: Touch) -> Self {
        .init(touched: [(.segment(id), touch)], named: [.segment(id)])
    }

    fileprivate static func made(_ kind: String, _ name: String) -> Self {
        let subject = Subject.other(kind: kind, name: name)
        return .init(made: subject, touched: [(subject, .edit)])
    }

    fileprivate static func changed(_ kind: String, _ name: String) -> Self {
        let subject = Subject.other(kind: kind, name: name)
        return .init(touched: [(subject, .edit)], named: [subject])
    }

    /// Segments that go, and those that take their place.
    fileprivate static func geometry(_ old: [String], _ new: [SegmentAdded]) -> Self {
        .init(
            made: new.first.map { .segment($0.id) },
            touched: (old + new.map(\.id)).map { (.segment($0), .edit) },
            named: old.map { .segment($0) })
    }

    /// A look at an alarm, which is evidence about the ground it lies on.
    fileprivate static func alarm(_ key: AlarmKey, _ record: SurveyRecord) -> Self {
        let segment = record.alarmPlace(key).flatMap { record.alarms[$0].segment }
        return .init(
            touched: [(.alarm(key), .evidence)]
                + (segment.map { [(.segment($0), .evidence)] } ?? []))
    }

    fileprivate static func find(_ fact: FindRecorded, _ record: SurveyRecord) -> Self {
        let find = Subject.other(kind: "find", name: fact.id)
        var segments = record.find(fact.id)?.segments ?? []
        if let named = fact.place.segment, !segments.contains(named) { segments.append(named) }
        return .init(
            made: find, touched: [(find, .edit)] + segments.map { (.segment($0), .evidence) })
    }

    fileprivate static func accident(
        _ fact: AccidentReported, _ record: SurveyRecord
    ) -> Self {
        let segments = record.segments.filter {
            $0.fact.holds(
                fact.position, on: fact.road, along: fact.placeErrorMetres,
                across: fact.placeErrorMetres)
        }
        return .init(touched: segments.map { (.segment($0.id), .evidence) })
    }

    fileprivate static func report(_ id: String, _ touch: Touch, _ record: SurveyRecord) -> Self {
        let segment = record.report(id)?.fact.segment
        return .init(
            touched: [(.report(id), touch)]
                + (segment.map { [(.segment($0), touch)] } ?? []), named: [.report(id)])
    }

    fileprivate static func sweep(_ fact: SweepRegistered) -> Self {
        let segment = fact.isBlank ? nil : fact.segment
        return .init(
            made: .sweep(fact.digest),
            touched: [(.sweep(fact.digest), .edit)]
                + (segment.map { [(.segment($0), .evidence)] } ?? []),
            named: [
                fact.segment.map { .segment($0) }, fact.placement.map { .road($0.road) },
                fact.asset.map { .other(kind: "asset", name: $0) },
            ].compactMap { $0 })
    }

    fileprivate static func run(_ fact: DetectionRun, _ record: SurveyRecord) -> Self {
        let sweep = record.sweep(fact.sweep)?.fact
        let segment = sweep?.isBlank == true ? nil : sweep?.segment
        return .init(
            made: .run(fact.key),
            touched: [(.run(fact.key), .edit)]
                + (segment.map { [(.segment($0), .evidence)] } ?? []))
    }

    fileprivate static func closing(_ fact: AlarmClosed, _ record: SurveyRecord) -> Self {
        let alarm = record.alarmPlace(fact.alarm).map { record.alarms[$0] }
        let key = alarm?.key ?? fact.alarm
        let segments = alarm.map { alarm in
            record.segments.filter { $0.fact.holds(alarm) }.map(\.id)
        }
        return .init(
            made: .alarm(key),
            touched: [(.alarm(key), .edit)]
                + (segments ?? []).map { (.segment($0), .evidence) })
    }

    fileprivate static func settlement(_ fact: ConflictSettled, _ record: SurveyRecord) -> Self {
        let settled = record.merging.conflicts.filter { conflict in
            conflict.parties.contains { fact.events.contains($0.name) }
        }
        return .init(touched: Set(settled.flatMap(\.subjects)).map { ($0, .edit) })
    }
}
