import FileAccess
import TestSupport
import Testing

@testable import Archives

@Suite("Zip files")
struct ZipTests {
    let members = [
        ZipMember("b/second.txt", .bytes(Array("second".utf8))),
        ZipMember("a.txt", .bytes([])),
        ZipMember("\u{645}\u{633}\u{62D}.bin", .bytes((0..<200_000).map { UInt8($0 % 251) })),
    ]

    private func write(_ folder: TemporaryFolder, _ name: String, isPacked: Bool) throws -> String {
        let path = folder.file(name)
        try ZipWriter.write(members, comment: "words", isPacked: isPacked, to: path)
        return path
    }

    @Test("What is written is read back, and unzip accepts it", arguments: [true, false])
    func roundTrip(isPacked: Bool) throws {
        let folder = try TemporaryFolder()
        let path = try write(folder, "x.zip", isPacked: isPacked)
        let zip = try ZipReader(path: path)
        #expect(zip.comment == "words")
        #expect(zip.members.map(\.name) == members.map(\.name).sorted())
        #expect(try zip.bytes(of: "a.txt") == [])
        #expect(try zip.bytes(of: "b/second.txt") == Array("second".utf8))
        #expect(try zip.bytes(of: members[2].name).count == 200_000)
        #expect(throws: ArchiveError.missingMember(path: path, member: "c")) {
            _ = try zip.bytes(of: "c")
        }
        #expect(throws: ArchiveError.self) { _ = try zip.bytes(of: members[2].name, limit: 10) }
        #expect(try CommandRun.run(["unzip", "-tq", path]).status == 0)
    }

    @Test("The same members give the same bytes, whatever their order and the time zone")
    func deterministic() throws {
        let folder = try TemporaryFolder()
        let first = try RegularFile(path: try write(folder, "x.zip", isPacked: false)).allBytes()
        try ZipWriter.write(
            members.reversed(), comment: "words", isPacked: false, to: folder.file("y.zip"))
        #expect(try RegularFile(path: folder.file("y.zip")).allBytes() == first)
        // 1980-01-01 00:00 in the first local header: time 0, date 0x0021.
        #expect(Array(first[10..<14]) == [0, 0, 0x21, 0])
    }

    @Test("A byte flipped in any member is an error that names it or the file")
    func flips() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("x.zip")
        let texts = [("one", "first text"), ("two", "second text")]
        try ZipWriter.write(
            texts.map { ZipMember($0.0, .bytes(Array($0.1.utf8))) }, isPacked: false, to: path)
        let bytes = try RegularFile(path: path).allBytes()
        for (name, text) in texts {
            let start = try #require(
                bytes.indices.first { bytes[$0...].starts(with: Array(text.utf8)) })
            for place in start..<(start + text.utf8.count) {
                var changed = bytes
                changed[place] ^= 4
                try DurableFile.write(changed, to: folder.file("y.zip"))
                #expect {
                    let zip = try ZipReader(path: folder.file("y.zip"))
                    for member in zip.members { _ = try zip.bytes(of: member.name) }
                } throws: { "\($0)".contains(name) }
            }
        }
    }

    @Test("Files that are no zip, cut short or empty are refused with a sentence")
    func foreign() throws {
        let folder = try TemporaryFolder()
        let whole = try RegularFile(path: try write(folder, "x.zip", isPacked: true)).allBytes()
        for (name, bytes) in [
            ("empty", []), ("text", Array("not a zip".utf8)), ("cut", Array(whole.dropLast(9))),
            ("head", Array(whole.prefix(100))),
        ] {
            try DurableFile.write(bytes, to: folder.file(name))
            #expect(throws: ArchiveError.self, "\(name)") {
                _ = try ZipReader(path: folder.file(name))
            }
        }
        #expect(throws: ArchiveError.file(.missing(path: folder.file("none")))) {
            _ = try ZipReader(path: folder.file("none"))
        }
        #expect(throws: ArchiveError.self) {
            try ZipWriter.write(
                [ZipMember("a", .file(folder.file("none")))], isPacked: true, to: folder.file("z"))
        }
        #expect(!Folder.exists(folder.file("z")))
    }
}
