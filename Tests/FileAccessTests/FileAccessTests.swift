import FileAccess
import Foundation
import TestSupport
import Testing

@Suite struct FileAccessTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    @Test func `What was written is read back, and no temporary file stays`() throws {
        let path = folder.file("a.bin")
        try DurableFile.write([1, 2, 3, 250], to: path)
        #expect(try RegularFile(path: path).allBytes() == [1, 2, 3, 250])
        try DurableFile.write("second", to: path)
        #expect(try RegularFile(path: path).bytes(at: 3, count: 3) == Array("ond".utf8))
        #expect(try Folder.names(in: folder.path) == ["a.bin"])
    }

    @Test func `A file that was not committed leaves the old one alone`() throws {
        let path = folder.file("a.bin")
        try DurableFile.write("old", to: path)
        do {
            var file = try DurableFile(path: path)
            try file.write(Array("half".utf8).span)
        }
        #expect(try RegularFile(path: path).allBytes() == Array("old".utf8))
        #expect(try Folder.names(in: folder.path) == ["a.bin"])
    }

    @Test func `Missing files, folders and pipes are told apart, without a hang`() throws {
        #expect(throws: FileError.missing(path: folder.file("none"))) {
            _ = try RegularFile(path: folder.file("none"))
        }
        #expect(throws: FileError.isDirectory(path: folder.path)) {
            _ = try RegularFile(path: folder.path)
        }
        let pipe = folder.file("pipe")
        let made = unsafe mkfifo(pipe, 0o600)
        try #require(made == 0)
        #expect(throws: FileError.notRegular(path: pipe)) { _ = try RegularFile(path: pipe) }
        #expect(throws: FileError.notRegular(path: pipe)) { _ = try DurableFile(path: pipe) }
        #expect(throws: FileError.isDirectory(path: folder.path)) {
            _ = try DurableFile(path: folder.path)
        }
    }

    @Test func `A file that shrinks while it is read is an error`() throws {
        let path = folder.file("s.bin")
        try DurableFile.write([UInt8](repeating: 7, count: 1000), to: path)
        let file = try RegularFile(path: path)
        let cut = unsafe truncate(path, 400)
        try #require(cut == 0)
        #expect(throws: FileError.shrank(path: path, expectedBytes: 1000, atByte: 400)) {
            try file.bytes(at: 0, count: 1000)
        }
    }

    @Test func `A folder that does not exist cannot be written into`() {
        #expect(throws: FileError.self) {
            try DurableFile.write("x", to: folder.file("no/such/a.bin"))
        }
    }

    @Test func `Names are taken apart`() {
        #expect(Folder.parent(of: "a/b/c.sgy") == "a/b")
        #expect(Folder.parent(of: "c.sgy") == ".")
        #expect(Folder.parent(of: "/c") == "/")
        #expect(Folder.name(of: "a/b/") == "b")
        #expect(Folder.fileExtension(of: "a/B.SGY") == "sgy")
        #expect(Folder.fileExtension(of: ".hidden") == "")
    }
}
