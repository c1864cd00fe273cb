/// What the file `survey.json` of a survey folder fixes.
///
/// Every key but `authority` and `detection.detectability` is required: a forgotten or misspelt one is an
/// error, never a silent default.
public struct SurveySettings: Sendable, Hashable, Codable {
    /// Why a survey exists.
    public enum Purpose: String, Sendable, Codable, CaseIterable {
        /// Real ground.
        case operation
        /// Simulated or practice data; every product is stamped.
        case demonstration
    }

    /// What a method is accredited for by the national authority.
    public enum Accreditation: String, Sendable, Codable {
        /// Nothing.
        case none
        /// Technical survey: may support *reduced*.
        case technicalSurvey = "technical-survey"
        /// Clearance: may support *cleared*.
        case clearance
    }

    /// What detectability decides.
    public enum DetectabilityUse: String, Sendable, Codable {
        /// Ground counts as covered for a class and depth only where it is green.
        case required
        /// It is not assessed: valid traces count.
        case off
    }

    /// The operating point of the detector.
    public struct Detection: Sendable, Hashable, Codable {
        /// Ground rate at which candidates become alarms (1/m2).
        public var groundRatePerSquareMetre: Double
        /// Permittivity assumed to turn time into depth.
        public var permittivity: Double
        /// Highest permittivity the ground may have: it decides the depth reached.
        public var permittivityMaximum: Double
        /// Depth searched (m).
        public var searchDepthMetres: Double
        /// Whether ground counts as covered only where it is green; surveys begun before it could be told
        /// have no such key, and then it is off.
        public var detectability: DetectabilityUse?
        /// The calibration detectability rests on, where there is one.
        public var calibration: Calibration?

        /// An operating point.
        public init(
            groundRatePerSquareMetre: Double, permittivity: Double, permittivityMaximum: Double,
            searchDepthMetres: Double, detectability: DetectabilityUse? = nil,
            calibration: Calibration? = nil
        ) {
            self.groundRatePerSquareMetre = groundRatePerSquareMetre
            self.permittivity = permittivity
            self.permittivityMaximum = permittivityMaximum
            self.searchDepthMetres = searchDepthMetres
            self.detectability = detectability
            self.calibration = calibration
        }
    }

    /// A calibration file of the survey, bound by its digest to the settings that are approved.
    public struct Calibration: Sendable, Hashable, Codable {
        /// Its path below the survey's folder.
        public var file: String
        /// SHA-256 of its bytes, 64 digits.
        public var sha256: String

        /// The calibration in `file`.
        public init(file: String, sha256: String) {
            self.file = file
            self.sha256 = sha256
        }
    }

    /// 95 % errors of a lane whose chainage and offset were typed in.
    public struct TypedPlacement: Sendable, Hashable, Codable {
        /// Along the road (m).
        public var alongErrorMetres: Double
        /// Across the road (m).
        public var acrossErrorMetres: Double
        /// 95 % error of the wheel's scale as a share of the way from the start; `usualWheelErrorShare`
        /// where it is not given.
        public var wheelErrorShare: Double?

        /// A wheel on gravel that nobody checked against pegs: half a per cent.
        public static let usualWheelErrorShare = 0.005

        /// Errors along and across.
        public init(alongErrorMetres: Double, acrossErrorMetres: Double) {
            self.alongErrorMetres = alongErrorMetres
            self.acrossErrorMetres = acrossErrorMetres
        }
    }

    /// Rules of land release the national authority sets.
    public struct Release: Sendable, Hashable, Codable {
        /// Classes of item the ground must be covered for.
        public var requiredClasses: [CoverageClass]
        /// What GPR is accredited for.
        public var gprAccreditedFor: Accreditation
        /// Classes of buried item a metal detector is rated able to see (`metal_AT`, ...).
        public var metalDetectorSees: [String]
        /// Margin around an alarm's position error within which the dig must lie (m).
        public var digPositionMarginMetres: Double

        /// Rules of land release.
        public init(
            requiredClasses: [CoverageClass], gprAccreditedFor: Accreditation,
            metalDetectorSees: [String], digPositionMarginMetres: Double
        ) {
            self.requiredClasses = requiredClasses
            self.gprAccreditedFor = gprAccreditedFor
            self.metalDetectorSees = metalDetectorSees
            self.digPositionMarginMetres = digPositionMarginMetres
        }
    }

