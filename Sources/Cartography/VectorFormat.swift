internal import FileAccess

/// The formats of vector exports.
public enum VectorFormat: Sendable, CaseIterable {
    /// GeoPackage: one layer each, with its styles.
    case geoPackage
    /// GeoJSON (RFC 7946): one collection.
    case geoJSON
    /// KML 2.2.
    case kml
    /// KML 2.2 and its symbols in a zip file.
    case kmz
    /// Shapefiles with their styles in a zip file.
    case shapefile
    /// One table of all layers as CSV.
    case csv
    /// A table per layer as CSV, with its styles, in a zip file.
    case csvArchive
    /// The same as files of a folder.
    case csvFolder

    /// The format a name asks for by its ending; a name without one, or of a folder, asks for a folder of
    /// tables.
    ///
    /// - Throws: `CartographyError.unknownFormat`.
    public init(path: String) throws(CartographyError) {
        guard !path.hasSuffix("/") else {
            self = .csvFolder
            return
        }
        switch Folder.fileExtension(of: path) {
        case "gpkg": self = .geoPackage
        case "geojson", "json": self = .geoJSON
        case "kml": self = .kml
        case "kmz": self = .kmz
        case "csv": self = .csv
        case "zip": self = path.lowercased().hasSuffix(".csv.zip") ? .csvArchive : .shapefile
        case "": self = .csvFolder
        default:
            guard Folder.isDirectory(path) else { throw .unknownFormat(path: path) }
            self = .csvFolder
        }
    }

    /// Whether its shapes may be in another CRS than WGS 84.
    public var isProjectable: Bool { self == .geoPackage || self == .shapefile }

    /// Whether its files stand together in a zip file.
    public var isArchive: Bool {
        switch self {
        case .kmz, .shapefile, .csvArchive: true
        case .geoPackage, .geoJSON, .kml, .csv, .csvFolder: false
        }
    }
}

/// A file of an export.
public struct ExportFile: Sendable, Hashable {
    /// Its name, below the export where that is a folder or a zip file.
    public var name: String
    /// Its bytes.
    public var bytes: [UInt8]

    /// The file `name` with `bytes`.
    public init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// The file `name` with a text in UTF-8.
    init(_ name: String, text: String) {
        self.init(name, Array(text.utf8))
    }
}
