internal import Evaluation
public import MineDetection
internal import RadarProcessing
public import SurveyModel

/// Steps 1-8 on one sweep: from samples to scored candidates and valid stretches.
public struct DetectionPipeline: Sendable {
    /// The detector's numbers.
    public let detector: DetectorSettings
    /// Depths and permittivities.
    public let ground: SurveySettings.Detection
    /// Centre frequency to use in place of the file's (MHz).
    public let centreFrequencyMHz: Double?
    /// Who orders the alarms; `nil` for the plain imaging score.
    public let discriminator: Discriminator?
    /// Whether of each echo just what the plain imaging score needs is measured.
    private(set) var isTopsOnly = false
    /// Whether neighbouring channels are imaged together, which was shown on simulated ground alone.
    public let joinsChannels: Bool

    /// A pipeline at the operating point of `ground`.
    public init(
        ground: SurveySettings.Detection, detector: DetectorSettings = DetectorSettings(),
        centreFrequencyMHz: Double? = nil, discriminator: Discriminator? = .standard,
        joinsChannels: Bool = false
    ) {
        // No judge has learnt from images of several channels.
        self.discriminator = joinsChannels ? nil : discriminator
        self.joinsChannels = joinsChannels
        self.ground = ground
        self.detector = detector
        self.centreFrequencyMHz = centreFrequencyMHz
    }

    /// The same without a discriminator: what the plain imaging list finds is an alarm in any case.
    var imagingOnly: DetectionPipeline {
        DetectionPipeline(
            ground: ground, detector: detector, centreFrequencyMHz: centreFrequencyMHz,
            discriminator: nil, joinsChannels: joinsChannels)
    }

    /// The version of the detector, which changes whenever the same input can give other alarms.
    public var algorithmVersion: String {
        joinsChannels
            ? DetectorSettings.joinedAlgorithmVersion : DetectorSettings.algorithmVersion
    }

    /// The same places and scores as `imagingOnly` in a fraction of the time; delays and classes are not told.
    var imagingScoresOnly: DetectionPipeline {
        var pipeline = imagingOnly
        pipeline.isTopsOnly = true
        return pipeline
    }

    /// Scores `sweep`, its channels side by side.
    ///
    /// - Throws: `ProcessingError`, `DetectionError`, or `Cancelled`.
    public func scored(_ sweep: Sweep, monitor: WorkMonitor = .silent) async throws -> ScoredSweep {
        try await scored(SweepOnDemand(sweep), monitor: monitor)
    }

    /// Scores `sweep`, of which no more channels are in memory at a time than `ChannelQueue` lets in.
    ///
    /// - Throws: `ProcessingError`, `DetectionError`, what reading throws, or `Cancelled`.
    public func scored(
        _ sweep: SweepOnDemand, monitor: WorkMonitor = .silent
    ) async throws -> ScoredSweep {
        let preparation = try await preparation(of: sweep, monitor)
        let places = sweep.radarPlaces
        let channels = places.map { sweep.outline.channels[$0] }
        let queue = ChannelQueue(sweep, copies: ChannelQueue.copiesWhileSearched)
        let scored = try await queue.results(of: places.indices, monitor, "channels") { number in
            try await score(
                sweep, at: places[number], number: number, preparation, monitor.withoutProgress)
        }
        var echoes = scored.flatMap(\.echoes)
        if joinsChannels {
            echoes = try await joinedEchoes(
                scored, channels, sweep.outline.instrument, preparation,
                monitor: monitor.withoutProgress)
        }
        let frequency = imagingFrequency(sweep.outline.instrument, preparation)
        let objection = objection(frequency, scored)
        let search = CandidateSearch(
            discriminator: objection == nil ? discriminator : nil,
            radiusMetres: detector.suppressionRadiusMetres)
        return ScoredSweep(
            candidates: search.candidates(from: echoes),
            judge: search.discriminator,
            centreFrequencyMHz: frequency,
            stretches: scored.flatMap(\.stretches), channelScores: scored.map(\.scores),
            echoes: echoes,
            warnings: warnings(sweep.outline.instrument, preparation, scored)
                + [objection, joinsChannels ? .joinedChannels : nil].compactMap(\.self),
            sweptSquareMetres: sweptArea(channels, scored))
    }

    /// Nominal frequency of a radar whose early arrival, direct wave and surface echo in one, measures as 1:
    /// that of the simulated lanes, 1.5 GHz, measures as 1.9.
    static let nominalShareOfMeasured = 0.79

    /// The frequency that times of echoes are told in: the nominal one, or what was measured in its place.
    private func imagingFrequency(
        _ instrument: Instrument, _ preparation: DetectionPreparation
    ) -> Double {
        centreFrequencyMHz ?? instrument.centreFrequencyMHz
            ?? Self.nominalShareOfMeasured * preparation.centreFrequencyMHz
    }

    /// Why the discriminator may not judge this radar, as a warning.
    private func objection(
        _ frequencyMHz: Double, _ channels: [ScoredChannel]
    ) -> SweepWarning? {
        discriminator?.objection(
            centreFrequencyMHz: frequencyMHz,
            traceSpacingMetres: channels.compactMap(\.traceSpacingMetres).max()
        ).map {
            SweepWarning(
                code: "discriminator-foreign",
                text: $0 + ": alarms are ordered by the plain imaging score")
        }
    }