    /// Version of this form; 1.
    public var formatVersion: Int
    /// Name of the survey.
    public var name: String
    /// Why it exists.
    public var purpose: Purpose
    /// Projected CRS of its maps, such as `EPSG:32634`.
    public var crs: String
    /// Offsets each lateral band spans (m), by band name.
    public var bands: [String: MetreRange]
    /// Operating point.
    public var detection: Detection
    /// Errors of typed lanes.
    public var typedPlacement: TypedPlacement
    /// Release rules.
    public var release: Release
    /// What the national authority asks of the work; settings written before it could be said have no
    /// such key, and then nothing of it is asked.
    public var authority: Authority?

    /// The settings a new survey starts with.
    public init(name: String, crs: String, purpose: Purpose = .operation) {
        formatVersion = Self.currentFormatVersion
        self.name = name
        self.purpose = purpose
        self.crs = crs
        bands = [
            LateralBand.carriageway.rawValue: MetreRange(low: -3.75, high: 3.75),
            LateralBand.leftShoulder.rawValue: MetreRange(low: 3.75, high: 5.75),
            LateralBand.rightShoulder.rawValue: MetreRange(low: -5.75, high: -3.75),
            LateralBand.leftVerge.rawValue: MetreRange(low: 5.75, high: 10),
            LateralBand.rightVerge.rawValue: MetreRange(low: -10, high: -5.75),
        ]
        detection = Detection(
            groundRatePerSquareMetre: 0.2, permittivity: 4, permittivityMaximum: 9,
            searchDepthMetres: 0.30, detectability: .required)
        typedPlacement = TypedPlacement(alongErrorMetres: 0.25, acrossErrorMetres: 0.10)
        release = Release(
            requiredClasses: [.antiVehicle, .antiPersonnel],
            gprAccreditedFor: .technicalSurvey, metalDetectorSees: ["metal_AT", "metal_AP"],
            digPositionMarginMetres: 0.10)
    }

    /// The version of the form this program writes and reads.
    public static let currentFormatVersion = 1

    /// The offsets of a band, `nil` where the survey does not define it.
    public func offsets(of band: LateralBand) -> MetreRange? { bands[band.rawValue] }
}

extension SurveySettings {
    /// The lowest ground rate at which a detector may give evidence (1/m2).
    ///
    /// Below it a threshold can be pushed so high that no alarm remains, and silence would look
    /// like clear ground.
    public static let lowestEvidenceGroundRate = 0.2

    /// Everything that is out of range, as sentences; empty for usable settings.
    public var problems: [String] {
        var found: [String] = []
        func check(_ name: String, _ value: Double, _ range: ClosedRange<Double>, _ unit: String) {
            guard !range.contains(value) else { return }
            found.append(
                "\(name) is \(value), it must lie between \(range.lowerBound) and "
                    + "\(range.upperBound) \(unit)")
        }
        if formatVersion != Self.currentFormatVersion {
            found.append("formatVersion is \(formatVersion), this program reads version 1")
        }
        if name.isEmpty { found.append("name is empty") }
        check(
            "detection.groundRatePerSquareMetre", detection.groundRatePerSquareMetre, 1e-6...5,
            "per m2")
        check("detection.permittivity", detection.permittivity, 1.5...40, "")
        check(
            "detection.permittivityMaximum", detection.permittivityMaximum,
            max(1.5, min(detection.permittivity, 81))...81, "")
        check("detection.searchDepthMetres", detection.searchDepthMetres, 0.05...2, "m")
        check("typedPlacement.alongErrorMetres", typedPlacement.alongErrorMetres, 0...10, "m")
        check("typedPlacement.acrossErrorMetres", typedPlacement.acrossErrorMetres, 0...10, "m")
        if let share = typedPlacement.wheelErrorShare {
            check("typedPlacement.wheelErrorShare", share, 0...0.1, "")
        }
        check("release.digPositionMarginMetres", release.digPositionMarginMetres, 0...0.10, "m")
        if let calibration = detection.calibration {
            let parts = calibration.file.split(separator: "/", omittingEmptySubsequences: false)
            if calibration.file.hasPrefix("/") || parts.contains("..") || parts.contains("") {
                found.append(
                    "detection.calibration.file must be a path below the survey's folder")
            }
            if Digest(hexadecimal: calibration.sha256) == nil {
                found.append("detection.calibration.sha256 is no SHA-256 of 64 digits 0-9, a-f")
            }
        }
        if release.requiredClasses.isEmpty { found.append("release.requiredClasses is empty") }
        for (band, range) in bands.sorted(by: { $0.key < $1.key }) {
            if LateralBand(rawValue: band) == nil { found.append("bands.\(band) is not a band") }
            if !(range.low < range.high && range.low >= -100 && range.high <= 100) {
                found.append(
                    "bands.\(band) must run from low to high within 100 m of the centreline")
            }
        }
        return found + (authority?.problems ?? [])
    }
}
