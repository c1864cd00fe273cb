extension SurveySettings {
    /// Whether approvals have to be signed.
    public enum SignatureUse: String, Sendable, Codable, CaseIterable {
        /// No approval stands without a signature that fits.
        case required
        /// A signature is welcome; without one the identity is asserted, not proven.
        case optional
    }

    /// What the national mine action authority asks of the work itself.
    ///
    /// A survey whose settings have no such section is held to none of it. Where the section stands,
    /// every key of it but `alarmOverdueDays` has to be there; nought and `false` ask for nothing.
    public struct Authority: Sendable, Hashable, Codable {
        /// Share of a lot's area that internal quality control checks again, 0 to 1.
        public var qcShare: Double
        /// Whether every day of work on a segment needs a passed test-box check.
        public var boxCheckRequired: Bool
        /// Distance around a find that has to be searched (m).
        public var fadeOutMetres: Double
        /// Signatures a hand-over certificate needs.
        public var handOverSignatures: Int
        /// Width of a working lane (m).
        public var laneWidthMetres: Double
        /// Overlap between neighbouring lanes (m).
        public var overlapMetres: Double
        /// Blind seeds buried in each lot.
        public var seedsPerLot: Int
        /// Whether approvals have to be signed.
        public var signatures: SignatureUse
        /// Days after which an open alarm is overdue; settings written before it could be said have no such
        /// key, and then it is `SurveySettings.defaultAlarmOverdueDays`.
        public var alarmOverdueDays: Int?

        /// What an authority asks for.
        ///
        /// The defaults are a starting point for a road with anti-vehicle mines; the authority sets its own.
        public init(
            qcShare: Double = 0.10, boxCheckRequired: Bool = true, fadeOutMetres: Double = 5,
            handOverSignatures: Int = 3, laneWidthMetres: Double = 1.4,
            overlapMetres: Double = 0.20, seedsPerLot: Int = 1,
            signatures: SignatureUse = .optional, alarmOverdueDays: Int? = nil
        ) {
            self.qcShare = qcShare
            self.boxCheckRequired = boxCheckRequired
            self.fadeOutMetres = fadeOutMetres
            self.handOverSignatures = handOverSignatures
            self.laneWidthMetres = laneWidthMetres
            self.overlapMetres = overlapMetres
            self.seedsPerLot = seedsPerLot
            self.signatures = signatures
            self.alarmOverdueDays = alarmOverdueDays
        }

        /// What a new survey begins with where it is asked for, every key said.
        public static let standard = Authority(
            alarmOverdueDays: SurveySettings.defaultAlarmOverdueDays)

        /// The keys of the section.
        public static let keys = [
            "qcShare", "boxCheckRequired", "fadeOutMetres", "handOverSignatures",
            "laneWidthMetres", "overlapMetres", "seedsPerLot", "signatures",
            "alarmOverdueDays",
        ]

        /// Everything that is out of range, as sentences.
        public var problems: [String] {
            var found: [String] = []
            func check(_ name: String, _ value: Double, _ range: ClosedRange<Double>) {
                guard !range.contains(value) else { return }
                found.append(
                    "authority.\(name) is \(value), it must lie between \(range.lowerBound) and "
                        + "\(range.upperBound)")
            }
            check("qcShare", qcShare, 0...1)
            check("fadeOutMetres", fadeOutMetres, 0...100)
            check("handOverSignatures", Double(handOverSignatures), 0...5)
            check("laneWidthMetres", laneWidthMetres, 0.1...20)
            check("overlapMetres", overlapMetres, 0...max(0, min(laneWidthMetres, 20)))
            check("seedsPerLot", Double(seedsPerLot), 0...1000)
            check("alarmOverdueDays", Double(alarmOverdueDays ?? 1), 1...365)
            return found
        }
    }

    /// Days after which an open alarm is overdue where the authority sets none.
    public static let defaultAlarmOverdueDays = 14

    /// Days after which an open alarm is overdue.
    public var alarmOverdueDays: Int {
        authority?.alarmOverdueDays ?? Self.defaultAlarmOverdueDays
    }
}
