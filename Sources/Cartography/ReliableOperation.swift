internal import CPROJ
internal import SurveyModel

/// One PROJ operation from a CRS to WGS 84, with its context; used by one task at a time.
///
/// Safe: the two handles are made here, never leave it, and are freed once.
@safe struct ReliableOperation: ~Copyable {
    let name: String
    let method: String
    let accuracyMetres: Double
    /// Area of use of the CRS.
    let area: ProjectedCRS.AreaOfUse?

    private let context: OpaquePointer
    private let operation: OpaquePointer

    /// The best operation around `places`; without places the best that can be had at all.
    init(crs text: String, around places: [GeographicPosition]) throws(CartographyError) {
        guard let context = unsafe proj_context_create() else {
            throw .unusableCRS(crs: text, reason: "PROJ does not start")
        }
        unsafe proj_log_level(context, PJ_LOG_NONE)
        unsafe proj_context_set_enable_network(context, 0)
        let found: Found
        do {
            unsafe found = unsafe try Self.find(text, in: context, around: places)
        } catch {
            unsafe proj_context_destroy(context)
            throw error
        }
        name = unsafe found.name
        area = unsafe found.area
        method = unsafe found.choice.method
        accuracyMetres = unsafe found.choice.accuracyMetres
        unsafe operation = unsafe found.choice.operation
        unsafe self.context = context
    }

    deinit {
        unsafe proj_destroy(operation)
        unsafe proj_context_destroy(context)
    }

    /// Transforms one pair, forward to WGS 84; `nil` where PROJ refuses.
    func transform(_ x: Double, _ y: Double, isForward: Bool) -> (Double, Double)? {
        guard x.isFinite, y.isFinite else { return nil }
        unsafe proj_errno_reset(operation)
        let result = unsafe proj_trans(
            operation, isForward ? PJ_FWD : PJ_INV, proj_coord(x, y, 0, 0))
        let (first, second) = unsafe (result.xy.x, result.xy.y)
        guard unsafe proj_errno(operation) == 0, first.isFinite, second.isFinite else { return nil }
        return (first, second)
    }

    private static func crs(
        _ text: String, in context: OpaquePointer
    ) throws(CartographyError) -> OpaquePointer {
        let upper = text.uppercased()
        let digits = upper.hasPrefix("EPSG:") ? upper.dropFirst(5) : ""
        let isCode =
            (4...6).contains(digits.utf8.count) && digits.utf8.allSatisfy { (48...57).contains($0) }
        let isWKT = ["PROJCRS[", "PROJCS[", "GEOGCRS[", "GEOGCS[", "GEODCRS["].contains {
            upper.hasPrefix($0)
        }
        guard isCode || isWKT && text.utf8.count < 100_000 && !text.utf8.contains(0) else {
            throw .unusableCRS(
                crs: String(text.prefix(60)), reason: "it is neither an EPSG code nor WKT")
        }
        guard let crs = unsafe proj_create(context, isCode ? upper : text) else {
            throw .unusableCRS(crs: String(text.prefix(60)), reason: "PROJ does not know it")
        }
        let kind = unsafe proj_get_type(crs)
        guard kind == PJ_TYPE_PROJECTED_CRS || kind == PJ_TYPE_GEOGRAPHIC_2D_CRS else {
            unsafe proj_destroy(crs)
            throw .unusableCRS(
                crs: String(text.prefix(60)),
                reason: "it is neither a projected CRS nor one of longitude and latitude")
        }
        return unsafe crs
    }

    @unsafe private struct Found {
        var name: String
        var area: ProjectedCRS.AreaOfUse?
        var choice: Choice
    }

    @unsafe private static func find(
        _ text: String, in context: OpaquePointer, around places: [GeographicPosition]
    ) throws(CartographyError) -> Found {
        let source = try unsafe crs(text, in: context)
        defer { unsafe proj_destroy(source) }
        let name = unsafe proj_get_name(source).map { unsafe String(cString: $0) } ?? text
        return unsafe Found(
            name: name, area: ProjectedCRS.area(of: source, in: context),
            choice: try choose(in: context, from: source, crs: name, around: places))
    }

    @unsafe private struct Choice {
        var operation: OpaquePointer
        var method: String
        var accuracyMetres: Double
    }

