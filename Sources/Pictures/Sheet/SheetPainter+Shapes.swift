internal import CCairo
internal import Glibc

/// Symbols, in millimetres on paper.
extension SheetPainter {
    /// Draws an area, a line or points by the parts of a symbol.
    func draw(_ inks: [SheetInk], rings: [[PaperPoint]]) {
        for ink in inks {
            switch ink {
            case .fill(let colour, let opacity):
                trace(rings, closed: true)
                canvas.use(colour.colour.with(opacity: opacity))
                unsafe cairo_fill(canvas.context)
            case .hatch(let colour, let angle, let distance, let width):
                hatch(rings, colour.colour, angle: angle, distance: distance, width: width)
            case .line(let colour, let width, let dashes):
                trace(rings, closed: true)
                stroke(colour.colour, width: width, dashes: dashes)
            case .mark: break
            }
        }
    }

    /// Draws a line by those parts of a symbol that are lines.
    func draw(_ inks: [SheetInk], line: [PaperPoint]) {
        for case .line(let colour, let width, let dashes) in inks {
            trace([line], closed: false)
            stroke(colour.colour, width: width, dashes: dashes)
        }
    }

    /// Draws points by those parts of a symbol that are marks.
    func draw(_ inks: [SheetInk], points: [PaperPoint]) {
        for case .mark(let shape, let size, let fill, let edge, let edgeWidth) in inks {
            for point in points {
                outline(of: shape, size: size, at: point)
                if let fill, shape != .plus, shape != .times {
                    canvas.use(fill.colour)
                    unsafe cairo_fill_preserve(canvas.context)
                }
                stroke(edge.colour, width: max(edgeWidth, 0.1), dashes: [])
            }
        }
    }

    private func trace(_ lines: [[PaperPoint]], closed: Bool) {
        unsafe cairo_new_path(canvas.context)
        for line in lines {
            for (place, point) in line.enumerated() {
                if place == 0 {
                    unsafe cairo_move_to(canvas.context, point.x, point.y)
                } else {
                    unsafe cairo_line_to(canvas.context, point.x, point.y)
                }
            }
            if closed { unsafe cairo_close_path(canvas.context) }
        }
    }

    private func stroke(_ colour: Colour, width: Double, dashes: [Double]) {
        canvas.use(colour)
        unsafe cairo_set_line_width(canvas.context, width)
        unsafe cairo_set_line_join(canvas.context, CAIRO_LINE_JOIN_MITER)
        unsafe dashes.withUnsafeBufferPointer { buffer in
            unsafe cairo_set_dash(canvas.context, buffer.baseAddress, Int32(buffer.count), 0)
        }
        unsafe cairo_stroke(canvas.context)
        unsafe cairo_set_dash(canvas.context, nil, 0, 0)
    }

    private func hatch(
        _ rings: [[PaperPoint]], _ colour: Colour, angle: Double, distance: Double, width: Double
    ) {
        let points = rings.flatMap(\.self)
        guard let left = points.map(\.x).min(), let right = points.map(\.x).max(),
            let top = points.map(\.y).min(), let bottom = points.map(\.y).max(), distance > 0.05
        else { return }
        unsafe cairo_save(canvas.context)
        trace(rings, closed: true)
        unsafe cairo_clip(canvas.context)
        // Only what may be seen: an area may reach far beyond the page.
        let (low, high) = (max(0, left), min(page.width, right))
        let (upper, lower) = (max(0, top), min(page.height, bottom))
        let (dx, dy) = (cos(angle * .pi / 180), -sin(angle * .pi / 180))
        let corners = [(low, upper), (high, upper), (low, lower), (high, lower)]
        let across = corners.map { $0.0 * -dy + $0.1 * dx }
        let along = corners.map { $0.0 * dx + $0.1 * dy }
        let first = ((across.min() ?? 0) / distance).rounded(.up)
        let last = ((across.max() ?? 0) / distance).rounded(.down)
        unsafe cairo_new_path(canvas.context)
        for step in stride(from: first, through: last, by: 1) where low < high && upper < lower {
            let offset = step * distance
            for (place, reach) in [along.min() ?? 0, along.max() ?? 0].enumerated() {
                let (x, y) = (reach * dx - offset * dy, reach * dy + offset * dx)
                if place == 0 {
                    unsafe cairo_move_to(canvas.context, x, y)
                } else {
                    unsafe cairo_line_to(canvas.context, x, y)
                }
            }
        }
        stroke(colour, width: width, dashes: [])
        unsafe cairo_restore(canvas.context)
    }

    private func outline(of shape: SheetMark, size: Double, at point: PaperPoint) {
        let half = size / 2
        func polygon(_ corners: [(Double, Double)], closed: Bool = true) {
            trace(
                [corners.map { PaperPoint(x: point.x + $0.0, y: point.y + $0.1) }],
                closed: closed)
        }
        switch shape {
        case .circle:
            unsafe cairo_new_path(canvas.context)
            unsafe cairo_arc(canvas.context, point.x, point.y, half, 0, 2 * Double.pi)
            unsafe cairo_close_path(canvas.context)
        case .square: polygon([(-half, -half), (half, -half), (half, half), (-half, half)])
        case .triangle:
            // Its centre of mass stands on the point.
            polygon([(0, -size * 0.577), (half, size * 0.289), (-half, size * 0.289)])
        case .star:
            polygon(
                (0..<10).map { corner in
                    let turn = Double(corner) * .pi / 5
                    let reach = corner.isMultiple(of: 2) ? half : half * 0.42
                    return (reach * sin(turn), -reach * cos(turn))
                })
        case .plus, .times:
            let reach = shape == .plus ? half : half * 0.707
            let ends =
                shape == .plus
                ? [[(-half, 0.0), (half, 0.0)], [(0.0, -half), (0.0, half)]]
                : [[(-reach, -reach), (reach, reach)], [(-reach, reach), (reach, -reach)]]
            trace(
                ends.map { $0.map { PaperPoint(x: point.x + $0.0, y: point.y + $0.1) } },
                closed: false)
        }
    }
}
