/// How the parts of a page stand.
extension SheetPainter {
    /// Draws a page.
    ///
    /// - Throws: `.missingLetters`, `.noRoom`, `.drawing`.
    func draw(
        _ sheet: SheetPage, stamp: String?, _ translatedStamp: String?
    ) throws(PictureError) {
        canvas.fill(.white, x: 0, y: 0, width: page.width, height: page.height)
        let inner = page.inset(Self.margin)
        let grows = paper == .a3
        let head = try drawHead(sheet, in: inner)
        var top = inner.y + head + 1.5
        let band = PaperBox(x: inner.x, y: top, width: inner.width, height: 5)
        if stamp != nil { top += 6.5 }

        let footer = style(6, lines: 8)
        let footY = inner.bottom - (try height(sheet.footer, width: inner.width, footer))
        try write(sheet.footer, x: inner.x, y: footY, width: inner.width, footer)
        let signatureHeight = sheet.signatures.isEmpty ? 0 : 21.0
        let signatureY = footY - signatureHeight - 1
        try drawSignatures(
            sheet.signatures,
            in: PaperBox(
                x: inner.x, y: signatureY, width: inner.width, height: signatureHeight))
        let claimsY = try drawClaims(sheet.claims, in: inner, above: signatureY - 1.5)

        let panelWidth = grows ? 92.0 : 72
        let mapWidth = inner.width - panelWidth - 4
        let foot = 17.5
        let mapBox = PaperBox(
            x: inner.x, y: top, width: mapWidth, height: claimsY - top - foot - 2)
        let panel = PaperBox(
            x: inner.right - panelWidth, y: top, width: panelWidth, height: claimsY - top - 1)
        try draw(sheet.map, in: placed(mapBox))
        try drawFoot(
            sheet.map,
            in: placed(
                PaperBox(x: inner.x, y: mapBox.bottom + 1, width: mapWidth, height: foot)))
        try drawPanel(sheet, in: placed(panel))
        if let stamp { try self.stamp(stamp, translatedStamp, band: band) }
        if let text = log.missing { throw .missingLetters(text: text) }
    }

    /// Title, survey, handling and number of the page; gives its height.
    private func drawHead(_ sheet: SheetPage, in inner: PaperBox) throws(PictureError) -> Double {
        let badgeWidth = 52.0
        let textWidth = inner.width - badgeWidth - 4
        let box = placed(PaperBox(x: inner.x, y: inner.y, width: textWidth, height: 1))
        let title = try write(
            sheet.title, x: box.x, y: inner.y, width: box.width, style(15, bold: true, lines: 2))
        let subtitle = try write(
            sheet.subtitle, x: box.x, y: inner.y + title, width: box.width, style(9, lines: 2))
        let badge = placed(
            PaperBox(x: inner.right - badgeWidth, y: inner.y, width: badgeWidth, height: 6.6))
        frame(badge, width: 0.5, .warning)
        let words = style(9.5, bold: true, colour: .warning, alignment: .middle)
        let height = try height(sheet.handling, width: badge.width - 2, words)
        try write(
            sheet.handling, x: badge.x + 1, y: badge.middle.y - height / 2, width: badge.width - 2,
            words)
        let number = try write(
            sheet.number, x: badge.x, y: badge.bottom + 0.7, width: badge.width,
            style(8, alignment: .middle))
        return max(title + subtitle, badge.height + 0.7 + number)
    }

    /// What must be read with the map, in a frame that ends at `bottom`; gives where it begins.
    private func drawClaims(
        _ claims: [String], in inner: PaperBox, above bottom: Double
    ) throws(PictureError) -> Double {
        guard !claims.isEmpty else { return bottom }
        var height = 1.6
        var styles: [SheetTextStyle] = []
        for (place, claim) in claims.enumerated() {
            let style = style(place == 0 ? 8.5 : 7, bold: place == 0, lines: 3)
            height += try self.height(claim, width: inner.width - 4, style) + 0.2
            styles.append(style)
        }
        let box = PaperBox(x: inner.x, y: bottom - height, width: inner.width, height: height)
        frame(box, width: 0.3, .warning)
        var y = box.y + 0.8
        for (claim, style) in zip(claims, styles) {
            y += try write(claim, x: box.x + 2, y: y, width: box.width - 4, style) + 0.2
            // Half a claim may say the opposite of the whole.
            if log.texts.last?.isShortened == true { throw .noRoom(text: claim) }
        }
        return box.y
    }

    private func drawSignatures(
        _ signatures: [SheetSignature], in box: PaperBox
    ) throws(PictureError) {
        let gap = 3.0
        let count = Double(signatures.count)
        let width = (box.width - gap * (count - 1)) / max(count, 1)
        for (place, signature) in signatures.enumerated() {
            let own = placed(
                PaperBox(
                    x: box.x + Double(place) * (width + gap), y: box.y, width: width,
                    height: box.height))
            frame(own, width: 0.25)
            let title = try write(
                signature.title, x: own.x + 1.5, y: own.y + 0.6, width: own.width - 3,
                style(7.5, bold: true))
            let top = own.y + 0.6 + title
            let row = (own.bottom - top - 0.8) / Double(max(signature.fields.count, 1))
            for (number, field) in signature.fields.enumerated() {
                let style = style(6.5)
                let base = top + Double(number + 1) * row
                let labelWidth = 20.0
                let labelX = isRightToLeft ? own.right - 1.5 - labelWidth : own.x + 1.5
                let height = try height(field, width: labelWidth, style)
                try write(field, x: labelX, y: base - height, width: labelWidth, style)
                let from = isRightToLeft ? own.x + 1.5 : labelX + labelWidth
                let to = isRightToLeft ? labelX : own.right - 1.5
                canvas.line(
                    Colour(red: 0.5, green: 0.5, blue: 0.5), from: (from, base - 0.5),
                    to: (to, base - 0.5), width: 0.15)
            }
        }
    }
}
