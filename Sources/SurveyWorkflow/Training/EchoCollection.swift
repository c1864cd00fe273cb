internal import Evaluation
internal import Fingerprint
internal import Foundation
internal import MineDetection
internal import SurveyModel

/// The echoes of lanes with known truth.
struct EchoCollection: Sendable {
    /// One lane.
    struct Lane: Sendable {
        var name: String
        var digest: Digest
        var soilGroup: String
        var targets: [Target]
        var ground: SweptGround
        var isBlank: Bool
        var sweptSquareMetres: Double
        var centreFrequencyMHz: Double
    }

    var lanes: [Lane] = []
    var echoes: [LabelledEcho] = []

    /// Adds the lanes of a trial that are not aborted and whose targets can be expected to be seen.
    mutating func add(
        _ run: TrialRun, pipeline: DetectionPipeline, monitor: WorkMonitor
    ) async throws {
        let taken = run.folder.lanes.filter { $0.aborted == nil && $0.role != .shown }
        for (place, lane) in taken.enumerated() {
            try monitor.check()
            monitor.progress(Double(place) / Double(taken.count), "lane \(lane.name)")
            let sweep = try run.read(lane, monitor)
            let targets = try lane.targets()
            let scored = try await pipeline.scored(sweep, monitor: monitor.withoutProgress)
            let number = lanes.count
            lanes.append(
                Lane(
                    name: lane.name, digest: try Digest(ofFile: lane.sweepPath),
                    soilGroup: lane.soilGroup ?? lane.name, targets: targets,
                    ground: try TrialRun.ground(of: lane, sweep), isBlank: lane.role == .blank,
                    sweptSquareMetres: scored.sweptSquareMetres,
                    centreFrequencyMHz: scored.centreFrequencyMHz))
            echoes += scored.echoes.map { echo in
                LabelledEcho(
                    lane: number, echo: echo,
                    label: EchoLabel(
                        xMetres: echo.xMetres, yMetres: echo.yMetres, among: targets))
            }
        }
    }

    /// The echoes of one lane.
    func echoes(of lane: Int) -> [Echo] { echoes.filter { $0.lane == lane }.map(\.echo) }

    /// The echoes as a table: lane, soil group, place, label, class, and every feature.
    func csv() -> String {
        var text =
            "lane,soil_group,x_m,y_m,channel,delay_ns,label,object,class,"
            + EchoFeature.allCases.map(\.rawValue).joined(separator: ",") + "\n"
        for item in echoes {
            let lane = lanes[item.lane]
            let (label, object) = item.label.words
            let name = object.map { lane.targets[$0].targetClass.rawValue } ?? ""
            let id = object.map { lane.targets[$0].id } ?? ""
            let echo = item.echo
            text +=
                "\(lane.name),\(lane.soilGroup),\(echo.xMetres),\(echo.yMetres),\(echo.channel),"
                + "\(echo.delayNanoseconds),\(label),\(id),\(name),"
                + echo.features.values.map { String(format: "%.6g", $0) }.joined(separator: ",")
                + "\n"
        }
        return text
    }
}

extension EchoLabel {
    /// Its name, and the place of the object in the truth.
    fileprivate var words: (name: String, object: Int?) {
        switch self {
        case .mine(let place): ("mine", place)
        case .object(let place): ("object", place)
        case .near: ("near", nil)
        case .ground: ("ground", nil)
        }
    }
}
