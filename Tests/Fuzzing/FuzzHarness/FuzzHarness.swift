internal import Instruments
internal import SurveyModel

/// Runs a reader over one input; whatever is not a typed error or an honest sweep traps.
public enum FuzzRun: Sendable {
    /// Opens, reads and checks `bytes` as a file of `format`.
    public static func run(_ format: FuzzFormat, _ bytes: [UInt8]) {
        switch format {
        case .gprmax: readMessage(bytes)
        case .track:
            let files = FileSource.memory(["a.csv": bytes])
            _ = try? TrackReader.read("a.csv", in: files)
            _ = try? SweepReader.open("a.csv", in: files)
        default: readSweep(FuzzInput(bytes, format: format), size: bytes.count)
        }
    }

    /// What the fuzzer hands over.
    public static func run(
        _ format: FuzzFormat, _ data: UnsafePointer<UInt8>, _ size: Int
    ) -> Int32 {
        unsafe run(format, Array(UnsafeBufferPointer(start: data, count: size)))
        return 0
    }

    private static func readSweep(_ input: FuzzInput, size: Int) {
        do {
            let file = try SweepReader.open(input.first, in: .memory(input.files))
            check(file.outline, size: size)
            _ = try file.sampleWarnings()
            let sweep = try file.load(limit: 64 << 20)
            precondition(sweep.traceCount == file.outline.traceCount)
            _ = try? file.selecting(metres: 0...1)
        } catch let error as InstrumentError {
            precondition(!error.description.isEmpty)
        } catch {
            preconditionFailure("no other error is thrown")
        }
    }

    /// The HDF5 library itself runs in a process of its own: what that process answers is ours to
    /// distrust.
    private static func readMessage(_ bytes: [UInt8]) {
        guard let message = try? GprMaxMessage(decoding: bytes) else { return }
        var sweep = GprMaxSweep(message, path: "a.out")
        guard let file = try? sweep.file() else { return }
        check(file.outline, size: bytes.count)
        precondition((try? file.load()) != nil)
    }

    /// A header may not promise more samples than the files hold.
    static func check(_ outline: SweepOutline, size: Int) {
        precondition(outline.sampleByteCount <= 8 * size)
        precondition(outline.channels.allSatisfy { $0.samplesPerTrace >= 0 && $0.traceCount >= 0 })
        precondition(outline.traceCount > 0, "a sweep without traces is an error")
        for channel in outline.channels {
            let axis = channel.timeAxis
            precondition(axis.sampleIntervalNanoseconds.isFinite)
            precondition(axis.timeZeroNanoseconds.isFinite)
            precondition(channel.lateralOffsetMetres.isFinite)
        }
        precondition(outline.warnings.allSatisfy { !$0.text.isEmpty })
    }
}
