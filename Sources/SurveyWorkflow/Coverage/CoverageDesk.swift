internal import Cartography
internal import LandRelease
public import SurveyModel

/// How much of each segment is covered, what is missing and why, and what each day brought.
public struct CoverageDesk: Sendable {
    private let survey: SurveyFolder

    /// The desk of `survey`.
    public init(survey: SurveyFolder) { self.survey = survey }

    /// A gap with its reason.
    public struct Gap: Sendable {
        /// Where it is.
        public var gap: CoverageGap
        /// Why it is not covered.
        public var reason: GapReason
        /// How many passes of the array close it; `nil` where no sweep tells how wide the array is.
        public var passesNeeded: Int?
    }

    /// One segment for one class.
    public struct Row: Sendable {
        /// The segment.
        public var segment: String
        /// What is covered.
        public var account: CoverageAccount
        /// What is not, largest first.
        public var gaps: [Gap]
        /// What was covered at the end of each day on which it was swept.
        public var days: [Day]
    }

    /// A day's part.
    public struct Day: Sendable {
        /// The day the sweeps were acquired on.
        public var date: String
        /// Ground covered for the first time (m2).
        public var newSquareMetres: Double
        /// All that was covered at its end (m2).
        public var coveredSquareMetres: Double
        /// Sweeps of that day that count.
        public var sweeps: Int
    }

    /// The rows of every segment, or of one, for each class its rules require, and the head of the record.
    ///
    /// - Throws: `WorkflowError.unknown` where there is no such segment.
    public func rows(segment id: String? = nil) throws -> (rows: [Row], head: String) {
        let (record, head) = try SurveyViews.record(of: survey)
        let segments = try id.map { [try record.requiredSegment($0)] } ?? record.segments
        let evidence = EvidenceCoverage(record: record)
        let ground = GapGround(record, evidence, try survey.centrelines(record))
        let rows = try segments.flatMap { segment -> [Row] in
            let view = SegmentView(
                segment: segment.fact, record: record, near: evidence.passes(near: segment.fact))
            return try evidence.accounts(of: segment).map { account in
                try view.row(account, ground.reasons(account, on: segment.fact))
            }
        }
        return (rows, head)
    }

    /// One segment with the sweeps near it that count.
    private struct SegmentView {
        let segment: SegmentAdded
        let record: SurveyRecord
        let near: [PlacedSweep]

        func row(_ account: CoverageAccount, _ reasons: GapReasons) throws -> Row {
            Row(
                segment: segment.id, account: account,
                gaps: account.gaps.map { gap in
                    Gap(
                        gap: gap, reason: reasons.reason(of: gap),
                        passesNeeded: passes(across: gap.offset.length))
                }, days: try days(account.coverageClass))
        }

        /// Passes of the array, shrunk by the error on both sides, that close a gap of that width.
        private func passes(across widthMetres: Double) -> Int? {
            guard let width = near.compactMap(\.arrayWidthMetres).min() else { return nil }
            let error = near.map(\.placement.acrossErrorMetres).max() ?? 0
            let sure = width - 2 * error
            guard sure > 0.01 else { return nil }
            return Int((widthMetres / sure).rounded(.up))
        }

        private func days(_ coverageClass: CoverageClass) throws -> [Day] {
            let dated = near.compactMap { pass in
                record.sweep(pass.digest).map { (date: $0.fact.acquiredOn, pass: pass) }
            }
            var before = 0.0
            return try Set(dated.map(\.date)).sorted().compactMap { date in
                let until = dated.filter { $0.date <= date }.map(\.pass)
                let account = try EvidenceCoverage.geometry(of: segment, passes: until)
                    .account(for: coverageClass)
                let own = Set(dated.filter { $0.date == date }.map(\.pass.digest))
                defer { before = account.coveredSquareMetres }
                return Day(
                    date: date,
                    newSquareMetres: max(0, account.coveredSquareMetres - before),
                    coveredSquareMetres: account.coveredSquareMetres,
                    sweeps: account.sweeps.count(where: own.contains))
            }.filter { $0.sweeps > 0 }
        }
    }
}

extension PlacedSweep {
    /// From the rightmost to the leftmost channel, with half a channel's spacing on either side (m).
    fileprivate var arrayWidthMetres: Double? {
        let places = stretches.map(\.lateralOffsetMetres)
        guard let low = places.min(), let high = places.max(), let spacing = channelSpacingMetres
        else { return nil }
        return high - low + spacing
    }
}
