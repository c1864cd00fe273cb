internal import SurveyModel

/// Reads SEG-Y files of revisions 0, 1 and 2.
struct SegyReader: SweepFormat {
    static let takesIntervalUnit = true

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
        let facts = SegyTextFacts(cards: layout.text.cards)
        let headers = try SegyTraceHeaders(
            layout.area, dialect: facts.dialect, monitor: candidate.monitor)
        let timing = try SegyTiming(layout, headers, facts, candidate.options, path: file.path)
        let isRadar =
            facts.isRadar || headers.dialect != .standard
            || timing.isRadarWindow(of: layout.samplesPerTrace)
        let channels = SegyChannels(
            headers, isRadar: isRadar, statesLaneFrame: facts.statesLaneFrame,
            metresPerUnit: SegyPositions.metresPerUnit(layout.area, headers))
        var positions = SegyPositions(
            layout.area, headers, channels, statedSpacing: facts.traceSpacingMetres)
        if let group = channels.groups.first { positions.weighSpacing(group.traces) }
        let stores = channels.groups.map { group in
            SweepFile.ChannelStore(
                traces: .stored(layout.area.run(group.traces)),
                distances: positions.distances(of: group.traces))
        }
        var outline = outline(layout, headers, facts, timing, channels, positions)
        let flags = flags(facts, &outline)
        let losses = losses(layout, facts, isRadar: isRadar)
        let date = headers.acquiredAt
        outline.acquiredAt = date.text
        outline.files = [file.path]
        outline.audit = layout.ledger.facts + losses.facts + timing.facts + positions.facts
        outline.warnings =
            layout.ledger.warnings + losses.warnings + timing.warnings + channels.warnings
            + positions.warnings + [date.warning].compactMap { $0 } + doubts(channels, positions)
            + flags
        return SweepFile(outline: outline, stores: stores)
    }

    private func outline(
        _ layout: SegyLayout, _ headers: SegyTraceHeaders, _ facts: SegyTextFacts,
        _ timing: SegyTiming, _ channels: SegyChannels, _ positions: SegyPositions
    ) -> SweepOutline {
        let dialect = headers.dialect.name.map { ", \($0) dialect" } ?? ""
        var outline = SweepOutline(
            format: "SEG-Y rev \(layout.revision)\(dialect)", instrument: instrument(facts),
            channels: channels.groups.map { group in
                ChannelOutline(
                    index: group.index, lateralOffsetMetres: group.lateralOffsetMetres,
                    traceCount: group.traces.count, samplesPerTrace: layout.samplesPerTrace,
                    timeAxis: timing.axis)
            },
            positionSource: positions.source)
        outline.operatorName = facts.operatorName
        outline.isSimulated = facts.isSimulated
        outline.track = positions.track
        outline.positionErrorMetres = positions.errorMetres
        // Distances this program wrote are as good as those it had, however they are stored.
        if facts.statesLaneFrame, channels.isLaneFrame, positions.source == .traceHeaders {
            if let source = facts.positionSource, source != .none {
                outline.positionSource = source
            }
            outline.positionErrorMetres = facts.positionErrorMetres.map(abs)
        }
        return outline
    }

    private func instrument(_ facts: SegyTextFacts) -> Instrument {
        Instrument(
            maker: facts.maker, model: facts.model, antenna: facts.antenna,
            centreFrequencyMHz: facts.centreFrequencyMHz,
            antennaSeparationMetres: facts.antennaSeparationMetres,
            antennaHeightMetres: facts.antennaHeightMetres)
    }

    /// Takes the flag samples the text header tells of, and says so.
    private func flags(_ facts: SegyTextFacts, _ outline: inout SweepOutline) -> [SweepWarning] {
        var ledger = FactLedger()
        for place in outline.channels.indices {
            let channel = outline.channels[place]
            let count = facts.flags.count(ofChannel: channel.index)
            guard count > 0 else { continue }
            guard count < channel.samplesPerTrace else {
                ledger.warn(
                    "flag-words-unusable",
                    "the text header tells of \(count) leading flag samples in channel "
                        + "\(channel.index), whose traces have \(channel.samplesPerTrace) samples; "
                        + "all are read as amplitudes")
                continue
            }
            outline.channels[place].flagSampleCount = count
            let which = outline.channels.count > 1 ? " of channel \(channel.index)" : ""
            ledger.warn(
                "flag-words",
                "the first \(count == 1 ? "sample" : "\(count) samples") of each trace\(which) hold "
                    + "flag words of the recorder and no amplitudes, as the text header says; they "
                    + "are kept as stored")
        }
        return ledger.warnings
    }

    /// What the file should hold and does not, or holds beyond what it says.
    private func losses(
        _ layout: SegyLayout, _ facts: SegyTextFacts, isRadar: Bool
    ) -> FactLedger {
        var ledger = FactLedger()
        var announced: Int?
        if facts.isRadar, let channels = facts.channelCount, let traces = facts.tracesPerChannel {
            let product = channels.multipliedReportingOverflow(by: traces)
            announced = product.overflow ? nil : product.partialValue
        }
        let missing = announced.map { $0 - layout.traceCount } ?? 0
        // Missing traces have a warning of their own.
        ledger.choose(
            "number of traces", unit: "", code: "trace-count-contradicted",
            [
                ("the file's size", Double(layout.traceCount)),
                ("the text header", announced.map { Double($0) }),
            ], tolerance: 0, absolute: Double(max(0, missing)), because: "the traces are there")
        guard layout.trailingBytes > 0 || missing > 0 else { return ledger }
        var text = "the file is cut: \(layout.traceCount) whole traces are read"
        if layout.trailingBytes > 0 {
            let end = layout.area.firstByte + layout.traceCount * layout.area.strideBytes
            text += ", the trace begun at byte \(end) is lost"
        }
        if missing > 0 { text += "; \(missing) of the announced \(announced ?? 0) are missing" }
        ledger.warn("traces-lost", text)
        return ledger
    }

    private func doubts(_ channels: SegyChannels, _ positions: SegyPositions) -> [SweepWarning] {
        // The way along map coordinates always rises.
        guard positions.source == .traceHeaders, channels.isLaneFrame, channels.turnsBack else {
            return []
        }
        return [
            SweepWarning(
                code: "distances-not-rising",
                text: "the distances of some traces do not rise along the lane")
        ]
    }
}
