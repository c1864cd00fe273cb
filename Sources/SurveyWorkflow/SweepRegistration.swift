internal import Cartography
internal import FileAccess
internal import Fingerprint
internal import Foundation
public import Instruments
public import LandRelease
internal import RadarProcessing
public import SurveyModel

/// Takes raw files into a survey: copied, made read-only and registered by digest.
public struct SweepRegistration: Sendable {
    /// The survey.
    public let survey: SurveyFolder
    /// Segment the sweeps were made for; blank ground may have none.
    public let segment: String?
    /// Where the lane lies.
    public let lane: LanePlan
    /// Date of recording, `YYYY-MM-DD`; from the file, else today, where it is not given.
    public let acquiredOn: String?
    /// Who drove or pushed the radar.
    public let operatorName: String?
    /// The id of the radar among the assets on record, where it is named.
    public let asset: String?
    /// Whether the ground is known to hold nothing.
    public let isBlank: Bool
    /// How to read the files.
    public let options: SweepReadOptions
    /// What places the sweep in place of the typed lane.
    public var measurement = LaneMeasurement()

    /// A registration of sweeps for `segment`.
    public init(
        survey: SurveyFolder, segment: String?, lane: LanePlan, acquiredOn: String? = nil,
        operatorName: String? = nil, asset: String? = nil, isBlank: Bool = false,
        options: SweepReadOptions = SweepReadOptions()
    ) {
        self.survey = survey
        self.segment = segment
        self.lane = lane
        self.acquiredOn = acquiredOn
        self.operatorName = operatorName
        self.asset = asset
        self.isBlank = isBlank
        self.options = options
    }

    /// Registers one file.
    ///
    /// - Returns: the sweep as recorded.
    /// - Throws: `WorkflowError`, a reading error or `Cancelled`; the record is then as it was.
    public func register(
        _ file: String, by author: String, clock: WallClock = .system,
        monitor: WorkMonitor = .silent
    ) throws -> SweepRegistered {
        let (opened, sweep) = try Stoppable.run {
            () throws(InstrumentError) -> (SweepFile, SweepOnDemand) in
            let opened = try SweepReader.open(file, options: options, monitor: monitor)
            return (
                opened, try opened.onDemand(limit: options.maximumSampleBytes, monitor: monitor)
            )
        }
        let main = opened.outline.files.first ?? file
        guard sweep.outline.positionSource != .none else {
            throw WorkflowError.impossible(
                reason: "\(file): the distance between traces is not in the file",
                hint: "give --trace-spacing METRES")
        }
        guard !Self.isSidecar(file) else {
            throw WorkflowError.impossible(
                reason: "\(file): a sidecar names other files, one file is registered as evidence",
                hint: "join them first: clearroad convert \(file) NAME.sgy")
        }
        do {
            _ = try DetectionPreparation(sweep: sweep)
        } catch {
            throw WorkflowError(file: file, error)
        }
        let line = try Line(opened, sweep.outline)
        var registry = try survey.registry()
        let placement = try placement(line, registry.record)
        let digest = try Digest(ofFile: main)
        if let known = registry.record.sweep(digest) {
            throw WorkflowError.impossible(
                reason: "\(file): this file is on record already as sweep \(known.label)",
                hint: "nothing to do")
        }
        var warnings = line.sweep.warnings + (placement?.warnings ?? [])
        warnings += try opened.sampleWarnings(monitor: monitor)
        let date = acquiredOn ?? line.sweep.acquiredAt.map { String($0.prefix(10)) } ?? clock.today
        if date > clock.today {
            warnings.append(
                SweepWarning(
                    code: "dated-in-future",
                    text: "the sweep is dated \(date), after today: no report can rest on it before"
                ))
        }
        let raw = try RawFiles.stored(
            opened.outline.files, date: date, digest: digest, survey: survey)
        var fact = SweepRegistered(
            digest: digest, path: raw.targets[0].path, name: Self.name(of: main), segment: segment,
            placement: placement?.lane, acquiredOn: date,
            operatorName: operatorName ?? line.sweep.operatorName, isBlank: isBlank,
            lengthMetres: line.reach.length, outline: placement?.outline ?? [],
            traces: opened.outline.traceCount, channels: line.sweep.channels.count,
            warnings: warnings,
            traceSpacingMetres: options.traceSpacingMetres,
            segyIntervalUnit: options.segyIntervalUnit?.rawValue)
        fact.windowNanoseconds = options.windowNanoseconds
        fact.timeZeroNanoseconds = options.timeZeroNanoseconds
        fact.channelOffsetsMetres = options.channelOffsetsMetres
        fact.newestFixAt = line.sweep.track?.newestFixAt
        // As it was registered, whatever the spelling typed.
        fact.asset = asset.map { registry.record.assets.asset($0)?.id ?? $0 }
        fact.pegs = placement?.pegs
        if placement?.lane.path?.method == .gnss {
            fact.antenna = measurement.antenna
            fact.heading = measurement.heading
        }
        if raw.targets.count > 1 { fact.companions = Array(raw.targets.dropFirst()) }
        let objections = registry.record.objections(
            to: .sweepRegistered(fact), by: author, at: clock.now())
        guard objections.isEmpty else {
            throw WorkflowError.refused(what: "sweep \(fact.name)", objections: objections)
        }
        try raw.copy(into: survey)
        try registry.record(
            [.sweepRegistered(fact)], what: "sweep \(fact.name)", by: author, at: clock.now(),
            inputs: fact.rawFiles.map(\.digest))
        return fact
    }

    static func isSidecar(_ file: String) -> Bool { file.lowercased().hasSuffix(".json") }

    /// The file's name without its ending.
    static func name(of file: String) -> String {
        let name = Folder.name(of: file)
        let ending = Folder.fileExtension(of: file)
        return ending.isEmpty ? name : String(name.dropLast(ending.count + 1))
    }
}
