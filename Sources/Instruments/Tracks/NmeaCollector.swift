internal import SurveyModel

/// Joins the sentences of each moment to one fix.
///
/// Place and kind of a fix come from one sentence: GGA before GNS before RMC before GLL. So a GGA
/// without position is not undone by an older place that another sentence repeats.
struct NmeaCollector {
    private var keeper = FixKeeper()
    /// Sentences with a wrong checksum, which are not used.
    private(set) var wrongChecksums = 0
    private var pending: (fix: TrackFix, rank: Int)?
    private var trace: Double?
    private var isInGroup = false
    private var groupHasFix = false

    /// Begins the sentences that belong to the trace number `trace` from 0.
    mutating func begin(trace: Double?) {
        finish()
        self.trace = trace
        isInGroup = true
        groupHasFix = false
    }

    /// Takes a line; whether it holds a sentence.
    @discardableResult
    mutating func take(_ line: some StringProtocol) -> Bool {
        take(NmeaSentence(line))
    }

    /// The same for bytes.
    @discardableResult
    mutating func take(bytes line: ArraySlice<UInt8>) -> Bool { take(NmeaSentence(bytes: line)) }

    private mutating func take(_ sentence: NmeaSentence?) -> Bool {
        guard let sentence else { return false }
        if sentence.checksum == .wrong { wrongChecksums += 1 }
        if let stated = sentence.statedError { state(stated) }
        if let fix = sentence.fix { join(fix, rank: Self.rank(sentence.kind)) }
        return true
    }

    /// Ends the last fix; a group without any sentence of use is kept as a fix without position.
    mutating func finish() {
        close()
        if isInGroup && !groupHasFix { keeper.append(TrackFix(trace: trace)) }
        isInGroup = false
    }

    /// Ends the last fix and gives those that are kept.
    mutating func allFixes() -> [TrackFix] {
        finish()
        keeper.finish()
        return keeper.fixes
    }

    /// Those that are kept so far.
    var fixes: [TrackFix] { keeper.fixes }
    /// How many fixes came.
    var count: Int { keeper.count }
    /// How many of them had no place.
    var unplacedCount: Int { keeper.unplacedCount }

    private static func rank(_ kind: String) -> Int {
        switch kind {
        case "GGA": 3
        case "GNS": 2
        case "RMC": 1
        default: 0
        }
    }

    private mutating func close() {
        if let fix = pending?.fix {
            keeper.append(fix)
            groupHasFix = true
        }
        pending = nil
    }

    private mutating func join(_ fix: TrackFix, rank: Int) {
        var fix = fix
        fix.trace = trace
        guard let (old, oldRank) = pending, oldRank != rank,
            Self.clock(old.utc) == Self.clock(fix.utc)
        else {
            close()
            pending = (fix, rank)
            return
        }
        var joined = rank > oldRank ? fix : old
        let other = rank > oldRank ? old : fix
        if other.utc?.contains("T") == true { joined.utc = other.utc }
        joined.geoidMetres = joined.geoidMetres ?? other.geoidMetres
        joined.horizontalDilution = joined.horizontalDilution ?? other.horizontalDilution
        joined.errorMetres = joined.errorMetres ?? other.errorMetres
        pending = (joined, max(rank, oldRank))
    }

    private mutating func state(_ stated: (utc: String, metres: Double)) {
        if pending.map({ Self.clock($0.fix.utc) == stated.utc }) == true {
            pending?.fix.errorMetres = stated.metres
        }
    }

    /// The time of day of a time with or without date.
    private static func clock(_ utc: String?) -> String? {
        guard let utc, let letter = utc.firstIndex(of: "T") else { return utc }
        return String(utc[utc.index(after: letter)...].dropLast())
    }

    /// Warnings on what was not used.
    var warnings: [SweepWarning] {
        guard wrongChecksums > 0 else { return keeper.warnings }
        return keeper.warnings + [
            SweepWarning(
                code: "fixes-damaged",
                text: "\(wrongChecksums) position sentences have a wrong checksum and are not used")
        ]
    }
}
