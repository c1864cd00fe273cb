internal import SurveyModel

extension SurveyRecord {
    /// Reads one event; one that breaks a rule is listed in `conflicts` and has no effect.
    mutating func apply(_ event: Event) {
        let stamp = EventStamp(
            writer: event.writer, number: event.number, at: event.at, by: event.by,
            order: eventCount)
        merging.begin(event)
        defer { merging.end() }
        let subjects = merging.isShared ? event.fact.subjects(in: self) : nil
        let found =
            objections(to: event.fact, by: event.by, at: event.at)
            + (subjects.map { strangerObjections($0) } ?? [])
        eventCount += 1
        clock = max(clock, event.clock)
        lastAt = event.at
        if ISOTime.isTimestamp(event.at) { latestAt = max(latestAt ?? event.at, event.at) }
        guard found.isEmpty else {
            return setAside(event, subjects ?? event.fact.subjects(in: self), stamp, found)
        }
        let known = finds.count
        applyAccepted(event.fact, stamp)
        meetItems(finds[known...], stamp)
        if let subjects { noteClashes(event, subjects, stamp) }
    }

    private mutating func applyAccepted(_ fact: Fact, _ stamp: EventStamp) {
        switch fact {
        case .surveyCreated(let fact): survey = fact
        case .settingsProposed(let fact):
            settings.append(
                SettingsRecord(
                    settings: fact.settings, digest: fact.digest, proposed: stamp, approvals: []))
        case .settingsApproved(let fact): approveSettings(fact, stamp)
        case .roadRegistered(let fact):
            index.addRoad(fact.id, at: roads.count)
            roads.append(fact)
        case .segmentAdded(let fact): add(fact, stamp)
        case .segmentClassified(let fact): classify(fact, stamp)
        case .sweepRegistered(let fact): register(fact, stamp)
        case .detectionRun(let fact): record(fact, stamp)
        case .alarmClosed(let fact): close(fact, stamp)
        case .reportSubmitted(let fact): submit(fact, stamp)
        case .reportReturned(let fact): decide(fact.report, .returned, stamp)
        case .reportApproved(let fact): approve(fact, stamp)
        case .segmentSuspended(let fact): take(.suspend, on: fact.segment, stamp)
        case .segmentReopened(let fact): reopen(fact, stamp)
        case .reviewClosed(let fact): closeReview(fact)
        case .personRegistered(let fact): register(fact, stamp)
        case .personChanged(let fact): people.apply(fact, stamp)
        case .assetRegistered(let fact): assets.apply(fact, stamp)
        case .assetRetired(let fact): assets.apply(fact)
        case .accreditationGranted(let fact): assets.apply(fact, stamp)
        case .accreditationWithdrawn(let fact): assets.apply(fact)
        case .taskOrdered(let fact): order(fact, stamp)
        case .taskClosed(let fact): tasks.apply(fact)
        case .waiverGranted(let fact): waivers.apply(fact, stamp)
        case .waiverWithdrawn(let fact): waivers.apply(fact, stamp)
        case .noEvidenceConcluded(let fact): conclude(fact, stamp)
        case .workStarted(let fact): start(fact, stamp)
        case .boxChecked(let fact): check(fact, stamp)
        case .clearanceClaimed(let fact): claim(fact, stamp)
        case .qualityChecked(let fact): check(fact, stamp)
        case .qaVisited(let fact): visit(fact, stamp)
        case .accidentReported(let fact): meetAccident(fact, stamp)
        case .handedOver(let fact): handOver(fact, stamp)
        case .lotThawed(let fact): thaw(fact)
        case .segmentSplit(let fact): split(fact, stamp)
        case .segmentMerged(let fact): merge(fact, stamp)
        case .segmentReversioned(let fact): reversion(fact, stamp)
        case .alarmAssigned(let fact): assign(fact, stamp)
        case .alarmInspected(let fact): inspect(fact, stamp)
        case .findRecorded(let fact): record(fact, stamp)
        case .findDisposed(let fact): dispose(fact, stamp)
        case .searchClosed(let fact): closeSearch(fact, stamp)
        case .seedsSealed(let fact): seal(fact, stamp)
        case .seedsUnsealed(let fact): unseal(fact, stamp)
        case .conflictSettled(let fact): settle(fact, stamp)
        case .roadCalibrated(let fact): calibrations.append(fact)
        }
    }

    mutating func update(_ segment: String, _ change: (inout SegmentRecord) -> Void) {
        guard let place = index.segments[segment] else { return }
        change(&segments[place])
    }

    private mutating func approveSettings(_ fact: SettingsApproved, _ stamp: EventStamp) {
        guard let index = settings.firstIndex(where: { $0.digest == fact.digest }) else { return }
        settings[index].approvals.append(stamp)
        settingsInForceIndex = index
    }

    private mutating func add(_ fact: SegmentAdded, _ stamp: EventStamp) {
        index.addSegment(fact, at: segments.count)
        segments.append(
            SegmentRecord(
                fact: fact, classification: fact.classification, workStatus: .open,
                product: .none, review: [], suspendedFrom: nil, stamp: stamp))
    }

    private mutating func register(_ fact: SweepRegistered, _ stamp: EventStamp) {
        var length = 8
        while labels.contains(String(fact.digest.hexadecimal.prefix(length))) && length < 64 {
            length += 1
        }
        let label = String(fact.digest.hexadecimal.prefix(length))
        labels.insert(label)
        sweepIndex[fact.digest] = sweeps.count
        index.addSweep(fact, at: sweeps.count, on: owners(of: fact))
        sweeps.append(
            SweepRecord(
                fact: fact, label: label, settingsInForce: settingsInForce?.digest, stamp: stamp))
        if let fix = fact.newestFixAt { newestFixAt = max(newestFixAt ?? fix, fix) }
        guard !fact.isBlank else { return }
        for id in owners(of: fact) {
            update(id) { if $0.workStatus == .open { $0.workStatus = .workedOn } }
        }
    }

    private mutating func submit(_ fact: ReportSubmitted, _ stamp: EventStamp) {
        for place in index.reportsOfSegment[fact.segment] ?? []
        where reports[place].state == .submitted { reports[place].state = .superseded }
        index.addReport(fact, at: reports.count)
        reports.append(
            ReportRecord(
                fact: fact, state: .submitted, isInQuestion: false, approver: nil, stamp: stamp,
                decision: nil))
    }

    private mutating func decide(
        _ report: String, _ state: ReportRecord.State, _ stamp: EventStamp
    ) {
        guard let place = index.reports[report] else { return }
        reports[place].state = state
        reports[place].decision = stamp
    }

    private mutating func approve(_ fact: ReportApproved, _ stamp: EventStamp) {
        guard let place = index.reports[fact.report] else { return }
        decide(fact.report, .approved, stamp)
        reports[place].approver = fact.approver
        reports[place].approval = ReportRecord.Approval(fact: fact, stamp: stamp)
        let report = reports[place].fact
        take(.approve(report.product), on: report.segment, stamp)
    }

    private mutating func closeReview(_ fact: ReviewClosed) {
        update(fact.segment) { $0.review = [] }
        for place in index.reportsOfSegment[fact.segment] ?? [] {
            reports[place].isInQuestion = false
        }
    }
}
