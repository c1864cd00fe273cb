import FileAccess
import FuzzHarness
import Glibc
import TestSupport
import Testing

/// Small files of every format and variant, as the fuzzer starts from.
struct FuzzSeed: Sendable {
    var format: FuzzFormat
    var name: String
    var files: [(number: Int, bytes: [UInt8])]

    init(_ format: FuzzFormat, _ name: String, _ files: [(number: Int, bytes: [UInt8])]) {
        self.format = format
        self.name = name
        self.files = files
    }

    /// All bytes with the marks between the files.
    var bytes: [UInt8] { FuzzInput.joined(files) }
}

@Suite struct FuzzSeedTests {
    /// Where the seeds are to be written; nowhere in a plain test run.
    private static var folder: String? {
        unsafe getenv("CLEARROAD_FUZZ_SEEDS").map { unsafe String(cString: $0) }
    }

    @Test("Every format has seeds, and its reader meets them without a finding")
    func seeds() throws {
        let all = FuzzSeeds.made + FuzzSeeds.real
        for seed in all {
            FuzzRun.run(seed.format, seed.bytes)
            if let folder = Self.folder {
                let place = "\(folder)/\(seed.format.rawValue)"
                try Folder.create(place)
                try DurableFile.write(seed.bytes, to: "\(place)/\(seed.name)")
            }
        }
        for format in FuzzFormat.allCases {
            #expect(FuzzSeeds.made.contains { $0.format == format })
        }
    }
}
