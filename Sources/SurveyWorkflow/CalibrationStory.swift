internal import FileAccess
internal import Fingerprint
internal import Foundation
public import Instruments
internal import MineDetection
internal import RadarProcessing
public import SurveyModel

/// Makes a calibration from a blank strip and, where there are any, a metal plate, free space and objects
/// at known depths: `clearroad calibrate`.
public struct CalibrationStory: Sendable {
    /// Sweeps of ground that holds nothing.
    public var blankFiles: [String]
    /// A metal plate in the place of the ground.
    public var plateFile: String?
    /// Free space.
    public var airFile: String?
    /// Objects at known depths.
    public var targets: [CalibrationTargetFile] = []
    /// Antenna height (m) in place of the files'.
    public var heightMetres: Double?
    /// Distance from transmitter to receiver (m) in place of the files'.
    public var separationMetres: Double?
    /// Centre frequency (MHz) in place of the files'.
    public var centreFrequencyMHz: Double?
    /// Whether the files are simulations in two dimensions, with lines for antennas.
    public var isTwoDimensional = false
    /// When the strip was recorded (UTC) in place of the files'.
    public var acquiredAt: String?
    /// How to read the files.
    public var options: SweepReadOptions

    /// A story on blank strips.
    public init(blankFiles: [String], options: SweepReadOptions) {
        self.blankFiles = blankFiles
        self.options = options
    }

    /// All files read.
    public var files: [String] {
        blankFiles + [plateFile, airFile].compactMap(\.self) + targets.map(\.file)
    }

    /// Measures the calibration.
    ///
    /// - Throws: `WorkflowError` for files that cannot be used, were recorded with different radars, or do
    ///   not show what they are said to; `Cancelled`.
    public func run(monitor: WorkMonitor = .silent) async throws -> RadarCalibration {
        try checkFiles()
        let blanks = try blankFiles.map { (file: $0, sweep: told(try read($0, monitor))) }
        guard let first = blanks.first, let radar = RadarIdentity(first.sweep) else {
            throw WorkflowError.impossible(
                reason: blankFiles.isEmpty
                    ? "no blank strip was given" : "\(blankFiles[0]): no radar channel is in it",
                hint: "give --blank FILE")
        }
        try blanks.dropFirst().forEach { try checkRadar($0.file, $0.sweep, radar, true) }
        let measure = try CalibrationMeasure(
            blanks, centreFrequencyMHz: centreFrequencyMHz, monitor: monitor)
        var draft = CalibrationDraft(radar: radar, measure: measure, story: self)
        draft.heightMetres = heightMetres ?? first.sweep.instrument.antennaHeightMetres
        draft.warnings = blanks.flatMap { file, sweep in sweep.warnings.map { ($0, file) } }
            .map { SweepWarning(code: $0.0.code, text: "\(Folder.name(of: $0.1)): \($0.0.text)") }
        let plate = try plateFile.map { try antennaTrace($0, radar, monitor) }
        let air = try airFile.map { try antennaTrace($0, radar, monitor) }
        try draft.addAntenna(plate: plate, air: air)
        try draft.addSurface(blanks.map(\.sweep), monitor)
        for target in targets {
            let sweep = told(try read(target.file, monitor))
            try checkRadar(target.file, sweep, radar, false)
            try draft.add(target, sweep)
        }
        try draft.joinPermittivity()
        try draft.addLoss()
        let pipeline = CalibrationMeasure.pipeline(
            permittivity: draft.permittivity?.permittivity,
            centreFrequencyMHz: measure.centreFrequencyMHz)
        var scored: [ScoredSweep] = []
        for (file, sweep) in blanks {
            do {
                scored.append(
                    try await pipeline.scored(sweep, monitor: monitor.withoutProgress))
            } catch let stop as Cancelled {
                throw stop
            } catch { throw WorkflowError(file: file, error) }
        }
        draft.warnings += zip(blanks, scored).flatMap { blank, scored in
            scored.warnings.map {
                SweepWarning(
                    code: $0.code, text: "\(Folder.name(of: blank.file)): \($0.text)")
            }
        }
        let times = blanks.compactMap(\.sweep.acquiredAt)
        return try draft.finished(
            maxima: try CalibrationMeasure.maxima(scored), acquiredAt: acquiredAt ?? times.max(),
            sources: try sources())
    }

