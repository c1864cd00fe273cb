internal import Foundation
internal import MineDetection
internal import RadarProcessing
public import SurveyModel

/// Says when a calibration no longer holds: the drift guard.
public struct CalibrationGuard: Sendable {
    /// The calibration.
    public let calibration: RadarCalibration
    /// Age at which it expires (hours).
    public var mostHours = 24.0
    /// When the sweeps were recorded (UTC) in place of the files'.
    public var acquiredAt: String?

    /// A guard on `calibration`.
    public init(_ calibration: RadarCalibration) { self.calibration = calibration }

    /// p-value below which two samples are taken for different.
    public static let leastPValue = 0.01
    /// Change of a level that is too much (dB).
    public static let mostDecibels = 3.0
    /// Change of permittivity that is too much, as a part of it.
    public static let mostPermittivityChange = 0.2
    /// Difference of quartiles of the clutter below which another distribution does not matter (dB): the
    /// halves of one even lane differ by half a decibel, and enough stretches would show it.
    public static let leastClutterDecibels = 1.5
    /// Share of a sweep's maxima that may be stronger than blank ground's without a change of ground: what
    /// is buried there.
    public static let mostObjects = 0.1
    /// Independent values below which two samples are not compared.
    public static let fewestIndependent = 8.0

    /// A comparison of two samples.
    public struct SampleComparison: Sendable, Equatable {
        /// Largest distance of the two distributions, less what is forgiven.
        public var distance: Double
        /// p-value at the effective numbers.
        public var pValue: Double
        /// Independent values the calibration's sample is worth.
        public var calibrationWorth: Double
        /// Independent values the sweep's sample is worth.
        public var sweepWorth: Double
    }

    /// What became of the calibration.
    public struct Verdict: Sendable, Equatable {
        /// Why it has expired, as sentences; empty where it holds.
        public var reasons: [String] = []
        /// What could not be compared.
        public var warnings: [SweepWarning] = []
        /// Maxima of the detector.
        public var maxima: SampleComparison?
        /// Clutter along the track.
        public var stretches: SampleComparison?
        /// Change of the clutter level (dB).
        public var clutterChangeDecibels: Double?
        /// Change of the noise (dB).
        public var noiseChangeDecibels: Double?
        /// Change of the early arrival's level (dB).
        public var directChangeDecibels: Double?
        /// Permittivity of the surface now.
        public var permittivity: CalibrationFigure?
        /// Age (hours).
        public var ageHours: Double?

        /// Whether the calibration holds.
        public var isValid: Bool { reasons.isEmpty }
    }

    /// Why the calibration does not belong to the radar of `sweep` or this version of the detector; empty
    /// where it does.
    public func foreignness(_ sweep: Sweep) -> [String] {
        guard let own = RadarIdentity(sweep) else { return ["the sweep has no radar channel"] }
        var found = own.differences(from: calibration.radar, comparingChannels: false)
        if calibration.detectorVersion != DetectorSettings.algorithmVersion {
            found.append(
                "the calibration was made with detector \(calibration.detectorVersion), this is "
                    + DetectorSettings.algorithmVersion)
        }
        return found
    }

    /// The pipeline whose maxima compare with the calibration's.
    public var pipeline: DetectionPipeline {
        CalibrationMeasure.pipeline(
            permittivity: calibration.permittivity?.value,
            centreFrequencyMHz: calibration.radar.centreFrequencyMHz)
    }

