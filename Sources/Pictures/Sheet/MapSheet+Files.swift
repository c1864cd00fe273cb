internal import CCairo

extension MapSheet {
    /// All pages as one PDF with its fonts inside.
    ///
    /// `check` is called before each page and may throw to stop.
    /// - Throws: `PictureError.nothingToDraw`, `.missingLetters`, `.noRoom`, `.drawing`; what `check` throws.
    public func pdf(check: () throws -> Void = {}) throws -> [UInt8] {
        try drawnPDF(check: check).bytes
    }

    /// One page, counted from 0, as PNG.
    ///
    /// - Throws: `PictureError.nothingToDraw`, `.missingLetters`, `.noRoom`, `.drawing`.
    public func png(page number: Int = 0) throws(PictureError) -> [UInt8] {
        try drawnPNG(page: number).bytes
    }

    /// The scale denominator to the right the first page's map has.
    ///
    /// - Throws: `PictureError`.
    public func scale() throws(PictureError) -> Double {
        try drawnPNG(page: 0, dotsPerInch: 20).log.view?.alongScale ?? 0
    }

    func drawnPDF(
        check: () throws -> Void = {}
    ) throws -> (bytes: [UInt8], logs: [SheetLog]) {
        guard !pages.isEmpty else { throw PictureError.nothingToDraw }
        let unit = SheetPaper.pointsPerMillimetre
        let canvas = try Canvas(
            pdfWidthPoints: paper.widthMillimetres * unit,
            heightPoints: paper.heightMillimetres * unit)
        describe(on: canvas)
        var painter = SheetPainter(
            canvas, paper: paper, isRightToLeft: isRightToLeft, unitsPerMillimetre: unit)
        var logs: [SheetLog] = []
        for page in pages {
            try check()
            logs.append(try painter.page(page, stamp: stamp, translatedStamp))
            unsafe cairo_show_page(painter.canvas.context)
        }
        return (try painter.canvas.pdf(), logs)
    }

    func drawnPNG(
        page number: Int, dotsPerInch: Double = MapSheet.dotsPerInch
    ) throws(PictureError) -> (bytes: [UInt8], log: SheetLog) {
        guard pages.indices.contains(number) else { throw .nothingToDraw }
        let unit = dotsPerInch / 25.4
        let canvas = try Canvas(
            width: Int((paper.widthMillimetres * unit).rounded()),
            height: Int((paper.heightMillimetres * unit).rounded()))
        var painter = SheetPainter(
            canvas, paper: paper, isRightToLeft: isRightToLeft, unitsPerMillimetre: unit)
        let log = try painter.page(pages[number], stamp: stamp, translatedStamp)
        var words = [
            (key: "Title", text: metadata.title), (key: "Author", text: metadata.author),
            (key: "Description", text: metadata.subject),
            (key: "Software", text: metadata.creator),
            (key: "Creation Time", text: metadata.date),
        ]
        if let stamp { words.append((key: "Warning", text: stamp)) }
        let png = PNGMetadata.adding(words, to: try painter.canvas.png())
        return (PNGMetadata.adding(dotsPerInch: dotsPerInch, to: png), log)
    }

    private func describe(on canvas: borrowing Canvas) {
        for (key, text) in [
            (CAIRO_PDF_METADATA_TITLE, metadata.title),
            (CAIRO_PDF_METADATA_AUTHOR, metadata.author),
            (CAIRO_PDF_METADATA_SUBJECT, metadata.subject),
            (CAIRO_PDF_METADATA_KEYWORDS, metadata.keywords),
            (CAIRO_PDF_METADATA_CREATOR, metadata.creator),
            // Not the clock's: the same record gives the same bytes.
            (CAIRO_PDF_METADATA_CREATE_DATE, metadata.date),
            (CAIRO_PDF_METADATA_MOD_DATE, metadata.date),
        ] {
            unsafe cairo_pdf_surface_set_metadata(canvas.surface, key, text)
        }
    }
}
