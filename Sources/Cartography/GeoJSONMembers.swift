internal import FoundationEssentials

/// Members of a GeoJSON collection beside its features.
enum GeoJSONMembers {
    private struct Collection: Encodable {
        var type = "FeatureCollection"
        var metadata: [String: String]
        var stamp: String?
    }

    /// The collection's own members as JSON text with sorted keys.
    static func text(for label: ProductLabel, path: String) throws(CartographyError) -> String {
        let facts = Dictionary(
            label.items.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        do {
            let data = try encoder.encode(Collection(metadata: facts, stamp: label.stamp))
            return String(decoding: data, as: UTF8.self)
        } catch {
            throw .notWritten(path: path, reason: "the metadata cannot be written as JSON")
        }
    }
}
