internal import LandRelease
internal import Reporting
internal import SurveyModel

/// The page of a release: everything an authority reads, in one file.
struct ReleasePage {
    let report: ReportRecord
    let segment: SegmentRecord
    let record: SurveyRecord
    let head: String
    let story: [String]
    let stamp: String?
    let members: [(name: String, digest: Digest, bytes: Int)]

    var page: Page {
        Page(
            title: "Release report \(report.id)",
            subtitle: "Segment \(segment.id), survey \(record.survey?.name ?? "")", stamp: stamp,
            summary: [.note(verdict), .definitions(facts)],
            sections: [coverage, sweeps, alarms, conflicts, history, limits, contents],
            footer: [
                Definition("Program", "ClearRoad \(ToolVersion.current)"),
                Definition("Head of the record", head),
            ])
    }

    private var verdict: Note {
        let isReleased = report.state == .approved && segment.product == report.fact.product
        var points: [String] = []
        if report.isInQuestion {
            points.append("Something came up since that puts it in question.")
        }
        if segment.isUnderReview {
            points.append("Under review because of \(segment.review.joined(separator: ", ")).")
        }
        let title =
            isReleased
            ? "\(segment.id) was released as \(report.fact.product.rawValue)"
            : "\(segment.id) is not released by this report (\(report.state.rawValue))"
        return Note(
            isReleased && points.isEmpty ? .information : .warning, title: title, points: points)
    }

    private var facts: [Definition] {
        let fact = segment.fact
        let decision = report.decision.map { "\($0.at) by \($0.by)" } ?? "none"
        var all = [
            Definition("Product asked for", report.fact.product.rawValue),
            Definition("State of the report", report.state.rawValue),
            Definition("Submitted", "\(report.stamp.at) by \(report.fact.author)"),
            Definition("Decision", decision),
            Definition(
                "Ground",
                "road \(fact.road), \(Chainage(metres: fact.chainage.low)) to "
                    + "\(Chainage(metres: fact.chainage.high)), \(fact.band.rawValue), offsets "
                    + "\(decimal(fact.offset.low, 2)) to \(decimal(fact.offset.high, 2)) m"),
            Definition("Area", "\(decimal(fact.areaSquareMetres, 1)) m2, \(fact.areaMethod)"),
            Definition("Depth required", "\(decimal(fact.depthMetres, 2)) m"),
            Definition("Classification", segment.classification.rawValue),
            Definition("Evidence", report.fact.evidenceDigest.hexadecimal),
            Definition("Note of the author", report.fact.note),
            Definition("Identity of persons", "asserted, not proven, unless a signature is listed"),
        ]
        if let document = report.fact.ntsDocument {
            all.append(Definition("Non-technical survey", document.hexadecimal))
        }
        return all
    }

    private var coverage: Page.Section {
        let rows = report.fact.coverage.map { account in
            [
                DataTable.Cell(account.coverageClass.rawValue),
                .init(decimal(account.depthMetres, 2)),
                .init(decimal(account.areaSquareMetres, 2)),
                .init(decimal(account.coveredSquareMetres, 2)),
                .init("\(account.gaps.count)"), .init("\(account.sweeps.count)"),
            ]
        }
        return .init(
            "Coverage",
            [
                .table(
                    DataTable(
                        caption: "Ground covered when the report was written, in the road frame",
                        columns: [
                            .init("Class", .words), .init("Depth", unit: "m"),
                            .init("Area", unit: "m2"), .init("Covered", unit: "m2"),
                            .init("Gaps"), .init("Sweeps"),
                        ], rows: rows))
            ])
    }

    private var sweeps: Page.Section {
        let cited = Set(report.fact.coverage.flatMap(\.sweeps))
        let rows = record.sweeps.filter { cited.contains($0.digest) }.map { sweep in
            [
                DataTable.Cell(sweep.label), .init(sweep.fact.name), .init(sweep.fact.acquiredOn),
                .init(sweep.fact.operatorName ?? ""),
                .init(decimal(sweep.fact.lengthMetres, 1)), .init(sweep.digest.hexadecimal),
            ]
        }
        return .init(
            "Sweeps",
            [
                .table(
                    DataTable(
                        caption:
                            "Sweeps the coverage rests on, with the SHA-256 of their raw files",
                        columns: [
                            .init("Sweep", .words), .init("Name", .words), .init("Date", .words),
                            .init("Operator", .words), .init("Length", unit: "m"),
                            .init("Digest", .words),
                        ], rows: rows))
            ])
    }

    private var alarms: Page.Section {
        let rows = record.alarms(on: segment.fact).map { alarm in
            let closing = alarm.closing?.fact
            return [
                DataTable.Cell(alarm.id),
                .init(Chainage(metres: alarm.place.position.chainageMetres).description),
                .init(decimal(alarm.place.position.offsetMetres, 2)),
                .init(decimal(alarm.alarm.depthMetres * 100, 0)),
                alarm.isOpen
                    ? .init("OPEN", .warning) : .init(closing?.result.rawValue ?? "answered"),
                .init(closing.map { "\($0.closedBy), \($0.closedOn)" } ?? ""),
                .init(closing.map { decimal($0.depthMetres * 100, 0) } ?? ""),
            ]
        }
        return .init(
            "Alarms and digs",
            [
                .table(
                    DataTable(
                        caption: "Every alarm on the segment",
                        columns: [
                            .init("Alarm", .words), .init("Chainage", .words),
                            .init("Offset", unit: "m"), .init("Depth", unit: "cm"),
                            .init("Result", .words), .init("By", .words), .init("Dug", unit: "cm"),
                        ], rows: rows))
            ])
    }

    private var conflicts: Page.Section {
        let mine = record.merging.conflicts.filter {
            $0.segments.isEmpty || $0.segments.contains(segment.id)
        }
        let lines = mine.map { conflict in
            let end =
                conflict.settlement.map { ". Settled: \($0.reason)" } ?? ". NOT SETTLED"
            return "\(conflict.kind.rawValue): \(conflict.text)\(end)"
        }
        return .init(
            "Conflicts", lines.isEmpty ? [.paragraph("None on this segment.")] : [.list(lines)])
    }

    private var history: Page.Section {
        .init("Story", [.list(story.filter { !$0.isEmpty })])
    }

    private var limits: Page.Section {
        .init(
            "What this proves, and what not",
            [
                .paragraph("Check the bundle with `clearroad verify FILE.zip`. It proves:"),
                .list(ReleaseWords.proves), .paragraph("It does not prove:"),
                .list(ReleaseWords.provesNot),
            ])
    }

    private var contents: Page.Section {
        let rows = members.sorted { $0.name < $1.name }.map {
            [
                DataTable.Cell($0.name), .init(ReleaseWords.about($0.name)), .init("\($0.bytes)"),
                .init($0.digest.hexadecimal),
            ]
        }
        return .init(
            "Contents of the bundle",
            [
                .table(
                    DataTable(
                        caption: "Members beside this page, the list and the manifest",
                        columns: [
                            .init("Member", .words), .init("What", .words), .init("Bytes"),
                            .init("SHA-256", .words),
                        ], rows: rows))
            ])
    }
}
