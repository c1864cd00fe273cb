internal import Evaluation
internal import Reporting
internal import SurveyModel

/// What the ground of each lane lets the radar see.
extension TrialPage {
    /// The depths shown on the page (m), those that matter for clearance.
    static let shownDepths = [0.05, 0.10, 0.15, 0.20]
    static let shownClasses: [(kind: DetectabilityClass, label: String)] = [
        (.antiVehicle, "AT"), (.antiPersonnelGap, "AP"), (.antiPersonnelSolid, "AP solid"),
    ]

    /// The paragraph that explains the strips; nothing where none was asked for.
    var detectabilityWords: [Block] {
        guard let judged = report.detectors.first(where: { !$0.result.detectability.isEmpty })
        else { return [] }
        return [
            .paragraph(
                "Below each lane: what its ground lets the radar see with \(judged.name), its plain "
                    + "imaging list at the threshold used. AT: anti-vehicle mines; AP: anti-personnel "
                    + "mines of 80 mm and more with an air space; AP solid: without one. A row is a "
                    + "depth, a line in it a channel. Simulated echoes and calculation agree where it "
                    + "is green; nothing of the truth was used.")
        ]
    }

    /// The strip of lane `name` where it was asked for.
    func detectability(of name: String, along x: Span) -> [Illustration] {
        guard
            let map = report.detectors.lazy.compactMap({ $0.result.detectability[name] }).first
        else { return [] }
        let offsets = Set(map.tiles.map(\.lateralOffsetMetres)).sorted(by: >)
        let rows = Self.shownClasses.flatMap { kind, label in
            Self.shownDepths.compactMap { depth -> GroundStateChart.Row? in
                guard let level = Detectability.depthsMetres.firstIndex(of: depth) else {
                    return nil
                }
                return GroundStateChart.Row(
                    label: "\(label) \(NumberText.fixed(depth * 100, decimals: 0)) cm",
                    channels: offsets.map { offset in
                        map.tiles.filter { $0.lateralOffsetMetres == offset }.compactMap { tile in
                            guard let cells = tile.cells[kind], cells.indices.contains(level)
                            else { return nil }
                            return GroundStateChart.Piece(
                                x: Span(tile.fromMetres, tile.toMetres),
                                state: GroundStateChart.State(cells[level].state))
                        }
                    })
            }
        }
        return [
            GroundStateChart(
                title: "Lane \(name): detectability",
                description: Self.words(map), x: x, rows: rows
            ).illustration
        ]
    }

    /// The depth half of the ground is assured to, in words.
    private static func words(_ map: Detectability) -> String {
        let summary = DetectabilitySummary(map)
        let parts = shownClasses.map { kind, label in
            let depth = summary.assuredMetres[kind]?.half ?? 0
            return "\(label) to \(TrialWords.centimetres(depth)) cm"
        }
        return "Assured for half of the ground: " + parts.joined(separator: ", ")
    }
}

extension GroundStateChart.State {
    fileprivate init(_ state: DetectabilityState) {
        switch state {
        case .green: self = .green
        case .amber: self = .amber
        case .blue: self = .blue
        case .red: self = .red
        case .grey: self = .grey
        }
    }
}
