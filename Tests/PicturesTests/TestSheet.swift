@testable import Pictures

/// Small sheets for tests.
enum TestSheet {
    static let words = SheetMapWords(
        scale: "Scale 1:#", alongScale: "Along 1:#", acrossScale: "Across 1:#",
        notEven: "not to the same scale", north: "Grid north",
        frame: ["WGS 84 / UTM zone 34N (EPSG:32634)", "Metres east and north."],
        leftOut: "# ids left out", metre: "m", eastNorth: ["E", "N"], sides: ["left", "right"])

    static let red = SheetColour(222, 20, 20)

    /// A strip of ground 100 m long and 4 m wide with an alarm and a road beside it.
    static func map(plane: SheetMap.Plane = .grid(turnableTo: nil), angle: Double = 0) -> SheetMap {
        func place(_ along: Double, _ left: Double) -> PlanePoint {
            let (east, north) = plane == .straightened ? (12_000.0, 0.0) : (737_200.0, 3_556_400.0)
            let (c, s) = (cosine(angle), sine(angle))
            return PlanePoint(
                x: east + along * c - left * s, y: north + along * s + left * c)
        }
        let ring = [place(0, 2), place(100, 2), place(100, 6), place(0, 6)]
        var map = SheetMap(
            plane: plane, extent: ring + [place(0, -1), place(100, -1)], words: words)
        map.features = [
            SheetFeature(
                .area([ring]),
                [
                    .fill(SheetColour(255, 176, 0), opacity: 1),
                    .hatch(red, angle: 45, distance: 2, width: 0.2),
                    .line(red, width: 0.5, dashes: [3, 1.5]),
                ]),
            SheetFeature(
                .points([place(50, 4)]),
                [.mark(.triangle, size: 3, fill: red, edge: red, edgeWidth: 0.2)]),
        ]
        map.labels = [SheetLabel("A-1", at: place(50, 4), isNeeded: true)]
        map.axes = [
            SheetAxis(
                points: [place(0, 0), place(100, 0)], metres: [12_000, 12_100],
                inks: [.line(SheetColour(0, 0, 0), width: 0.3, dashes: [])])
        ]
        return map
    }

    static func page(_ map: SheetMap = map(), survey: String = "Tiny", rows: Int = 8) -> SheetPage {
        SheetPage(
            title: "Status of the ground: segment S-1", subtitle: "Survey: " + survey,
            handling: "RESTRICTED", number: "Page 1 of 1", map: map,
            tables: [
                SheetTable(
                    "Numbers", (0..<rows).map { SheetFigure("Figure \($0)", "value \($0) m²") })
            ], legendTitle: "Legend",
            legend: [
                SheetLegendLine(.area, [.fill(red, opacity: 1)], "Not covered"),
                SheetLegendLine(.line, [.line(red, width: 0.5, dashes: [])], "Outline"),
                SheetLegendLine(
                    .point, [.mark(.star, size: 3, fill: nil, edge: red, edgeWidth: 0.3)],
                    "Explosive item"),
            ], claims: ["No alarm does not mean no mine.", "Only a report releases ground."],
            remarks: ["Numerals are Western."],
            signatures: ["Prepared by", "Checked by", "Approved by"].map {
                SheetSignature($0, ["Name", "Date", "Signature"])
            }, footer: "ClearRoad, head abc:1:def")
    }

    static let metadata = SheetMetadata(
        title: "Segment S-1", author: "Huda", subject: "Tiny", keywords: "RESTRICTED; STAMPED",
        creator: "ClearRoad", date: "2026-03-01T08:00:00Z")

    static func sheet(
        _ pages: [SheetPage] = [page()], paper: SheetPaper = .a4, isRightToLeft: Bool = false,
        stamp: String? = nil
    ) -> MapSheet {
        MapSheet(
            paper: paper, isRightToLeft: isRightToLeft, pages: pages, stamp: stamp,
            metadata: metadata)
    }
}
