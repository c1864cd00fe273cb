internal import Instruments
internal import RadarProcessing
internal import SurveyModel

extension SliceStory {
    /// Adds every radar channel of `file`, one after the other.
    func gather(
        _ file: PlacedFile, into gathering: inout SliceGathering, _ result: inout Result,
        _ monitor: WorkMonitor, progress: (Double) -> Void
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
                file, place: place, layers: gathering.layers, surface: surface + moved,
                quality.isGood)
            let places = try file.places(ofChannelAt: place)
            let placed = places.indices.filter { places[$0] != nil }
            try gathering.add(
                values.map { row in placed.map { row[$0] } }, at: places.compactMap(\.self),
                levelled: !keepsLevels)
            progress(Double(place + 1) / Double(channels.count))
        }
    }

    /// For each layer the value of each trace, none for faulty ones.
    private func values(
        _ file: PlacedFile, place: Int, layers: [SliceGathering.Layer], surface: Double,
        _ isGood: [Bool]
    ) throws -> [[Float]] {
        let channel = file.processed.outline.channels[place]
        let width = channel.samplesPerTrace
        var envelope = try SliceEnvelope(
            layers.map(\.window), statistic: showsMaximum ? .maximum : .rootMeanSquare,
            surfaceNanoseconds: surface,
            intervalNanoseconds: channel.timeAxis.sampleIntervalNanoseconds,
            samplesPerTrace: width)
        var values = layers.map { _ in [Float](repeating: .nan, count: channel.traceCount) }
        try file.processed.forEachBlock(ofChannelAt: place) { block in
            for number in block.distancesMetres.indices {
                let trace = block.firstTrace + number
                guard isGood[trace] else { continue }
                let row = block.samples[number * width..<(number + 1) * width]
                for (layer, value) in envelope.values(of: row).enumerated() {
                    values[layer][trace] = value
                }
            }
        }
        return values
    }
}