    /// A sweep with what a person knows of the antennas.
    private func told(_ sweep: Sweep) -> Sweep {
        var sweep = sweep
        if let heightMetres { sweep.instrument.antennaHeightMetres = heightMetres }
        if let separationMetres { sweep.instrument.antennaSeparationMetres = separationMetres }
        if let centreFrequencyMHz { sweep.instrument.centreFrequencyMHz = centreFrequencyMHz }
        return sweep
    }

    private func checkFiles() throws {
        var seen: [(file: String, role: CalibrationSource.Role)] = []
        let given =
            blankFiles.map { ($0, CalibrationSource.Role.blank) }
            + [(plateFile, .plate), (airFile, .air)].compactMap { file, role in
                file.map { ($0, role) }
            }
        for (file, role) in given {
            for other in seen where Folder.isSameFile(file, other.file) {
                throw WorkflowError.impossible(
                    reason: "\(file): this file is given twice, as \(other.role.rawValue) and as "
                        + "\(role.rawValue)",
                    hint: "give each file once")
            }
            seen.append((file, role))
        }
    }

    private func checkRadar(
        _ file: String, _ sweep: Sweep, _ radar: RadarIdentity, _ comparingChannels: Bool
    ) throws {
        guard let own = RadarIdentity(sweep) else {
            throw WorkflowError(file: file, ProcessingError.noRadarChannel)
        }
        let differences = own.differences(from: radar, comparingChannels: comparingChannels)
        guard differences.isEmpty else {
            throw WorkflowError.impossible(
                reason: "\(file): this was recorded with another radar or sampling than "
                    + "\(blankFiles[0]): \(differences.joined(separator: "; "))",
                hint: "record all files of a calibration with one radar and one setting")
        }
    }

    private func read(_ file: String, _ monitor: WorkMonitor) throws -> Sweep {
        do {
            return try Stoppable.run { () throws(InstrumentError) in
                try SweepReader.readAmplitudes(
                    file, options: options, monitor: monitor.withoutProgress)
            }
        } catch let error as InstrumentError {
            throw WorkflowError(file: file, error)
        }
    }

    /// The mean trace of the first radar channel, and how its peaks scatter (dB).
    private func antennaTrace(
        _ file: String, _ radar: RadarIdentity, _ monitor: WorkMonitor
    ) throws -> (file: String, trace: [Double], scatter: Double?) {
        let sweep = told(try read(file, monitor))
        try checkRadar(file, sweep, radar, false)
        guard let line = sweep.channels.first(where: { $0.kind == .radar })?.radargram,
            line.traceCount > 0
        else { throw WorkflowError(file: file, ProcessingError.noRadarChannel) }
        guard line.samples.allSatisfy({ abs($0) <= 1e15 }) else {
            throw WorkflowError(
                file: file,
                ProcessingError.samplesOutOfRange(count: line.samples.count { !(abs($0) <= 1e15) }))
        }
        var mean = [Double](repeating: 0, count: line.samplesPerTrace)
        var peaks: [Double] = []
        for index in 0..<line.traceCount {
            var peak = 0.0
            for (sample, value) in line.trace(index).enumerated() {
                mean[sample] += Double(value) / Double(line.traceCount)
                peak = max(peak, Double(abs(value)))
            }
            peaks.append(peak)
        }
        guard peaks.allSatisfy({ $0 > 0 }) else {
            throw WorkflowError.impossible(
                reason: "\(file): a trace without signal is in it", hint: "record it again")
        }
        let levels = peaks.map { 20 * log10($0) }
        let middle = levels.reduce(0, +) / Double(levels.count)
        let power = levels.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
        let scatter =
            levels.count > 1
            ? (power / Double(levels.count - 1) / Double(levels.count)).squareRoot() : nil
        return (file, mean, scatter)
    }

    private func sources() throws -> [CalibrationSource] {
        func source(
            _ file: String, _ role: CalibrationSource.Role, _ detail: String? = nil
        ) throws -> CalibrationSource {
            do {
                return CalibrationSource(
                    file: Folder.name(of: file), role: role, sha256: try Digest(ofFile: file),
                    detail: detail)
            } catch { throw WorkflowError(file: file, error) }
        }
        return try blankFiles.map { try source($0, .blank) }
            + (try plateFile.map { [try source($0, .plate)] } ?? [])
            + (try airFile.map { [try source($0, .air)] } ?? [])
            + (try targets.map { try source($0.file, .target, $0.detail) })
    }
}
