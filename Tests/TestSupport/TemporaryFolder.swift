internal import Foundation
internal import Synchronization

/// A fresh folder that is removed with its content when the test is done.
public final class TemporaryFolder: Sendable {
    /// Its path.
    public let path: String

    /// Makes the folder.
    public init() throws {
        path = NSTemporaryDirectory() + "clearroad-test-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of `name` in the folder.
    public func file(_ name: String) -> String { path + "/" + name }
}

/// Folders of static fixtures, which nothing frees: they go when the tests are done.
public enum TemplateFolder: Sendable {
    private static let paths = Mutex<[String]>([])

    /// Removes `folder` at the end of the program.
    public static func remember(_ folder: TemporaryFolder) {
        let isFirst = paths.withLock { kept in
            kept.append(folder.path)
            return kept.count == 1
        }
        guard isFirst else { return }
        atexit {
            for path in TemplateFolder.paths.withLock({ $0 }) {
                try? FileManager.default.removeItem(atPath: path)
            }
        }
    }
}
