public import FileAccess
public import SurveyModel

/// Why a picture could not be made.
public enum PictureError: ExplainedError, Equatable {
    /// The disk's answer.
    case file(FileError)
    /// There is nothing to draw.
    case nothingToDraw
    /// The size asked for is not possible (pixels).
    case badSize(width: Int, height: Int)
    /// No installed font has the letters of a text.
    case missingLetters(text: String)
    /// A text that must be shown whole has no room on the page.
    case noRoom(text: String)
    /// The drawing library refused.
    case drawing(reason: String)

    /// One sentence.
    public var description: String {
        switch self {
        case .file(let error): error.description
        case .nothingToDraw: "there is no trace to draw"
        case .badSize(let width, let height):
            "a picture of \(width) x \(height) pixels is not possible"
        case .missingLetters(let text): "no installed font has the letters of \"\(text)\""
        case .noRoom(let text): "the page has no room for \"\(text)\""
        case .drawing(let reason): "the picture could not be drawn (\(reason))"
        }
    }

    /// What to do next.
    public var hint: String? {
        switch self {
        case .file(let error): error.hint
        case .nothingToDraw: nil
        case .badSize: "draw fewer panels, or ask for 300 to 16000 pixels"
        case .missingLetters: "install a font that has them, such as fonts-dejavu-core"
        case .noRoom: "choose larger paper"
        case .drawing: nil
        }
    }
}
