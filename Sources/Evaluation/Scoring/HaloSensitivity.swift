public import Statistics

/// How much of a result hangs on how large a halo is drawn round the objects.
public struct HaloSensitivity: Sendable, Hashable {
    /// One margin.
    public struct Row: Sendable, Hashable {
        /// How far halos reach beyond the objects (m).
        public var marginMetres: Double
        /// Mines found, of those that count, once for every pass.
        public var found: Proportion
        /// Ground alarms.
        public var groundAlarms: Int
        /// Area outside all halos (m2).
        public var groundSquareMetres: Double
        /// Share of the mines that alarms thrown at random at the ground rate would find.
        public var chancePd: Double

        /// Share found.
        public var pd: Double? { found.estimate }
        /// Ground alarms per m2; `nil` where halos leave no ground.
        public var groundRate: Double? {
            groundSquareMetres > 0 ? Double(groundAlarms) / groundSquareMetres : nil
        }
        /// What of the mines chance leaves is found: (Pd - chance) / (1 - chance).
        public var pdBeyondChance: Double? {
            guard let pd, chancePd < 1 else { return nil }
            return (pd - chancePd) / (1 - chancePd)
        }
    }

    /// Margins the result is given for (m).
    public static let standardMargins = [0.05, 0.10, 0.15, 0.25]

    /// In the order of the margins.
    public let rows: [Row]

    /// Judges the alarms of `lanes` that `isTaken` anew for each of `margins`; `known` are the same lanes
    /// as they were judged already at one margin, whose areas are not counted again.
    ///
    /// - Throws: `EvaluationError.impossible` for a margin that is negative or not finite, and where a lane
    ///   has no ground or more than any lane has.
    public init(
        _ lanes: [TrialLane], margins: [Double] = standardMargins, known: JudgedTrial? = nil,
        where isTaken: (ScoredAlarm) -> Bool = { $0.isSelected }
    ) throws(EvaluationError) {
        var rows: [Row] = []
        for margin in margins {
            guard margin >= 0, margin.isFinite else {
                throw .impossible(
                    "a halo cannot reach \(margin) m beyond an object",
                    hint: "give a number of metres from 0 up")
            }
            let trial: JudgedTrial
            if let known, known.haloMarginMetres == margin {
                trial = known.judged(where: isTaken)
            } else {
                trial = try JudgedTrial(lanes: lanes, haloMarginMetres: margin, where: isTaken)
            }
            rows.append(try Row(trial))
        }
        self.rows = rows
    }
}

extension HaloSensitivity.Row {
    fileprivate init(_ trial: JudgedTrial) throws(EvaluationError) {
        let tally = OutcomeTally(trial)
        do {
            found = try Proportion(tally.hits, of: trial.encounters.count)
        } catch {
            throw .impossible(error.description, hint: error.hint)
        }
        marginMetres = trial.haloMarginMetres
        groundAlarms = tally.groundAlarms
        groundSquareMetres = trial.areas.groundSquareMetres
        chancePd =
            groundSquareMetres > 0
            ? trial.chancePd(at: Double(tally.groundAlarms) / groundSquareMetres) : 0
    }
}
