public import SurveyModel
internal import Symbology

/// What an alarm-density raster shows.
public struct AlarmDensityMap: Sendable {
    /// Segments with the ground that was covered for all classes required.
    public var segments: [StatusSegment]
    /// Alarms nobody has closed.
    public var openAlarms: [RoadPlace]
    /// Radius within which alarms are counted (m).
    public var radiusMetres: Double

    /// A point of a road.
    public struct RoadPlace: Sendable, Hashable {
        /// Road id.
        public var road: String
        /// Where.
        public var position: RoadPosition

        /// A point of `road`.
        public init(road: String, position: RoadPosition) {
            self.road = road
            self.position = position
        }
    }

    /// Radius unless said otherwise (m).
    public static let defaultRadiusMetres = 2.0

    /// A map of `openAlarms` over `segments`.
    public init(
        segments: [StatusSegment], openAlarms: [RoadPlace],
        radiusMetres: Double = defaultRadiusMetres
    ) {
        self.segments = segments
        self.openAlarms = openAlarms
        self.radiusMetres = radiusMetres
    }
}

/// Open alarms within a radius of each pixel as a cloud-optimised GeoTIFF of one byte band.
///
/// 0 is outside the survey; 1 ground without an open alarm, which says nothing of its being clear; 2 ground
/// that was not covered, where no alarm could be raised; 2 + n is n alarms. Larger is worse, in overviews too.
public enum AlarmDensityRaster: Sendable {
    static let noneValue: UInt8 = 1
    static let notCoveredValue: UInt8 = 2
    static let stampValue: UInt8 = 255

    static func drawing(of map: AlarmDensityMap) throws(CartographyError) -> LayerDrawing {
        guard map.radiusMetres > 0, map.radiusMetres <= RoadNetwork.largestDiscMetres else {
            throw .unusableCoverage(reason: "a radius of \(map.radiusMetres) m is out of range")
        }
        let status = try StatusRaster.drawing(of: StatusMap(segments: map.segments))
        var drawing = LayerDrawing(
            layer: "alarm-density",
            title:
                "Open alarms within \(map.radiusMetres) m; 0 is outside the survey, 1 none, 2 not "
                + "covered, above it 2 + number of alarms",
            bands: [band(map.radiusMetres)], places: status.places)
        drawing.operations = status.operations.map { operation in
            var own = operation
            let isGap =
                operation.value == StatusCode.notCovered.rawValue
                || operation.value == StatusCode.sweptInPart.rawValue
            own.value = isGap ? notCoveredValue : noneValue
            own.rule = isGap ? .touched : .centre
            return own
        }
        drawing.operations += map.openAlarms.map {
            LayerDrawing.Operation(
                shape: .disc(
                    MapDisc(
                        road: $0.road, position: $0.position, radiusMetres: map.radiusMetres)),
                value: notCoveredValue, rule: .touched, isCounted: true)
        }
        return drawing
    }

    private static func band(_ radius: Double) -> LayerDrawing.Band {
        let area = Double.pi * radius * radius
        return LayerDrawing.Band(
            description: "open alarms within \(radius) m", unit: "2 + alarms", worst: .largest,
            stampValue: stampValue,
            palette: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255].map {
                CloudOptimisedTIFF.PaletteEntry(
                    value: $0, colour: colour(of: $0), isClear: $0 == 0)
            },
            facts: [
                ("QUANTITY", "open alarms whose place lies within RADIUS_M of the pixel"),
                ("RADIUS_M", "\(radius)"), ("AREA_M2", figure(area)),
                ("DENSITY_PER_M2", "(value - 2) / AREA_M2 where the value is 3 to 252"),
                ("VALUE_0", "outside the survey"), ("VALUE_1", meaning(of: 1, area)),
                ("VALUE_2", meaning(of: 2, area)), ("VALUE_252", "250 alarms or more"),
                ("VALUE_255", "letters of a stamp"),
                ("OVERVIEWS", "the largest value of all pixels below"),
                ("NODATA_MEANS", "no statement about this ground"),
            ],
            row: { value in
                AttributeTable.Row(
                    value: value, name: name(of: value), colour: colour(of: value),
                    meaning: meaning(of: value, area))
            })
    }

    private static func name(of value: UInt8) -> String {
        switch value {
        case 0: StatusCode.outside.name
        case 1: "No open alarm"
        case 2: "Not covered"
        case 3: "1 open alarm"
        case stampValue: StatusCode.stamp.name
        default: "\(value - 2) open alarms"
        }
    }

    private static func meaning(of value: UInt8, _ area: Double) -> String {
        switch value {
        case 0: StatusCode.outside.meaning
        case 1: "No open alarm near: no alarm does not mean no mine"
        case 2:
            "Not seen for every class required, where no alarm could be raised: not clear ground"
        case stampValue: StatusCode.stamp.meaning
        default: figure(Double(value - 2) / area) + " open alarms per m2"
        }
    }

    private static func colour(of value: UInt8) -> (red: UInt8, green: UInt8, blue: UInt8) {
        switch value {
        case 0: return MapColour.white.parts
        case 1: return MapColour.swept.parts
        case 2: return MapColour.notCovered.parts
        case stampValue: return MapColour.stamp.parts
        default:
            // From the red of one alarm to nearly black at eight and more.
            let (from, to) = (MapColour.openAlarm, MapColour.find)
            let share = min(Double(value - 3) / 7, 1)
            func mix(_ low: UInt8, _ high: UInt8) -> UInt8 {
                UInt8((Double(low) + share * (Double(high) - Double(low))).rounded())
            }
            return (mix(from.red, to.red), mix(from.green, to.green), mix(from.blue, to.blue))
        }
    }

    /// Three decimals.
    private static func figure(_ value: Double) -> String {
        "\((value * 1000).rounded() / 1000)"
    }
}
