internal import LandRelease
internal import SurveyModel

extension SurveyFigures {
    /// Ground released by the approvals among `events`, by product and method.
    ///
    /// Ground that several segments of one product hold counts once, for the segment decided on last.
    static func releases(_ events: [Event], _ record: SurveyRecord) -> [Release] {
        var reports: [LandProduct: [String: ReportRecord]] = [:]
        for event in events {
            guard case .reportApproved(let fact) = event.fact,
                let report = record.report(fact.report)
            else { continue }
            reports[report.fact.product, default: [:]][report.fact.segment] = report
        }
        return [LandProduct.cancelled, .reduced, .cleared].flatMap { product -> [Release] in
            guard let own = reports[product] else { return [] }
            var found: [Release] = []
            let parcels = AreaLedger.parcels(
                of: record.segments.filter { own[$0.id] != nil }, record)
            for parcel in parcels {
                let last = parcel.segments.compactMap { own[$0] }.max {
                    ($0.decision?.order ?? -1) < ($1.decision?.order ?? -1)
                }
                guard let last else { continue }
                let (method, source) = method(of: last, record)
                if let known = found.firstIndex(where: {
                    $0.method == method && $0.source == source
                }) {
                    found[known].squareMetres += parcel.squareMetres
                } else {
                    found.append(
                        Release(
                            product: product, method: method, source: source,
                            squareMetres: parcel.squareMetres))
                }
            }
            return found.sorted {
                ($0.method, $0.source.rawValue) < ($1.method, $1.source.rawValue)
            }
        }
    }

    /// The method of the task order in force on the last day of the work a report rests on; where none was,
    /// what the product stands for.
    static func method(
        of report: ReportRecord, _ record: SurveyRecord
    ) -> (method: String, source: Release.Source) {
        let tasks = record.tasks(onGroundOf: report.fact.segment).filter {
            $0.fact.method != .qualityControl && $0.stamp.order < report.stamp.order
        }
        let sweeps = Set(report.fact.coverage.flatMap(\.sweeps))
        let days =
            sweeps.compactMap { record.sweep($0)?.fact.acquiredOn }
            + record.work.work(on: report.fact.segment).starts.map(\.fact.date)
            + [report.stamp.at]
        for day in Set(days.map { ISOTime.date(of: $0) }).sorted(by: >) {
            if let task = tasks.last(where: { $0.covers(day) }) {
                return (task.fact.method.rawValue.replacing("-", with: " "), .taskOrder)
            }
        }
        let word =
            switch report.fact.product {
            case .none: ""
            case .cancelled: "non-technical survey"
            case .reduced: "technical survey"
            case .cleared: "clearance"
            }
        return (word, .product)
    }

    static func seeds(_ record: SurveyRecord, _ isInside: (EventStamp) -> Bool) -> Seeds {
        var seeds = Seeds()
        for lot in record.seeds.lots {
            if isInside(lot.stamp) { seeds.laid += lot.sealed.count }
            guard let opening = lot.opening else {
                seeds.sealed += lot.sealed.count
                continue
            }
            guard isInside(opening.stamp) else { continue }
            let found = opening.results.count(where: \.isFound)
            seeds.unsealed += opening.results.count
            seeds.found += found
            seeds.missed += opening.results.count - found
        }
        return seeds
    }

    static func finds(_ record: SurveyRecord, _ isInside: (EventStamp) -> Bool) -> Finds {
        var finds = Finds()
        for find in record.finds where isInside(find.stamp) {
            let count = find.details?.item.quantity ?? 1
            if find.isExplosive { finds.explosive += count } else { finds.other += count }
        }
        return finds
    }
}
