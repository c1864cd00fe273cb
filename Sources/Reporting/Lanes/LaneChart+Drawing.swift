extension LaneChart {
    /// Height at which a drawing is closed and another begun: one that fits a sheet of A4.
    private static let sheetHeight = 880.0

    /// The lane for a stacked figure: one drawing, or several where it has many rows.
    public var illustrations: [Illustration] {
        guard let layout = LaneLayout(self) else {
            let words = Lettering.element("no ground to draw", x: 4, y: 20, fill: Ink.quiet)
            return [
                Illustration(
                    title: title, description: description, width: PlotFrame.width, height: 30,
                    [words])
            ]
        }
        let perSheet = max(1, Int(Self.sheetHeight / layout.pitch))
        let starts = Array(stride(from: 0, to: layout.rows, by: perSheet))
        return starts.map { start in
            sheet(
                start..<min(start + perSheet, layout.rows), layout, isFirst: start == 0,
                isLast: start == starts.last)
        }
    }

    private func sheet(
        _ rows: Range<Int>, _ layout: LaneLayout, isFirst: Bool, isLast: Bool
    ) -> Illustration {
        var content = isFirst ? pictureDefinitions(layout) : []
        var y = 26.0
        content.append(Lettering.element("to the left of travel (m)", x: 2, y: 16))
        for index in rows {
            content += elements(of: layout.row(index, top: y), layout)
            y += layout.pitch
        }
        content.append(
            Lettering.element(
                "along travel (m)", x: (LaneLayout.left + PlotFrame.right) / 2, y: y + 8,
                anchor: "middle"))
        y += 22
        if isLast {
            let legend = ChartLegend.layout(
                legendEntries, left: 4, right: PlotFrame.width - 4, top: y)
            content += legend.elements
            y += legend.height
            if hiddenCount > 0 {
                content.append(
                    Lettering.element(
                        "\(hiddenCount) outside this drawing", x: 4, y: y + 16,
                        fill: Look.Colour.vermillion.rawValue
                    ).with("font-weight", "bold"))
                y += Lettering.leading
            }
        }
        return Illustration(
            title: title + (isFirst ? "" : " (continued)"), description: description,
            width: PlotFrame.width, height: y + 6, content)
    }

    /// Pictures that more than one row shows are written once and used by name.
    private func pictureDefinitions(_ layout: LaneLayout) -> [Element] {
        guard layout.rows > 1, !backgrounds.isEmpty else { return [] }
        return [
            Element(
                "defs", [:],
                backgrounds.enumerated().map { index, background in
                    background.element(scale: layout.scale)
                        .with("id", .localID("picture-\(index)"))
                })
        ]
    }

    private func elements(of row: LaneRow, _ layout: LaneLayout) -> [Element] {
        // An inner svg cuts what reaches over the ends of the row.
        let inside = Element(
            "svg",
            [
                "x": .number(row.box.left), "y": .number(row.box.top),
                "width": .number(row.box.width), "height": .number(row.box.height),
                "viewBox": .text(
                    [row.box.left, row.box.top, row.box.width, row.box.height]
                        .map(Coordinate.text).joined(separator: " ")), "overflow": "hidden",
            ],
            pictures(in: row, layout) + zones(in: row) + haloElements(in: row))
        return [inside] + axes(row) + alarmElements(in: row) + labels(in: row)
    }

    private func pictures(in row: LaneRow, _ layout: LaneLayout) -> [Element] {
        backgrounds.enumerated().compactMap { index, background in
            let x = background.extent.x
            guard x.high > row.fromX, x.low < row.toX, background.isDrawable else {
                return nil
            }
            let corner = row.point(
                Place(x.low, background.extent.y.high))
            let place: KeyValuePairs<String, Element.Value> = [
                "x": .number(corner.x), "y": .number(corner.y),
            ]
            guard layout.rows > 1 else {
                var image = background.element(scale: row.scale)
                image.attributes += Element("image", place).attributes
                return image
            }
            return Element("use", place).with("href", .localReference("picture-\(index)"))
        }
    }

    private func zones(in row: LaneRow) -> [Element] {
        let near = DrawingBox(
            left: row.box.left - 20, top: row.box.top - 20, right: row.box.right + 20,
            bottom: row.box.bottom + 20)
        let hatches = excluded.flatMap { Self.hatched(Clipping.area(drawn($0, row), to: near)) }
        let edges = swept.flatMap { ring -> [Element] in
            let points = drawn(ring, row)
            return Clipping.line(points + points.prefix(1), to: near).flatMap { piece in
                Self.sweptEdge("M" + Coordinate.list(piece))
            }
        }
        return hatches + edges
    }

    /// `ring` in the drawing; places that are nowhere are left out.
    private func drawn(_ ring: [Place], _ row: LaneRow) -> [DrawingPoint] {
        ring.filter { $0.xMetres.isFinite && $0.yMetres.isFinite }.map(row.point)
    }

    private func haloElements(in row: LaneRow) -> [Element] {
        // Missed mines lie on top: nothing may hide them.
        let ordered =
            objects.filter { $0.kind != .missedMine } + objects.filter { $0.kind == .missedMine }
        return ordered.flatMap { object -> [Element] in
            let reach = object.drawnHaloMetres
            guard shows(object.place), object.place.xMetres + reach >= row.fromX,
                object.place.xMetres - reach <= row.toX
            else { return [] }
            return LaneMark.halo(
                object.kind, at: row.point(object.place), radius: max(reach * row.scale, 3))
        }
    }

    private func alarmElements(in row: LaneRow) -> [Element] {
        alarms.filter { isIn(row, $0.place) }
            .map { LaneMark.alarm($0.kind, at: row.point($0.place)) }
    }

    /// Whether the row is the one that names a mark at `place`.
    private func isIn(_ row: LaneRow, _ place: Place) -> Bool {
        shows(place) && place.xMetres >= row.fromX
            && (place.xMetres < row.toX || row.toX == extent.x.high)
    }

    private func axes(_ row: LaneRow) -> [Element] {
        let xTicks = Ticks.linear(row.fromX, row.toX, about: 8)
        let yTicks = Ticks.linear(
            extent.y.low, extent.y.high, about: max(1, Int(row.box.height / 34)))
        var elements = [
            Element(
                "rect",
                [
                    "x": .number(row.box.left), "y": .number(row.box.top),
                    "width": .number(row.box.width), "height": .number(row.box.height),
                    "fill": "none", "stroke": .text(Ink.axis), "stroke-width": "1",
                ])
        ]
        for (value, label) in zip(xTicks.values, xTicks.labels) {
            let x = row.point(Place(value, 0)).x
            elements.append(Strokes.line(x, row.box.bottom, x, row.box.bottom + 5, Ink.axis))
            // The last label may be wider than the margin beside the row.
            let middle = min(x, PlotFrame.width - Lettering.width(of: label) / 2)
            elements.append(
                Lettering.element(
                    label, x: middle, y: row.box.bottom + 19, anchor: "middle", fill: Ink.quiet))
        }
        for (value, label) in zip(yTicks.values, yTicks.labels) {
            let y = row.point(Place(0, value)).y
            elements.append(Strokes.line(row.box.left - 5, y, row.box.left, y, Ink.axis))
            elements.append(
                Lettering.element(
                    label, x: row.box.left - 8, y: y + 5, anchor: "end", fill: Ink.quiet))
        }
        return elements
    }

    private func labels(in row: LaneRow) -> [Element] {
        let named =
            objects.filter { isIn(row, $0.place) }
            .map { ($0.label, row.point($0.place), max($0.drawnHaloMetres * row.scale, 6)) }
            + alarms.filter { isIn(row, $0.place) }.map { ($0.label, row.point($0.place), 7.0) }
        var placement = LabelPlacement(
            within: DrawingBox(
                left: row.box.left + 3, top: row.box.top - LaneLayout.labelRoom,
                right: PlotFrame.width, bottom: row.box.bottom),
            taken: named.map { _, point, reach in
                DrawingBox(
                    left: point.x - reach, top: point.y - reach, right: point.x + reach,
                    bottom: point.y + reach)
            })
        return named.filter { !$0.0.isEmpty }.map { label, point, reach in
            let start = placement.place(label, at: point, reach: reach)
            return Lettering.element(label, x: start.x, y: start.y)
                .with("stroke", .text(Ink.paper)).with("stroke-width", "4")
                .with("stroke-linejoin", "round").with("paint-order", "stroke")
        }
    }
}

extension LaneChart.Object {
    /// Its halo, or nothing where its radius means nothing.
    fileprivate var drawnHaloMetres: Double { haloMetres.isFinite ? max(haloMetres, 0) : 0 }
}

extension LaneChart.Background {
    fileprivate var isDrawable: Bool {
        extent.x.isFinite && extent.y.isFinite && extent.x.length > 0 && extent.y.length > 0
    }

    /// The picture, as large as its ground at `scale` units per metre.
    fileprivate func element(scale: Double) -> Element {
        Element(
            "image",
            [
                "width": .number(extent.x.length * scale),
                "height": .number(extent.y.length * scale),
                "preserveAspectRatio": "none", "href": .text(picture.dataURI),
            ])
    }
}
