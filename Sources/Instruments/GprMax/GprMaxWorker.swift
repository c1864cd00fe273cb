internal import Glibc
internal import SurveyModel
internal import Synchronization

/// Reads gprMax files in a process of its own, because the HDF5 library is not safe on hostile files.
///
/// The process is this program started again with a private first word.
public struct GprMaxWorker: Sendable {
    /// The limits of one run.
    package struct Limits: Sendable, Equatable {
        /// Longest run by the clock (s).
        package var seconds: Int
        /// Longest use of the processor (s).
        package var processorSeconds: Int
        /// Most bytes of samples of one field component.
        package var sampleBytes: Int

        /// Limits as tests set them.
        package init(seconds: Int, processorSeconds: Int, sampleBytes: Int) {
            self.seconds = seconds
            self.processorSeconds = processorSeconds
            self.sampleBytes = sampleBytes
        }

        /// What a file of `byteCount` bytes justifies.
        package init(fileBytes byteCount: Int, maximumSampleBytes: Int) {
            processorSeconds = 3 + byteCount / 25_000_000
            seconds = 2 + 2 * processorSeconds
            let justified = byteCount.multipliedReportingOverflow(by: 64)
            let bytes = justified.overflow ? Int.max >> 1 : justified.partialValue
            sampleBytes = max(0, min(maximumSampleBytes, 256 << 20 + min(bytes, 1 << 40)))
        }
    }

    /// The program to start; `nil` where this process is not one that answers.
    package var executable: String?
    /// Limits in place of those the file's size justifies.
    package var limits: Limits?

    /// The worker that tests put in place of the standard one.
    @TaskLocal package static var replacement: GprMaxWorker?

    private static let answers = Atomic(false)
    static let word = "--read-gprmax-for-parent"

    /// A worker that starts `executable`.
    package init(executable: String?, limits: Limits? = nil) {
        self.executable = executable
        self.limits = limits
    }

    /// The worker of this process.
    static var standard: GprMaxWorker {
        if let replacement { return replacement }
        if let named = unsafe getenv("CLEARROAD_EXECUTABLE") {
            return GprMaxWorker(executable: unsafe String(cString: named))
        }
        let isOwn = answers.load(ordering: .relaxed)
        return GprMaxWorker(executable: isOwn ? "/proc/self/exe" : nil)
    }

    /// Does the worker's part and ends the process, where this process was started as the worker;
    /// a program calls it before anything else.
    public static func answerIfAsked() {
        let words = CommandLine.arguments
        guard words.count == 5, words[1] == word, let processor = Int(words[3]),
            let bytes = Int(words[4])
        else {
            answers.store(true, ordering: .relaxed)
            return
        }
        let limits = Limits(seconds: 0, processorSeconds: processor, sampleBytes: bytes)
        GprMaxChild(path: words[2], limits: limits).answer()
    }

    /// What the child tells of `file`.
    ///
    /// - Throws: `InstrumentError.hdf5`; `.cancelled` where `monitor` says so, the child then killed.
    func message(
        of file: SourceFile, maximumSampleBytes: Int, monitor: WorkMonitor = .silent
    ) throws(InstrumentError) -> GprMaxMessage {
        guard let executable else {
            throw .hdf5(
                path: file.path,
                reason: "this program cannot start itself to read an HDF5 file; "
                    + "CLEARROAD_EXECUTABLE names one that can")
        }
        let limits =
            self.limits
            ?? Limits(fileBytes: file.byteCount, maximumSampleBytes: maximumSampleBytes)
        // A receiver each: all of them share what the file may hold.
        let child = ChildProcess(
            executable: executable,
            arguments: [
                "clearroad", Self.word, file.path, "\(limits.processorSeconds)",
                "\(limits.sampleBytes)",
            ],
            seconds: limits.seconds, byteLimit: limits.sampleBytes + GprMaxMessage.longestHead)
        let bytes: [UInt8]
        do throws(ChildProcess.Failure) { bytes = try child.run(monitor: monitor) } catch {
            guard error != .cancelled else { throw .cancelled }
            throw .hdf5(path: file.path, reason: Self.sentence(error, limits))
        }
        return try Self.decode(bytes, path: file.path)
    }

    /// The message in `bytes`, or why there is none.
    package static func decode(
        _ bytes: [UInt8], path: String
    ) throws(InstrumentError) -> GprMaxMessage {
        do throws(GprMaxMessage.Fault) { return try GprMaxMessage(decoding: bytes) } catch {
            switch error {
            case .refused(let reason):
                throw .hdf5(path: path, reason: GprMaxSweep.plain(reason, limit: 300))
            case .malformed(let byte):
                throw .hdf5(
                    path: path,
                    reason: "the process that reads HDF5 files answered with something else "
                        + "(byte \(byte) of its answer)")
            }
        }
    }

    private static func sentence(_ failure: ChildProcess.Failure, _ limits: Limits) -> String {
        switch failure {
        case .notStarted(let reason):
            "the process that reads HDF5 files could not be started (\(reason))"
        case .signal(SIGXCPU):
            "the HDF5 library worked on this file for more than \(limits.processorSeconds) s "
                + "and was stopped"
        case .signal(let number):
            "the HDF5 library stopped with signal \(number) on this file"
        case .status(let code):
            "the process that reads HDF5 files ended with code \(code) on this file"
        case .tooLong(let seconds):
            "the HDF5 library did not finish this file within \(seconds) s and was stopped"
        case .cancelled: Cancelled().description
        case .tooMuch:
            "this file holds more samples than the \(limits.sampleBytes >> 20) MiB allowed "
                + "for its size"
        }
    }
}
