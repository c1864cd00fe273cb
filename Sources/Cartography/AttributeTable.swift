/// The `.aux.xml` file in which GDAL and QGIS look for the names of a raster's values.
enum AttributeTable {
    /// A column: its name, GDAL's type (0 integer, 2 text) and GDAL's usage of it.
    private static let columns: [(name: String, type: Int, usage: Int)] = [
        ("Value", 0, 5), ("Class", 2, 2), ("Red", 0, 6), ("Green", 0, 7), ("Blue", 0, 8),
        ("Meaning", 2, 0),
    ]

    /// A sidecar that says nothing, so that no older one stays beside a raster.
    static let empty = "<PAMDataset>\n</PAMDataset>\n"

    /// One value with what it stands for.
    struct Row {
        var value: UInt8
        var name: String
        var colour: (red: UInt8, green: UInt8, blue: UInt8)
        var meaning: String
    }

    /// The table of `codes` for band 1.
    static func xml(for codes: [StatusCode]) -> String {
        xml(
            for: codes.map {
                Row(value: $0.rawValue, name: $0.name, colour: $0.colour, meaning: $0.meaning)
            }, bands: [1])
    }

    /// The table of `rows` for each of `bands`.
    static func xml(for rows: [Row], bands: [Int]) -> String {
        var lines = ["<PAMDataset>"]
        for band in bands {
            lines += [
                "  <PAMRasterBand band=\"\(band)\">",
                "    <GDALRasterAttributeTable tableType=\"thematic\">",
            ]
            for (index, column) in columns.enumerated() {
                lines.append(
                    "      <FieldDefn index=\"\(index)\"><Name>\(column.name)</Name>"
                        + "<Type>\(column.type)</Type><Usage>\(column.usage)</Usage></FieldDefn>")
            }
            for (index, row) in rows.enumerated() {
                let cells = [
                    "\(row.value)", row.name, "\(row.colour.red)", "\(row.colour.green)",
                    "\(row.colour.blue)", row.meaning,
                ]
                let text = cells.map { "<F>\(escaped($0))</F>" }.joined()
                lines.append("      <Row index=\"\(index)\">\(text)</Row>")
            }
            lines += ["    </GDALRasterAttributeTable>", "  </PAMRasterBand>"]
        }
        lines += ["</PAMDataset>", ""]
        return lines.joined(separator: "\n")
    }

    private static func escaped(_ text: String) -> String {
        text.map {
            switch $0 {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            default: String($0)
            }
        }.joined()
    }
}
