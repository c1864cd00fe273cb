internal import SurveyModel

/// Reads SEG-Y files of revision 0 and 1.
struct SegyReader: SweepFormat {
    /// By content; a file named so is taken at its word, so that its damage can be named.
    static func recognises(_ candidate: FormatCandidate) -> Bool {
        if ["sgy", "segy"].contains(candidate.ending) { return true }
        return SegyLayout.isPlausible(Array(candidate.head.prefix(SegyLayout.headerByteCount)))
    }

    static func open(_ candidate: FormatCandidate) throws(InstrumentError) -> SweepFile {
        try SegyReader().open(candidate)
    }

    private func open(_ candidate: FormatCandidate) throws(InstrumentError) -> SweepFile {
        let file = candidate.file
        let layout = try SegyLayout(file)
        let headers = try SegyTraceHeaders(file, layout)
        let facts = SegyTextFacts(cards: layout.text.cards)
        let timing = try SegyTiming(layout, headers, facts, candidate.options, path: file.path)
        let channels = SegyChannels(
            headers, isRadar: facts.isRadar || timing.isRadarWindow(of: layout.samplesPerTrace),
            statesLaneFrame: facts.statesLaneFrame,
            metresPerUnit: SegyPositions.metresPerUnit(layout, headers))
        let positions = SegyPositions(layout, headers, channels, facts)
        let date = headers.acquiredAt
        var outline = SweepOutline(
            format: "SEG-Y rev \(layout.revision)", instrument: instrument(facts),
            channels: channels.groups.map { group in
                ChannelOutline(
                    index: group.index, lateralOffsetMetres: group.lateralOffsetMetres,
                    traceCount: group.traces.count, samplesPerTrace: layout.samplesPerTrace,
                    timeAxis: timing.axis)
            },
            positionSource: positions.source)
        outline.acquiredAt = date.text
        outline.operatorName = facts.operatorName
        outline.files = [file.path]
        let stores = channels.groups.map { group in
            SweepFile.ChannelStore(
                traces: .stored(run(group.traces, file, layout)),
                distances: .values(positions.distances(of: group.traces)))
        }
        outline.warnings =
            layout.warnings + losses(layout, facts) + timing.warnings + channels.warnings
            + positions.warnings + [date.warning].compactMap { $0 }
            + doubts(channels, positions)
        return SweepFile(outline: outline, stores: stores)
    }

    /// Groups are blocks or alternate: their traces lie at equal steps.
    private func run(_ traces: [Int], _ file: SourceFile, _ layout: SegyLayout) -> TraceRun {
        let first = traces.first ?? 0
        let step = traces.count > 1 ? traces[1] - first : 1
        return TraceRun(
            file: file, encoding: layout.encoding, samplesPerTrace: layout.samplesPerTrace,
            firstSampleByte: layout.dataOffset + first * layout.traceByteCount
                + SegyLayout.traceHeaderByteCount,
            strideBytes: step * layout.traceByteCount, traceCount: traces.count)
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

    private func doubts(_ channels: SegyChannels, _ positions: SegyPositions) -> [SweepWarning] {
        let backwards = channels.groups.contains { group in
            let distances = positions.distances(of: group.traces)
            return zip(distances, distances.dropFirst()).contains { $0 > $1 }
        }
        guard backwards else { return [] }
        return [
            SweepWarning(
                code: "distances-not-rising",
                text: "the distances of some traces do not rise along the lane")
        ]
    }
}
