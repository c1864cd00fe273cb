internal import SurveyModel

extension ReleaseGate {
    /// Objections to the sweeps that stand behind a request.
    ///
    /// A sweep on the segment that is not evidence stands in the way where the coverage counts it,
    /// where no detection was run over it, or where the segment has nothing better.
    static func evidenceObjections(
        _ segment: SegmentRecord, _ record: SurveyRecord, _ coverage: [CoverageAccount]
    ) -> [Objection] {
        let own = record.sweeps(of: segment.id).map(\.digest)
        let counted = Set(coverage.flatMap(\.sweeps))
        guard !own.isEmpty || !counted.isEmpty else {
            return [
                Objection(
                    code: "no-sweeps", text: "segment \(segment.id) was never swept",
                    cure: "sweep it")
            ]
        }
        let hasEvidence = own.contains { record.standing(ofSweep: $0).isEvidence }
        let others = counted.subtracting(own).sorted()
        return (own + others).compactMap { digest in
            guard let objection = record.standing(ofSweep: digest).objection else { return nil }
            let stands =
                counted.contains(digest) || !hasEvidence || record.runs(of: digest).isEmpty
            return stands ? objection : nil
        }
    }

    /// Objections that follow from time: nothing may be newer than the request that rests on it.
    static func timeObjections(
        _ segment: SegmentRecord, _ at: String, _ record: SurveyRecord,
        _ coverage: [CoverageAccount]
    ) -> [Objection] {
        guard ISOTime.isTimestamp(at) else { return [] }
        let own = Set(record.sweeps(of: segment.id).map(\.digest))
        let counted = own.union(coverage.flatMap(\.sweeps))
        var found: [Objection] = []
        func object(_ code: String, _ text: String) {
            found.append(
                Objection(code: code, text: text, cure: "check the dates and this machine's clock"))
        }
        for sweep in record.sweeps(counted) {
            if ISOTime.isAfter(sweep.fact.acquiredOn, at) {
                object(
                    "sweep-after-report",
                    "sweep \(sweep.label) is dated \(sweep.fact.acquiredOn), after the report of "
                        + at)
            }
            if sweep.stamp.at > at {
                object(
                    "sweep-after-report",
                    "sweep \(sweep.label) was registered at \(sweep.stamp.at), after the report "
                        + "of \(at)")
            }
            for run in record.runs(of: sweep.digest) where run.stamp.at > at {
                object(
                    "run-after-report",
                    "run \(run.number) over sweep \(sweep.label) is of \(run.stamp.at), after the "
                        + "report of \(at)")
            }
        }
        for alarm in record.alarms(on: segment.fact) {
            guard let closing = alarm.closing else { continue }
            if ISOTime.isAfter(closing.fact.closedOn, at) || closing.stamp.at > at {
                object(
                    "closing-after-report",
                    "alarm \(alarm.id) was closed on \(closing.fact.closedOn), recorded at "
                        + "\(closing.stamp.at), after the report of \(at)")
            }
        }
        return found
    }

    /// Objections to alarms nobody looked at.
    static func openAlarmObjections(
        _ segment: SegmentRecord, _ record: SurveyRecord
    ) -> [Objection] {
        let open = record.alarms(on: segment.fact).filter(\.isOpen).map(\.id)
        guard !open.isEmpty else { return [] }
        return [
            Objection(
                code: "open-alarms",
                text:
                    "\(open.count == 1 ? "1 alarm is" : "\(open.count) alarms are") open on segment \(segment.id): \(list(open))",
                cure: "investigate and close each of them")
        ]
    }

    /// Objections to explosive items that were found.
    static func itemObjections(_ segment: SegmentRecord, _ record: SurveyRecord) -> [Objection] {
        let explosive = record.finds(on: segment.id).filter(\.isExplosive).map(\.alarm)
        guard !explosive.isEmpty else { return [] }
        return [
            Objection(
                code: "explosive-find",
                text: "explosive items were found on segment \(segment.id), at "
                    + list(explosive),
                cure: "it is a confirmed hazardous area now and needs clearance")
        ]
    }

    /// Objections to work dated or recorded after the request that rests on it.
    static func workTimeObjections(_ work: SegmentWork, _ at: String) -> [Objection] {
        guard ISOTime.isTimestamp(at) else { return [] }
        var rows = work.starts.map { ("a day of work", $0.fact.date, $0.stamp.at) }
        rows += [work.claim].compactMap { $0 }.map {
            ("the completion", $0.fact.completedOn, $0.stamp.at)
        }
        rows += [work.internalCheck, work.externalCheck].compactMap { $0 }.map {
            ("quality control", $0.fact.date, $0.stamp.at)
        }
        return rows.filter { ISOTime.isAfter($0.1, at) || $0.2 > at }.map {
            Objection(
                code: "work-after-report",
                text: "\($0.0) of \($0.1), recorded at \($0.2), is after the report of \(at)",
                cure: "check the dates and this machine's clock")
        }
    }
}
