internal import SurveyModel

/// Geometries as GeoPackage 1.3 stores them: a header with the envelope, then little-endian WKB.
enum GeoPackageGeometry {
    /// Number of the coordinate system: EPSG:4326.
    static let spatialReference: Int32 = 4326

    /// A point.
    static func point(_ place: GeographicPosition) -> [UInt8] {
        var bytes = header(envelope: nil)
        append(UInt8(1), UInt32(1), to: &bytes)
        append(place, to: &bytes)
        return bytes
    }

    /// A line.
    static func line(_ places: [GeographicPosition]) -> [UInt8] {
        var bytes = header(envelope: Envelope(places))
        append(UInt8(1), UInt32(2), to: &bytes)
        append(places, to: &bytes)
        return bytes
    }

    /// A polygon without holes, counter-clockwise, closed.
    static func polygon(_ ring: [GeographicPosition]) -> [UInt8] {
        var bytes = header(envelope: Envelope(ring))
        append(UInt8(1), UInt32(3), to: &bytes)
        append(UInt32(1), to: &bytes)
        append(closed(ring), to: &bytes)
        return bytes
    }

    /// The ring closed and turned counter-clockwise.
    private static func closed(_ ring: [GeographicPosition]) -> [GeographicPosition] {
        guard let first = ring.first else { return [] }
        let closed = ring.last == first ? ring : ring + [first]
        var doubleArea = 0.0
        for (one, next) in zip(closed, closed.dropFirst()) {
            doubleArea +=
                (one.longitude - first.longitude) * (next.latitude - first.latitude)
                - (next.longitude - first.longitude) * (one.latitude - first.latitude)
        }
        return doubleArea < 0 ? closed.reversed() : closed
    }

    /// The box round places.
    struct Envelope: Equatable {
        var west = Double.infinity
        var east = -Double.infinity
        var south = Double.infinity
        var north = -Double.infinity

        init(_ places: [GeographicPosition]) { grow(by: places) }
    }

    private static func header(envelope: Envelope?) -> [UInt8] {
        // "GP", version 0, flags: little-endian, with or without an XY envelope.
        var bytes: [UInt8] = [0x47, 0x50, 0, envelope == nil ? 0x01 : 0x03]
        append(UInt32(bitPattern: spatialReference), to: &bytes)
        if let envelope {
            for edge in [envelope.west, envelope.east, envelope.south, envelope.north] {
                append(edge, to: &bytes)
            }
        }
        return bytes
    }

    private static func append(_ order: UInt8, _ type: UInt32, to bytes: inout [UInt8]) {
        bytes.append(order)
        append(type, to: &bytes)
    }

    private static func append(_ places: [GeographicPosition], to bytes: inout [UInt8]) {
        append(UInt32(clamping: places.count), to: &bytes)
        for place in places { append(place, to: &bytes) }
    }

    private static func append(_ place: GeographicPosition, to bytes: inout [UInt8]) {
        append(place.longitude, to: &bytes)
        append(place.latitude, to: &bytes)
    }

    private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
        for shift in stride(from: 0, to: 32, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(shift)))
        }
    }

    private static func append(_ value: Double, to bytes: inout [UInt8]) {
        for shift in stride(from: 0, to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(shift)))
        }
    }
}
