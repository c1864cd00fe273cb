public import Evaluation
internal import SurveyModel

/// Ground of a lane as given: `X0,X1,Y0,Y1` in metres of the lane.
public enum LaneGroundFile: Sendable {
    /// The ground that `text` names, without the zones in the file `exclusions`.
    ///
    /// - Throws: `WorkflowError` where it is none.
    public static func read(_ text: String, exclusions: String?) throws -> SweptGround {
        let numbers = text.split(separator: ",").compactMap { Double($0) }
        guard numbers.count == 4, numbers[0] < numbers[1], numbers[2] < numbers[3] else {
            throw WorkflowError.impossible(
                reason: "`\(text)` is no swept area",
                hint: "give X0,X1,Y0,Y1 in metres of the lane, X0 below X1 and Y0 below Y1")
        }
        return SweptGround(
            .rectangle(
                LaneRectangle(
                    fromX: numbers[0], toX: numbers[1], fromY: numbers[2], toY: numbers[3])))
    }
}
