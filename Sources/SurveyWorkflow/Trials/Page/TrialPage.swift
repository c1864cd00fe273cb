internal import Evaluation
internal import Reporting
internal import Statistics
internal import SurveyModel

/// The page of a trial: everything an evaluator signs, in one file.
struct TrialPage {
    let report: TrialReport
    /// What the radar saw, by lane.
    let views: [String: LanePictures]
    /// SHA-256 of what was read, by name.
    let digests: [(name: String, digest: Digest)]
    /// Words across the page where its data are made up.
    let stamp: String?

    var page: Page {
        Page(
            title: "Trial: \(report.folder.name)", subtitle: subtitle, stamp: stamp,
            summary: summary,
            sections: [
                curves, groups, depths, falseAlarms, places,
            ] + [probabilities, comparison].compactMap(\.self) + [
                misses, lanes, method, files,
            ],
            footer: [
                Definition("Program", "ClearRoad \(ToolVersion.current)"),
                Definition(
                    "Intervals of curves",
                    "\(report.plan.resamples) resamples of the lanes, seed \(report.plan.seed)"),
            ])
    }

    private var subtitle: String {
        let names = report.detectors.map(\.name).joined(separator: ", ")
        return report.detectors.count == 1 ? "Detector: \(names)" : "Detectors: \(names)"
    }

    /// The first detector, whose lanes and groups stand on the page in full.
    var first: TrialReport.Judged { report.detectors[0] }

    /// How series number `place` is drawn in every chart.
    func look(_ place: Int) -> Look { Look.distinct(place) }
}

/// Words and cells that several parts of the page share.
enum TrialWords {
    static func share(_ value: Double?) -> String {
        value.map { NumberText.fixed($0, decimals: 3) } ?? NumberText.missing
    }

    static func centimetres(_ metres: Double?) -> String {
        metres.map { NumberText.fixed($0 * 100, decimals: 1) } ?? NumberText.missing
    }

    static func interval(_ span: Span?, decimals: Int = 3) -> String {
        span.map { NumberText.interval($0.low, $0.high, decimals: decimals) } ?? NumberText.missing
    }

    static func count(_ pd: PdEstimate) -> String {
        pd.encounters == pd.targets
            ? NumberText.count(pd.hits, of: pd.targets)
            : "\(NumberText.fixed(pd.detected, decimals: 2))/\(pd.targets)"
    }

    /// The counts of a row, such as `61/88`; empty where the class has no mines.
    static func count(_ name: TargetClass, in classes: [RateRow.ClassCount]) -> String {
        classes.first { $0.targetClass == name }.map { NumberText.count($0.found, of: $0.of) } ?? ""
    }

    static func name(_ name: TargetClass) -> String {
        switch name {
        case .plasticAntiPersonnel: "plastic anti-personnel"
        case .plasticAntiVehicle: "plastic anti-vehicle"
        case .metalAntiPersonnel: "metal anti-personnel"
        case .metalAntiVehicle: "metal anti-vehicle"
        case .clutter: "clutter"
        }
    }

    static func name(_ kind: RateKind) -> String {
        kind == .ground ? "ground rate" : "total rate"
    }
}

extension PdEstimate {
    /// The interval for claims.
    var claim: Span? { clopperPearson.map { Span($0.low, $0.high) } }
    /// The interval for pictures.
    var drawn: Span? { wilson.map { Span($0.low, $0.high) } }
}
