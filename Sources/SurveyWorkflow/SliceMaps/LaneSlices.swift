internal import Cartography
internal import FileAccess
internal import Fingerprint
internal import Instruments
internal import LandRelease
internal import RadarProcessing
internal import SurveyModel

/// The depth slices of one registered sweep, in the frame of its lane.
///
/// They are those `slice` makes of its file alone, each against its own median; the traces of a measured
/// lane that have no place are left out.
struct LaneSlices {
    let survey: SurveyFolder
    let sweep: SweepRecord
    let placement: LanePlacement
    /// Depths of the slices (m).
    let depths: [ClosedRange<Double>]

    /// Refuses a sweep whose files are not those registered.
    func checkFiles() throws {
        for file in sweep.fact.rawFiles {
            let path = survey.path + "/" + file.path
            guard Folder.exists(path) else {
                throw refusal("\(path): the file of sweep \(sweep.label) is missing")
            }
            let found: Digest
            do { found = try Digest(ofFile: path) } catch {
                throw refusal("\(path): the file of sweep \(sweep.label) cannot be read")
            }
            guard found == file.digest else {
                throw refusal("\(path): the file was changed since it was registered")
            }
        }
    }

    private func refusal(_ reason: String) -> WorkflowError {
        .impossible(
            reason: reason + ": no map is written", hint: "restore it from a copy")
    }

    /// Its file, read as when it was registered.
    func open(_ monitor: WorkMonitor) throws -> SweepFile {
        try FileStories.open(
            survey.path + "/" + sweep.fact.path, sweep.fact.readOptions, monitor)
    }

    /// Hands out the slices one after the other; only the traces' values are held for all of them.
    ///
    /// What was left out joins `warnings`.
    func forEachSlice(
        warnings: inout [SweepWarning], monitor: WorkMonitor, progress: (Double) -> Void,
        _ body: (_ number: Int, _ slice: LaneStrengths) throws -> Void
    ) throws {
        let path = survey.path + "/" + sweep.fact.path
        do {
            try makeSlices(&warnings, monitor, progress, body)
        } catch SliceFault.tooManyCells(let count, let limit) {
            throw WorkflowError.impossible(
                reason: "\(path): a slice of the whole sweep would have \(count) cells, \(limit) "
                    + "can be held: no map is written",
                hint: "`clearroad slice` with --from and --to shows a part of it")
        } catch let fault as SliceFault {
            throw WorkflowError(file: path, fault)
        } catch let error as ProcessingError {
            throw WorkflowError(file: path, error)
        } catch let error as InstrumentError {
            throw WorkflowError(file: path, error)
        }
    }

    private func makeSlices(
        _ warnings: inout [SweepWarning], _ monitor: WorkMonitor, _ progress: (Double) -> Void,
        _ body: (_ number: Int, _ slice: LaneStrengths) throws -> Void
    ) throws {
        var story = SliceStory(files: [], target: "")
        story.extents = .depths(depths)
        story.permittivity = survey.settings.detection.permittivity
        story.leavesOutDeepSlices = true
        let file = try placed(monitor)
        let layers = try story.layers([file])
        var result = SliceStory.Result()
        var lines: [(values: [[Float]], places: [SlicePoint])] = []
        try story.forEachLine(
            of: file, layers: layers, &result, monitor, progress: { progress(0.8 * $0) },
            { lines.append(($0, $1)) })
        warnings += result.warnings.map(\.warning)
        guard lines.contains(where: { !$0.places.isEmpty }) else {
            warnings.append(Self.placeless)
            return
        }
        let grid = try story.grid([file], layers, heldSlices: 1)
        for (number, layer) in layers.enumerated() {
            try monitor.check()
            var gathering = try SliceGathering(grid, layers: [layer])
            for (channel, line) in lines.enumerated() {
                let isHeard = try Self.add(line.values[number], at: line.places, to: &gathering)
                if !isHeard { warnings.append(Self.silent(channel + 1, layer)) }
            }
            guard let slice = try finished(gathering) else { continue }
            try body(
                number,
                LaneStrengths(
                    values: slice.decibels, columns: grid.columns, cellMetres: grid.cellMetres,
                    firstXMetres: grid.origin.x, firstYMetres: grid.origin.y))
            progress(0.8 + 0.2 * Double(number + 1) / Double(layers.count))
        }
    }

    /// Adds a line; `false` where half of it is zero, so that it has no level.
    private static func add(
        _ values: [Float], at places: [SlicePoint], to gathering: inout SliceGathering
    ) throws -> Bool {
        do throws(SliceFault) {
            try gathering.add([values], at: places, levelled: true)
            return true
        } catch {
            if case .silentLine = error { return false }
            throw error
        }
    }

    private func placed(_ monitor: WorkMonitor) throws -> PlacedFile {
        let source = try open(monitor)
        let frequency = try ProcessedSweep.centreFrequency(of: source, given: nil)
        let recipe = try RecipeFile.recipe(SliceStory.standardSteps(frequency))
        let processed = try ProcessedSweep(
            source, recipe: recipe, centreFrequencyMHz: frequency, workers: 1, monitor: monitor)
        let whole = MetreRange(low: -.infinity, high: .infinity)
        return PlacedFile(
            name: sweep.fact.name, source: source, processed: processed,
            start: SlicePoint(x: 0, y: 0), isBackward: false, fixes: [],
            measured: placement.path.map { $0.measured(in: whole) })
    }

    /// `nil` where no trace has a value.
    private func finished(_ gathering: SliceGathering) throws -> DepthSlices.Slice? {
        do {
            return try gathering.finish().slices.first
        } catch SliceFault.noTraces {
            return nil
        }
    }

    private static let placeless = SweepWarning(
        code: "traces-left-out", text: "none of its traces has a place; it is not on the map")

    private static func silent(_ line: Int, _ layer: SliceGathering.Layer) -> SweepWarning {
        SweepWarning(
            code: "traces-left-out",
            text: "line \(line) has no level at \(decimal(layer.window.fromMetres, 2)) m: half of "
                + "it is zero; it is not on the map there")
    }
}
