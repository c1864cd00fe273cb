public import SurveyModel

/// A raw sweep was registered, by digest.
public struct SweepRegistered: Sendable, Equatable, Codable {
    /// Digest of the raw file.
    public var digest: Digest
    /// Its path below the survey folder.
    public var path: String
    /// Its name on sheets and maps.
    public var name: String
    /// The segment it was made for; a sweep of blank ground may have none.
    public var segment: String?
    /// Where its lane lies; a sweep of blank ground may have none.
    public var placement: LanePlacement?
    /// Date of recording, `YYYY-MM-DD`.
    public var acquiredOn: String
    /// Who drove or pushed the radar, where known.
    public var operatorName: String?
    /// Whether it was made over ground known to hold nothing.
    public var isBlank: Bool
    /// Length of the lane (m).
    public var lengthMetres: Double
    /// Outline of the swept strip; empty where it has no place.
    public var outline: [GeographicPosition]
    /// Traces of the longest channel.
    public var traces: Int
    /// Channels.
    public var channels: Int
    /// What was assumed, lost or contradictory on reading.
    public var warnings: [SweepWarning]
    /// Trace spacing given by a person in place of the file's (m).
    public var traceSpacingMetres: Double?
    /// Unit of the SEG-Y sample interval given by a person.
    public var segyIntervalUnit: String?
    /// Time window given by a person in place of the file's (ns).
    public var windowNanoseconds: Double?
    /// Time zero from the first sample given by a person in place of the file's (ns).
    public var timeZeroNanoseconds: Double?
    /// Lateral offsets of the channels given by a person in place of the file's (m).
    public var channelOffsetsMetres: [Double]?
    /// The other files of the sweep, such as its header; none where one file holds all.
    public var companions: [RawCompanion]?
    /// When its newest satellite fix was taken (UTC, to the second), where its track tells.
    public var newestFixAt: String?
    /// The id of the radar among the assets, where a person named it.
    public var asset: String?
    /// The pegs it was placed by, where it was.
    public var pegs: [LanePeg]?
    /// Where the antenna stood on the array, where it was placed by satellite fixes.
    public var antenna: AntennaMount?
    /// Where the heading came from, where it was placed by satellite fixes.
    public var heading: HeadingSource?

    /// A sweep with the raw file `digest`.
    public init(
        digest: Digest, path: String, name: String, segment: String?, placement: LanePlacement?,
        acquiredOn: String, operatorName: String?, isBlank: Bool, lengthMetres: Double,
        outline: [GeographicPosition], traces: Int, channels: Int, warnings: [SweepWarning],
        traceSpacingMetres: Double? = nil, segyIntervalUnit: String? = nil
    ) {
        self.digest = digest
        self.path = path
        self.name = name
        self.segment = segment
        self.placement = placement
        self.acquiredOn = acquiredOn
        self.operatorName = operatorName
        self.isBlank = isBlank
        self.lengthMetres = lengthMetres
        self.outline = outline
        self.traces = traces
        self.channels = channels
        self.warnings = warnings
        self.traceSpacingMetres = traceSpacingMetres
        self.segyIntervalUnit = segyIntervalUnit
    }
}

/// A file that belongs to the raw file of a sweep, such as its header or its satellite fixes.
public struct RawCompanion: Sendable, Equatable, Codable {
    /// Its path below the survey folder.
    public var path: String
    /// Its digest.
    public var digest: Digest

    /// The file at `path` with `digest`.
    public init(path: String, digest: Digest) {
        self.path = path
        self.digest = digest
    }
}

extension SweepRegistered {
    /// Every raw file of the sweep by path below the survey folder, the one with the samples first.
    public var rawFiles: [RawCompanion] {
        [RawCompanion(path: path, digest: digest)] + (companions ?? [])
    }
}

/// The detector ran over a sweep.
public struct DetectionRun: Sendable, Equatable, Codable {
    /// Digest of the sweep.
    public var sweep: Digest
    /// Version of the detector.
    public var algorithmVersion: String
    /// Digest of the settings used.
    public var settingsDigest: Digest
    /// Ground rate asked for (1/m2).
    public var groundRatePerSquareMetre: Double
    /// Whether blank ground supports that rate.
    public var rateVerified: Bool
    /// Where every trace was valid.
    public var validStretches: [ValidStretch]
    /// The selected alarms, each with its place; their order gives the running numbers.
    public var alarms: [Alarm]
    /// Digest of the list of all candidates.
    public var candidatesDigest: Digest
    /// What limits the result.
    public var warnings: [SweepWarning]
    /// How deep each class of item is found for sure, by stretch; `nil` where it was not assessed.
    public var assurance: [AssuredStretch]?
    /// Whether its event holds the alarms one by one, as records of older versions do, and not as one text.
    var keepsAlarmsApart = false

