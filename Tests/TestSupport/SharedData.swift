internal import Foundation

/// Other people's radar files beside the project, which may not be copied into it.
///
/// Tests that need
/// one are skipped, visibly, where it is absent.
public enum SharedData: Sendable {
    /// The folder, or nil where it is absent.
    ///
    /// `CLEARROAD_TEST_DATA` overrides the place.
    public static var folder: String? {
        let named = ProcessInfo.processInfo.environment["CLEARROAD_TEST_DATA"]
        let project = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let beside = project.deletingLastPathComponent().appendingPathComponent("shared/data").path
        let path = named ?? beside
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// Whether the folder is there.
    public static var isPresent: Bool { folder != nil }

    /// The path of `name` below the folder; only for tests enabled by `isPresent`.
    public static func file(_ name: String) -> String { (folder ?? "") + "/" + name }
}
