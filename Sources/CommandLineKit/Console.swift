internal import Synchronization

/// Prints results, errors and progress; usable from any task.
public final class Console: Sendable {
    /// The program's own streams.
    public static let standard = Console(SystemConsoleOutput())

    private struct State {
        var failure: ConsoleFailure?
        /// Letters of the progress line on the screen.
        var progressWidth = 0
        var progressText = ""
    }

    private let target: any ConsoleOutput
    private let state = Mutex(State())

    /// A console on `target`.
    public init(_ target: any ConsoleOutput) { self.target = target }

    /// Prints `text` and a line feed to standard output.
    ///
    /// Control characters other than line feeds and tabs become blanks: a name in a file must not move
    /// the cursor.
    public func print(_ text: String = "") { write(withoutControls(text) + "\n") }

    /// Prints one line of text that may come from a file: nothing in it can start another line or turn
    /// the reading direction.
    public func line(_ text: String) { write(oneLine(text) + "\n") }

    /// Writes `text` as it is to standard output.
    ///
    /// Once the reader is gone the rest is dropped, so that work under way is still finished;
    /// `failure` tells.
    public func write(_ text: String) {
        state.withLock { state in
            clearProgress(&state)
            guard state.failure == nil else { return }
            state.failure = target.write(text, to: .output)
        }
    }

    /// Prints `error: sentence` and, where there is one, `hint: what to do` to standard error.
    public func error(_ sentence: String, hint: String? = nil) {
        note("error: " + oneLine(sentence))
        if let hint { note("hint: " + oneLine(hint)) }
    }

    /// Prints `warning: sentence` to standard error.
    public func warning(_ sentence: String) { note("warning: " + oneLine(sentence)) }

    /// Prints a line to standard error.
    public func note(_ line: String) {
        state.withLock { state in
            clearProgress(&state)
            _ = target.write(line + "\n", to: .errors)
        }
    }

    /// Draws how far long work has come, from 0 to 1, where standard error is a terminal.
    ///
    /// Anything printed afterwards takes the line away first.
    public func progress(_ fraction: Double, _ text: String) {
        guard target.isTerminal(.errors) else { return }
        let share = fraction.isFinite ? min(max(fraction, 0), 1) : 0
        let filled = Int((share * 20).rounded())
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled)
        let percent = String(Int((share * 100).rounded(.down)))
        let line = "[\(bar)] \(percent)% " + String(oneLine(text).prefix(48))
        state.withLock { state in
            guard line != state.progressText else { return }
            let padding = String(repeating: " ", count: max(0, state.progressWidth - line.count))
            _ = target.write("\r" + line + padding, to: .errors)
            state.progressWidth = line.count + padding.count
            state.progressText = line
        }
    }

    /// Takes the progress line away.
    public func endProgress() { state.withLock { clearProgress(&$0) } }

    /// Why standard output stopped taking text, `nil` where it takes it.
    public var failure: ConsoleFailure? { state.withLock { $0.failure } }

    private func clearProgress(_ state: inout sending State) {
        guard state.progressWidth > 0 else { return }
        let blank = String(repeating: " ", count: state.progressWidth)
        _ = target.write("\r" + blank + "\r", to: .errors)
        state.progressWidth = 0
        state.progressText = ""
    }
}

/// Control characters from file names must not move the cursor or fake a second line, and nothing may
/// turn the order in which digits are read.
private func oneLine(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !scalar.turnsText {
        result.append(scalar.isControl ? " " : scalar)
    }
    return String(result)
}

private func withoutControls(_ text: String) -> String {
    // Plain ASCII, nearly always, is handed on as it is.
    guard !text.utf8.allSatisfy({ 32...126 ~= $0 }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        let isKept = scalar == "\n" || scalar == "\t" || !scalar.isControl
        result.append(isKept ? scalar : " ")
    }
    return String(result)
}

extension Unicode.Scalar {
    /// Whether it moves the cursor or steers a terminal: C0, DEL and C1.
    var isControl: Bool { value < 32 || (127...159).contains(value) }

    /// Whether it turns the order in which the letters after it are shown.
    var turnsText: Bool { (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value) }
}
