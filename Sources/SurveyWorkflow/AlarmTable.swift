internal import Foundation
public import SurveyModel

/// The alarms of one or more sweeps as alarms.csv or GeoJSON.
public enum AlarmTable: Sendable {
    /// Column names of alarms.csv in order.
    public static let columns = [
        "id", "sweep", "x_m", "y_m", "depth_m", "score", "selected", "expected_far_per_m2",
        "probability", "probability_low", "probability_high", "class", "longitude", "latitude",
        "road", "chainage_m", "offset_m", "side", "error_along_m", "error_across_m",
        "error_depth_m", "imaging_score", "imaging_selected", "imaging_far_per_m2", "clutter_p",
        "anomaly", "judged_by",
    ]

    /// The rows as CSV (RFC 4180, UTF-8), highest score first as given.
    ///
    /// `expected_far_per_m2` is empty where blank ground supports no figure; the probabilities are empty
    /// until they are calibrated; places are empty where the lane is not laid on a road.
    public static func csv(_ alarms: [Alarm]) -> String {
        let rows = alarms.map { alarm in
            row(alarm).map(quoted).joined(separator: ",")
        }
        return ([columns.joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
    }

    /// The rows as GeoJSON (RFC 7946); an alarm without a place has a null geometry.
    ///
    /// `stamp` is a member of the collection and of every feature where there is one.
    public static func geoJSON(_ alarms: [Alarm], stamp: String?) throws -> String {
        let collection = FeatureCollection(
            stamp: stamp, features: alarms.map { Feature(alarm: $0, stamp: stamp) })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(collection), as: UTF8.self) + "\n"
    }

    /// Alarms of several sweeps in one list: highest score first, then by sweep and id.
    public static func merged(_ lists: [[Alarm]]) -> [Alarm] {
        lists.joined().sorted {
            $0.score != $1.score
                ? $0.score > $1.score : ($0.sweep, $0.id) < ($1.sweep, $1.id)
        }
    }

    private static func row(_ alarm: Alarm) -> [String] {
        let place = alarm.place
        let evidence = alarm.evidence
        let probability = evidence?.probability
        return [
            alarm.id, alarm.sweep, decimal(alarm.xMetres, 3), decimal(alarm.yMetres, 3),
            decimal(alarm.depthMetres, 3), decimal(alarm.score, 4), alarm.isSelected ? "1" : "0",
            alarm.expectedFARPerSquareMetre.map { significant($0) } ?? "",
            probability.map { decimal($0.value, 3) } ?? "",
            probability.map { decimal($0.low, 3) } ?? "",
            probability.map { decimal($0.high, 3) } ?? "", alarm.alarmClass.rawValue,
            place.map { decimal($0.geographic.longitude, 8) } ?? "",
            place.map { decimal($0.geographic.latitude, 8) } ?? "", place?.road ?? "",
            place.map { decimal($0.position.chainageMetres, 3) } ?? "",
            place.map { decimal($0.position.offsetMetres, 3) } ?? "",
            place?.position.side.rawValue ?? "",
            place.map { decimal($0.alongErrorMetres, 3) } ?? "",
            place.map { decimal($0.acrossErrorMetres, 3) } ?? "",
            place.map { decimal($0.depthErrorMetres, 3) } ?? "",
            evidence.map { decimal($0.imagingScore, 4) } ?? "",
            evidence.map { $0.isImagingSelected ? "1" : "0" } ?? "",
            evidence?.imagingFARPerSquareMetre.map { significant($0) } ?? "",
            evidence?.clutterPValue.map { significant($0) } ?? "",
            evidence?.anomaly.map { decimal($0, 2) } ?? "", evidence?.judge ?? "",
        ]
    }

    static func quoted(_ text: String) -> String {
        // By bytes: a letter may hide a mark that a combining sign follows, or one of CR and LF.
        let special = Array(",\"\n\r".utf8)
        guard text.utf8.contains(where: special.contains) else { return text }
        let doubled = text.utf8.flatMap { $0 == 0x22 ? [$0, $0] : [$0] }
        return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
    }

    private static func significant(_ value: Double) -> String {
        String(format: "%.4g", value)
    }
}

/// A number with a fixed count of decimals, never "-0".
func decimal(_ value: Double, _ places: Int) -> String {
    let text = String(format: "%.\(places)f", value)
    let isZero = text.allSatisfy { "-0.".contains($0) }
    return isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
}

private struct FeatureCollection: Encodable {
    var type = "FeatureCollection"
    var stamp: String?
    var features: [Feature]
}

private struct Feature: Encodable {
    struct Point: Encodable {
        var type = "Point"
        var coordinates: [Double]
    }

    struct Properties: Encodable {
        var id: String
        var sweep: String
        var xMetres: Double
        var yMetres: Double
        var depthMetres: Double
        var score: Double
        var selected: Bool
        var expectedFarPerSquareMetre: Double?
        var alarmClass: String
        var road: String?
        var chainageMetres: Double?
        var offsetMetres: Double?
        var side: String?
        var stamp: String?

        enum CodingKeys: String, CodingKey {
            case id, sweep, score, selected, road, side, stamp
            case xMetres = "x_m"
            case yMetres = "y_m"
            case depthMetres = "depth_m"
            case expectedFarPerSquareMetre = "expected_far_per_m2"
            case alarmClass = "class"
            case chainageMetres = "chainage_m"
            case offsetMetres = "offset_m"
        }
    }

    var type = "Feature"
    var geometry: Point?
    var properties: Properties

    enum CodingKeys: CodingKey { case type, geometry, properties }

    init(alarm: Alarm, stamp: String?) {
        geometry = alarm.place.map {
            Point(coordinates: [
                rounded($0.geographic.longitude, 1e8), rounded($0.geographic.latitude, 1e8),
            ])
        }
        properties = Properties(
            id: alarm.id, sweep: alarm.sweep, xMetres: rounded(alarm.xMetres, 1e3),
            yMetres: rounded(alarm.yMetres, 1e3), depthMetres: rounded(alarm.depthMetres, 1e3),
            score: rounded(alarm.score, 1e4), selected: alarm.isSelected,
            expectedFarPerSquareMetre: alarm.expectedFARPerSquareMetre,
            alarmClass: alarm.alarmClass.rawValue, road: alarm.place?.road,
            chainageMetres: alarm.place.map { rounded($0.position.chainageMetres, 1e3) },
            offsetMetres: alarm.place.map { rounded($0.position.offsetMetres, 1e3) },
            side: alarm.place?.position.side.rawValue, stamp: stamp)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(type, forKey: .type)
        // An unlocated feature has a null geometry, the member is never left out (RFC 7946, 3.2).
        try container.encode(geometry, forKey: .geometry)
        try container.encode(properties, forKey: .properties)
    }
}

private func rounded(_ value: Double, _ scale: Double) -> Double {
    (value * scale).rounded() / scale
}
