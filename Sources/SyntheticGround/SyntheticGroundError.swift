public import SurveyModel

/// What makes a scene impossible to simulate.
public enum SyntheticGroundError: ExplainedError, Equatable {
    /// A figure of the scene is out of range.
    case badValue(name: String, reason: String)
    /// An object would stick out of the ground.
    case outOfGround(object: String, byMillimetres: Double)
    /// Objects cannot be placed so many to a square metre at their least separation.
    case tooDense(placed: Int, wanted: Int, separationMetres: Double)
    /// No object of this name is in the catalogue.
    case unknownObject(name: String, known: [String])
    /// No soil of this name is known.
    case unknownSoil(name: String, known: [String])

    /// One sentence.
    public var description: String {
        switch self {
        case .badValue(let name, let reason): "\(name): \(reason)"
        case .outOfGround(let object, let height):
            "\(object) sticks out of the ground by \(height) mm"
        case .tooDense(let placed, let wanted, let separation):
            "only \(placed) of \(wanted) objects fit in the lane \(separation) m apart"
        case .unknownObject(let name, _): "no object `\(name)` is in the catalogue"
        case .unknownSoil(let name, _): "no soil `\(name)` is known"
        }
    }

    /// What to do next.
    public var hint: String? {
        switch self {
        case .badValue: nil
        case .outOfGround: "bury it deeper or tilt it less"
        case .tooDense: "ask for fewer objects, a smaller separation or a longer lane"
        case .unknownObject(_, let known), .unknownSoil(_, let known):
            "there are: " + known.joined(separator: ", ")
        }
    }
}
