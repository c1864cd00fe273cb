import FileAccess
import TestSupport
import Testing

@Suite struct FolderLockTests {
    @Test("A locked folder is refused until the lock goes, and nothing is left in it")
    func excludes() throws {
        let folder = try TemporaryFolder()
        func lockOnce() throws {
            let lock = try FolderLock(folder.path)
            #expect(throws: FileError.self) { _ = try FolderLock(folder.path, seconds: 0) }
            _ = consume lock
        }
        try lockOnce()
        try lockOnce()
        #expect(try Folder.names(in: folder.path) == [])
    }

    @Test("What is no folder cannot be locked")
    func missing() throws {
        let folder = try TemporaryFolder()
        #expect(throws: FileError.missing(path: folder.file("x"))) {
            _ = try FolderLock(folder.file("x"))
        }
        try DurableFile.write("x", to: folder.file("y"))
        #expect(throws: FileError.self) { _ = try FolderLock(folder.file("y")) }
    }

    @Test("A private file is its owner's alone, and an ordinary one is not")
    func isPrivate() throws {
        let folder = try TemporaryFolder()
        try DurableFile.write([1], to: folder.file("own"), isPrivate: true)
        try DurableFile.write([1], to: folder.file("all"))
        #expect(Folder.isPrivate(folder.file("own")) && !Folder.isPrivate(folder.file("all")))
        #expect(!Folder.isPrivate(folder.file("none")))
    }
}
