internal import CGDAL
internal import Synchronization

/// A file in GDAL's memory: GDAL reads and writes nothing else, so that no path of a user ever
/// reaches one of its hundred drivers.
struct MemoryFile: ~Copyable {
    private static let counter = Atomic<Int>(0)

    /// Its name for GDAL.
    let path: String
    private let folder: String

    /// The user's file it stands for, named in errors.
    let displayPath: String

    /// Reserves a name of its own that ends in `suffix`.
    init(standingFor displayPath: String, suffix: String) {
        let number = Self.counter.wrappingAdd(1, ordering: .relaxed).newValue
        folder = "/vsimem/clearroad-\(number)"
        path = folder + "/content." + suffix
        self.displayPath = displayPath
    }

    deinit { _ = unsafe VSIRmdirRecursive(folder) }

    /// Puts `bytes` into a file beside it whose name differs in the ending only.
    func writeCompanion(_ bytes: [UInt8], ending: String) throws(CartographyError) {
        try write(bytes, to: folder + "/content." + ending)
    }

    /// Puts `bytes` into it.
    func write(_ bytes: [UInt8]) throws(CartographyError) { try write(bytes, to: path) }

    private func write(_ bytes: [UInt8], to path: String) throws(CartographyError) {
        GDALLibrary.start()
        GDALLibrary.clearError()
        guard let file = unsafe VSIFOpenL(path, "wb") else {
            throw .notWritten(path: displayPath, reason: GDALLibrary.lastError)
        }
        let put = unsafe bytes.withUnsafeBytes { all in
            unsafe VSIFWriteL(all.baseAddress, 1, all.count, file)
        }
        let closed = unsafe VSIFCloseL(file)
        guard put == bytes.count, closed == 0 else {
            throw .notWritten(path: displayPath, reason: "not enough memory")
        }
    }

    /// Its bytes; `nil` where nothing was written.
    func bytes() -> [UInt8]? {
        var count: vsi_l_offset = 0
        guard let buffer = unsafe VSIGetMemFileBuffer(path, &count, 0) else { return nil }
        return unsafe Array(UnsafeBufferPointer(start: buffer, count: Int(count)))
    }
}
