internal import CPROJ
internal import SurveyModel

/// One PROJ transformation with its context; used by one task at a time.
///
/// Safe: the two handles are made here, never leave it, and are freed once.
@safe struct ProjTransformation: ~Copyable {
    private let context: OpaquePointer
    private let operation: OpaquePointer

    /// The transformation from WGS 84 longitude and latitude to the CRS `text`, east before north.
    init(crs text: String) throws(CartographyError) {
        guard let context = unsafe proj_context_create() else {
            throw .unusableCRS(crs: text, reason: "PROJ does not start")
        }
        unsafe proj_log_level(context, PJ_LOG_NONE)
        unsafe proj_context_set_enable_network(context, 0)
        do {
            unsafe operation = try Self.operation(in: context, crs: text)
        } catch {
            unsafe proj_context_destroy(context)
            throw error
        }
        unsafe self.context = context
    }

    deinit {
        unsafe proj_destroy(operation)
        unsafe proj_context_destroy(context)
    }

    /// Transforms one pair; `nil` where PROJ refuses.
    func transform(_ x: Double, _ y: Double, isForward: Bool) -> (Double, Double)? {
        unsafe proj_errno_reset(operation)
        let result = unsafe proj_trans(
            operation, isForward ? PJ_FWD : PJ_INV, proj_coord(x, y, 0, 0))
        let (first, second) = unsafe (result.xy.x, result.xy.y)
        guard unsafe proj_errno(operation) == 0, first.isFinite, second.isFinite else { return nil }
        return (first, second)
    }

    /// The words for PROJ's last error.
    var reason: String {
        let code = unsafe proj_errno(operation)
        guard code != 0, let text = unsafe proj_context_errno_string(context, code) else {
            return "no result"
        }
        return unsafe String(cString: text)
    }

    private static func operation(
        in context: OpaquePointer, crs text: String
    ) throws(CartographyError) -> OpaquePointer {
        guard let target = unsafe proj_create(context, text) else {
            throw .unusableCRS(crs: text, reason: "PROJ does not know it")
        }
        defer { unsafe proj_destroy(target) }
        guard let source = unsafe proj_create(context, "EPSG:4326") else {
            throw .unusableCRS(crs: text, reason: "PROJ's table of CRS is missing")
        }
        defer { unsafe proj_destroy(source) }
        guard let made = unsafe reliable(in: context, from: source, to: target) else {
            throw .noReliableTransformation(crs: text)
        }
        defer { unsafe proj_destroy(made) }
        guard let normalised = unsafe proj_normalize_for_visualization(context, made) else {
            throw .noReliableTransformation(crs: text)
        }
        return unsafe normalised
    }

    /// A transformation that is not a "ballpark" one, or `nil`.
    private static func reliable(
        in context: OpaquePointer, from source: OpaquePointer, to target: OpaquePointer
    ) -> OpaquePointer? {
        unsafe "ALLOW_BALLPARK=NO".withCString { option in
            var options: [UnsafePointer<CChar>?] = unsafe [option, nil]
            return unsafe proj_create_crs_to_crs_from_pj(
                context, source, target, nil, &options)
        }
    }
}
