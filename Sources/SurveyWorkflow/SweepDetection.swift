internal import Cartography
internal import FileAccess
internal import Fingerprint
internal import Instruments
internal import LandRelease
internal import MineDetection
internal import SurveyModel

/// Detection on one registered sweep, placed on its road.
struct SweepDetection: Sendable {
    let survey: SurveyFolder
    let sweep: SweepRecord
    let lines: [String: Centreline]

    /// 95 % error of locating an object within its lane (m).
    static let localisationErrorMetres = 0.10

    struct Found: Sendable {
        var fact: DetectionRun
        var candidates: [Alarm]
        var table: String
    }

    /// Checks the raw file against its digest, runs steps 1-8 and, where the settings require it, assesses
    /// detectability at the threshold used.
    func run(
        ground: BlankGround, assessesDetectability: Bool = true, monitor: WorkMonitor
    ) async throws -> Found {
        let read = try Self.read(sweep, in: survey, monitor)
        let pipeline = DetectionPipeline(ground: survey.settings.detection)
        let scored = try await pipeline.scored(read, monitor: monitor.withoutProgress)
        let (blank, doubt) = ground.supportingEvidence(
            for: read.outline, scored,
            groundRate: survey.settings.detection.groundRatePerSquareMetre)
        let detection = survey.settings.detection
        let point = OperatingPoint(
            groundRate: detection.groundRatePerSquareMetre, blank: blank, judge: scored.judge,
            candidateRate: pipeline.detector.candidateRatePerSquareMetre,
            searched: scored.candidates)
        let depth = DepthScale(permittivity: detection.permittivity)
        let candidates = try AlarmList.alarms(
            from: scored.candidates, sweep: sweep.fact.name, at: point, depth: depth
        ).map { try placed($0, depth) }
        let table = AlarmTable.csv(candidates)
        let isRequired = assessesDetectability && detection.detectability == .required
        let (calibration, drift) =
            isRequired ? try await self.calibration(for: read, monitor: monitor) : (nil, [])
        var request = DetectabilityRequest()
        request.calibration = calibration
        let assessed =
            isRequired
            ? try await DetectabilityAssessment(
                pipeline: pipeline.imagingOnly, threshold: point.imagingThreshold,
                groundRate: detection.groundRatePerSquareMetre, request: request
            ).assess(read, monitor: monitor) : nil
        let fact = DetectionRun(
            sweep: sweep.digest, algorithmVersion: DetectorSettings.algorithmVersion,
            settingsDigest: survey.settingsDigest,
            groundRatePerSquareMetre: detection.groundRatePerSquareMetre,
            rateVerified: point.isVerified, validStretches: scored.stretches,
            alarms: candidates.filter(\.isOpen), candidatesDigest: Digest(of: table),
            warnings: scored.warnings + [doubt, point.groundWarning].compactMap(\.self) + drift
                + (assessed?.warnings ?? []),
            assurance: assessed?.detectability.assuredStretches)
        return Found(fact: fact, candidates: candidates, table: table)
    }

    /// Writes the candidates of a run.
    func write(_ found: Found) throws {
        try Folder.create(Folder.parent(of: candidatesPath))
        try DurableFile.write(found.table, to: candidatesPath)
    }

    /// Makes the candidates of a recorded run again where their file is gone, and counts them.
    func restore(
        _ run: RunRecord, _ blanks: BlankRecord, _ monitor: WorkMonitor
    ) async throws -> Int {
        let present = try? Digest(ofFile: candidatesPath)
        if present != run.fact.candidatesDigest {
            let ground =
                run.fact.rateVerified
                ? try await blanks.ground(before: run.stamp.order, monitor: monitor)
                : BlankGround()
            let again = try await self.run(
                ground: ground, assessesDetectability: false, monitor: monitor)
            guard again.fact.candidatesDigest == run.fact.candidatesDigest else {
                throw WorkflowError.impossible(
                    reason: "\(sweep.fact.name): the candidates made again differ from those on "
                        + "record",
                    hint: "run verify; the record is as it was")
            }
            try write(again)
            return again.candidates.count
        }
        let rows = try RegularFile(path: candidatesPath).allBytes().count { $0 == 10 }
        return max(0, rows - 1)
    }

    /// Where the candidates of this sweep at the present settings lie.
    var candidatesPath: String {
        "\(survey.productsPath)/runs/\(sweep.digest.short)-\(survey.settingsDigest.short).csv"
    }

    /// Reads a registered sweep after checking that its file is the one registered.
    static func read(
        _ sweep: SweepRecord, in survey: SurveyFolder, _ monitor: WorkMonitor = .silent
    ) throws -> SweepOnDemand {
        let fact = sweep.fact
        for file in fact.rawFiles {
            let path = survey.path + "/" + file.path
            guard try Digest(ofFile: path) == file.digest else {
                throw WorkflowError.impossible(
                    reason: "\(path): the file was changed since it was registered",
                    hint: "restore it from a copy; it is not evidence as it is")
            }
        }
        let options = fact.readOptions
        return try Stoppable.run { () throws(InstrumentError) in
            try SweepReader.open(
                survey.path + "/" + fact.path, options: options, monitor: monitor.withoutProgress
            ).onDemand(limit: options.maximumSampleBytes, monitor: monitor.withoutProgress)
        }
    }

    private func placed(_ alarm: Alarm, _ depth: DepthScale) throws -> Alarm {
        guard let lane = sweep.fact.placement, let line = lines[lane.road] else { return alarm }
        let position = lane.roadPosition(xMetres: alarm.xMetres, yMetres: alarm.yMetres)
        let errors = lane.errors(atX: alarm.xMetres)
        var result = alarm
        func joined(_ error: Double) -> Double {
            (error * error + Self.localisationErrorMetres * Self.localisationErrorMetres)
                .squareRoot()
        }
        result.place = AlarmPlace(
            road: lane.road, position: position, geographic: try line.geographicOrBeyond(position),
            alongErrorMetres: joined(errors.alongMetres),
            acrossErrorMetres: joined(errors.acrossMetres),
            depthErrorMetres: depth.errorMetres(depthMetres: alarm.depthMetres))
        return result
    }
}

extension SweepRegistered {
    /// How its file is read: as when it was registered.
    var readOptions: SweepReadOptions {
        SweepReadOptions(
            segyIntervalUnit: segyIntervalUnit.flatMap(SegyIntervalUnit.init),
            traceSpacingMetres: traceSpacingMetres, windowNanoseconds: windowNanoseconds,
            timeZeroNanoseconds: timeZeroNanoseconds, channelOffsetsMetres: channelOffsetsMetres)
    }
}
