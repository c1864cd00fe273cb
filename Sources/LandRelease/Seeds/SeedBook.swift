public import SurveyModel

/// The blind seeds of a survey.
public struct SeedBook: Sendable, Equatable {
    /// Every sealing in order.
    public internal(set) var lots: [SeedLot] = []

    /// The sealing with this commitment.
    public func lot(_ commitment: Digest) -> SeedLot? {
        lots.first { $0.sealed.commitment == commitment }
    }

    /// The sealings of a segment in order.
    public func lots(of segment: String) -> [SeedLot] { lots.filter { $0.segment == segment } }

    /// The last opening of a segment's seeds that missed one, where no seeds sealed after it were all found.
    public func standingMiss(of segment: String) -> SeedLot? {
        let own = lots(of: segment)
        return own.last { lot in
            guard lot.isPassed == false, let order = lot.opening?.stamp.order else { return false }
            return !own.contains { $0.isPassed == true && $0.stamp.order > order }
        }
    }

    /// When the last test of any of these segments was passed before `order`; -1 where none was.
    func lastPass(of segments: Set<String>, before order: Int) -> Int {
        lots.filter { segments.contains($0.segment) && $0.isPassed == true }
            .compactMap { $0.opening?.stamp.order }.filter { $0 < order }.max() ?? -1
    }
}

/// Seeds sealed in one lot.
public struct SeedLot: Sendable, Equatable {
    /// What was sealed.
    public var sealed: SeedsSealed
    /// The event that sealed them.
    public var stamp: EventStamp
    /// What came out when they were shown; nil while they are sealed.
    public var opening: Opening?

    /// What came out when seeds were shown.
    public struct Opening: Sendable, Equatable {
        /// The road.
        public var road: String
        /// Seed by seed.
        public var results: [SeedResult]
        /// The sweeps whose alarms were compared.
        public var sweeps: [Digest]
        /// The event that showed them.
        public var stamp: EventStamp
    }

    /// The segment.
    public var segment: String { sealed.segment }
    /// How many seeds were found; nil while they are sealed.
    public var found: Int? { opening?.results.count(where: \.isFound) }
    /// Whether each seed was found; nil while they are sealed.
    public var isPassed: Bool? { opening.map { $0.results.allSatisfy(\.isFound) } }
}

/// A seed and the alarms that found it.
public struct SeedResult: Sendable, Equatable {
    /// Its id.
    public var id: String
    /// The seed.
    public var seed: BuriedSeed
    /// Ids of the alarms on it.
    public var alarms: [String]

    /// Whether an alarm found it.
    public var isFound: Bool { !alarms.isEmpty }
}
