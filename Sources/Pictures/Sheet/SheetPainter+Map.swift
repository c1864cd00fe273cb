internal import CCairo
internal import Glibc
internal import SurveyModel

/// The map of a page.
extension SheetPainter {
    /// Longer labels end in dots (mm).
    static let widestLabel = 42.0
    /// After this many needed labels without room no other is tried.
    private static let mostTries = 150
    static let ink = Colour(red: 0.13, green: 0.13, blue: 0.13)

    /// How `map` lies in `box`.
    static func view(of map: SheetMap, in box: PaperBox) -> MapView {
        switch map.plane {
        case .straightened:
            return MapView.fitting(map.extent, along: 0, in: box, isEven: false)
        case .grid(let along):
            let upright = MapView.fitting(map.extent, along: 0, in: box, isEven: true)
            guard let along else { return upright }
            let turned = MapView.fitting(map.extent, along: along, in: box, isEven: true)
            return turned.alongScale < upright.alongScale ? turned : upright
        }
    }

    /// Draws `map` into `box`.
    func draw(_ map: SheetMap, in box: PaperBox) throws(PictureError) {
        let view = Self.view(of: map, in: box)
        log.view = view
        unsafe cairo_save(canvas.context)
        unsafe cairo_rectangle(canvas.context, box.x, box.y, box.width, box.height)
        unsafe cairo_clip(canvas.context)
        var taken: [PaperBox] = []
        for feature in map.features {
            switch feature.shape {
            case .area(let rings): draw(feature.inks, rings: rings.map { $0.map(view.paper) })
            case .line(let line): draw(feature.inks, line: line.map(view.paper))
            case .points(let points): taken += marks(points.map(view.paper), feature.inks)
            }
        }
        let lines = gridLines(of: map, view)
        for line in lines {
            draw([.line(SheetColour(60, 60, 60), width: 0.08, dashes: [])], line: line.ends)
        }
        for axis in map.axes { draw(axis.inks, line: axis.points.map(view.paper)) }
        // Marks lie over lines: none hides an alarm.
        for feature in map.features {
            guard case .points(let points) = feature.shape else { continue }
            draw(feature.inks, points: points.map(view.paper))
        }
        try label(map, lines, view, &taken)
        unsafe cairo_restore(canvas.context)
        frame(box, width: 0.35)
    }

    private func marks(_ points: [PaperPoint], _ inks: [SheetInk]) -> [PaperBox] {
        var size = 0.0
        for case .mark(_, let own, _, _, _) in inks { size = max(size, own) }
        return points.map {
            PaperBox(x: $0.x - size / 2, y: $0.y - size / 2, width: size, height: size)
        }
    }

    private func label(
        _ map: SheetMap, _ lines: [GridLine], _ view: MapView, _ taken: inout [PaperBox]
    ) throws(PictureError) {
        let size = map.labels.count > 40 ? 5.5 : 6
        for label in map.labels { try set(label, size: size, view, &taken) }
        for axis in map.axes { try mark(axis, map.words, view, &taken) }
        for line in lines { try set(line, view, &taken) }
    }

    private func set(
        _ label: SheetLabel, size: Double, _ view: MapView, _ taken: inout [PaperBox]
    ) throws(PictureError) {
        let point = view.paper(label.point)
        guard view.box.contains(point) else { return }
        let style = SheetTextStyle(
            size: label.isBold ? 7.5 : size, isBold: label.isBold, colour: Self.ink, hasRim: true)
        // Where so many had no room there is none: trying on would take minutes on crowded ground.
        guard log.leftOut < Self.mostTries else {
            if label.isNeeded { log.leftOut += 1 }
            return
        }
        let isSet = try set(label.text, beside: point, style, in: view.box, &taken)
        if !isSet, label.isNeeded { log.leftOut += 1 }
    }

    /// Writes a text beside a point where nothing else stands; false where there is no such place.
    func set(
        _ text: String, beside point: PaperPoint, _ style: SheetTextStyle, in box: PaperBox,
        _ taken: inout [PaperBox]
    ) throws(PictureError) -> Bool {
        let free = try SheetText(text, room: nil, style, on: canvas).width
        let laid = try SheetText(
            text, room: free > Self.widestLabel ? Self.widestLabel : nil, style, on: canvas)
        let (width, height) = (laid.width, laid.height)
        for distance in [2.2, 4, 7, 10, 14, 18, 23, 29, 36, 44] {
            for turn in [0.0, 4, 6, 2, 7, 1, 5, 3] {
                let (dx, dy) = (cos(turn * .pi / 4), sin(turn * .pi / 4))
                let room = PaperBox(
                    x: point.x + dx * distance + (dx - 1) / 2 * width,
                    y: point.y + dy * distance + (dy - 1) / 2 * height, width: width,
                    height: height)
                guard box.inset(0.5).contains(room), !taken.contains(where: room.overlaps) else {
                    continue
                }
                if distance > 4 {
                    let end = PaperPoint(
                        x: point.x.clamped(to: room.x...room.right),
                        y: point.y.clamped(to: room.y...room.bottom))
                    draw(
                        [.line(SheetColour(34, 34, 34), width: 0.12, dashes: [])],
                        line: [point, end])
                }
                laid.show(x: room.x - laid.indent, y: room.y, style, on: canvas)
                note(text, laid, room)
                taken.append(room)
                return true
            }
        }
        return false
    }

    /// Writes a text over a point along a direction on paper (radians, anticlockwise), upright, where there
    /// is room.
    @discardableResult
    func set(
        _ text: String, over point: PaperPoint, along direction: Double, _ style: SheetTextStyle,
        in box: PaperBox, _ taken: inout [PaperBox]
    ) throws(PictureError) -> Bool {
        var angle = remainder(direction, 2 * .pi)
        if angle > .pi / 2 { angle -= .pi }
        if angle <= -.pi / 2 { angle += .pi }
        let laid = try SheetText(text, room: nil, style, on: canvas)
        let width = abs(laid.width * cos(angle)) + abs(laid.height * sin(angle))
        let height = abs(laid.width * sin(angle)) + abs(laid.height * cos(angle))
        let room = PaperBox(
            x: point.x - width / 2, y: point.y - height / 2, width: width, height: height)
        guard box.inset(0.5).contains(room), !taken.contains(where: room.overlaps) else {
            return false
        }
        unsafe cairo_save(canvas.context)
        unsafe cairo_translate(canvas.context, point.x, point.y)
        unsafe cairo_rotate(canvas.context, -angle)
        laid.show(x: -laid.width / 2 - laid.indent, y: -laid.height / 2, style, on: canvas)
        unsafe cairo_restore(canvas.context)
        note(text, laid, room)
        taken.append(room)
        return true
    }
}
