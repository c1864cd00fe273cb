public import FileAccess
public import SurveyModel

/// Why a radar file or its sidecar could not be read or written.
public enum InstrumentError: ExplainedError, Equatable {
    /// A person asked to stop while the file was read.
    case cancelled
    /// The disk's answer.
    case file(FileError)
    /// The content is of no known format.
    case unknownFormat(path: String)
    /// The file holds positions of a receiver and no radar traces.
    case isTrack(path: String)
    /// The file is damaged at `atByte`.
    case damaged(path: String, atByte: Int, reason: String)
    /// Samples are stored in a way this program does not read.
    case unsupportedSamples(path: String, code: Int, atByte: Int)
    /// The samples would take more memory than allowed.
    case tooLarge(path: String, bytes: Int, limit: Int)
    /// A key of a sidecar is wrong; `key` is empty where the file as a whole is.
    case sidecar(path: String, key: String, reason: String)
    /// A reading option is out of range.
    case badOption(name: String, reason: String)
    /// The sweep has no channel of this number.
    case noSuchChannel(number: Int, available: [Int])
    /// An HDF5 file could not be read, or the process that reads such files failed on it.
    case hdf5(path: String, reason: String)
    /// The target format cannot hold the sweep.
    case cannotStore(path: String, reason: String)
    /// Channels lie at the same lateral offset, and the target format tells them apart by it.
    case channelsCoincide(path: String, offsets: [Double])

    /// One sentence.
    public var description: String {
        switch self {
        case .cancelled: Cancelled().description
        case .file(let error): error.description
        case .unknownFormat(let path):
            "\(path): the content is of no format this program reads (DZT, DT1, RD3, RD7, IPRB, IDS, "
                + "SEG-Y, SU, gprMax or a sweep sidecar)"
        case .isTrack(let path):
            "\(path): this is a track of satellite fixes, not a radar file"
        case .damaged(let path, let byte, let reason): "\(path): \(reason) (at byte \(byte))"
        case .unsupportedSamples(let path, let code, let byte):
            "\(path): samples are stored in format \(code), which is not read; formats 1 to 3, 5 to "
                + "12, 15 and 16 are (at byte \(byte))"
        case .tooLarge(let path, let bytes, let limit):
            "\(path): its samples take \(bytes >> 20) MiB of memory, more than the "
                + "\(limit >> 20) MiB allowed"
        case .sidecar(let path, let key, let reason):
            key.isEmpty ? "\(path): \(reason)" : "\(path): `\(key)` \(reason)"
        case .badOption(let name, let reason): "\(name) \(reason)"
        case .noSuchChannel(let number, let available):
            "there is no channel \(number); the channels are "
                + available.map { "\($0)" }.joined(separator: ", ")
        case .hdf5(let path, let reason): "\(path): \(reason)"
        case .cannotStore(let path, let reason): "\(path): \(reason)"
        case .channelsCoincide(let path, let offsets):
            "\(path): SEG-Y tells channels apart by their lateral offset, and several of the "
                + "\(offsets.count) channels lie at the same one ("
                + offsets.prefix(8).map(FactLedger.words).joined(separator: ", ")
                + (offsets.count > 8 ? " ..." : "") + " m)"
        }
    }

    /// What to do next.
    public var hint: String? {
        switch self {
        case .cancelled: Cancelled().hint
        case .file(let error): error.hint
        case .unknownFormat: "export the sweep as SEG-Y, or name the file the radar wrote"
        case .isTrack: "read the radar file; a sidecar's `track` can name this file"
        case .damaged: "copy the file from the instrument again"
        case .unsupportedSamples: "export the file again as 32-bit IEEE float"
        case .tooLarge: "split the sweep into shorter files"
        case .sidecar: "correct the sidecar and run again"
        case .badOption: nil
        case .noSuchChannel: "name one of these"
        case .hdf5: "copy the file again from where it was made, or export it as SEG-Y"
        case .channelsCoincide:
            "give the offset of each channel with --channel-offsets, or choose one channel"
        case .cannotStore: "choose one channel, or another format"
        }
    }
}
