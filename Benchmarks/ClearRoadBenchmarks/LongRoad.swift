import Cartography
import Fingerprint
import Foundation
import SurveyModel

/// A made-up road of 460 km through three UTM zones with segments of 500 m on three bands, drawn as tiles.
///
/// `rasters FOLDER` serves rasters.py: it writes the tiles, and the same ground as polygons for others.
enum LongRoad {
    static let pixelMetres = 0.5
    private static let segmentMetres = 500.0
    private static let bands = [
        MetreRange(low: -12, high: -4), MetreRange(low: -4, high: 4), MetreRange(low: 4, high: 12),
    ]

    /// The road: bends all the way, legs of 200 m.
    static func road(kilometres: Double) throws -> Centreline {
        var place = (longitude: 17.8, latitude: 52.0)
        var vertices = [GeographicPosition(longitude: place.longitude, latitude: place.latitude)]
        for number in 0..<Int(kilometres * 5) + 1 {
            let along = Double(number) * 0.2
            let heading = 90 + 25 * sin(along / 3) + 10 * sin(along / 0.7)
            let step = 200.0 / 111_200
            place.latitude += step * cos(heading * .pi / 180)
            place.longitude +=
                step * sin(heading * .pi / 180) / cos(place.latitude * .pi / 180)
            vertices.append(
                GeographicPosition(longitude: place.longitude, latitude: place.latitude))
        }
        return try Centreline(road: "LR", vertices: vertices)
    }

    /// What is known of the ground on a stretch.
    static func segments(of road: Centreline, on stretch: MetreRange) -> [StatusSegment] {
        var result: [StatusSegment] = []
        let first = Int(stretch.low / segmentMetres)
        let last = Int((min(stretch.high, road.lengthMetres) / segmentMetres).rounded(.up))
        for number in first..<last {
            let low = max(Double(number) * segmentMetres, stretch.low)
            let high = min(Double(number + 1) * segmentMetres, stretch.high, road.lengthMetres)
            guard low < high else { continue }
            for (band, offset) in bands.enumerated() {
                let place = RoadRectangle(
                    chainage: MetreRange(low: low, high: high), offset: offset)
                result.append(
                    StatusSegment(
                        id: "\(number)-\(band)", road: road.road, rectangle: place,
                        standing: standing(number * 3 + band, place)))
            }
        }
        return result
    }

    private static func standing(_ number: Int, _ place: RoadRectangle) -> SegmentStanding {
        switch number * 7 % 5 {
        case 0: return .cleared
        case 1: return .reduced
        case 2: return .cancelled
        case 3: return .underReview
        default:
            var covered = place
            covered.offset.high -= 2
            return .open(covered: [.antiVehicle: [covered]], required: [.antiVehicle])
        }
    }

    /// The ground with its codes, the worse later.
    private static func polygons(
        of segments: [StatusSegment]
    ) -> [(place: RoadRectangle, code: UInt8)] {
        segments.flatMap { segment -> [(place: RoadRectangle, code: UInt8)] in
            let whole = segment.rectangle
            switch segment.standing {
            case .cleared: return [(whole, 10)]
            case .reduced: return [(whole, 20)]
            case .cancelled: return [(whole, 30)]
            case .underReview: return [(whole, 70)]
            case .open:
                var gap = whole
                gap.offset.low = gap.offset.high - 2
                return [(whole, 40), (gap, 60)]
            }
        }.sorted { $0.code < $1.code }
    }

    /// Writes the tiles into `folder` and prints what it took.
    static func draw(into folder: String, kilometres: Double) throws {
        let road = try road(kilometres: kilometres)
        let end = min(kilometres * 1000, road.lengthMetres)
        let whole = MetreRange(low: 0, high: end)
        let places = segments(of: road, on: whole).map { ($0.road, $0.rectangle) }
        let plan = try RoadTilePlan(
            places: places, discs: [], roads: [road], surveyCRS: "EPSG:32634",
            pixelMetres: pixelMetres)
        let label = ProductLabel(purpose: .operation, facts: ["SURVEY": "benchmark"])
        let writer = RoadTileWriter(
            plan, layer: "status", folder: folder, roads: [road], places: places, discs: [])
        let outcome = try writer.write(
            label: label, monitor: .silent, digest: { Digest(of: $0) }, label: { _ in label }
        ) { stretch in
            let range = MetreRange(
                low: stretch.chainage.low, high: min(stretch.chainage.high, end))
            return .status(StatusMap(segments: segments(of: road, on: range)))
        }
        print(
            "{\"tiles\": \(plan.tiles.count), \"written\": \(outcome.written.count), "
                + "\"zones\": \(Set(plan.tiles.map(\.crs)).count), "
                + "\"peak_bytes\": \(Measurement.peakMemory)}")
    }

    /// Writes, for each tile, its ground as polygons in longitude and latitude.
    static func writePolygons(into folder: String, kilometres: Double) throws {
        let road = try road(kilometres: kilometres)
        let end = min(kilometres * 1000, road.lengthMetres)
        let tiles = Int((end / RoadTilePlan.tileMetres).rounded(.up))
        for number in 0..<tiles {
            let range = MetreRange(
                low: Double(number) * RoadTilePlan.tileMetres,
                high: min(Double(number + 1) * RoadTilePlan.tileMetres, end))
            let features = try polygons(of: segments(of: road, on: range)).map { item in
                let ring = try road.outline(of: item.place)
                    .map { "[\($0.longitude),\($0.latitude)]" }
                return "{\"type\":\"Feature\",\"properties\":{\"code\":\(item.code)},"
                    + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[["
                    + ring.joined(separator: ",") + "]]}}"
            }
            let text =
                "{\"type\":\"FeatureCollection\",\"features\":["
                + features.joined(separator: ",") + "]}"
            let digits = "\(number)"
            let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
            try Data(text.utf8).write(
                to: URL(fileURLWithPath: "\(folder)/LR-km-\(padded).geojson"))
        }
    }
}
