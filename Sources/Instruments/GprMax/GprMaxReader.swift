internal import SurveyModel

/// Reads outputs of gprMax 3, single and merged, by way of a process that holds the HDF5 library.
struct GprMaxReader: SweepFormat {
    /// By content; a file named so is taken at its word, so that its damage can be named.
    static func recognises(_ candidate: FormatCandidate) -> Bool {
        HDF5Superblock(candidate.head) != nil
            || (candidate.ending == "out" && !SegyLayout.isPlausible(segyHead(candidate)))
    }

    private static func segyHead(_ candidate: FormatCandidate) -> [UInt8] {
        Array(candidate.head.prefix(SegyLayout.headerByteCount))
    }

    static func open(_ candidate: FormatCandidate) throws(InstrumentError) -> SweepFile {
        let file = candidate.file
        guard let superblock = HDF5Superblock(candidate.head) else {
            throw .hdf5(
                path: file.path,
                reason: "this file is named as an output of gprMax but is not HDF5: outputs of "
                    + "version 2 are not read, and a damaged file does not begin as it should")
        }
        let promised = superblock.promisedByteCount ?? 0
        guard promised <= file.byteCount else {
            throw .damaged(
                path: file.path, atByte: file.byteCount,
                reason: "the file is cut: it should have \(promised) bytes and has "
                    + "\(file.byteCount); no trace of an HDF5 file that is cut can be trusted")
        }
        guard case .disk = candidate.source else {
            throw .hdf5(path: file.path, reason: "HDF5 files are read from the disk only")
        }
        let message = try GprMaxWorker.standard.message(
            of: file, maximumSampleBytes: candidate.options.maximumSampleBytes,
            monitor: candidate.monitor)
        var builder = GprMaxSweep(message, path: file.path)
        var sweep = try builder.file()
        if promised > 0, promised < file.byteCount {
            sweep.outline.warnings.append(
                SweepWarning(
                    code: "bytes-left-over",
                    text: "the file has \(file.byteCount) bytes, its head tells of \(promised); "
                        + "what lies behind is not read"))
        }
        return sweep
    }
}
