import FileAccess
import FuzzHarness

// Runs a format's reader over every file of a folder: a corpus for coverage, or one finding.
//
//     FuzzReplay FORMAT FOLDER

let words = Array(CommandLine.arguments.dropFirst())
guard words.count == 2, let format = FuzzFormat(rawValue: words[0]) else {
    let names = FuzzFormat.allCases.map(\.rawValue).joined(separator: "|")
    print("usage: FuzzReplay \(names) FOLDER")
    throw FileError.missing(path: words.first ?? "")
}
let names = try Folder.names(in: words[1])
for name in names {
    FuzzRun.run(format, try RegularFile(path: words[1] + "/" + name).allBytes())
}
print("\(format.rawValue): \(names.count) inputs")
