internal import Glibc

/// What stands under a map: scale, north, coordinates.
extension SheetPainter {
    /// Draws the strip under a map.
    func drawFoot(_ map: SheetMap, in box: PaperBox) throws(PictureError) {
        guard let view = log.view else { return }
        let isRoad = !view.isEven || map.plane == .straightened
        let barWidth = min(95, box.width * 0.44)
        let bars = placed(box, width: barWidth, from: 0)
        if isRoad {
            try bar(
                map.words, scale: view.alongScale, text: map.words.alongScale, x: bars.x,
                y: box.y + 1, widest: barWidth - 12)
            try bar(
                map.words, scale: view.acrossScale, text: map.words.acrossScale, x: bars.x,
                y: box.y + 9.3, widest: (barWidth - 12) * 0.6)
        } else {
            try bar(
                map.words, scale: view.alongScale, text: map.words.scale, x: bars.x,
                y: box.y + 3.5, widest: barWidth - 12)
        }
        let northWidth = isRoad ? 0.0 : 19.0
        if !isRoad {
            try north(map.words, view, in: placed(box, width: northWidth, from: barWidth))
        }
        var lines = map.words.frame
        if !view.isEven { lines.insert(map.words.notEven, at: 0) }
        if log.leftOut > 0 {
            lines.append(
                map.words.leftOut.replacing(Self.number, with: "\(log.leftOut)", maxReplacements: 1)
            )
        }
        let room = placed(
            box, width: box.width - barWidth - northWidth - 2, from: barWidth + northWidth + 2)
        try fit(lines, in: room)
    }

    static let number = "#"

    /// A part of `box` that begins `from` mm from where reading begins.
    private func placed(_ box: PaperBox, width: Double, from: Double) -> PaperBox {
        PaperBox(
            x: isRightToLeft ? box.right - from - width : box.x + from, y: box.y, width: width,
            height: box.height)
    }

    /// Lines in a room, in the largest letters that fit.
    private func fit(_ lines: [String], in room: PaperBox) throws(PictureError) {
        for size in [7.0, 6.5, 6, 5.5, 5] {
            let style = style(size, lines: 4)
            var height = 0.0
            for line in lines { height += try self.height(line, width: room.width, style) + 0.3 }
            guard height <= room.height || size == 5 else { continue }
            var y = room.y
            for line in lines {
                let own = try self.height(line, width: room.width, style)
                // What has no room would lie over what comes next.
                guard y + own <= room.bottom + 0.2 else { throw .noRoom(text: line) }
                y += try write(line, x: room.x, y: y, width: room.width, style) + 0.3
            }
            return
        }
    }

    private func bar(
        _ words: SheetMapWords, scale: Double, text: String, x: Double, y: Double, widest: Double
    ) throws(PictureError) {
        let bar = ScaleBar(scale: scale, widest: widest)
        log.bars.append(bar)
        let title = text.replacing(
            Self.number, with: Self.grouped(scale), maxReplacements: 1)
        let start = x + 4
        try write(
            title, x: x, y: y - 1, width: widest + 12,
            SheetTextStyle(
                size: 7.5, isBold: true, alignment: isRightToLeft ? .end : .start,
                direction: isRightToLeft ? .rightToLeft : .leftToRight))
        let top = y + 2.8
        let parts = 4
        for part in 0..<parts {
            let from = start + bar.millimetres * Double(part) / Double(parts)
            canvas.fill(
                part.isMultiple(of: 2) ? Self.ink : .white, x: from, y: top,
                width: bar.millimetres / Double(parts), height: 1.2)
        }
        // The middle of the outline runs along the ends of the bar.
        frame(
            PaperBox(x: start, y: top, width: bar.millimetres, height: 1.2), width: 0.15, Self.ink)
        for (share, unit) in [(0.0, ""), (0.5, ""), (1, " " + words.metre)] {
            let text = ScaleBar.text(bar.metres * share) + unit
            let style = SheetTextStyle(size: 6, alignment: .middle)
            try write(
                text, x: start + bar.millimetres * share - 8, y: top + 1.3, width: 16, style)
        }
    }

    /// A number with commas between thousands.
    static func grouped(_ value: Double) -> String {
        let digits = Array("\(Int(value.rounded()))")
        var result = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { result += "," }
            result.append(digit)
        }
        return result
    }

    private func north(
        _ words: SheetMapWords, _ view: MapView, in box: PaperBox
    ) throws(PictureError) {
        let middle = PaperPoint(x: box.middle.x, y: box.y + 7.4)
        // The y axis of the plane on paper.
        let (ux, uy) = (sin(view.directionRadians), -cos(view.directionRadians))
        func point(_ up: Double, _ right: Double) -> PaperPoint {
            PaperPoint(x: middle.x + up * ux - right * uy, y: middle.y + up * uy + right * ux)
        }
        log.northArrow = [point(-4, 0), point(4, 0)]
        let left = [point(4, 0), point(-4, -2.1), point(-2.4, 0)]
        let right = [point(4, 0), point(-4, 2.1), point(-2.4, 0)]
        let edge = SheetInk.line(SheetColour(34, 34, 34), width: 0.2, dashes: [])
        draw([.fill(SheetColour(34, 34, 34), opacity: 1), edge], rings: [left])
        draw([.fill(SheetColour(255, 255, 255), opacity: 1), edge], rings: [right])
        let style = SheetTextStyle(size: 7.5, isBold: true)
        let letter = try SheetText("N", room: nil, style, on: canvas)
        let top = point(5.6, 0)
        letter.show(
            x: top.x - letter.width / 2 - letter.indent, y: top.y - letter.height / 2, style,
            on: canvas)
        try write(
            words.north, x: box.x, y: box.bottom - 2.9, width: box.width,
            self.style(6, alignment: .middle))
    }
}
