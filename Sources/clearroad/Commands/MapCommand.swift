import CommandLineKit
import SurveyModel
import SurveyWorkflow

/// The command `clearroad map`.
enum MapCommand {
    static let layer = RequiredOption<MapLayer>("layer", valueName: "LAYER", help: "what to draw")
    static let output = Option<String>("out", valueName: "F.tif", help: "one raster of all")
    static let tiles = Option<String>(
        "tiles", valueName: "FOLDER",
        help: "one raster for each kilometre, into the folder LAYER below FOLDER")
    static let strip = Flag(
        "strip", help: "with --out: the road pulled straight, chainage right, offset up, no CRS")
    static let segment = Option<String>("segment", valueName: "ID", help: "only this segment")
    static let pixel = Option<Double>(
        "pixel", valueName: "METRES", help: "side of a pixel (default 0.05 m)",
        check: { $0 >= 0.01 && $0 <= 10 ? nil : "is not between 0.01 and 10 m" })

    static let command = Command(
        "map", summary: "rasters as cloud-optimised GeoTIFF",
        discussion: """
            status: what the record says of the ground; where things overlap, and in the overviews, the
            worst is seen; ground a release rests on but no sweep covered stays "not covered".
            coverage: number of sweeps with valid traces, one band per class of item.
            detectability: depth of assured coverage in cm, one band per class.
            alarm-density: open alarms within 2 m. Ground without any is not said to be clear.
            depth-slice and residual-risk are not made yet: asked for, they are refused, not drawn empty.

            Every gap of at least twice a pixel shows, and narrower ones too, as every pixel they touch is
            bad; gaps under 1 mm are rounding. --tiles suits long roads: FOLDER/status/CR-km-012.tif in
            the UTM zone of that kilometre (or the survey's CRS where that covers it), a .vrt for each
            zone and tiles.geojson over all. Tiles that would not change are kept; Ctrl-C keeps what is
            done. Restricted: all layers show hazards that were not released.
            """, parameters: [Common.folder, layer, output, tiles, strip, segment, pixel]
    ) { values in
        let survey = try SurveyFolder(values[Common.folder])
        switch (values[output], values[tiles]) {
        case (let path?, nil): try draw(values, survey, to: path)
        case (nil, let folder?):
            guard !values[strip] else {
                throw UsageError.conflict("--strip draws one raster: give --out, not --tiles")
            }
            try tile(values, survey, into: folder)
        default: throw UsageError.conflict("give either --out F.tif or --tiles FOLDER")
        }
        return .done
    }

    private static func draw(
        _ values: ParsedValues, _ survey: SurveyFolder, to path: String
    ) throws {
        guard path.lowercased().hasSuffix(".tif") else {
            throw UsageError.badValue(
                parameter: "--out", text: path, reason: "does not end in .tif")
        }
        try SurveyViews.map(
            survey, layer: values[layer], segment: values[segment], pixelMetres: values[pixel],
            isStrip: values[strip], to: path)
        Output.console.print(path)
    }

    private static func tile(
        _ values: ParsedValues, _ survey: SurveyFolder, into folder: String
    ) throws {
        let done = try SurveyViews.tiles(
            survey, layer: values[layer], segment: values[segment], pixelMetres: values[pixel],
            into: folder, monitor: Output.monitor)
        for path in done.written { Output.console.print(path) }
        for path in done.removed { Output.console.print("removed \(path)") }
        if done.kept > 0 { Output.console.print("up to date: \(done.kept)") }
    }
}
