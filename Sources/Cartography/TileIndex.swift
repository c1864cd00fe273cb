internal import FileAccess
public import SurveyModel

/// The list of all tiles of a layer, over all zones, as GeoJSON (RFC 7946): a VRT has one CRS only.
public struct TileIndex: Sendable {
    private var features: [String] = []
    private let label: ProductLabel
    private let layer: String

    /// No tile yet of `layer`.
    public init(layer: String, label: ProductLabel) {
        self.layer = layer
        self.label = label
    }

    /// Lists a tile drawn as `sheet` from `madeFrom`, seen in `mosaic`.
    ///
    /// - Throws: `CartographyError` where its corners have no longitude and latitude.
    public mutating func add(
        _ sheet: RoadTileSheet, madeFrom: Digest, mosaic: String, projection: MapProjection
    ) throws(CartographyError) {
        let frame = sheet.frame
        let east = frame.westMetres + Double(frame.width) * frame.pixelMetres
        let south = frame.northMetres - Double(frame.height) * frame.pixelMetres
        let corners = [
            (frame.westMetres, south), (east, south), (east, frame.northMetres),
            (frame.westMetres, frame.northMetres), (frame.westMetres, south),
        ].map { ProjectedPosition(eastMetres: $0.0, northMetres: $0.1) }
        let ring = try projection.inverse(corners).map { "[\($0.longitude),\($0.latitude)]" }
        let tile = sheet.tile
        let items = [
            ("layer", layer), ("road", tile.road), ("file", tile.name + ".tif"),
            ("crs", tile.crs), ("mosaic", mosaic), ("madeFrom", madeFrom.hexadecimal),
        ].map { "\(GeoJSONText.quoted($0.0)):\(GeoJSONText.quoted($0.1))" }
        let figures = [
            "\"kilometre\":\(tile.kilometre)", "\"startChainageMetres\":\(tile.chainage.low)",
            "\"endChainageMetres\":\(tile.chainage.high)", "\"pixelMetres\":\(frame.pixelMetres)",
        ]
        features.append(
            "{\"type\":\"Feature\",\"properties\":{"
                + (items + figures).joined(separator: ",") + "},\"geometry\":{\"type\":\"Polygon\","
                + "\"coordinates\":[[" + ring.joined(separator: ",") + "]]}}")
    }

    /// Writes the list to `path`.
    ///
    /// - Throws: `CartographyError.file`.
    public func write(to path: String) throws(CartographyError) {
        let facts = label.items.map {
            "\(GeoJSONText.quoted($0.name)):\(GeoJSONText.quoted($0.text))"
        }
        let text =
            "{\"type\":\"FeatureCollection\",\"metadata\":{" + facts.joined(separator: ",")
            + "},\"features\":[\n" + features.joined(separator: ",\n") + "\n]}\n"
        do { try DurableFile.write(text, to: path) } catch { throw .file(error) }
    }
}

/// Text of GeoJSON.
enum GeoJSONText {
    /// `text` in quotation marks.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            default:
                if scalar.value < 0x20 {
                    result += " "
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
