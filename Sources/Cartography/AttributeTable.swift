/// The `.aux.xml` file in which GDAL and QGIS look for the names of a raster's values.
enum AttributeTable {
    /// A column: its name, GDAL's type (0 integer, 2 text) and GDAL's usage of it.
    private static let columns: [(name: String, type: Int, usage: Int)] = [
        ("Value", 0, 5), ("Class", 2, 2), ("Red", 0, 6), ("Green", 0, 7), ("Blue", 0, 8),
        ("Meaning", 2, 0),
    ]

    /// A sidecar that says nothing, so that no older one stays beside a raster.
    static let empty = "<PAMDataset>\n</PAMDataset>\n"

    /// The table of `codes` for band 1.
    static func xml(for codes: [StatusCode]) -> String {
        var lines = [
            "<PAMDataset>", "  <PAMRasterBand band=\"1\">",
            "    <GDALRasterAttributeTable tableType=\"thematic\">",
        ]
        for (index, column) in columns.enumerated() {
            lines.append(
                "      <FieldDefn index=\"\(index)\"><Name>\(column.name)</Name>"
                    + "<Type>\(column.type)</Type><Usage>\(column.usage)</Usage></FieldDefn>")
        }
        for (index, code) in codes.enumerated() {
            let colour = code.colour
            let cells = [
                "\(code.rawValue)", code.name, "\(colour.red)", "\(colour.green)",
                "\(colour.blue)", code.meaning,
            ]
            let row = cells.map { "<F>\(escaped($0))</F>" }.joined()
            lines.append("      <Row index=\"\(index)\">\(row)</Row>")
        }
        lines += ["    </GDALRasterAttributeTable>", "  </PAMRasterBand>", "</PAMDataset>", ""]
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
