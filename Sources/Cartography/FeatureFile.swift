internal import FileAccess
internal import SurveyModel

/// The features of one layer of a GeoJSON or GeoPackage file, as the file has them.
///
/// The file is read whole into memory and opened there, read-only: no journal appears beside it, and
/// nothing is fetched from the network.
public struct FeatureFile: Sendable, Equatable {
    /// A point as stored: east or longitude first.
    public struct Point: Sendable, Hashable {
        /// East, longitude or along (in the unit of the file's CRS).
        public var x: Double
        /// North, latitude or across.
        public var y: Double

        /// The point (`x`, `y`).
        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// The shape of a feature.
    public enum Shape: Sendable, Hashable {
        /// No shape, or an empty one.
        case none
        /// One point.
        case point(Point)
        /// Polygons of rings, the outer ring first, each ring without a repeated last corner.
        case polygons([[[Point]]])
        /// Any other shape, by its name.
        case other(String)
    }

    /// The value of an attribute.
    public enum Value: Sendable, Hashable {
        /// None.
        case none
        /// A whole number.
        case integer(Int)
        /// A number; may be infinite where the file holds such a thing.
        case real(Double)
        /// Anything else in words.
        case text(String)
    }

    /// What the file says of its CRS.
    public enum CRS: Sendable, Hashable {
        /// Nothing, or that there is none.
        case notSaid
        /// WGS 84 without a word, as GeoJSON does (RFC 7946).
        case impliedWGS84
        /// `EPSG:...` or WKT; WGS 84 longitude and latitude is `EPSG:4326`.
        case named(String)
    }

    /// A shape with its attributes.
    public struct Feature: Sendable, Hashable {
        /// Its shape.
        public var shape: Shape
        /// Its values in the order of `FeatureFile.fields`.
        public var values: [Value]
    }

    /// Largest files (bytes): a GeoPackage, and GeoJSON.
    static let mostBytes = (geoPackage: 256 << 20, geoJSON: 64 << 20)
    /// Most features of a layer, and most corners of all its shapes together.
    static let most = (features: 1_000_000, corners: 1_000_000, fields: 1000)

    /// The file, as named in errors.
    public let path: String
    /// Names of the attributes, the key of the table among them where it has a name.
    public let fields: [String]
    /// The features in the order of the file.
    public let features: [Feature]
    /// What the file says of its CRS.
    public let crs: CRS

    /// Whether the file that begins with `head` is a GeoPackage or GeoJSON rather than a table of text.
    public static func recognises(_ head: [UInt8]) -> Bool { format(head) != nil }

    /// Reads the layer `layer` of the file at `path`, the only one where none is named.
    ///
    /// - Throws: `CartographyError.file`, `.unusableFeatures` or `.notGeoJSON`.
    public init(path: String, layer: String? = nil) throws(CartographyError) {
        let bytes = try Self.bytes(path)
        guard let format = Self.format(bytes) else {
            throw .unusableFeatures(
                path: path, feature: nil, reason: "this is neither GeoJSON nor a GeoPackage")
        }
        let read: FeatureReader.Reading
        do throws(CartographyError) {
            read = try FeatureReader(path: path, format: format).read(bytes, layer: layer)
        } catch .notGeoJSON(let path, let reason) {
            // The case speaks of roads.
            throw .unusableFeatures(
                path: path, feature: nil, reason: "this is not GeoJSON (\(reason))")
        }
        self.path = path
        fields = read.fields
        features = read.features
        crs = read.crs
    }

    enum Format: String {
        case geoJSON = "GeoJSON"
        case geoPackage = "GPKG"
    }

    static func format(_ head: [UInt8]) -> Format? {
        if head.starts(with: Array("SQLite format 3\0".utf8)) { return .geoPackage }
        let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
        return text.first { ![9, 10, 13, 32].contains($0) } == UInt8(ascii: "{") ? .geoJSON : nil
    }

    private static func bytes(_ path: String) throws(CartographyError) -> [UInt8] {
        do throws(FileError) {
            let file = try RegularFile(path: path)
            let head = try file.bytes(at: 0, count: min(512, file.byteCount))
            let isPackage = format(head) == .geoPackage
            // What another program has written beside the file is not in its bytes.
            if isPackage, let log = try? RegularFile(path: path + "-wal"), log.byteCount > 0 {
                throw FileError.unreadable(
                    path: path, reason: "a program has it open and has not written all of it")
            }
            return try file.allBytes(limit: isPackage ? mostBytes.geoPackage : mostBytes.geoJSON)
        } catch {
            throw .file(error)
        }
    }
}
