internal import CPROJ
internal import SurveyModel

/// What PROJ tells about a projected CRS in metres.
struct ProjectedCRS: Sendable {
    /// The text handed to PROJ and GDAL, such as `EPSG:32634`.
    let text: String
    /// Its name, such as `WGS 84 / UTM zone 34N`.
    let name: String
    /// Its area of use in degrees: west, south, east, north; `nil` where it has none.
    let area: AreaOfUse?

    struct AreaOfUse: Sendable, Equatable {
        var west: Double
        var south: Double
        var east: Double
        var north: Double

        /// Whether a point lies inside, or outside by at most `margin` degrees.
        func contains(_ point: GeographicPosition, margin: Double) -> Bool {
            guard point.latitude >= south - margin, point.latitude <= north + margin else {
                return false
            }
            let width = west <= east ? east - west : east - west + 360
            var fromWest = (point.longitude - west + margin).truncatingRemainder(dividingBy: 360)
            if fromWest < 0 { fromWest += 360 }
            return fromWest <= width + 2 * margin
        }
    }

    /// Reads an EPSG code (`EPSG:32634`) or the WKT of a projected CRS.
    init(_ text: String) throws(CartographyError) {
        self.text = try Self.accepted(text)
        guard let context = unsafe proj_context_create() else {
            throw .unusableCRS(crs: text, reason: "PROJ does not start")
        }
        defer { unsafe proj_context_destroy(context) }
        unsafe proj_log_level(context, PJ_LOG_NONE)
        unsafe proj_context_set_enable_network(context, 0)
        guard let crs = unsafe proj_create(context, self.text) else {
            throw .unusableCRS(crs: text, reason: "PROJ does not know it")
        }
        defer { unsafe proj_destroy(crs) }
        guard unsafe proj_get_type(crs) == PJ_TYPE_PROJECTED_CRS else {
            throw .unusableCRS(crs: text, reason: "it is not a projected CRS")
        }
        guard unsafe Self.hasMetresEastNorth(crs, in: context) else {
            throw .unusableCRS(crs: text, reason: "its axes are not metres east and north")
        }
        name = unsafe proj_get_name(crs).map { unsafe String(cString: $0) } ?? self.text
        area = unsafe Self.area(of: crs, in: context)
    }

    /// Only these two forms: a PROJ pipeline or a file name is not a CRS for a record.
    private static func accepted(_ text: String) throws(CartographyError) -> String {
        let upper = text.uppercased()
        if upper.hasPrefix("EPSG:") {
            let digits = upper.dropFirst(5)
            let isCode =
                (4...6).contains(digits.utf8.count)
                && digits.utf8.allSatisfy {
                    (48...57).contains($0)
                }
            if isCode { return "EPSG:" + digits }
        }
        let isWKT = upper.hasPrefix("PROJCRS[") || upper.hasPrefix("PROJCS[")
        guard isWKT, text.utf8.count < 100_000, !text.utf8.contains(0) else {
            throw .unusableCRS(crs: text, reason: "it is neither an EPSG code nor WKT")
        }
        return text
    }

    private static func hasMetresEastNorth(
        _ crs: OpaquePointer, in context: OpaquePointer
    ) -> Bool {
        guard let system = unsafe proj_crs_get_coordinate_system(context, crs) else {
            return false
        }
        defer { unsafe proj_destroy(system) }
        guard unsafe proj_cs_get_axis_count(context, system) == 2 else { return false }
        var directions: Set<String> = []
        for index in Int32(0)..<2 {
            var direction: UnsafePointer<CChar>?
            var factor = 0.0
            guard
                unsafe proj_cs_get_axis_info(
                    context, system, index, nil, nil, &direction, &factor, nil, nil, nil) != 0,
                factor == 1, let text = unsafe direction
            else { return false }
            directions.insert(unsafe String(cString: text).lowercased())
        }
        return directions == ["east", "north"]
    }

    static func area(of crs: OpaquePointer, in context: OpaquePointer) -> AreaOfUse? {
        var box = AreaOfUse(west: -1000, south: -1000, east: -1000, north: -1000)
        let found = unsafe proj_get_area_of_use(
            context, crs, &box.west, &box.south, &box.east, &box.north, nil)
        return found != 0 && box.west > -1000 ? box : nil
    }
}
