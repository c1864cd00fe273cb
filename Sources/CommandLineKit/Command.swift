/// One command, or a group of commands.
public struct Command: Sendable {
    /// What a command does with its values.
    public typealias Body = @Sendable (ParsedValues) async throws -> ExitStatus

    /// Name as typed.
    public let name: String
    /// One line.
    public let summary: String
    /// Paragraphs for its own help page.
    public let discussion: String
    /// What it takes; arguments in the order they are typed.
    public let parameters: [any CommandParameter]
    /// Commands of a group.
    public let subcommands: [Command]
    let body: Body?

    /// A command that runs `run`.
    public init(
        _ name: String, summary: String, discussion: String = "",
        parameters: [any CommandParameter] = [], run: @escaping Body
    ) {
        self.name = name
        self.summary = summary
        self.discussion = discussion
        self.parameters = parameters
        subcommands = []
        body = run
    }

    /// A group of commands.
    public init(
        _ name: String, summary: String, discussion: String = "", subcommands: [Command]
    ) {
        self.name = name
        self.summary = summary
        self.discussion = discussion
        parameters = []
        self.subcommands = subcommands
        body = nil
    }

    /// A group of commands that runs `run` where the first word names none of them.
    ///
    /// A name of a command always means the command: a file called like one is written `./NAME`.
    public init(
        _ name: String, summary: String, discussion: String = "",
        parameters: [any CommandParameter], subcommands: [Command], run: @escaping Body
    ) {
        self.name = name
        self.summary = summary
        self.discussion = discussion
        self.parameters = parameters
        self.subcommands = subcommands
        body = run
    }
}
