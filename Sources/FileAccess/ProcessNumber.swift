internal import Glibc

/// The number of this process, for names that no other process uses meanwhile.
public enum ProcessNumber: Sendable {
    /// It.
    public static var own: Int32 { getpid() }
}
