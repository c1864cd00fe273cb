internal import CKernels

/// The vector instructions the kernels use on this machine.
public enum InstructionSet: Sendable {
    /// "avx2" or "baseline"; CLEARROAD_CPU=baseline holds the kernels back.
    public static var inUse: String {
        kernel_level_in_use() == kernel_level_baseline ? "baseline" : "avx2"
    }
}
