internal import CCairo

extension Canvas {
    /// Which point of a text stands at the place given.
    enum Anchor {
        case left, middle, right
    }

    /// How a text is set.
    struct TextStyle {
        var size = 13.0
        var isBold = false
        var colour = Colour.black
        var anchor = Anchor.left
        /// Turned clockwise by this angle round its place (radians).
        var angle = 0.0
        /// A white rim keeps it readable over data.
        var hasRim = false
        /// Longer texts are cut with dots (pixels).
        var widest: Double?
    }

    /// Draws one line of text in any script, its middle height at `y`.
    func text(_ text: String, x: Double, y: Double, _ style: TextStyle = TextStyle()) {
        guard !text.isEmpty, let layout = TextLayout(text, style, on: self) else { return }
        let start: Double
        switch style.anchor {
        case .left: start = 0
        case .middle: start = -layout.width / 2
        case .right: start = -layout.width
        }
        unsafe cairo_save(context)
        unsafe cairo_translate(context, x, y)
        unsafe cairo_rotate(context, style.angle)
        if style.hasRim {
            use(.white)
            layout.stroke(on: self, x: start)
        }
        use(style.colour)
        layout.show(on: self, x: start)
        unsafe cairo_restore(context)
    }

    /// Width of a text (pixels).
    func width(of text: String, _ style: TextStyle) -> Double {
        guard let layout = TextLayout(text, style, on: self) else { return 0 }
        return layout.width
    }
}

/// One line of text, shaped by Pango for one canvas.
///
/// `@safe`: the layout is made in `init`, released in `deinit` and never leaves this type.
@safe private struct TextLayout: ~Copyable {
    private let layout: OpaquePointer
    let width: Double
    private let height: Double

    init?(_ text: String, _ style: Canvas.TextStyle, on canvas: borrowing Canvas) {
        guard let layout = unsafe pango_cairo_create_layout(canvas.context) else { return nil }
        let font = unsafe pango_font_description_new()
        unsafe pango_font_description_set_family(font, "Noto Sans, DejaVu Sans, Sans")
        unsafe pango_font_description_set_absolute_size(font, style.size * Double(PANGO_SCALE))
        if style.isBold { unsafe pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD) }
        unsafe pango_layout_set_font_description(layout, font)
        unsafe pango_font_description_free(font)
        unsafe pango_layout_set_single_paragraph_mode(layout, 1)
        // A name may hold anything: a NUL would end the text early.
        let bytes = text.prefix(1000).utf8.filter { $0 != 0 }.map { CChar(bitPattern: $0) }
        unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe pango_layout_set_text(layout, buffer.baseAddress, Int32(buffer.count))
        }
        var size = (width: Int32(0), height: Int32(0))
        unsafe pango_layout_get_pixel_size(layout, &size.width, &size.height)
        // Only where it is too long: a set width would push right-to-left text to its far end.
        if let widest = style.widest, Double(size.width) > widest {
            unsafe pango_layout_set_width(layout, Int32(max(1, widest) * Double(PANGO_SCALE)))
            unsafe pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END)
            unsafe pango_layout_get_pixel_size(layout, &size.width, &size.height)
        }
        unsafe self.layout = layout
        width = Double(size.width)
        height = Double(size.height)
    }

    deinit { unsafe g_object_unref(UnsafeMutableRawPointer(layout)) }

    func show(on canvas: borrowing Canvas, x: Double) {
        unsafe cairo_move_to(canvas.context, x, -height / 2)
        unsafe pango_cairo_show_layout(canvas.context, layout)
    }

    func stroke(on canvas: borrowing Canvas, x: Double) {
        unsafe cairo_move_to(canvas.context, x, -height / 2)
        unsafe cairo_set_line_width(canvas.context, 3)
        unsafe cairo_set_line_join(canvas.context, CAIRO_LINE_JOIN_ROUND)
        unsafe pango_cairo_layout_path(canvas.context, layout)
        unsafe cairo_stroke(canvas.context)
    }
}