    /// Judges the calibration by `sweep`; `scored` by `pipeline`, where that was done already.
    ///
    /// - Throws: where nothing of the sweep can be used, or `Cancelled`.
    public func verdict(
        on sweep: Sweep, named name: String, scored: ScoredSweep? = nil,
        monitor: WorkMonitor = .silent
    ) async throws -> Verdict {
        var verdict = Verdict()
        verdict.reasons = foreignness(sweep)
        guard verdict.isValid else { return verdict }
        judgeAge(sweep, &verdict)
        var sweep = sweep
        // What the file does not say, the calibration was told.
        let radar = calibration.radar
        sweep.instrument.centreFrequencyMHz =
            sweep.instrument.centreFrequencyMHz ?? radar.centreFrequencyMHz
        sweep.instrument.antennaSeparationMetres =
            sweep.instrument.antennaSeparationMetres ?? radar.antennaSeparationMetres
        sweep.instrument.antennaHeightMetres =
            sweep.instrument.antennaHeightMetres ?? calibration.antennaHeightMetres
        let measure = try CalibrationMeasure(
            [(file: name, sweep: sweep)], centreFrequencyMHz: radar.centreFrequencyMHz,
            monitor: monitor)
        judgeLevels(measure, &verdict)
        try judgePermittivity(sweep, measure, monitor, &verdict)
        verdict.stretches = compare(
            "clutter along the track", calibration.clutterStretches, measure.stretches, &verdict,
            least: Self.leastClutterDecibels)
        guard
            RadarIdentity(sweep)?.channelOffsetsMillimetres == radar.channelOffsetsMillimetres
        else {
            verdict.warnings.append(
                SweepWarning(
                    code: "channels-differ",
                    text: "the channels lie elsewhere than the calibration's: maxima of the "
                        + "detector and figures per channel are not compared"))
            return verdict
        }
        let searched: ScoredSweep
        if let scored {
            searched = scored
        } else {
            searched = try await pipeline.scored(sweep, monitor: monitor.withoutProgress)
        }
        verdict.maxima = compare(
            "maxima of the detector", calibration.maxima.sample,
            try CalibrationMeasure.maxima([searched]).sample, &verdict,
            stronger: Self.mostObjects)
        return verdict
    }

    private func judgeAge(_ sweep: Sweep, _ verdict: inout Verdict) {
        guard let then = calibration.acquiredAt, let now = acquiredAt ?? sweep.acquiredAt,
            let hours = CalibrationAge.hours(from: then, to: now)
        else {
            verdict.warnings.append(
                SweepWarning(
                    code: "age-unknown",
                    text: "when calibration or sweep was recorded is not known: its age cannot be "
                        + "told"))
            return
        }
        verdict.ageHours = CalibrationMeasure.rounded(hours, 2)
        if hours > mostHours {
            verdict.reasons.append(
                "it is \(decimal(hours, 1)) h from the sweep, at most \(decimal(mostHours, 1)) h "
                    + "are allowed")
        }
    }

    private func judgeLevels(_ measure: CalibrationMeasure, _ verdict: inout Verdict) {
        func words(_ change: Double) -> String {
            "\(change > 0 ? "rose" : "fell") by \(decimal(abs(change), 1)) dB, at most "
                + "\(decimal(Self.mostDecibels, 1)) dB are allowed"
        }
        let pairs = zip(calibration.clutter, measure.clutter).prefix(ClutterMeasure.stretchWindows)
        let changes = pairs.map { $1.decibels - $0.decibels }.sorted()
        if changes.isEmpty {
            verdict.warnings.append(
                SweepWarning(code: "clutter-unknown", text: "the clutter cannot be compared"))
        } else {
            let change = changes[changes.count / 2]
            verdict.clutterChangeDecibels = CalibrationMeasure.rounded(change, 2)
            if abs(change) > Self.mostDecibels {
                verdict.reasons.append("the clutter \(words(change))")
            }
        }
        let direct = measure.directLevel.value - calibration.directLevel.value
        verdict.directChangeDecibels = CalibrationMeasure.rounded(direct, 2)
        if abs(direct) > Self.mostDecibels {
            verdict.reasons.append("the amplitude of the early arrival \(words(direct))")
        }
        if let then = calibration.noiseFloor, let now = measure.noise,
            !then.isUpperBound, !now.isUpperBound
        {
            let change = now.value - then.value
            verdict.noiseChangeDecibels = CalibrationMeasure.rounded(change, 2)
            if abs(change) > Self.mostDecibels {
                verdict.reasons.append("the noise \(words(change))")
            }
        } else {
            verdict.warnings.append(
                SweepWarning(
                    code: "noise-unknown",
                    text: "the noise is not known on both sides, it cannot be compared"))
        }
    }
}
