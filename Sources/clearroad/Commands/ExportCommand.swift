import CommandLineKit
import SurveyModel
import SurveyWorkflow

/// The command `clearroad export`.
enum ExportCommand {
    static let output = RequiredOption<String>(
        "out", valueName: "F",
        help: "a file ending in .gpkg, .geojson, .kml, .kmz, .zip, .csv or .csv.zip, or a folder")
    static let isPublic = Flag(
        "public", help: "released ground alone: no alarm, find, gap, sweep, seed or person")
    static let crs = Option<String>(
        "crs", valueName: "EPSG:N", help: "shapes in this CRS (.gpkg and .zip; default WGS 84)")

    static let command = Command(
        "export", summary: "the record as vector layers",
        discussion: """
            By ending: .gpkg GeoPackage with its styles; .geojson GeoJSON (RFC 7946); .kml and .kmz with
            looks and balloons; .zip Shapefiles with their styles; .csv one table; .csv.zip or a folder one
            table per layer, codes with their labels. Beside .geojson and .csv the styles (QML, SLD) stand
            in NAME-styles.zip. Layers: road, segment, sweep, gap, alarm, find, report, seed (those shown).
            Restricted, unless --public: then only segments that an approved report released, and roads.
            No coordinate within 50 m of anything uncleared is written; what would need one is left out.
            """,
        parameters: [Common.folder, output, isPublic, crs]
    ) { values in
        let written = try SurveyViews.export(
            try SurveyFolder(values[Common.folder]), to: values[output],
            isPublic: values[isPublic], crs: values[crs])
        for path in written {
            Output.console.print(
                path + (values[isPublic] ? "" : ": restricted, not for publication"))
        }
        return .done
    }
}
