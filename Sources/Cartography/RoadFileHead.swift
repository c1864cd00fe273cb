internal import FoundationEssentials

/// The `crs` member of a road file, read before GDAL sees the file: GDAL takes WGS 84 for granted
/// where it does not understand the member, and that would be a silent guess.
struct RoadFileHead: Decodable {
    /// Names by which older GeoJSON says WGS 84.
    private static let accepted: Set<String> = [
        "OGC:CRS84", "EPSG:4326", "URN:OGC:DEF:CRS:OGC:1.3:CRS84", "URN:OGC:DEF:CRS:OGC::CRS84",
        "URN:OGC:DEF:CRS:EPSG::4326", "HTTP://WWW.OPENGIS.NET/DEF/CRS/OGC/1.3/CRS84",
    ]

    private struct CRS: Decodable {
        struct Properties: Decodable { var name: String? }

        var properties: Properties?
    }

    private enum Keys: String, CodingKey { case crs }

    /// The name in the member; `nil` where there is no member at all.
    let crs: String?

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        if container.contains(.crs) {
            let member = try? container.decode(CRS.self, forKey: .crs)
            crs = member?.properties?.name ?? "not named"
        } else {
            crs = nil
        }
    }

    /// Throws unless `bytes` are a JSON object in WGS 84.
    static func check(_ bytes: [UInt8], path: String) throws(CartographyError) {
        let head: RoadFileHead
        do {
            head = try JSONDecoder().decode(RoadFileHead.self, from: Data(bytes))
        } catch {
            throw .notGeoJSON(path: path, reason: "it is not a JSON object")
        }
        if let crs = head.crs, !accepted.contains(crs.uppercased()) {
            throw .foreignCRS(path: path, crs: crs)
        }
    }
}
