internal import Cartography
internal import FileAccess
internal import Fingerprint
public import Instruments
internal import RadarProcessing
public import SurveyModel

/// Depth slices of an array or of several lines: `clearroad slice`.
public struct SliceStory: Sendable {
    /// What the slices show.
    public enum Extents: Sendable, Equatable {
        /// Four, each half a wavelength in the ground thick.
        case standard
        /// Depths below the surface (m).
        case depths([ClosedRange<Double>])
        /// Two-way times after the surface's echo (ns).
        case times([ClosedRange<Double>])
    }

    /// The radar files.
    public var files: [String]
    /// Where the slices go: .png or .npy.
    public var target: String
    /// What the slices show.
    public var extents = Extents.standard
    /// Relative permittivity of the ground.
    public var permittivity = 4.0
    /// Width of a cell (m); `nil` for one that suits the footprint.
    public var cellMetres: Double?
    /// Whether the largest envelope in the window is shown in place of its root mean square.
    public var showsMaximum = false
    /// Whether lines keep their strength in place of being brought to their median.
    public var keepsLevels = false
    /// A list of steps, or the name of a JSON file; `nil` for the standard.
    public var steps: String?
    /// How several files lie beside each other.
    public var placement = SlicePlacement.asRecorded
    /// Whether every second file was driven back.
    public var alternates = false
    /// An alarms.csv whose alarms are marked.
    public var alarms: String?
    /// Time of the surface's echo from the first sample (ns), in place of the one found.
    public var surfaceNanoseconds: Double?
    /// Only traces at these distances along their lane (m).
    public var metres: ClosedRange<Double>?
    /// Centre frequency in place of the files' (MHz).
    public var centreFrequencyMHz: Double?
    /// How to read the files.
    public var options = SweepReadOptions()
    /// Blocks made side by side.
    public var workers = 1
    /// Whether a channel shows nothing in slices below its time window; else they are refused.
    var leavesOutDeepSlices = false

    /// Slices of `files`, written to `target`.
    public init(files: [String], target: String) {
        self.files = files
        self.target = target
    }

    /// What is told of the slices made.
    public struct Result: Sendable {
        /// What was assumed, lost or left out, by file.
        public var warnings: [(file: String, warning: SweepWarning)] = []
        /// For each slice its words and the share of its cells that is measured.
        public var slices: [(words: String, measuredShare: Double)] = []
    }

    /// Version of how slices are made, stored with them.
    static let algorithmVersion = "slices-1"

    /// Makes the slices in memory that grows with their cells and the longest line, and writes them.
    ///
    /// - Throws: an error about the files or what was asked for, `Cancelled`; nothing is left then.
    public func run(monitor: WorkMonitor = .silent) throws -> Result {
        try checkTarget()
        var result = Result()
        let opened = try files.map { try open($0, monitor, &result) }
        let placed = try SliceLaying(placement: placement, alternates: alternates).lay(opened)
        let layers = try layers(placed)
        try checkFixes(placed, layers)
        var gathering = try SliceGathering(
            try grid(placed, layers, heldSlices: layers.count), layers: layers)
        for (number, file) in placed.enumerated() {
            do {
                try gather(file, into: &gathering, &result, monitor) { share in
                    monitor.progress(
                        (Double(number) + share) / Double(placed.count), "making slices")
                }
            } catch let fault as SliceFault {
                throw WorkflowError(file: file.name, fault)
            } catch let error as ProcessingError {
                throw WorkflowError(file: file.name, error)
            }
        }
        let slices = try gathering.finish()
        let output = SliceOutput(story: self, files: placed, slices: slices)
        result.slices = slices.slices.map { (SliceOutput.words($0), $0.measuredShare) }
        try output.write()
        return result
    }

    private func checkTarget() throws {
        guard !files.isEmpty, target.hasSuffix(".png") || target.hasSuffix(".npy") else {
            throw WorkflowError.impossible(
                reason: "\(target): slices are written as .png or .npy", hint: nil)
        }
        for path in [target] + (target.hasSuffix(".npy") ? [ProductCard.path(of: target)] : []) {
            try OutputGuard.check(path)
        }
        if let alarms { try FileStories.refuseOverwriting(alarms, target) }
    }

    private func open(
        _ path: String, _ monitor: WorkMonitor, _ result: inout Result
    ) throws -> SliceLaying.Opened {
        do {
            var source = try FileStories.open(path, options, monitor)
            for read in [path] + source.outline.files {
                try FileStories.refuseOverwriting(read, target)
            }
            result.warnings += source.outline.warnings.map { (path, $0) }
            let isTracked = placement == .asRecorded && files.count > 1
            if let metres {
                guard !isTracked else {
                    throw WorkflowError.impossible(
                        reason: "--from and --to count along lanes, these files are laid by fixes",
                        hint: "give --line-spacing or --offsets")
                }
                let whole = source
                source = try Stoppable.run { () throws(InstrumentError) in
                    try whole.selecting(metres: metres, monitor: monitor)
                }
            }
            let frequency = try ProcessedSweep.centreFrequency(
                of: source, given: centreFrequencyMHz)
            let recipe = try RecipeFile.recipe(steps ?? Self.standardSteps(frequency))
            try checkSteps(recipe)
            let processed = try ProcessedSweep(
                source, recipe: recipe, centreFrequencyMHz: frequency, workers: workers,
                monitor: monitor)
            return (path, source, processed)
        } catch let stop as Cancelled {
            throw stop
        } catch let error as WorkflowError {
            throw error
        } catch {
            throw WorkflowError(file: path, error)
        }
    }

