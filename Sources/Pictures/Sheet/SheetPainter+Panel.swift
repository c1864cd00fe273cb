/// The column beside the map: tables, legend, remarks.
extension SheetPainter {
    /// Writes what stands beside the map, in the largest letters that fit.
    ///
    /// - Throws: `.noRoom` where even the smallest do not.
    func drawPanel(_ page: SheetPage, in box: PaperBox) throws(PictureError) {
        for size in [7.5, 7, 6.5, 6, 5.5, 5] {
            guard try panel(page, in: box, size: size, isDrawn: false) <= box.height else {
                continue
            }
            log.smallestSize = min(log.smallestSize, size)
            _ = try panel(page, in: box, size: size, isDrawn: true)
            return
        }
        throw .noRoom(text: page.legendTitle)
    }

    /// Its height (mm).
    private func panel(
        _ page: SheetPage, in box: PaperBox, size: Double, isDrawn: Bool
    ) throws(PictureError) -> Double {
        var y = box.y
        for table in page.tables {
            y += try heading(table.title, in: box, y: y, size: size, isDrawn: isDrawn)
            for row in table.rows {
                y += try self.row(row, in: box, y: y, size: size, isDrawn: isDrawn)
            }
            y += size * 0.2
        }
        y += try heading(page.legendTitle, in: box, y: y, size: size, isDrawn: isDrawn)
        for line in page.legend {
            y += try legend(line, in: box, y: y, size: size, isDrawn: isDrawn)
        }
        y += size * 0.2
        for remark in page.remarks {
            let style = style(size - 0.5, lines: 5)
            y += try put(remark, x: box.x, y: y, width: box.width, style, isDrawn) + 0.4
        }
        return y - box.y
    }

    private func put(
        _ text: String, x: Double, y: Double, width: Double, _ style: SheetTextStyle,
        _ isDrawn: Bool
    ) throws(PictureError) -> Double {
        isDrawn
            ? try write(text, x: x, y: y, width: width, style)
            : try height(text, width: width, style)
    }

    private func heading(
        _ text: String, in box: PaperBox, y: Double, size: Double, isDrawn: Bool
    ) throws(PictureError) -> Double {
        let height = try put(
            text, x: box.x, y: y, width: box.width, style(size + 1, bold: true), isDrawn)
        if isDrawn {
            canvas.line(
                Self.ink, from: (box.x, y + height + 0.2), to: (box.right, y + height + 0.2),
                width: 0.2)
        }
        return height + 0.7
    }

    private func row(
        _ row: SheetFigure, in box: PaperBox, y: Double, size: Double, isDrawn: Bool
    ) throws(PictureError) -> Double {
        let labelWidth = box.width * 0.42
        let valueWidth = box.width - labelWidth - 1
        let labelX = isRightToLeft ? box.right - labelWidth : box.x
        let valueX = isRightToLeft ? box.x : box.x + labelWidth + 1
        let grey = Colour(red: 0.3, green: 0.3, blue: 0.3)
        let label = try put(
            row.label, x: labelX, y: y, width: labelWidth, style(size, colour: grey, lines: 3),
            isDrawn)
        let value = try put(
            row.value, x: valueX, y: y, width: valueWidth, style(size, bold: true, lines: 6),
            isDrawn)
        return max(label, value) + 0.25
    }

    private func legend(
        _ line: SheetLegendLine, in box: PaperBox, y: Double, size: Double, isDrawn: Bool
    ) throws(PictureError) -> Double {
        let sample = 9.0
        let textX = isRightToLeft ? box.x : box.x + sample + 1.5
        let height = max(
            try put(
                line.text, x: textX, y: y, width: box.width - sample - 1.5, style(size, lines: 3),
                isDrawn), size * 0.45)
        guard isDrawn else { return height + 0.5 }
        let x = isRightToLeft ? box.right - sample : box.x
        let middle = y + height / 2
        let half = min(height / 2, 1.7) - 0.1
        switch line.sample {
        case .area:
            let ring = [
                PaperPoint(x: x + 0.4, y: middle - half),
                PaperPoint(x: x + sample - 0.4, y: middle - half),
                PaperPoint(x: x + sample - 0.4, y: middle + half),
                PaperPoint(x: x + 0.4, y: middle + half),
            ]
            draw(line.inks, rings: [ring])
        case .line:
            draw(
                line.inks,
                line: [
                    PaperPoint(x: x + 0.4, y: middle), PaperPoint(x: x + sample - 0.4, y: middle),
                ])
        case .point: draw(line.inks, points: [PaperPoint(x: x + sample / 2, y: middle)])
        }
        return height + 0.5
    }
}
