internal import FileAccess
internal import Fingerprint
public import Instruments
internal import Pictures
internal import RadarProcessing
public import SurveyModel
internal import Synchronization

/// Processing one radar file by a recipe: `clearroad process`.
public struct ProcessStory: Sendable {
    /// The radar file.
    public var file: String
    /// A list of steps, or the name of a JSON file.
    public var steps: String
    /// Where the result goes.
    public var target: String?
    /// Where its picture goes.
    public var picture: String?
    /// Centre frequency in place of the file's (MHz).
    public var centreFrequencyMHz: Double?
    /// How to read the file.
    public var options: SweepReadOptions
    /// Blocks made side by side.
    public var workers: Int
    /// Memory the traces a block is made from may take (bytes).
    var blockByteCount = ProcessedSweep.blockByteCount

    /// Processes `file` by `steps`.
    public init(
        file: String, steps: String, target: String?, picture: String?,
        centreFrequencyMHz: Double?, options: SweepReadOptions, workers: Int
    ) {
        self.file = file
        self.steps = steps
        self.target = target
        self.picture = picture
        self.centreFrequencyMHz = centreFrequencyMHz
        self.options = options
        self.workers = workers
    }

    /// What `process` does where no steps are given.
    public static var detectorSteps: String { ProcessingRecipe.detectorText }
    /// What each step is.
    public static var stepHelp: String { StepCatalogue.help }

    /// Makes the product, its card and its picture; in bounded memory, whatever the file's length.
    ///
    /// - Returns: What was assumed, lost or could not be stored.
    /// - Throws: an error about the recipe or the file, `Cancelled`; nothing is left then.
    public func run(monitor: WorkMonitor = .silent) throws -> [SweepWarning] {
        let recipe = try RecipeFile.recipe(steps)
        try checkTargets()
        let source: SweepFile
        let processed: ProcessedSweep
        do {
            source = try FileStories.open(file, options, monitor)
            for read in [file] + source.outline.files {
                for path in outputs { try FileStories.refuseOverwriting(read, path) }
            }
            processed = try ProcessedSweep(
                source, recipe: recipe, centreFrequencyMHz: centreFrequencyMHz, workers: workers,
                blockByteCount: blockByteCount, monitor: monitor)
        } catch let stop as Cancelled {
            throw stop
        } catch {
            throw WorkflowError(file: file, error)
        }
        let tap = PictureTap(processed, mostTraces: FileStories.mostTracesDrawn)
        let sink: any TraceSource = picture == nil ? processed : tap
        var warnings = source.outline.warnings
        let files = StagedFiles()
        if let target {
            let product = files.path(for: target)
            warnings += try aboutFile { try SweepWriter.write(sink, to: product, monitor: monitor) }
            let card = try card(of: product, recipe, source, processed)
            try DurableFile.write(card, to: files.path(for: ProductCard.path(of: target)))
        } else {
            for place in processed.outline.channels.indices {
                try aboutFile { try tap.forEachBlock(ofChannelAt: place) { _ in } }
            }
        }
        if let picture {
            try RadargramPicture(
                sweep: tap.sweep, title: "\(SweepRegistration.name(of: file)): \(steps)"
            ).write(to: files.path(for: picture))
        }
        try files.commit()
        return warnings
    }

    private var outputs: [String] {
        [target, target.map(ProductCard.path(of:)), picture].compactMap(\.self)
    }

    private func checkTargets() throws {
        try OutputGuard.checkDistinct(outputs)
        for path in outputs {
            try OutputGuard.check(path)
            if RecipeFile.isFile(steps) { try FileStories.refuseOverwriting(steps, path) }
        }
        if let picture, Folder.fileExtension(of: picture) != "png" {
            throw WorkflowError.impossible(
                reason: "\(picture): a picture's name ends in .png", hint: "give such a name")
        }
    }

    /// What goes wrong with samples is said with the file they come from.
    private func aboutFile<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as ProcessingError {
            throw WorkflowError(file: file, error)
        } catch let error as InstrumentError where error == .cancelled {
            throw Cancelled()
        }
    }

    /// The card of the product that lies at `path` until it gets its name.
    private func card(
        of path: String, _ recipe: ProcessingRecipe, _ source: SweepFile,
        _ processed: ProcessedSweep
    ) throws -> [UInt8] {
        let settings = processed.settings
        let channels = try processed.outline.channels.enumerated().map { place, channel in
            let distances = try processed.distances(
                ofChannelAt: place, traces: 0..<channel.traceCount)
            let isMeasured = processed.outline.positionSource != .none
            return ProductCard.ChannelCard(
                index: channel.index, lateralOffsetMetres: channel.lateralOffsetMetres,
                traces: channel.traceCount, samplesPerTrace: channel.samplesPerTrace,
                sampleIntervalNanoseconds: channel.timeAxis.sampleIntervalNanoseconds,
                timeZeroNanoseconds: channel.timeAxis.timeZeroNanoseconds,
                firstDistanceMetres: isMeasured ? distances.first : nil,
                lastDistanceMetres: isMeasured ? distances.last : nil,
                settings: settings[place])
        }
        return try ProductCard(
            product: Folder.name(of: target ?? ""),
            productSHA256: try Digest(ofFile: path).hexadecimal,
            sources: try source.outline.files.map {
                ProductCard.Source(
                    file: Folder.name(of: $0), sha256: try Digest(ofFile: $0).hexadecimal)
            },
            steps: recipe, recipeSHA256: try CanonicalJSON.digest(of: recipe).hexadecimal,
            isForDisplayOnly: recipe.isForDisplay, centreFrequencyMHz: processed.centreFrequencyMHz,
            channels: channels
        ).bytes
    }
}

/// Keeps some traces of a sweep for its picture while they pass by.
private final class PictureTap: TraceSource {
    let outline: SweepOutline
    private let source: ProcessedSweep
    private let steps: [Int]
    private let kept: Mutex<[Kept]>

    private struct Kept {
        var samples: [Float] = []
        var distances: [Double] = []
    }

    init(_ source: ProcessedSweep, mostTraces: Int) {
        self.source = source
        outline = source.outline
        steps = outline.channels.map { max(1, ($0.traceCount + mostTraces - 1) / mostTraces) }
        kept = Mutex([Kept](repeating: Kept(), count: outline.channels.count))
    }

    func distances(
        ofChannelAt place: Int, traces: Range<Int>
    ) throws(InstrumentError) -> [Double] {
        try source.distances(ofChannelAt: place, traces: traces)
    }

    func forEachBlock(ofChannelAt place: Int, _ body: (TraceBlock) throws -> Void) throws {
        let width = outline.channels[place].samplesPerTrace
        try source.forEachBlock(ofChannelAt: place) { block in
            kept.withLock { kept in
                for (number, distance) in block.distancesMetres.enumerated()
                where (block.firstTrace + number) % steps[place] == 0 {
                    kept[place].samples += block.samples[number * width..<(number + 1) * width]
                    kept[place].distances.append(distance)
                }
            }
            try body(block)
        }
    }

    /// The traces kept.
    var sweep: Sweep {
        kept.withLock { kept in
            outline.sweep(
                outline.channels.enumerated().map { place, channel in
                    channel.holding(kept[place].samples, distances: kept[place].distances)
                })
        }
    }
}