    private struct ScoredChannel: Sendable {
        var index: Int
        var scores: ChannelScores
        /// The prepared channel, where channels are imaged together.
        var prepared: PreparedChannel?
        var echoes: [Echo]
        var stretches: [ValidStretch]
        var faults: [ChannelQuality.Fault: Int]
        var traceCount: Int
        var traceSpacingMetres: Double?
    }

    /// Every channel judged; then none of them is in memory.
    private func preparation(
        of sweep: SweepOnDemand, _ monitor: WorkMonitor
    ) async throws -> DetectionPreparation {
        let places = sweep.radarPlaces
        guard let first = places.first else { throw ProcessingError.noRadarChannel }
        let frequency = try DetectionPreparation.centreFrequency(
            of: sweep.outline, first: try sweep.channel(at: first), given: centreFrequencyMHz)
        let judged = try await ChannelQueue(sweep, copies: 1)
            .results(of: places.indices, monitor.withoutProgress, "quality") { number in
                try ChannelJudgement(
                    try sweep.channel(at: places[number]), centreFrequencyMHz: frequency)
            }
        return DetectionPreparation(
            sweep.outline.instrument, centreFrequencyMHz: frequency, judged)
    }

    private func score(
        _ sweep: SweepOnDemand, at place: Int, number: Int, _ preparation: DetectionPreparation,
        _ monitor: WorkMonitor
    ) async throws -> ScoredChannel {
        let channel = sweep.outline.channels[place]
        let prepared = preparation.prepared(
            try preparation.align(try sweep.channel(at: place)))
        let engine = engine(preparation)
        let scores = try engine.scores(
            short: prepared.short, long: prepared.long,
            surfaceNanoseconds: prepared.surfaceNanoseconds,
            lateralOffsetMetres: channel.lateralOffsetMetres,
            isValid: prepared.faults.map { $0 == nil })
        let imaging = ChannelImaging(
            instrument: sweep.outline.instrument,
            centreFrequencyMHz: imagingFrequency(sweep.outline.instrument, preparation),
            longestDelayNanoseconds: engine.longestDelayNanoseconds)
        let echoes =
            joinsChannels
            ? []
            : try await imaging.echoes(
                of: prepared, scores: scores, number: number, topsOnly: isTopsOnly,
                monitor: monitor)
        let counts = prepared.faults.reduce(into: [ChannelQuality.Fault: Int]()) {
            if let fault = $1 { $0[fault, default: 0] += 1 }
        }
        return ScoredChannel(
            index: channel.index, scores: scores, prepared: joinsChannels ? prepared : nil,
            echoes: echoes,
            stretches: prepared.validStretches(permittivity: ground.permittivityMaximum),
            faults: counts, traceCount: prepared.faults.count,
            traceSpacingMetres: prepared.short.traceSpacingMetres)
    }

    private func engine(_ preparation: DetectionPreparation) -> EnergyDetector {
        EnergyDetector(
            settings: detector, centreFrequencyMHz: preparation.centreFrequencyMHz,
            searchDepthMetres: ground.searchDepthMetres,
            permittivityMaximum: ground.permittivityMaximum)
    }

    /// The echoes of all channels imaged together; those without any good trace are left out.
    private func joinedEchoes(
        _ scored: [ScoredChannel], _ channels: [Channel], _ instrument: Instrument,
        _ preparation: DetectionPreparation, monitor: WorkMonitor
    ) async throws -> [Echo] {
        var members: [ArrayImaging.Member] = []
        for (number, channel) in scored.enumerated() {
            guard let prepared = channel.prepared, prepared.faults.contains(nil) else { continue }
            members.append(
                ArrayImaging.Member(
                    prepared: prepared, scores: channel.scores, number: number,
                    alongMetres: channels[number].alongOffsetMetres))
        }
        let imaging = try ArrayImaging(
            members, instrument: instrument,
            centreFrequencyMHz: imagingFrequency(instrument, preparation),
            longestDelayNanoseconds: engine(preparation).longestDelayNanoseconds)
        return try await imaging.echoes(monitor: monitor)
    }

    private func warnings(
        _ instrument: Instrument, _ preparation: DetectionPreparation,
        _ channels: [ScoredChannel]
    ) -> [SweepWarning] {
        var warnings: [SweepWarning] = []
        if centreFrequencyMHz == nil && instrument.centreFrequencyMHz == nil {
            let measured = preparation.centreFrequencyMHz.rounded()
            warnings.append(
                SweepWarning(
                    code: "frequency-measured",
                    text: "the centre frequency is not in the file; "
                        + "\(Int(measured)) MHz was measured on the early arrival"))
        }
        for channel in channels {
            if channel.faults.values.reduce(0, +) == channel.traceCount {
                warnings.append(
                    SweepWarning(
                        code: "channel-without-evidence",
                        text: "channel \(channel.index) gives no evidence at all: nothing was "
                            + "searched under it"))
            }
            for fault in ChannelQuality.Fault.allCases {
                guard let count = channel.faults[fault] else { continue }
                warnings.append(
                    SweepWarning(
                        code: "faulty-traces",
                        text: "channel \(channel.index): \(count) of \(channel.traceCount) traces "
                            + "give no evidence (\(fault.rawValue))"))
            }
        }
        return warnings
    }

    /// Length of the stretches times the spacing of the channels (0.1 m for a single channel).
    private func sweptArea(_ channels: [Channel], _ scored: [ScoredChannel]) -> Double {
        let spacing = SweptGround.channelSpacing(channels.map(\.lateralOffsetMetres))
        let length = scored.flatMap(\.stretches).reduce(0) { $0 + $1.toMetres - $1.fromMetres }
        return length * spacing
    }
}
