internal import Evaluation
internal import SurveyModel

/// The sheet for the person who buries: lane by lane, in the order along the lane.
struct BurialSheet {
    let layout: LaneLayout

    /// The whole sheet.
    var text: String {
        ([head] + layout.lanes.map(page)).joined(separator: "\n\n") + "\n"
    }

    private var head: String {
        let request = layout.request
        return """
            BURIAL SHEET - secret until the trial is scored; keep it from whoever sweeps the lanes.
            \(request.targets) targets and \(request.clutter) other objects in \(request.lanes) lanes of \
            \(request.laneLengthMetres) m x \(request.laneWidthMetres) m; seed \(request.seed).
            Along: from the start of the lane. Across: from its middle, left and right as seen along travel.
            Depth: to the top of the object. For clutter take any object that is no mine, about as large.
            Write down where an object really lies and correct the truth table where it lies elsewhere.
            """
    }

    private func page(_ lane: LaneLayout.Lane) -> String {
        let widest = max(5, lane.objects.map(\.model.count).max() ?? 0)
        let blank =
            layout.request.blankShare > 0
            ? "blank from \(decimal(lane.blankFromMetres, 3)) to "
                + "\(decimal(lane.blankToMetres, 3)) m: dig there as well, bury nothing"
            : "no stretch is kept blank"
        let title =
            Self.padded("id", 10) + Self.padded("model", widest + 2) + Self.padded("class", 12)
            + "  along m     across m   depth m  done"
        let rows = lane.objects.map { object in
            Self.padded(object.id, 10) + Self.padded(object.model, widest + 2)
                + Self.padded(object.targetClass.rawValue, 12)
                + Self.aligned(decimal(object.xMetres, 3), 9) + "  "
                + Self.aligned(Self.across(object.yMetres), 11)
                + Self.aligned(decimal(object.depthMetres, 3), 10) + "  [  ]"
        }
        return ([lane.name + " (" + blank + ")", title] + rows).joined(separator: "\n")
    }

    private static func across(_ metres: Double) -> String {
        metres == 0 ? "0.000" : (metres > 0 ? "left " : "right ") + decimal(abs(metres), 3)
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func aligned(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
