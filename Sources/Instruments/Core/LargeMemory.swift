internal import Glibc

/// Asks the system for large pages where much memory is about to be filled.
enum LargeMemory {
    private static let pageByteCount = 1 << 21

    /// Prepares `memory`; a hint, whose failure does no harm.
    static func prepare(_ memory: UnsafeMutableRawBufferPointer) {
        guard memory.count >= 4 * pageByteCount, let base = memory.baseAddress else { return }
        let start = unsafe base.alignedUp(toMultipleOf: pageByteCount)
        let count = unsafe memory.count - (start - base)
        // Within the memory given, which its owner keeps until this returns.
        _ = unsafe madvise(start, count / pageByteCount * pageByteCount, MADV_HUGEPAGE)
    }
}