    @unsafe private static func choose(
        in context: OpaquePointer, from source: OpaquePointer, crs: String,
        around places: [GeographicPosition]
    ) throws(CartographyError) -> Choice {
        let list = try unsafe operations(in: context, from: source, crs: crs, around: places)
        defer { unsafe proj_list_destroy(list) }
        // Without places any that works will do, to find out where they are.
        let count = unsafe proj_list_get_count(list)
        var number: Int32 = 0
        while places.isEmpty, number < count - 1,
            unsafe !isInstantiable(number, of: list, in: context)
        {
            number += 1
        }
        guard count > 0, let best = unsafe proj_list_get(context, list, number) else {
            throw .noTransformationHere(crs: crs)
        }
        defer { unsafe proj_destroy(best) }
        let method = unsafe proj_get_name(best).map { unsafe String(cString: $0) } ?? ""
        guard unsafe proj_coordoperation_is_instantiable(context, best) != 0 else {
            throw .missingGrid(crs: crs, grid: unsafe grid(of: best, in: context))
        }
        guard unsafe proj_coordoperation_has_ballpark_transformation(context, best) == 0 else {
            throw .noTransformationHere(crs: crs)
        }
        // A change of coordinates alone, on the same datum, is exact.
        let isExact = unsafe proj_get_type(best) == PJ_TYPE_CONVERSION
        let accuracy = isExact ? 0 : unsafe proj_coordoperation_get_accuracy(context, best)
        guard accuracy >= 0 else { throw .unknownAccuracy(crs: crs, transformation: method) }
        guard let made = unsafe proj_normalize_for_visualization(context, best) else {
            throw .noTransformationHere(crs: crs)
        }
        return unsafe Choice(
            operation: made, method: isExact ? "" : method, accuracyMetres: accuracy)
    }

    @unsafe private static func isInstantiable(
        _ number: Int32, of list: OpaquePointer, in context: OpaquePointer
    ) -> Bool {
        guard let operation = unsafe proj_list_get(context, list, number) else { return false }
        defer { unsafe proj_destroy(operation) }
        return unsafe proj_coordoperation_is_instantiable(context, operation) != 0
    }

    @unsafe private static func operations(
        in context: OpaquePointer, from source: OpaquePointer, crs: String,
        around places: [GeographicPosition]
    ) throws(CartographyError) -> OpaquePointer {
        guard let world = unsafe proj_create(context, "EPSG:4326"),
            let factory = unsafe proj_create_operation_factory_context(context, nil)
        else { throw .unusableCRS(crs: crs, reason: "PROJ's table of CRS is missing") }
        defer {
            unsafe proj_destroy(world)
            unsafe proj_operation_factory_context_destroy(factory)
        }
        unsafe proj_operation_factory_context_set_spatial_criterion(
            context, factory, PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION)
        // Missing files count as present here, so that the lack of the best one is seen.
        unsafe proj_operation_factory_context_set_grid_availability_use(
            context, factory, PROJ_GRID_AVAILABILITY_IGNORED)
        unsafe proj_operation_factory_context_set_allow_ballpark_transformations(
            context, factory, 0)
        if let first = places.first {
            let start = (first.longitude, first.latitude, first.longitude, first.latitude)
            let box = places.reduce(start) {
                (
                    min($0.0, $1.longitude), min($0.1, $1.latitude), max($0.2, $1.longitude),
                    max($0.3, $1.latitude)
                )
            }
            unsafe proj_operation_factory_context_set_area_of_interest(
                context, factory, box.0, box.1, box.2, box.3)
        }
        guard let list = unsafe proj_create_operations(context, source, world, factory) else {
            throw .noTransformationHere(crs: crs)
        }
        return unsafe list
    }

    @unsafe private static func grid(of operation: OpaquePointer, in context: OpaquePointer)
        -> String
    {
        let count = unsafe proj_coordoperation_get_grid_used_count(context, operation)
        for index in 0..<max(0, count) {
            var short: UnsafePointer<CChar>?
            var isAvailable: Int32 = 0
            let found = unsafe proj_coordoperation_get_grid_used(
                context, operation, index, &short, nil, nil, nil, nil, nil, &isAvailable)
            guard found != 0, isAvailable == 0, let short = unsafe short else { continue }
            return unsafe String(cString: short)
        }
        return "it names"
    }
}
