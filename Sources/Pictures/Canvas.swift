internal import CCairo

/// A drawing surface with one owner: a Cairo image and its context.
///
/// `@safe`: both handles are made in `init`, freed in `deinit` and never leave this type.
@safe struct Canvas: ~Copyable {
    let width: Int
    let height: Int
    let surface: OpaquePointer
    let context: OpaquePointer
    /// Where a PDF goes; kept alive here for as long as Cairo may write to it.
    private let written: DrawnBytes?

    /// A white canvas.
    init(width: Int, height: Int) throws(PictureError) {
        let sizes = 1...16_384
        guard sizes.contains(width), sizes.contains(height) else {
            throw .badSize(width: width, height: height)
        }
        guard
            let surface = unsafe cairo_image_surface_create(
                CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
        else { throw .drawing(reason: "no surface") }
        let status = unsafe cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS, let context = unsafe cairo_create(surface) else {
            unsafe cairo_surface_destroy(surface)
            throw .drawing(reason: Self.words(status))
        }
        unsafe self.surface = surface
        unsafe self.context = context
        written = nil
        self.width = width
        self.height = height
        fill(.white, x: 0, y: 0, width: Double(width), height: Double(height))
    }

    /// Empty pages of a PDF; a unit is a point, 1/72 inch.
    ///
    /// - Throws: `PictureError.badSize` outside 72 to 14,400 points (the most a PDF page may have).
    init(pdfWidthPoints width: Double, heightPoints height: Double) throws(PictureError) {
        let sizes = 72.0...14_400
        guard sizes.contains(width), sizes.contains(height) else {
            throw .badSize(
                width: width.isFinite ? Int(width.clamped(to: -1e9...1e9)) : 0,
                height: height.isFinite ? Int(height.clamped(to: -1e9...1e9)) : 0)
        }
        let written = DrawnBytes()
        guard
            let surface = unsafe cairo_pdf_surface_create_for_stream(
                { target, data, count in
                    // `target` is the object below, which the canvas keeps until the surface is gone.
                    guard let target = unsafe target, let data = unsafe data else {
                        return CAIRO_STATUS_WRITE_ERROR
                    }
                    unsafe Unmanaged<DrawnBytes>.fromOpaque(target).takeUnretainedValue().bytes
                        .append(
                            contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
                    return CAIRO_STATUS_SUCCESS
                }, Unmanaged.passUnretained(written).toOpaque(), width, height)
        else { throw .drawing(reason: "no surface") }
        let status = unsafe cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS, let context = unsafe cairo_create(surface) else {
            unsafe cairo_surface_destroy(surface)
            throw .drawing(reason: Self.words(status))
        }
        unsafe self.surface = surface
        unsafe self.context = context
        self.written = written
        self.width = Int(width.rounded(.up))
        self.height = Int(height.rounded(.up))
    }

    deinit {
        unsafe cairo_destroy(context)
        unsafe cairo_surface_destroy(surface)
    }

    func fill(_ colour: Colour, x: Double, y: Double, width: Double, height: Double) {
        use(colour)
        unsafe cairo_rectangle(context, x, y, width, height)
        unsafe cairo_fill(context)
    }

    func frame(_ colour: Colour, x: Double, y: Double, width: Double, height: Double) {
        use(colour)
        unsafe cairo_set_line_width(context, 1)
        unsafe cairo_rectangle(context, x - 0.5, y - 0.5, width + 1, height + 1)
        unsafe cairo_stroke(context)
    }

    func line(
        _ colour: Colour, from start: (x: Double, y: Double), to end: (x: Double, y: Double),
        width: Double = 1
    ) {
        use(colour)
        unsafe cairo_set_line_width(context, width)
        unsafe cairo_move_to(context, start.x, start.y)
        unsafe cairo_line_to(context, end.x, end.y)
        unsafe cairo_stroke(context)
    }

    func ring(_ colour: Colour, x: Double, y: Double, radius: Double, width: Double) {
        use(colour)
        unsafe cairo_set_line_width(context, width)
        unsafe cairo_new_sub_path(context)
        unsafe cairo_arc(context, x, y, radius, 0, 2 * Double.pi)
        unsafe cairo_stroke(context)
    }

    /// Copies opaque pixels (0xAARRGGBB, row-major) to a whole-pixel place, without blending.
    func paint(_ raster: PixelRaster, x: Int, y: Int) {
        unsafe cairo_surface_flush(surface)
        guard let data = unsafe cairo_image_surface_get_data(surface) else { return }
        let stride = Int(unsafe cairo_image_surface_get_stride(surface))
        let columns = max(0, min(raster.width, width - x))
        let rows = max(0, min(raster.height, height - y))
        guard x >= 0, y >= 0 else { return }
        for row in 0..<rows {
            // Inside the surface: x, y and the counts were clamped to it above.
            let line = unsafe UnsafeMutableRawPointer(data) + (y + row) * stride + x * 4
            for column in 0..<columns {
                unsafe line.storeBytes(
                    of: raster.pixels[row * raster.width + column], toByteOffset: column * 4,
                    as: UInt32.self)
            }
        }
        unsafe cairo_surface_mark_dirty(surface)
    }

    func use(_ colour: Colour) {
        unsafe cairo_set_source_rgba(
            context, colour.red, colour.green, colour.blue, colour.opacity)
    }

    /// The picture as PNG.
    func png() throws(PictureError) -> [UInt8] {
        let drawn = unsafe cairo_status(context)
        guard drawn == CAIRO_STATUS_SUCCESS else { throw .drawing(reason: Self.words(drawn)) }
        var bytes: [UInt8] = []
        let status = unsafe withUnsafeMutablePointer(to: &bytes) { target in
            unsafe cairo_surface_write_to_png_stream(
                surface,
                { target, data, count in
                    // `target` is the array above, alive for the whole call.
                    guard let target = unsafe target, let data = unsafe data else {
                        return CAIRO_STATUS_WRITE_ERROR
                    }
                    let block = unsafe UnsafeBufferPointer(start: data, count: Int(count))
                    unsafe target.assumingMemoryBound(to: [UInt8].self).pointee
                        .append(contentsOf: block)
                    return CAIRO_STATUS_SUCCESS
                }, target)
        }
        guard status == CAIRO_STATUS_SUCCESS else { throw .drawing(reason: Self.words(status)) }
        return bytes
    }

    /// The pages as PDF; nothing can be drawn afterwards.
    func pdf() throws(PictureError) -> [UInt8] {
        guard let written else { throw .drawing(reason: "this is no PDF") }
        let drawn = unsafe cairo_status(context)
        guard drawn == CAIRO_STATUS_SUCCESS else { throw .drawing(reason: Self.words(drawn)) }
        unsafe cairo_surface_finish(surface)
        let status = unsafe cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else { throw .drawing(reason: Self.words(status)) }
        return written.bytes
    }

    private static func words(_ status: cairo_status_t) -> String {
        guard let text = unsafe cairo_status_to_string(status) else { return "unknown" }
        return unsafe String(cString: text)
    }
}

/// What Cairo wrote so far.
private final class DrawnBytes {
    var bytes: [UInt8] = []
}

extension Double {
    func clamped(to range: ClosedRange<Double>) -> Double {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}

/// Opaque pixels, 0xAARRGGBB, row-major.
struct PixelRaster: Equatable {
    let width: Int
    let height: Int
    var pixels: [UInt32]
}
