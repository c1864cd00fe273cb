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
    static let depths = Option<RangeList>(
        "depths", valueName: "M-M,...",
        help: "depth-slice only (default 0.05-0.10,0.10-0.15,0.15-0.20,0.20-0.25)")
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
            depth-slice: strength of echoes in dB above the median of their slice, as `slice` makes it, one
            band per depth; where sweeps overlap, the stronger. Not detections; dark is not said to be clear;
            nodata where no trace measured. With --out only, not as tiles or strip.
            residual-risk is not made yet: asked for, it is refused, not drawn empty.

            Every gap of at least twice a pixel shows, and narrower ones too, as every pixel they touch is
            bad; gaps under 1 mm are rounding. --tiles suits long roads: FOLDER/status/CR-km-012.tif in
            the UTM zone of that kilometre (or the survey's CRS where that covers it), a .vrt for each
            zone and tiles.geojson over all. Tiles that would not change are kept; Ctrl-C keeps what is
            done. Restricted: all layers show hazards that were not released.
            """, parameters: [Common.folder, layer, output, tiles, strip, segment, depths, pixel]
    ) { values in
        let survey = try SurveyFolder(values[Common.folder])
        if values[depths] != nil && values[layer] != .depthSlice {
            throw UsageError.conflict("--depths goes with --layer depth-slice")
        }
        switch (values[output], values[tiles]) {
        case (let path?, nil): return try draw(values, survey, to: path)
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
    ) throws -> ExitStatus {
        guard path.lowercased().hasSuffix(".tif") else {
            throw UsageError.badValue(
                parameter: "--out", text: path, reason: "does not end in .tif")
        }
        var warnings: [(sweep: String, warning: SweepWarning)] = []
        if values[layer] == .depthSlice && !values[strip] {
            warnings = try SurveyViews.sliceMap(
                survey, segment: values[segment], depths: values[depths]?.ranges,
                pixelMetres: values[pixel], to: path, monitor: Output.monitor)
        } else {
            try SurveyViews.map(
                survey, layer: values[layer], segment: values[segment], pixelMetres: values[pixel],
                isStrip: values[strip], to: path)
        }
        for (sweep, warning) in warnings { Output.warn([warning], about: sweep) }
        Output.console.print(path)
        return warnings.isEmpty ? .done : .partial
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
