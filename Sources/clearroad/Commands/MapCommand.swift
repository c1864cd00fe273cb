import CommandLineKit
import SurveyModel
import SurveyWorkflow

/// The command `clearroad map`.
enum MapCommand {
    static let layer = RequiredOption<MapLayer>("layer", valueName: "LAYER", help: "what to draw")
    static let output = RequiredOption<String>("out", valueName: "F.tif", help: "the raster")
    static let segment = Option<String>("segment", valueName: "ID", help: "only this segment")
    static let pixel = Option<Double>(
        "pixel", valueName: "METRES", help: "side of a pixel (default 0.05 m)",
        check: { $0 >= 0.01 && $0 <= 10 ? nil : "is not between 0.01 and 10 m" })

    static let command = Command(
        "map", summary: "one raster as a cloud-optimised GeoTIFF",
        discussion: """
            status: what the record says of the ground; where things overlap, and in the overviews,
            the worst is seen. coverage: number of sweeps with valid traces, one band per class of
            item. Restricted: both show hazards that were not released.
            """, parameters: [Common.folder, layer, output, segment, pixel]
    ) { values in
        guard values[output].lowercased().hasSuffix(".tif") else {
            throw UsageError.badValue(
                parameter: "--out", text: values[output], reason: "does not end in .tif")
        }
        try SurveyViews.map(
            try SurveyFolder(values[Common.folder]), layer: values[layer],
            segment: values[segment], pixelMetres: values[pixel], to: values[output])
        Output.console.print(values[output])
        return .done
    }
}
