import FileAccess
import TestSupport
import Testing

@Suite struct FolderLimitTests {
    @Test("A folder is listed up to the limit and not beyond")
    func limit() throws {
        let folder = try TemporaryFolder()
        for name in ["b", "a", "c"] { try DurableFile.write("", to: folder.file(name)) }
        #expect(try Folder.names(in: folder.path, limit: 3) == ["a", "b", "c"])
        #expect(try Folder.names(in: folder.path, limit: 2) == nil)
    }
}
