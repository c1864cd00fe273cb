public import SurveyModel

extension SurveyRecord {
    /// What speaks against the clock by which something is recorded at `at` (UTC): events of the record that
    /// are later, and satellite fixes of its sweeps that are later.
    ///
    /// A clock far ahead of the record is no fault: nothing may have been recorded for a year.
    /// - Parameters:
    ///   - at: the time of the machine, such as `2026-03-01T17:30:00Z`.
    ///   - facts: what is about to be recorded; the fixes of its sweeps count too.
    /// - Returns: the codes are `clock-before-record` and `clock-before-fix`; empty where all is well.
    public func clockWarnings(at: String, recording facts: [Fact] = []) -> [SweepWarning] {
        guard ISOTime.isTimestamp(at) else { return [] }
        var found: [SweepWarning] = []
        if let latestAt, at < latestAt {
            found.append(
                SweepWarning(
                    code: "clock-before-record",
                    text: "the clock of this machine says \(at), but an event of the record is of "
                        + "\(latestAt): set the clock, or find out which event was written with a wrong "
                        + "one"))
        }
        let coming = facts.compactMap { fact -> String? in
            guard case .sweepRegistered(let sweep) = fact else { return nil }
            return sweep.newestFixAt
        }
        if let newest = (coming + [newestFixAt].compactMap { $0 }).max(), at < newest {
            found.append(
                SweepWarning(
                    code: "clock-before-fix",
                    text: "the clock of this machine says \(at), but a satellite fix of a sweep on "
                        + "record is of \(newest): set the clock"))
        }
        return found
    }
}