    /// A run over `sweep`.
    public init(
        sweep: Digest, algorithmVersion: String, settingsDigest: Digest,
        groundRatePerSquareMetre: Double, rateVerified: Bool, validStretches: [ValidStretch],
        alarms: [Alarm], candidatesDigest: Digest, warnings: [SweepWarning],
        assurance: [AssuredStretch]? = nil
    ) {
        self.sweep = sweep
        self.algorithmVersion = algorithmVersion
        self.settingsDigest = settingsDigest
        self.groundRatePerSquareMetre = groundRatePerSquareMetre
        self.rateVerified = rateVerified
        self.validStretches = validStretches
        self.alarms = alarms
        self.candidatesDigest = candidatesDigest
        self.warnings = warnings
        self.assurance = assurance
    }

    /// What makes it this run and no other.
    public var key: RunKey {
        RunKey(
            sweep: sweep, algorithmVersion: algorithmVersion, settingsDigest: settingsDigest,
            rateVerified: rateVerified)
    }
}

extension DetectionRun {
    private enum CodingKeys: String, CodingKey {
        case sweep, algorithmVersion, settingsDigest, groundRatePerSquareMetre, rateVerified
        case validStretches, alarms, candidatesDigest, warnings, assurance
    }

    /// Decodes a run whose alarms are one text, or a list of objects as older versions wrote.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let text = try? container.decode(String.self, forKey: .alarms)
        let alarms =
            try text.map { try AlarmLines.alarms(of: $0) }
            ?? container.decode([Alarm].self, forKey: .alarms)
        self.init(
            sweep: try container.decode(Digest.self, forKey: .sweep),
            algorithmVersion: try container.decode(String.self, forKey: .algorithmVersion),
            settingsDigest: try container.decode(Digest.self, forKey: .settingsDigest),
            groundRatePerSquareMetre: try container.decode(
                Double.self, forKey: .groundRatePerSquareMetre),
            rateVerified: try container.decode(Bool.self, forKey: .rateVerified),
            validStretches: try container.decode([ValidStretch].self, forKey: .validStretches),
            alarms: alarms,
            candidatesDigest: try container.decode(Digest.self, forKey: .candidatesDigest),
            warnings: try container.decode([SweepWarning].self, forKey: .warnings),
            assurance: try container.decodeIfPresent([AssuredStretch].self, forKey: .assurance))
        keepsAlarmsApart = text == nil
    }

    /// Encodes it in the form it was read in, a new one with its alarms as one text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(sweep, forKey: .sweep)
        try container.encode(algorithmVersion, forKey: .algorithmVersion)
        try container.encode(settingsDigest, forKey: .settingsDigest)
        try container.encode(groundRatePerSquareMetre, forKey: .groundRatePerSquareMetre)
        try container.encode(rateVerified, forKey: .rateVerified)
        try container.encode(validStretches, forKey: .validStretches)
        if keepsAlarmsApart {
            try container.encode(alarms, forKey: .alarms)
        } else {
            try container.encode(AlarmLines.text(of: alarms), forKey: .alarms)
        }
        try container.encode(candidatesDigest, forKey: .candidatesDigest)
        try container.encode(warnings, forKey: .warnings)
        try container.encodeIfPresent(assurance, forKey: .assurance)
    }
}

/// What makes a detection run this one and no other.
///
/// A run whose rate blank ground supports is another one than a run whose rate it does not.
public struct RunKey: Sendable, Hashable, Codable {
    /// Digest of the sweep.
    public var sweep: Digest
    /// Version of the detector.
    public var algorithmVersion: String
    /// Digest of the settings used.
    public var settingsDigest: Digest
    /// Whether blank ground supports the rate.
    public var rateVerified: Bool

    /// The run of a detector version over `sweep` with some settings.
    public init(
        sweep: Digest, algorithmVersion: String, settingsDigest: Digest, rateVerified: Bool
    ) {
        self.sweep = sweep
        self.algorithmVersion = algorithmVersion
        self.settingsDigest = settingsDigest
        self.rateVerified = rateVerified
    }
}

/// What makes an alarm this one on every machine, whatever was merged since.
public struct AlarmKey: Sendable, Hashable, Codable {
    /// The run that raised it.
    public var run: RunKey
    /// Its running number in that run, from 1.
    public var number: Int

    /// Alarm `number` of `run`.
    public init(run: RunKey, number: Int) {
        self.run = run
        self.number = number
    }
}
