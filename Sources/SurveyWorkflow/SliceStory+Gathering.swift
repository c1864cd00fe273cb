internal import Instruments
internal import RadarProcessing
internal import SurveyModel

extension SliceStory {
    /// Adds every radar channel of `file`, one after the other.
    func gather(
        _ file: PlacedFile, into gathering: inout SliceGathering, _ result: inout Result,
        _ monitor: WorkMonitor, progress: (Double) -> Void
    ) throws {
        try forEachLine(
            of: file, layers: gathering.layers, &result, monitor, progress: progress
        ) { values, places in
            try gathering.add(values, at: places, levelled: !keepsLevels)
        }
    }

    /// Hands out every radar channel of `file`: for each layer the values of the traces that have a place,
    /// none for faulty ones, and the places.
    func forEachLine(
        of file: PlacedFile, layers: [SliceGathering.Layer], _ result: inout Result,
        _ monitor: WorkMonitor, progress: (Double) -> Void,
        _ body: (_ values: [[Float]], _ places: [SlicePoint]) throws -> Void
    ) throws {
        let channels = file.processed.outline.channels
        for (place, channel) in channels.enumerated() where channel.kind == .radar {
            let stored = file.source.outline.channels[place]
            guard stored.traceCount == channel.traceCount else {
                throw WorkflowError.impossible(
                    reason: "\(file.name): steps that change the number of traces cannot come "
                        + "before slices", hint: "leave them out of --steps")
            }
            let quality = try SliceQuality(
                file.source, place: place,
                centreFrequencyMHz: file.processed.centreFrequencyMHz, monitor: monitor)
            let left = quality.isGood.count { !$0 }
            if left > 0 {
                let warning = SweepWarning(
                    code: "traces-left-out",
                    text: "channel \(channel.index): \(left) of \(quality.isGood.count) traces are "
                        + "faulty; they are not in the slices")
                result.warnings.append((file.name, warning))
            }
            // Steps that cut the time axis move the surface with time zero.
            let moved =
                channel.timeAxis.timeZeroNanoseconds - stored.timeAxis.timeZeroNanoseconds
            let surface = surfaceNanoseconds ?? quality.surfaceNanoseconds
            let values = try values(
                file, place: place, layers: layers, surface: surface + moved, quality.isGood,
                &result)
            let places = try file.places(ofChannelAt: place)
            let placed = places.indices.filter { places[$0] != nil }
            try body(
                values.map { row in placed.map { row[$0] } }, places.compactMap(\.self))
            progress(Double(place + 1) / Double(channels.count))
        }
    }

    /// For each layer the value of each trace, none for faulty ones.
    private func values(
        _ file: PlacedFile, place: Int, layers: [SliceGathering.Layer], surface: Double,
        _ isGood: [Bool], _ result: inout Result
    ) throws -> [[Float]] {
        let channel = file.processed.outline.channels[place]
        let width = channel.samplesPerTrace
        let reached =
            leavesOutDeepSlices
            ? try Self.reached(layers, in: channel, surface: surface) : Array(layers.indices)
        if let first = layers.indices.first(where: { !reached.contains($0) }) {
            let depth = layers[first].window.fromMetres
            let warning = SweepWarning(
                code: "below-window",
                text: "channel \(channel.index): its time window ends above the slice that begins "
                    + "at \(decimal(depth, 2)) m; it shows nothing there")
            result.warnings.append((file.name, warning))
        }
        guard !reached.isEmpty else {
            return layers.map { _ in [Float](repeating: .nan, count: channel.traceCount) }
        }
        var envelope = try SliceEnvelope(
            reached.map { layers[$0].window }, statistic: showsMaximum ? .maximum : .rootMeanSquare,
            surfaceNanoseconds: surface,
            intervalNanoseconds: channel.timeAxis.sampleIntervalNanoseconds,
            samplesPerTrace: width)
        var values = layers.map { _ in [Float](repeating: .nan, count: channel.traceCount) }
        try file.processed.forEachBlock(ofChannelAt: place) { block in
            for number in block.distancesMetres.indices {
                let trace = block.firstTrace + number
                guard isGood[trace] else { continue }
                let row = block.samples[number * width..<(number + 1) * width]
                for (layer, value) in zip(reached, envelope.values(of: row)) {
                    values[layer][trace] = value
                }
            }
        }
        return values
    }

    /// The layers that end within the time window of a channel.
    private static func reached(
        _ layers: [SliceGathering.Layer], in channel: ChannelOutline, surface: Double
    ) throws -> [Int] {
        try layers.indices.filter { number in
            do {
                _ = try layers[number].window.samples(
                    surfaceNanoseconds: surface,
                    intervalNanoseconds: channel.timeAxis.sampleIntervalNanoseconds,
                    samplesPerTrace: channel.samplesPerTrace)
                return true
            } catch SliceFault.belowWindow {
                return false
            }
        }
    }
}
