internal import CHDF5
internal import Glibc

/// The child's part: limits itself, reads one file with the HDF5 library and tells what is in it.
struct GprMaxChild {
    let path: String
    let limits: GprMaxWorker.Limits

    /// Never comes back.
    func answer() -> Never {
        clearroad_die_with_parent()
        guard limitItself(), clearroad_h5_quiet() == 0 else { exit(71) }
        do throws(HDF5Refusal) {
            let file = try HDF5Group(file: path)
            let content = try GprMaxContent(file, sampleBytes: limits.sampleBytes)
            write(content.message.encodedHead)
            for data in content.chosen { try writeTransposed(data) }
            write(GprMaxMessage.endMark)
            // The library's own tidying up would walk damaged structures once more.
            _exit(0)
        } catch {
            write(GprMaxMessage.refusal(error.reason))
            _exit(0)
        }
    }

    private func limitItself() -> Bool {
        let room = 1 << 30 + 2 * min(limits.sampleBytes, 1 << 40)
        let processor = max(1, limits.processorSeconds)
        // One descriptor more than there are: for the file itself and nothing it points to.
        let next = dup(1)
        guard next >= 0 else { return false }
        close(next)
        return limit(Int32(RLIMIT_AS.rawValue), room)
            && limit(Int32(RLIMIT_CPU.rawValue), processor, hard: processor + 2)
            && limit(Int32(RLIMIT_FSIZE.rawValue), 0)
            && limit(Int32(RLIMIT_CORE.rawValue), 0)
            && limit(Int32(RLIMIT_NOFILE.rawValue), Int(next) + 1)
    }

    private func limit(_ resource: Int32, _ value: Int, hard: Int? = nil) -> Bool {
        var bounds = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(hard ?? value))
        var present = rlimit()
        let kind = __rlimit_resource_t(UInt32(resource))
        guard unsafe getrlimit(kind, &present) == 0 else { return false }
        // A limit somebody set lower stays.
        bounds.rlim_max = min(bounds.rlim_max, present.rlim_max)
        bounds.rlim_cur = min(bounds.rlim_cur, bounds.rlim_max)
        return unsafe setrlimit(kind, &bounds) == 0
    }

    /// Samples come as rows of time; the message holds one trace after the other.
    private func writeTransposed(_ data: HDF5Samples) throws(HDF5Refusal) {
        try unsafe data.withValues { values in
            let perBlock = max(1, (1 << 18) / max(1, data.rowCount))
            for start in stride(from: 0, to: data.traceCount, by: perBlock) {
                let traces = start..<min(start + perBlock, data.traceCount)
                var block: [Float] = []
                block.reserveCapacity(traces.count * data.rowCount)
                for trace in traces {
                    for row in 0..<data.rowCount {
                        block.append(unsafe values[row * data.traceCount + trace])
                    }
                }
                unsafe block.withUnsafeBytes { unsafe write($0) }
            }
        }
    }

    private func write(_ bytes: [UInt8]) { unsafe bytes.withUnsafeBytes { unsafe write($0) } }

    private func write(_ bytes: UnsafeRawBufferPointer) {
        var rest = unsafe bytes[...]
        while unsafe !rest.isEmpty {
            let part = unsafe UnsafeRawBufferPointer(rebasing: rest)
            let count = unsafe Glibc.write(1, part.baseAddress, part.count)
            if count < 0 && errno == EINTR { continue }
            // Nobody listens any more.
            guard count > 0 else { _exit(74) }
            unsafe rest = rest.dropFirst(count)
        }
    }
}
