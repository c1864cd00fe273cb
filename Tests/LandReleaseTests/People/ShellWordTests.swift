import Foundation
import TestSupport
import Testing

@testable import LandRelease

@Suite("Names in commands that are copied into a shell")
struct ShellWordTests {
    @Test(
        "A shell gives the name back and runs nothing of it",
        arguments: ["Huda Omar", "Zoë's", "$(echo x)`id`", "a\"b\\c;d&|>*", "'", "هدى عمر"])
    func round(name: String) throws {
        // A name of signs alone is none, and is not printed.
        let word = ShellWord.quoted(name)
        let run = try CommandRun.run(["sh", "-c", "printf %s \(word)"])
        #expect(run.status == 0 && run.output == (name == "'" ? "NAME" : name))
    }

    @Test("What hides in a line is not printed")
    func hidden() {
        for name in ["", "a\nb", "a\u{202E}b", String(repeating: "a", count: 81)] {
            #expect(ShellWord.quoted(name) == "NAME")
        }
    }
}
