public import SurveyModel

/// What makes a scene impossible to simulate.
public enum SyntheticGroundError: ExplainedError, Equatable {
    /// A figure of the scene is out of range.
    case badValue(name: String, reason: String)
    /// A grid needs more memory than is allowed.
    case gridTooLarge(cells: Double, limit: Int)
    /// A grid has no room between its absorbing layers.
    case gridTooSmall(columns: Int, rows: Int, needed: Int)
    /// The cells cannot carry the shortest wave.
    case cellsTooCoarse(cellsPerWavelength: Double, needed: Double, largestCellMetres: Double)
    /// A source, receiver or object lies where the grid is not, or in its absorbing layers.
    case outsideGrid(what: String, xMetres: Double, zMetres: Double)

    /// One sentence.
    public var description: String {
        switch self {
        case .badValue(let name, let reason): "\(name): \(reason)"
        case .gridTooLarge(let cells, let limit):
            "a grid of \(cells) cells is beyond the limit of \(limit)"
        case .gridTooSmall(let columns, let rows, let needed):
            "a grid of \(columns) x \(rows) cells has no room between its absorbing layers, "
                + "\(needed) each way are needed"
        case .cellsTooCoarse(let cells, let needed, _):
            "the shortest wave is \(cells) cells long, at least \(needed) are needed"
        case .outsideGrid(let what, let x, let z):
            "\(what) at x \(x) m, z \(z) m lies outside the grid or in its absorbing layers"
        }
    }

    /// What to do next.
    public var hint: String? {
        switch self {
        case .cellsTooCoarse(_, _, let metres): "take cells of \(metres) m or smaller"
        case .gridTooLarge: "take larger cells or a smaller section"
        case .badValue, .gridTooSmall, .outsideGrid: nil
        }
    }
}
