internal import FileAccess
internal import Glibc

/// A folder nobody else can read, gone when it is let go.
final class PrivateFolder {
    let path: String

    /// Makes one below the machine's folder for temporary files.
    init() throws(WorkflowError) {
        let place = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        var template = Array((place + "/clearroad-XXXXXX").utf8CString)
        let made = unsafe template.withUnsafeMutableBufferPointer { buffer in
            unsafe buffer.baseAddress.flatMap { unsafe mkdtemp($0) }.map {
                unsafe String(cString: $0)
            }
        }
        guard let made else {
            throw .impossible(
                reason: "no temporary folder can be made in \(place)",
                hint: "check TMPDIR and the space left")
        }
        path = made
    }

    deinit {
        for name in (try? Folder.names(in: path)) ?? [] { try? Folder.remove("\(path)/\(name)") }
        try? Folder.removeEmpty(path)
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }
}
