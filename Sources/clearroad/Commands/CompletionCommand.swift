import CommandLineKit

/// The command `clearroad completion`.
enum CompletionCommand {
    static let shell = Argument<CompletionShell>("SHELL", help: "bash, zsh or fish")

    static let command: Command = Command(
        "completion", summary: "print a script that completes commands in a shell",
        discussion: """
            For bash: source <(clearroad completion bash). For zsh: clearroad completion zsh > a file
            _clearroad in a folder of fpath. For fish: clearroad completion fish >
            ~/.config/fish/completions/clearroad.fish.
            """,
        parameters: [shell]
    ) { values in
        Output.console.write(CompletionScript(ClearRoadMain.root, for: values[shell]).text)
        return .done
    }
}
