/// The version of the program, stored with everything it writes.
public enum ToolVersion: Sendable {
    /// Version of ClearRoad.
    public static let current = "0.1.0"
}
