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
        guard found.isEmpty else {
            return setAside(event, subjects ?? event.fact.subjects(in: self), stamp, found)
        }
        applyAccepted(event.fact, stamp)
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
        case .roadRegistered(let fact): roads.append(fact)
        case .segmentAdded(let fact): add(fact, stamp)
        case .segmentClassified(let fact):
            update(fact.segment) { $0.classification = fact.classification }
        case .sweepRegistered(let fact): register(fact, stamp)
        case .detectionRun(let fact): record(fact, stamp)
        case .alarmClosed(let fact): close(fact, stamp)
        case .reportSubmitted(let fact): submit(fact, stamp)
        case .reportReturned(let fact): decide(fact.report, .returned, stamp)
        case .reportApproved(let fact): approve(fact, stamp)
        case .segmentSuspended(let fact):
            update(fact.segment) {
                $0.suspendedFrom = $0.workStatus
                $0.workStatus = .suspended
            }
        case .segmentReopened(let fact): reopen(fact, stamp)
        case .reviewClosed(let fact): closeReview(fact)
        case .conflictSettled(let fact): settle(fact, stamp)
        }
    }

    mutating func update(_ segment: String, _ change: (inout SegmentRecord) -> Void) {
        guard let index = segments.firstIndex(where: { $0.id == segment }) else { return }
        change(&segments[index])
    }

    private mutating func approveSettings(_ fact: SettingsApproved, _ stamp: EventStamp) {
        guard let index = settings.firstIndex(where: { $0.digest == fact.digest }) else { return }
        settings[index].approvals.append(stamp)
        settingsInForceIndex = index
    }

    private mutating func add(_ fact: SegmentAdded, _ stamp: EventStamp) {
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
        sweeps.append(
            SweepRecord(
                fact: fact, label: label, settingsInForce: settingsInForce?.digest, stamp: stamp))
        guard let segment = fact.segment, !fact.isBlank else { return }
        update(segment) { if $0.workStatus == .open { $0.workStatus = .workedOn } }
    }

    private mutating func submit(_ fact: ReportSubmitted, _ stamp: EventStamp) {
        for index in reports.indices where reports[index].fact.segment == fact.segment {
            if reports[index].state == .submitted { reports[index].state = .superseded }
        }
        reports.append(
            ReportRecord(
                fact: fact, state: .submitted, isInQuestion: false, approver: nil, stamp: stamp,
                decision: nil))
    }

    private mutating func decide(
        _ report: String, _ state: ReportRecord.State, _ stamp: EventStamp
    ) {
        guard let index = reports.firstIndex(where: { $0.id == report }) else { return }
        reports[index].state = state
        reports[index].decision = stamp
    }

    private mutating func approve(_ fact: ReportApproved, _ stamp: EventStamp) {
        guard let index = reports.firstIndex(where: { $0.id == fact.report }) else { return }
        decide(fact.report, .approved, stamp)
        reports[index].approver = fact.approver
        let report = reports[index].fact
        update(report.segment) {
            $0.product = report.product
            $0.workStatus = .closed
        }
    }

    private mutating func reopen(_ fact: SegmentReopened, _ stamp: EventStamp) {
        let hasSweeps = !sweeps(of: fact.segment).isEmpty
        update(fact.segment) {
            // Work that was done stays done; a release does not outlive a reopening.
            $0.workStatus = hasSweeps ? .workedOn : .open
            $0.suspendedFrom = nil
            $0.product = .none
            $0.review = []
        }
        for index in reports.indices where reports[index].fact.segment == fact.segment {
            let state = reports[index].state
            if state == .approved || state == .submitted {
                reports[index].state = .superseded
                reports[index].decision = stamp
            }
        }
    }

    private mutating func closeReview(_ fact: ReviewClosed) {
        update(fact.segment) { $0.review = [] }
        for index in reports.indices where reports[index].fact.segment == fact.segment {
            reports[index].isInQuestion = false
        }
    }
}
