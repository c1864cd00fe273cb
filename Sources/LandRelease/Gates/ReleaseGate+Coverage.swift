internal import SurveyModel

extension ReleaseGate {
    /// Ground (m2) that rounding alone may leave uncovered in an account without gaps.
    static let roundingSquareMetres = 0.001

    /// Objections to the coverage handed in, class by class.
    static func coverageObjections(
        _ segment: SegmentRecord, _ record: SurveyRecord, _ coverage: [CoverageAccount]
    ) -> [Objection] {
        var found: [Objection] = []
        // Ground never swept is one fault, said once by `evidenceObjections`.
        let isSwept =
            !record.sweeps(of: segment.id).isEmpty || coverage.contains { !$0.sweeps.isEmpty }
        for required in isSwept ? record.releaseRules(onSegment: segment.id).requiredClasses : [] {
            let accounts = coverage.filter { $0.coverageClass == required }
            if accounts.isEmpty {
                found.append(
                    Objection(
                        code: "coverage-missing",
                        text: "coverage for \(required.rawValue) items was not computed",
                        cure: "compute the coverage of segment \(segment.id)"))
            }
            for account in accounts { found += objections(to: account, of: segment) }
        }
        guard let settings = record.settingsInForce?.settings else {
            found.append(
                Objection(
                    code: "no-settings", text: "no detection settings are approved",
                    cure: "propose settings and have another person approve them"))
            return found
        }
        let depth = settings.detection.searchDepthMetres
        if depth < segment.fact.depthMetres - 1e-9 {
            found.append(
                Objection(
                    code: "search-too-shallow",
                    text: "the detector searches \(Figure.metres(depth)) m deep, segment "
                        + "\(segment.id) needs \(Figure.metres(segment.fact.depthMetres)) m",
                    cure: "have settings with a greater search depth approved, then sweep again"))
        }
        return found
    }

    private static func objections(
        to account: CoverageAccount, of segment: SegmentRecord
    ) -> [Objection] {
        let name = account.coverageClass.rawValue
        var found = accountObjections(account, segment)
        if let gap = gapObjection(account) { found.append(gap) }
        if !(account.depthMetres >= segment.fact.depthMetres - 1e-9) {
            found.append(
                Objection(
                    code: "coverage-too-shallow",
                    text: "coverage for \(name) items reaches \(Figure.metres(account.depthMetres))"
                        + " m, segment \(segment.id) needs "
                        + "\(Figure.metres(segment.fact.depthMetres)) m",
                    cure: "compute the coverage for the segment's depth"))
        }
        return found
    }

    private static func gapObjection(_ account: CoverageAccount) -> Objection? {
        let name = account.coverageClass.rawValue
        let uncovered = account.areaSquareMetres - account.coveredSquareMetres
        guard let widest = account.gaps.map(\.widthMetres).max() else {
            guard !(abs(uncovered) <= roundingSquareMetres) else { return nil }
            return Objection(
                code: "coverage-gap",
                text: "\(Figure.rounded(uncovered, 10_000)) m2 are not covered for \(name) items",
                cure: "compute the coverage again and sweep what is missing")
        }
        let places = account.gaps.prefix(3).map { gap in
            "\(Chainage(metres: gap.chainage.low)) to \(Chainage(metres: gap.chainage.high)) "
                + "\(gap.side.rawValue) at offset \(Figure.metres(gap.offset.low)) to "
                + "\(Figure.metres(gap.offset.high)) m"
        }
        return Objection(
            code: "coverage-gap",
            text:
                "\(account.gaps.count == 1 ? "1 gap is" : "\(account.gaps.count) gaps are") left for \(name) items, the widest "
                + "\(Figure.metres(widest)) m: \(places.joined(separator: "; "))",
            cure: "sweep the gaps")
    }

    /// The gate does not trust figures handed in: they must fit the segment.
    private static func accountObjections(
        _ account: CoverageAccount, _ segment: SegmentRecord
    ) -> [Objection] {
        let name = account.coverageClass.rawValue
        let rectangle = segment.fact.chainage.length * segment.fact.offset.length
        var found: [Objection] = []
        if !(abs(account.areaSquareMetres - rectangle) <= max(0.01, rectangle * 1e-6)) {
            found.append(
                Objection(
                    code: "coverage-not-of-segment",
                    text: "coverage for \(name) items is of \(account.areaSquareMetres) m2, segment"
                        + " \(segment.id) has \(rectangle) m2 in the road frame",
                    cure: "compute the coverage of this segment"))
        }
        if account.sweeps.isEmpty && account.gaps.isEmpty {
            found.append(
                Objection(
                    code: "coverage-without-sweeps",
                    text: "coverage for \(name) items names no sweep",
                    cure: "compute the coverage from the segment's sweeps"))
        }
        return found
    }
}
