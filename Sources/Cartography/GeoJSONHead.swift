internal import FoundationEssentials

/// The `crs` member of a GeoJSON file, read before GDAL sees the file: GDAL takes WGS 84 for granted
/// where it does not understand the member, and that would be a silent guess.
struct GeoJSONHead: Decodable {
    /// What the file says of its CRS.
    enum Statement: Equatable {
        /// No member: WGS 84 (RFC 7946).
        case absent
        /// A member that is null: no CRS can be assumed (GeoJSON of 2008).
        case null
        /// A member without a name.
        case unnamed
        /// A member with a name.
        case named(String)
    }

    /// Names by which older GeoJSON says WGS 84.
    private static let worldNames: Set<String> = [
        "OGC:CRS84", "EPSG:4326", "URN:OGC:DEF:CRS:OGC:1.3:CRS84", "URN:OGC:DEF:CRS:OGC::CRS84",
        "URN:OGC:DEF:CRS:EPSG::4326", "HTTP://WWW.OPENGIS.NET/DEF/CRS/OGC/1.3/CRS84",
    ]

    private struct CRS: Decodable {
        struct Properties: Decodable { var name: String? }

        var properties: Properties?
    }

    private enum Keys: String, CodingKey { case crs }

    let crs: Statement

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        if !container.contains(.crs) {
            crs = .absent
        } else if try container.decodeNil(forKey: .crs) {
            crs = .null
        } else {
            let member = try? container.decode(CRS.self, forKey: .crs)
            crs = member?.properties?.name.map { .named($0) } ?? .unnamed
        }
    }

    /// Reads the head of `bytes`.
    ///
    /// - Throws: `CartographyError.notGeoJSON` where they are no JSON object.
    init(_ bytes: [UInt8], path: String) throws(CartographyError) {
        do {
            self = try JSONDecoder().decode(GeoJSONHead.self, from: Data(bytes))
        } catch {
            throw .notGeoJSON(path: path, reason: "it is not a JSON object")
        }
    }

    /// Whether a name of a CRS is one of WGS 84 longitude and latitude.
    static func isWorld(_ name: String) -> Bool { worldNames.contains(name.uppercased()) }

    /// Throws unless `bytes` are a JSON object in WGS 84.
    static func check(_ bytes: [UInt8], path: String) throws(CartographyError) {
        switch try GeoJSONHead(bytes, path: path).crs {
        case .absent: return
        case .named(let crs) where isWorld(crs): return
        case .named(let crs): throw .foreignCRS(path: path, crs: crs)
        case .null, .unnamed: throw .foreignCRS(path: path, crs: "not named")
        }
    }
}
