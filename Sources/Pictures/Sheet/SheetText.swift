internal import CCairo

/// How a text is set on a page.
struct SheetTextStyle {
    enum Alignment { case start, middle, end }

    /// Which way it reads where its letters do not tell.
    enum Direction { case leftToRight, rightToLeft, byLetters }

    /// Size of the letters (points).
    var size = 7.0
    var isBold = false
    var colour = Colour.black
    var alignment = Alignment.start
    /// Longer texts end in dots.
    var lines = 1
    var direction = Direction.byLetters
    /// A white rim keeps it readable over a map.
    var hasRim = false
}

/// A text shaped by Pango for one page, wrapped to a width and shortened with dots where it has more lines
/// than allowed.
///
/// `@safe`: the layout is made in `init`, released in `deinit` and never leaves this type.
@safe struct SheetText: ~Copyable {
    private let layout: OpaquePointer
    /// Its size (mm).
    let width: Double
    let height: Double
    /// From the left of its room to its first letter (mm).
    let indent: Double
    /// Whether letters are missing in every font.
    let isMissingLetters: Bool
    /// Whether it was shortened.
    let isShortened: Bool

    private static let unit = SheetPaper.pointsPerMillimetre * Double(PANGO_SCALE)

    /// `text` in a room of `room` mm; on one line of any length where `room` is `nil`.
    init(
        _ text: String, room: Double?, _ style: SheetTextStyle, on canvas: borrowing Canvas
    ) throws(PictureError) {
        guard let layout = unsafe pango_cairo_create_layout(canvas.context) else {
            throw .drawing(reason: "no layout")
        }
        unsafe Self.prepare(layout, style)
        // A name may hold anything: a NUL would end the text early.
        let bytes = text.prefix(2000).utf8.filter { $0 != 0 }.map { CChar(bitPattern: $0) }
        unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe pango_layout_set_text(layout, buffer.baseAddress, Int32(buffer.count))
        }
        if let room {
            unsafe pango_layout_set_width(layout, Int32(max(0.5, room) * Self.unit))
            unsafe pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
            unsafe pango_layout_set_height(layout, -Int32(max(1, style.lines)))
            unsafe pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END)
        }
        var box = PangoRectangle()
        unsafe pango_layout_get_extents(layout, nil, &box)
        unsafe self.layout = layout
        width = Double(box.width) / Self.unit
        height = Double(box.height) / Self.unit
        indent = Double(box.x) / Self.unit
        isMissingLetters = unsafe pango_layout_get_unknown_glyphs_count(layout) > 0
        isShortened = unsafe pango_layout_is_ellipsized(layout) != 0
    }

    deinit { unsafe g_object_unref(UnsafeMutableRawPointer(layout)) }

    /// Draws it, its room's upper left corner at (`x`, `y`) mm.
    func show(x: Double, y: Double, _ style: SheetTextStyle, on canvas: borrowing Canvas) {
        unsafe cairo_save(canvas.context)
        unsafe cairo_translate(canvas.context, x, y)
        unsafe cairo_scale(
            canvas.context, 1 / SheetPaper.pointsPerMillimetre, 1 / SheetPaper.pointsPerMillimetre)
        if style.hasRim {
            canvas.use(.white.with(opacity: 0.85))
            unsafe cairo_move_to(canvas.context, 0, 0)
            unsafe cairo_set_line_width(canvas.context, 1.6)
            unsafe cairo_set_line_join(canvas.context, CAIRO_LINE_JOIN_ROUND)
            unsafe pango_cairo_layout_path(canvas.context, layout)
            unsafe cairo_stroke(canvas.context)
        }
        canvas.use(style.colour)
        unsafe cairo_move_to(canvas.context, 0, 0)
        unsafe pango_cairo_show_layout(canvas.context, layout)
        unsafe cairo_restore(canvas.context)
    }

    /// Font, direction and alignment; no rounding to pixels, so that pictures and PDF wrap alike.
    private static func prepare(_ layout: OpaquePointer, _ style: SheetTextStyle) {
        let context = unsafe pango_layout_get_context(layout)
        let options = unsafe cairo_font_options_create()
        unsafe cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        unsafe cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        unsafe cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        unsafe pango_cairo_context_set_font_options(context, options)
        unsafe cairo_font_options_destroy(options)
        unsafe pango_context_set_round_glyph_positions(context, 0)
        if style.direction != .byLetters {
            unsafe pango_context_set_base_dir(
                context,
                style.direction == .rightToLeft ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR)
        }
        unsafe pango_layout_context_changed(layout)
        let font = unsafe pango_font_description_new()
        unsafe pango_font_description_set_family(font, "DejaVu Sans, Noto Sans, Sans")
        unsafe pango_font_description_set_absolute_size(font, style.size * Double(PANGO_SCALE))
        if style.isBold { unsafe pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD) }
        unsafe pango_layout_set_font_description(layout, font)
        unsafe pango_font_description_free(font)
        unsafe pango_layout_set_single_paragraph_mode(layout, 1)
        unsafe pango_layout_set_auto_dir(layout, style.direction == .byLetters ? 1 : 0)
        // Pango takes left and right to be start and end only where it looks for the direction itself.
        let isMirrored = style.direction == .rightToLeft
        switch style.alignment {
        case .middle: unsafe pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
        case .start where !isMirrored, .end where isMirrored:
            unsafe pango_layout_set_alignment(layout, PANGO_ALIGN_LEFT)
        case .start, .end: unsafe pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT)
        }
    }
}
