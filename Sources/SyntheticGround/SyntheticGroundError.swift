public import SurveyModel

/// What makes a scene impossible to simulate.
public enum SyntheticGroundError: ExplainedError, Equatable {
    /// A figure of the scene is out of range.
    case badValue(name: String, reason: String)
    /// An object would stick out of the ground.
    case outOfGround(object: String, byMillimetres: Double)
    /// Objects cannot be placed so many to a square metre at their least separation.
    case tooDense(placed: Int, wanted: Int, separationMetres: Double)
    /// More objects than a scene may hold.
    case tooManyObjects(wanted: Int, limit: Int)
    /// No object of this name is in the catalogue.
    case unknownObject(name: String, known: [String])
    /// No soil of this name is known.
    case unknownSoil(name: String, known: [String])
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
        case .outOfGround(let object, let height):
            "\(object) sticks out of the ground by \(height) mm"
        case .tooDense(let placed, let wanted, let separation):
            "only \(placed) of \(wanted) objects fit in the lane \(separation) m apart"
        case .tooManyObjects(let wanted, let limit):
            "\(wanted) objects are asked for, a sweep holds at most \(limit)"
        case .unknownObject(let name, _): "no object `\(name)` is in the catalogue"
        case .unknownSoil(let name, _): "no soil `\(name)` is known"
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
        case .outOfGround: "bury it deeper or tilt it less"
        case .tooDense: "ask for fewer objects, a smaller separation or a longer lane"
        case .tooManyObjects: "ask for fewer objects, fewer channels or a shorter lane"
        case .unknownObject(_, let known), .unknownSoil(_, let known):
            "there are: " + known.joined(separator: ", ")
        case .cellsTooCoarse(_, _, let metres): "take cells of \(metres) m or smaller"
        case .gridTooLarge: "take larger cells or a smaller section"
        case .badValue, .gridTooSmall, .outsideGrid: nil
        }
    }
}
