internal import Cartography
internal import FileAccess
internal import Fingerprint
public import LandRelease
public import Statistics
public import SurveyModel

/// Blind seeds: sealed before the sweep, shown after it.
public struct SeedDesk: Sendable {
    /// The survey.
    public let survey: SurveyFolder
    /// The time.
    public let clock: WallClock

    /// The desk of `survey`.
    public init(survey: SurveyFolder, clock: WallClock = .system) {
        self.survey = survey
        self.clock = clock
    }

    /// What came of sealing.
    public struct Receipt: Sendable {
        /// The commitment on record.
        public var commitment: Digest
        /// How many seeds.
        public var count: Int
        /// What is wrong with the table; where anything is, nothing was sealed.
        public var faults: [SheetFault]
        /// Whether nobody but the owner may read the keeper's file.
        public var isPrivate: Bool
    }

    /// Seals the seeds of the table at `path`, buried in `segment`, and writes their places and the nonce to
    /// `keeper`, which must lie outside the survey.
    ///
    /// The keeper's file is written first: a seal without it could never be opened.
    ///
    /// - Throws: `WorkflowError`; nothing is left where it does.
    public func seal(
        _ path: String, in segment: String, keeper: String, buriedOn: String? = nil,
        by person: String
    ) throws -> Receipt {
        var registry = try survey.registry()
        let fact = try registry.record.requiredSegment(segment).fact
        guard let line = try survey.centrelines(registry.record)[fact.road] else {
            throw WorkflowError.unknown(kind: "road", name: fact.road, known: [])
        }
        try checkPlaces(table: path, keeper: keeper)
        let (seeds, faults) = try SeedTable(segment: fact, line: line).read(path)
        let sheet = SeedSheet(segment: fact.id, road: fact.road, seeds: seeds)
        let nonce = Nonce()
        guard faults.isEmpty, let commitment = sheet.commitment(nonce: nonce.hexadecimal) else {
            return Receipt(
                commitment: Digest(of: ""), count: 0, faults: faults, isPrivate: false)
        }
        let file = SeedKeeperFile(commitment: commitment, nonce: nonce, sheet: sheet)
        do {
            try DurableFile.write(try file.bytes(), to: keeper, isPrivate: true)
        } catch {
            throw WorkflowError(file: keeper, error)
        }
        do {
            try registry.record(
                [
                    .seedsSealed(
                        SeedsSealed(
                            segment: fact.id, commitment: commitment, count: seeds.count,
                            buriedOn: buriedOn ?? clock.today))
                ], what: "sealing seeds in segment \(fact.id)", by: person, at: clock.now())
        } catch {
            try? Folder.remove(keeper)
            throw error
        }
        return Receipt(
            commitment: commitment, count: seeds.count, faults: [],
            isPrivate: Folder.isPrivate(keeper))
    }

    private func checkPlaces(table: String, keeper: String) throws {
        for (path, what) in [(keeper, "the keeper's file"), (table, "the table of seeds")] {
            guard !isInside(path) else {
                throw WorkflowError.impossible(
                    reason: "\(path): \(what) would lie in the survey, where the team can read it",
                    hint: "keep it on a medium of its own")
            }
        }
        try OutputGuard.check(keeper)
        guard !Folder.exists(keeper) else {
            throw WorkflowError.impossible(
                reason: "\(keeper): there is a file already, and it may be the only key to a seal",
                hint: "give another name")
        }
    }

    private func isInside(_ path: String) -> Bool {
        guard let root = Folder.resolved(survey.path),
            let own = Folder.resolved(Folder.parent(of: path))
        else { return false }
        // The file itself may be a link into the survey.
        let places = [own, Folder.resolved(path)].compactMap { $0 }
        return places.contains { $0 == root || $0.hasPrefix(root == "/" ? root : root + "/") }
    }

    /// Shows the seeds of the keeper's file at `path` and compares them with the alarms.
    ///
    /// - Returns: what came out.
    /// - Throws: `WorkflowError` where the file was changed, or `.refused` with every reason.
    public func unseal(_ path: String, by person: String) throws -> SeedLot {
        let file = try SeedKeeperFile(path: path)
        var registry = try survey.registry()
        try registry.record(
            [
                .seedsUnsealed(
                    SeedsUnsealed(
                        commitment: file.commitment, nonce: file.nonce.hexadecimal,
                        sheet: file.sheet))
            ], what: "showing the seeds of \(path)", by: person, at: clock.now())
        guard let lot = registry.record.seeds.lot(file.commitment) else {
            throw WorkflowError.unknown(
                kind: "seal", name: file.commitment.short, known: [])
        }
        return lot
    }
}

/// How many blind seeds were found, by class.
public struct SeedScore: Sendable, Equatable {
    /// The class, or `all`.
    public var name: String
    /// Seeds found.
    public var found: Int
    /// Seeds shown.
    public var shown: Int
    /// Probability of detection with the exact interval of Clopper and Pearson, 95 %.
    public var interval: Interval

    /// The scores of every class there is, `all` first; empty before seeds were shown.
    public static func scores(_ record: SurveyRecord) throws -> [SeedScore] {
        let results = record.seeds.lots.flatMap { $0.opening?.results ?? [] }
        guard !results.isEmpty else { return [] }
        let classes = BuriedSeed.classes.filter { name in
            results.contains { $0.seed.itemClass == name }
        }
        return try (["all"] + classes).map { name in
            let own = results.filter { name == "all" || $0.seed.itemClass == name }
            let found = own.count(where: \.isFound)
            return SeedScore(
                name: name, found: found, shown: own.count,
                interval: try Proportion(found, of: own.count).clopperPearson())
        }
    }
}
