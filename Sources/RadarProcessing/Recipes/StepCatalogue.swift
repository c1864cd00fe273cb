internal import SurveyModel

/// All steps a recipe can name.
public enum StepCatalogue: Sendable {
    /// By the order they usually come in.
    public static let definitions: [StepDefinition] =
        cleaning + levelling + background + along + combining + focusing + display

    /// The step called `name`.
    ///
    /// - Throws: `ProcessingError.unknownStep`.
    static func definition(_ name: String) throws(ProcessingError) -> StepDefinition {
        guard let found = definitions.first(where: { $0.name == name }) else {
            throw .unknownStep(name: name)
        }
        return found
    }

    /// What each step is, for help.
    public static var help: String { StepHelp.text(definitions) }
}
