internal import FileAccess
internal import Fingerprint
internal import Instruments
internal import Pictures
internal import RadarProcessing
internal import SurveyModel

/// Writes slices as a picture or as an array with its card.
struct SliceOutput {
    let story: SliceStory
    let files: [PlacedFile]
    let slices: DepthSlices

    /// Depth and time of a slice.
    static func words(_ slice: DepthSlices.Slice) -> String {
        let window = slice.window
        return "depth \(decimal(window.fromMetres, 3)) to \(decimal(window.toMetres, 3)) m "
            + "(\(decimal(window.fromNanoseconds, 2)) to \(decimal(window.toNanoseconds, 2)) ns "
            + "after the surface), footprint \(decimal(2 * slice.radiusMetres, 2)) m wide"
    }

    func write() throws {
        if story.target.hasSuffix(".png") { return try picture().write(to: story.target) }
        let grid = slices.grid
        try NumpyArray.write(
            slices.slices.flatMap(\.values),
            shape: [slices.slices.count, grid.rows, grid.columns], to: story.target)
        let card = SliceCard(
            product: story.target, productSHA256: try Digest(ofFile: story.target).hexadecimal,
            sources: try files.flatMap(\.source.outline.files).map {
                ProductCard.Source(file: $0, sha256: try Digest(ofFile: $0).hexadecimal)
            },
            settings: settings, stamp: stamp, unit: unit, cellMetres: grid.cellMetres,
            firstXMetres: grid.origin.x, firstYMetres: grid.origin.y,
            slices: slices.slices.map(SliceCard.Slice.init))
        try DurableFile.write(
            try CanonicalJSON.bytes(of: card) + [10], to: ProductCard.path(of: story.target))
    }

    private func picture() throws -> SlicePicture {
        let grid = slices.grid
        let markers = try markers()
        let names = files.map { SweepRegistration.name(of: $0.name) }
        let several = names.count == 1 ? "" : " and \(names.count - 1) more"
        var picture = SlicePicture(
            title: "Depth slices of \(names.first ?? "")\(several)", remark: remark,
            panels: slices.slices.enumerated().map { number, slice in
                SlicePicture.Panel(
                    title: Self.words(slice),
                    grid: SlicePicture.Grid(
                        values: slice.decibels, columns: grid.columns,
                        cellMetres: grid.cellMetres, firstXMetres: grid.origin.x,
                        firstYMetres: grid.origin.y),
                    markers: markers[number])
            },
            unit: "dB above the median of its slice", stamp: stamp)
        if files.contains(where: { $0.start == nil }) {
            picture.alongWords = "along the first line (m), its left side up"
        } else if files.count > 1 {
            picture.alongWords = "along travel of the first line (m), its left side up"
        }
        return picture
    }

    /// The alarms of the files in the slice nearest to their depth.
    private func markers() throws -> [[SlicePicture.Marker]] {
        var markers = slices.slices.map { _ in [SlicePicture.Marker]() }
        guard let path = story.alarms else { return markers }
        let alarms = try AlarmTable.read(path).filter(\.isOpen)
        for file in files {
            let name = SweepRegistration.name(of: file.name)
            for alarm in alarms where alarm.sweep == name {
                guard let place = file.place(x: alarm.xMetres, y: alarm.yMetres) else {
                    throw WorkflowError.impossible(
                        reason:
                            "\(path): alarms are marked on lanes, these files are laid by fixes",
                        hint: "leave --alarms out")
                }
                guard let layer = nearest(to: alarm.depthMetres) else { continue }
                markers[layer].append(
                    .init(xMetres: place.x, yMetres: place.y, label: alarm.id))
            }
        }
        return markers
    }

    private func nearest(to depth: Double) -> Int? {
        func distance(_ slice: DepthSlices.Slice) -> Double {
            max(slice.window.fromMetres - depth, depth - slice.window.toMetres, 0)
        }
        return slices.slices.indices.min {
            distance(slices.slices[$0]) < distance(slices.slices[$1])
        }
    }

    private var unit: String {
        story.keepsLevels ? "stored units" : "the median of its line in its slice"
    }

    private var settings: SliceCard.Settings {
        SliceCard.Settings(
            algorithmVersion: SliceStory.algorithmVersion, permittivity: story.permittivity,
            statistic: (story.showsMaximum ? SliceStatistic.maximum : .rootMeanSquare).rawValue,
            isLevelled: !story.keepsLevels,
            steps: files.map {
                story.steps ?? SliceStory.standardSteps($0.processed.centreFrequencyMHz)
            },
            centreFrequenciesMHz: files.map(\.processed.centreFrequencyMHz))
    }

    private var remark: String {
        let settings = settings
        let frequencies = Set(settings.centreFrequenciesMHz).sorted().map { decimal($0, 0) }
        let level = settings.isLevelled ? "each line divided by its median" : "lines as they are"
        let statistic = story.showsMaximum ? "largest value" : "rms"
        let steps = Set(settings.steps).sorted().joined(separator: " / ")
        return
            "permittivity \(plain(story.permittivity)) assumed; \(frequencies.joined(separator: ", ")) MHz; "
            + "\(statistic) of the envelope, \(level); cells \(slices.grid.cellMetres) m\n"
            + "after \(steps)"
    }

    /// Without the decimals of a whole number.
    private func plain(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e6 ? "\(Int(value))" : "\(value)"
    }

    private var stamp: String? {
        files.contains { Simulation.isDeclared($0.source.outline) }
            ? Simulation.stamp : nil
    }
}

/// What an array of slices was made of and how, kept beside it.
struct SliceCard: Encodable {
    var product: String
    var productSHA256: String
    var sources: [ProductCard.Source]
    var settings: Settings
    var stamp: String?
    /// What 1 means.
    var unit: String
    var cellMetres: Double
    var firstXMetres: Double
    var firstYMetres: Double
    var slices: [Slice]
    var toolVersion = ToolVersion.current

    struct Settings: Encodable {
        var algorithmVersion: String
        var permittivity: Double
        var statistic: String
        var isLevelled: Bool
        var steps: [String]
        var centreFrequenciesMHz: [Double]
    }

    struct Slice: Encodable {
        var fromMetres: Double
        var toMetres: Double
        var fromNanoseconds: Double
        var toNanoseconds: Double
        var footprintRadiusMetres: Double
        var measuredShare: Double

        init(_ slice: DepthSlices.Slice) {
            fromMetres = slice.window.fromMetres
            toMetres = slice.window.toMetres
            fromNanoseconds = slice.window.fromNanoseconds
            toNanoseconds = slice.window.toNanoseconds
            footprintRadiusMetres = slice.radiusMetres
            measuredShare = slice.measuredShare
        }
    }
}