    /// Refuses steps after which a slice would not show what it says.
    private func checkSteps(_ recipe: ProcessingRecipe) throws {
        for item in recipe.items {
            if item.step == "envelope" {
                throw WorkflowError.impossible(
                    reason: "slices take the envelope themselves, `envelope` cannot come before",
                    hint: "leave it out of --steps")
            }
            let moves =
                ["focus", "equalise"].contains(item.step)
                || (item.step == "timezero" && item.values["method"] == .word("line"))
            if moves && surfaceNanoseconds == nil {
                throw WorkflowError.impossible(
                    reason: "step `\(item.step)` moves the surface's echo, it is not found again",
                    hint: "give --surface NS, its time from the first sample after the steps")
            }
        }
    }

    /// The detector's steps without whitening, with a background of 4.5 wavelengths in air, 0.9 m at
    /// 1.5 GHz: shorter ones empty large objects in the middle.
    static func standardSteps(_ centreFrequencyMHz: Double) -> String {
        let metres = 4.5 * speedOfLightMetresPerNanosecond * 1000 / centreFrequencyMHz
        let rounded = max(0.01, (metres * 100).rounded() / 100)
        return "gain,dewow,bandpass,timezero,background:\(rounded)"
    }

    func layers(_ files: [PlacedFile]) throws -> [SliceGathering.Layer] {
        // Of radars of several frequencies the one that sees least far to the side.
        let frequency = files.map(\.processed.centreFrequencyMHz).max() ?? 0
        let height = files.map { $0.source.outline.instrument.antennaHeightMetres ?? 0 }.min()
        return try windows(frequency).map { window in
            SliceGathering.Layer(
                window: window,
                radiusMetres: try SliceFootprint.radiusMetres(
                    of: window, centreFrequencyMHz: frequency, antennaHeightMetres: height))
        }
    }

    private func windows(_ frequency: Double) throws -> [SliceWindow] {
        switch extents {
        case .depths(let ranges):
            return try ranges.map {
                try SliceWindow(
                    metres: $0.lowerBound, to: $0.upperBound, permittivity: permittivity)
            }
        case .times(let ranges):
            return try ranges.map {
                try SliceWindow(
                    nanoseconds: $0.lowerBound, to: $0.upperBound, permittivity: permittivity)
            }
        case .standard:
            let half =
                speedOfLightMetresPerNanosecond * 1000 / frequency
                / (2 * permittivity.squareRoot())
            let step = max(0.01, (half * 100).rounded() / 100)
            return try (0..<4).map { number in
                try SliceWindow(
                    metres: Double(number) * step, to: Double(number + 1) * step,
                    permittivity: permittivity)
            }
        }
    }

    /// Fixes that err by more than a trace sees would put echoes where nothing is.
    private func checkFixes(
        _ files: [PlacedFile], _ layers: [SliceGathering.Layer]
    ) throws {
        let radius = layers.map(\.radiusMetres).min() ?? 0
        for file in files where file.start == nil {
            let error = TrackPlaces.errorMetres(of: file.source.outline) ?? .infinity
            guard error <= radius else {
                throw WorkflowError.impossible(
                    reason: "\(file.name): its satellite fixes err by \(error) m, the footprint "
                        + "has a radius of \((radius * 100).rounded() / 100) m",
                    hint: "give --line-spacing METRES or --offsets M,M,...")
            }
        }
    }

    /// Cells round all traces that have a place, for `heldSlices` slices in memory at once.
    func grid(
        _ files: [PlacedFile], _ layers: [SliceGathering.Layer], heldSlices: Int
    ) throws -> SliceGrid {
        var low = SlicePoint(x: .infinity, y: .infinity)
        var high = SlicePoint(x: -.infinity, y: -.infinity)
        for file in files {
            for (place, channel) in file.processed.outline.channels.enumerated()
            where channel.kind == .radar {
                for point in try file.places(ofChannelAt: place).compactMap(\.self) {
                    low = SlicePoint(x: min(low.x, point.x), y: min(low.y, point.y))
                    high = SlicePoint(x: max(high.x, point.x), y: max(high.y, point.y))
                }
            }
        }
        guard low.x <= high.x else { throw SliceFault.noTraces }
        let radii = layers.map(\.radiusMetres)
        let smallest = radii.min() ?? 0
        let margin = radii.max() ?? 0
        func grid(_ cell: Double) throws(SliceFault) -> SliceGrid {
            try SliceGrid(
                from: low, to: high, marginMetres: margin, cellMetres: cell,
                slices: heldSlices)
        }
        if let cellMetres { return try grid(cellMetres) }
        // The widest round width up to a fourth of the radius, or the first above it that can be held.
        let widths = (-4...3).flatMap { power in [1.0, 2, 5].map { $0 * Self.ten(power) } }
        let finest = widths.last { $0 <= smallest / 4 } ?? smallest
        let suitable = widths.filter { $0 >= finest && $0 <= smallest }
        for width in suitable { if let found = try? grid(width) { return found } }
        return try grid(suitable.last ?? smallest)
    }

    private static func ten(_ power: Int) -> Double {
        (0..<abs(power)).reduce(1.0) { value, _ in power < 0 ? value / 10 : value * 10 }
    }
}
