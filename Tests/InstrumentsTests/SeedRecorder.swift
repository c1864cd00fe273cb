import FileAccess
import FuzzHarness
import Glibc
import Instruments

/// Keeps the small files the tests are made of as seeds for the fuzzer, where it is asked to.
enum SeedRecorder {
    /// Where the seeds go; nowhere in a plain test run.
    private static let folder = unsafe getenv("CLEARROAD_FUZZ_SEEDS").map {
        unsafe String(cString: $0)
    }
    private static let largestByteCount = 16_384

    /// Writes `files` as one input of the format whose main file is among them.
    static func record(_ files: [String: [UInt8]]) {
        guard let folder else { return }
        for format in FuzzFormat.allCases {
            guard let parts = parts(of: files, in: format) else { continue }
            let bytes = FuzzInput.joined(parts)
            guard bytes.count <= largestByteCount else { continue }
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            let place = "\(folder)/\(format.rawValue)"
            try? Folder.create(place)
            try? DurableFile.write(bytes, to: "\(place)/\(String(hash, radix: 16))")
        }
    }

    /// The files by their number in `format`, each taken for the first free name with its ending.
    private static func parts(
        of files: [String: [UInt8]], in format: FuzzFormat
    ) -> [(number: Int, bytes: [UInt8])]? {
        var free = Array(format.names.enumerated())
        var parts: [(number: Int, bytes: [UInt8])] = []
        for name in files.keys.sorted() {
            let ending = Folder.fileExtension(of: name)
            guard let place = free.firstIndex(where: { Folder.fileExtension(of: $1) == ending }),
                let bytes = files[name]
            else { continue }
            parts.append((free.remove(at: place).offset, bytes))
        }
        parts.sort { $0.number < $1.number }
        return parts.first?.number == 0 ? parts : nil
    }
}

extension FileSource {
    /// Files in memory, kept as a seed where seeds are wanted.
    static func recorded(_ files: [String: [UInt8]]) -> FileSource {
        SeedRecorder.record(files)
        return .memory(files)
    }
}
