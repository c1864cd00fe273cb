internal import SurveyModel

/// Reads SEG-Y files of revision 0 and 1.
struct SegyReader {
    let options: SweepReadOptions

    func read(_ file: borrowing SourceFile) throws(InstrumentError) -> Sweep {
        let layout = try SegyLayout(file)
        let bytes = layout.traceCount * layout.samplesPerTrace * MemoryLayout<Float>.size
        guard bytes <= options.maximumSampleBytes else {
            throw .tooLarge(path: file.path, bytes: bytes, limit: options.maximumSampleBytes)
        }
        let headers = try SegyTraceHeaders(file, layout)
        let facts = SegyTextFacts(cards: layout.text.cards)
        let timing = try SegyTiming(layout, headers, facts, options, path: file.path)
        let channels = SegyChannels(
            headers, isRadar: facts.isRadar || timing.isRadarWindow(of: layout.samplesPerTrace),
            statesLaneFrame: facts.statesLaneFrame,
            metresPerUnit: SegyPositions.metresPerUnit(layout, headers))
        let positions = SegyPositions(
            layout, headers, channels, facts, givenSpacing: options.traceSpacingMetres)
        let samples = try SegySamples(file, layout, channels)
        let radargrams = samples.channels.enumerated().map { place, values in
            Radargram(
                samples: values, samplesPerTrace: layout.samplesPerTrace,
                distancesMetres: positions.distances(of: channels.groups[place].traces),
                timeAxis: timing.axis)
        }
        let date = headers.acquiredAt
        var sweep = Sweep(
            format: "SEG-Y rev \(layout.revision)", instrument: instrument(facts),
            channels: zip(channels.groups, radargrams).map { group, radargram in
                Channel(
                    index: group.index, lateralOffsetMetres: group.lateralOffsetMetres,
                    radargram: radargram)
            },
            positionSource: positions.source, acquiredAt: date.text,
            operatorName: facts.operatorName)
        sweep.warnings =
            layout.warnings + losses(layout, facts) + timing.warnings + channels.warnings
            + positions.warnings + samples.warnings + [date.warning].compactMap { $0 }
            + doubts(sweep, channels, positions)
        return sweep
    }

    private func instrument(_ facts: SegyTextFacts) -> Instrument {
        Instrument(
            maker: facts.maker, model: facts.model, centreFrequencyMHz: facts.centreFrequencyMHz,
            antennaSeparationMetres: facts.antennaSeparationMetres,
            antennaHeightMetres: facts.antennaHeightMetres)
    }

    /// What the file should hold and does not.
    private func losses(_ layout: SegyLayout, _ facts: SegyTextFacts) -> [SweepWarning] {
        var announced: Int?
        if facts.isRadar, let channels = facts.channelCount, let traces = facts.tracesPerChannel {
            let product = channels.multipliedReportingOverflow(by: traces)
            announced = product.overflow ? nil : product.partialValue
        }
        let missing = announced.map { $0 - layout.traceCount } ?? 0
        guard layout.trailingBytes > 0 || missing > 0 else { return [] }
        var text = "the file is cut: \(layout.traceCount) whole traces are read"
        if layout.trailingBytes > 0 {
            let end = layout.dataOffset + layout.traceCount * layout.traceByteCount
            text += ", the trace begun at byte \(end) is lost"
        }
        if missing > 0 { text += "; \(missing) of the announced \(announced ?? 0) are missing" }
        return [SweepWarning(code: "traces-lost", text: text)]
    }

    private func doubts(
        _ sweep: Sweep, _ channels: SegyChannels, _ positions: SegyPositions
    ) -> [SweepWarning] {
        var found: [SweepWarning] = []
        let backwards = sweep.channels.contains { channel in
            let distances = channel.radargram.distancesMetres
            return zip(distances, distances.dropFirst()).contains { $0 > $1 }
        }
        if backwards {
            found.append(
                SweepWarning(
                    code: "distances-not-rising",
                    text: "the distances of some traces do not rise along the lane"))
        }
        if let group = channels.groups.first,
            let step = positions.contradictedSpacing(of: group.traces)
        {
            found.append(
                SweepWarning(
                    code: "trace-spacing-contradicted",
                    text: "the trace coordinates give a step of \(short(step)) m; the step given "
                        + "is used"))
        }
        return found
    }
}

/// The samples of each channel, read block by block.
private struct SegySamples {
    private(set) var channels: [[Float]]
    private(set) var warnings: [SweepWarning] = []

    private static let blockByteCount = 1 << 20

    init(
        _ file: borrowing SourceFile, _ layout: SegyLayout, _ plan: SegyChannels
    ) throws(InstrumentError) {
        channels = plan.groups.map { _ in [] }
        var owner = [Int](repeating: 0, count: layout.traceCount)
        for (place, group) in plan.groups.enumerated() {
            channels[place].reserveCapacity(group.traces.count * layout.samplesPerTrace)
            for trace in group.traces { owner[trace] = place }
        }
        let perBlock = max(1, Self.blockByteCount / layout.traceByteCount)
        for start in stride(from: 0, to: layout.traceCount, by: perBlock) {
            let count = min(perBlock, layout.traceCount - start)
            let block = try file.bytes(
                at: layout.dataOffset + start * layout.traceByteCount,
                count: count * layout.traceByteCount)
            for trace in 0..<count {
                let from = trace * layout.traceByteCount + SegyLayout.traceHeaderByteCount
                let bytes = block.span.extracting(from..<(trace + 1) * layout.traceByteCount)
                layout.format.decode(
                    bytes, isLittleEndian: layout.fields.isLittleEndian,
                    to: &channels[owner[start + trace]])
            }
        }
        warn(layout.format)
    }

    private mutating func warn(_ format: SegySampleFormat) {
        var lost = 0
        var rounded = 0
        for samples in channels {
            for sample in samples {
                if !sample.isFinite { lost += 1 }
                if abs(sample) > 16_777_216 { rounded += 1 }
            }
        }
        if lost > 0 {
            warnings.append(
                SweepWarning(
                    code: "samples-not-finite",
                    text: "\(lost) samples are not finite numbers; they are kept as read"))
        }
        if rounded > 0 && format == .int32 {
            warnings.append(
                SweepWarning(
                    code: "samples-rounded",
                    text: "\(rounded) samples are beyond 24 bits and were rounded to 32-bit floats")
            )
        }
    }
}
