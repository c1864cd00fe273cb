public import CommandLineKit
public import LandRelease
internal import SurveyModel
public import SurveyWorkflow

extension VisitOutcome: EnumValue {}
extension AlarmQuery.Standing: EnumValue {}
extension DisposalMethod: EnumValue {}
extension PositionMethod: EnumValue {}

extension NearPlace: OptionValue {
    /// What a value is.
    public static var kindInWords: String { "a place such as 32.1,23.9 or 12+310,-4.7" }
    /// Reads a place.
    public init?(commandLineText text: String) { self.init(parsing: text) }
    /// Writes it.
    public var commandLineText: String {
        switch self {
        case .geographic(let place): "\(place.latitude),\(place.longitude)"
        case .road(let position):
            "\(Chainage(metres: position.chainageMetres)),\(position.offsetMetres)"
        }
    }
}
