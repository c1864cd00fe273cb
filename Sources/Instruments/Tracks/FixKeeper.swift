internal import SurveyModel

/// Keeps the fixes of a track in bounded memory.
///
/// Beyond the bound every second fix kept so far is left out, then every second of those, and of the
/// following ones as many: of fixes with trace and place, with a place alone and without one each by
/// themselves, so that none of these kinds gets lost. The last with a place always stays.
struct FixKeeper: Sendable {
    /// Most fixes of one track: five and a half hours at ten a second.
    static let most = 200_000

    /// The fixes kept, in the order they came.
    private(set) var fixes: [TrackFix] = []
    /// All that came.
    private(set) var count = 0
    /// Those of them without a place.
    private(set) var unplacedCount = 0

    private let most: Int
    private var step = 1
    private var seen = [0, 0, 0]
    private var last: [TrackFix?] = [nil, nil]

    /// A keeper of at most `most` fixes and two more.
    init(most: Int = most) { self.most = max(6, most) }

    /// Takes the next fix.
    mutating func append(_ fix: TrackFix) {
        let kind = Self.kind(fix)
        count += 1
        if fix.place == nil { unplacedCount += 1 }
        defer { seen[kind] += 1 }
        guard seen[kind] % step == 0 else {
            if kind < last.count { last[kind] = fix }
            return
        }
        if kind < last.count { last[kind] = nil }
        fixes.append(fix)
        if fixes.count > most { thin() }
    }

    /// Ends the track with the last fixes that have a place.
    mutating func finish() {
        for fix in last.reversed() { if let fix { fixes.append(fix) } }
        last = [nil, nil]
    }

    private static func kind(_ fix: TrackFix) -> Int {
        fix.place == nil ? 2 : fix.trace == nil ? 1 : 0
    }

    private mutating func thin() {
        step *= 2
        var places = [0, 0, 0]
        var left: [TrackFix?] = last
        // In place: a copy would take as much memory again.
        var kept = 0
        for place in fixes.indices {
            let fix = fixes[place]
            let kind = Self.kind(fix)
            places[kind] += 1
            let stays = places[kind] % 2 == 1
            if kind < left.count && last[kind] == nil { left[kind] = stays ? nil : fix }
            guard stays else { continue }
            fixes[kept] = fix
            kept += 1
        }
        fixes.removeSubrange(kept...)
        last = left
    }

    /// Says that fixes were left out, where some were.
    var warnings: [SweepWarning] {
        guard step > 1 else { return [] }
        return [
            SweepWarning(
                code: "track-thinned",
                text: "the track has \(count) fixes, more than the \(most) that are kept: one of "
                    + "every \(step) is used, and the last")
        ]
    }
}
