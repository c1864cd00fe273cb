internal import Evaluation
internal import Fingerprint
internal import Foundation
internal import MineDetection
internal import SurveyModel

/// The echoes of lanes with known truth.
struct EchoCollection: Sendable {
    /// What a lane is for.
    enum Use: Sendable {
        /// Learnt from, and judged by folds.
        case trial
        /// Blank, never learnt from: it tells what scores such ground reaches.
        case blank
        /// Blank, with echoes laid into copies of it: its ground is learnt.
        case ground
        /// Such a copy: learnt from, never judged.
        case laid
    }

    /// One lane.
    struct Lane: Sendable {
        var name: String
        var digest: Digest
        var soilGroup: String
        var targets: [Target]
        var ground: SweptGround
        var use: Use
        var sweptSquareMetres: Double
        var centreFrequencyMHz: Double
    }

    var lanes: [Lane] = []
    var echoes: [LabelledEcho] = []

    /// Adds `lane`, read as `sweep`, with the echoes `pipeline` finds.
    mutating func add(
        _ lane: TrialFolder.Lane, _ sweep: Sweep, use: Use, pipeline: DetectionPipeline,
        monitor: WorkMonitor
    ) async throws {
        let targets = try lane.targets()
        let scored = try await pipeline.scored(sweep, monitor: monitor.withoutProgress)
        let number = lanes.count
        lanes.append(
            Lane(
                name: lane.name, digest: try Digest(ofFile: lane.sweepPath),
                soilGroup: lane.soilGroup ?? lane.name, targets: targets,
                ground: try lane.ground(of: sweep), use: use,
                sweptSquareMetres: scored.sweptSquareMetres,
                centreFrequencyMHz: scored.centreFrequencyMHz))
        echoes += scored.echoes.map { echo in
            LabelledEcho(
                lane: number, echo: echo,
                label: EchoLabel(xMetres: echo.xMetres, yMetres: echo.yMetres, among: targets))
        }
    }

    /// Adds a copy of the last lane added with `targets` laid into it: of `found` only their echoes.
    mutating func add(copyOfLastWith targets: [Target], pass: Int, _ found: [Echo]) {
        guard var copy = lanes.last(where: { $0.use != .laid }) else { return }
        let number = lanes.count
        copy.name += "+\(pass + 1)"
        copy.targets = targets
        copy.use = .laid
        lanes.append(copy)
        for echo in found {
            let label = EchoLabel(xMetres: echo.xMetres, yMetres: echo.yMetres, among: targets)
            switch label {
            // Its ground is the lane's own, which is there already.
            case .near, .ground: continue
            case .mine, .object: echoes.append(LabelledEcho(lane: number, echo: echo, label: label))
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
