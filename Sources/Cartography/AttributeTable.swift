/// The `.aux.xml` file in which GDAL and QGIS look for the names of a raster's values.
enum AttributeTable {
    /// A column: its name, GDAL's type (0 integer, 2 text) and GDAL's usage of it.
    private static let columns: [(name: String, type: Int, usage: Int)] = [
        ("Value", 0, 5), ("Class", 2, 2), ("Red", 0, 6), ("Green", 0, 7), ("Blue", 0, 8),
        ("Meaning", 2, 0),
    ]

    /// One value with what it stands for.
    struct Row {
        var value: UInt8
        var name: String
        var colour: (red: UInt8, green: UInt8, blue: UInt8)
        var meaning: String
    }

    /// The table of one band.
    struct Table {
        var unit: String
        var description: String
        var rows: [Row]
    }

    /// The table of `rows` for each of `bands`.
    static func xml(for rows: [Row], bands: [Int]) -> String {
        var lines = ["<PAMDataset>"]
        for band in bands {
            lines.append("  <PAMRasterBand band=\"\(band)\">")
            lines += table(rows)
            lines.append("  </PAMRasterBand>")
        }
        return (lines + ["</PAMDataset>", ""]).joined(separator: "\n")
    }

    /// The tables of all bands in order, with the limits of the claim in each.
    static func xml(
        for tables: [Table], claim: String?, stamp: String?, madeFrom: String?
    ) -> String {
        var lines = ["<PAMDataset>"]
        let items = [("CLAIM", claim), ("STAMP", stamp), ("MADE_FROM", madeFrom)].compactMap {
            item in item.1.map { "<MDI key=\"\(item.0)\">\(escaped($0))</MDI>" }
        }
        if !items.isEmpty { lines.append("  <Metadata>" + items.joined() + "</Metadata>") }
        for (number, own) in tables.enumerated() {
            lines.append("  <PAMRasterBand band=\"\(number + 1)\">")
            lines.append("    <Description>\(escaped(own.description))</Description>")
            if !own.unit.isEmpty { lines.append("    <UnitType>\(escaped(own.unit))</UnitType>") }
            lines += table(own.rows)
            lines.append("  </PAMRasterBand>")
        }
        return (lines + ["</PAMDataset>", ""]).joined(separator: "\n")
    }

    private static func table(_ rows: [Row]) -> [String] {
        var lines = ["    <GDALRasterAttributeTable tableType=\"thematic\">"]
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
        return lines + ["    </GDALRasterAttributeTable>"]
    }

    /// `text` between tags of XML.
    static func escaped(_ text: String) -> String {
        text.map {
            switch $0 {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            default: String($0)
            }
        }.joined()
    }
}
