internal import CGDAL
internal import FileAccess
internal import SurveyModel

/// The files of a Shapefile besides the one with the shapes.
enum ShapefileParts {
    typealias Companion = (ending: String, bytes: [UInt8])

    /// The index, which is needed, and attributes, CRS and character set, which are read where they are.
    private static let endings = ["shx", "dbf", "prj", "cpg"]
    private static let mostMembers = 1000

    /// Those beside the file at `path`.
    static func beside(_ path: String) throws(CartographyError) -> [Companion] {
        let base = String(path.dropLast(Folder.fileExtension(of: path).count))
        var found: [Companion] = []
        for ending in endings {
            let places = [ending, ending.uppercased()].map { base + $0 }
            guard let place = places.first(where: { Folder.exists($0) }) else { continue }
            found.append((ending, try RoadShapes.content(place)))
        }
        try check(found, path)
        return found
    }

    /// The one Shapefile in a zip file.
    static func inside(
        _ bytes: [UInt8], path: String
    ) throws(CartographyError) -> (main: [UInt8], companions: [Companion]) {
        let file = MemoryFile(standingFor: path, suffix: "zip")
        try file.write(bytes)
        let archive = "/vsizip/" + file.path
        let members = try members(of: archive, path)
        let mains = members.filter { $0.lowercased().hasSuffix(".shp") }
        guard mains.count == 1, let main = mains.first else {
            throw bad(path, "there are \(mains.count) Shapefiles in this zip file, one is needed")
        }
        let base = main.lowercased().dropLast(3)
        var found: [Companion] = []
        for ending in endings {
            guard let name = members.first(where: { $0.lowercased() == base + ending }) else {
                continue
            }
            found.append((ending, try content(archive + "/" + name, path)))
        }
        try check(found, path)
        return (try content(archive + "/" + main, path), found)
    }

    private static func members(
        of archive: String, _ path: String
    ) throws(CartographyError) -> [String] {
        GDALLibrary.clearError()
        guard let list = unsafe VSIReadDirRecursive(archive) else {
            throw bad(path, "it cannot be opened as a zip file")
        }
        defer { unsafe CSLDestroy(list) }
        let count = unsafe CSLCount(list)
        guard count <= mostMembers else {
            throw bad(path, "it holds more than \(mostMembers) files")
        }
        return (0..<count).compactMap { index in
            unsafe CSLGetField(list, index).map { unsafe String(cString: $0) }
        }
    }

    /// The bytes of a member, never more than a road file may have.
    private static func content(
        _ member: String, _ path: String
    ) throws(CartographyError) -> [UInt8] {
        guard let file = unsafe VSIFOpenL(member, "rb") else {
            throw bad(path, "a file in it cannot be read")
        }
        defer { unsafe VSIFCloseL(file) }
        var result: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = unsafe block.withUnsafeMutableBytes { all in
                unsafe VSIFReadL(all.baseAddress, 1, all.count, file)
            }
            result += block.prefix(count)
            guard result.count <= RoadShapes.mostBytes else {
                throw bad(path, "a file in it is larger than \(RoadShapes.mostBytes) bytes")
            }
            if count < block.count { return result }
        }
    }

    private static func check(_ found: [Companion], _ path: String) throws(CartographyError) {
        guard found.contains(where: { $0.ending == "shx" }) else {
            throw bad(path, "its index, the file that ends in .shx, is missing")
        }
    }

    private static func bad(_ path: String, _ reason: String) -> CartographyError {
        .unusableFeatures(path: path, feature: nil, reason: reason)
    }
}
