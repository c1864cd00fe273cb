import SurveyModel

@testable import LandRelease

/// Numbers that follow from a seed (SplitMix64; Steele, Lea and Flood, 2014).
struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    mutating func pick<Element>(_ list: [Element]) -> Element? { list.randomElement(using: &self) }
}

/// Somebody who gives commands at random, half of them the sensible next one, many with something wrong.
struct RandomSurvey {
    static let people = ["Salem Ali", "SALEM  ali", "Huda Omar", "Fathi", "Amal", "Idris", "Nabil"]
    static let teams = ["Team 3", "Team 4"]

    var numbers: SeededNumbers
    var minute = 0
    var sweepCount = 0
    var segmentCount = 0
    let settings: SurveySettings

    init(seed: UInt64) {
        numbers = SeededNumbers(state: seed)
        settings = numbers.chance(60) ? SurveyFixture.strict : SurveyFixture.settings
    }

    /// The time of the next command, now and then one that lies back.
    mutating func time() -> String {
        minute += 3
        let shown = numbers.chance(1) ? max(0, minute - 500) : minute
        return Self.text(shown)
    }

    var today: String { ISOTime.date(of: Self.text(minute)) }

    private static func text(_ minute: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let day = min(28, 1 + minute / 600)
        return "2026-03-\(two(day))T\(two(8 + minute % 600 / 60)):\(two(minute % 60)):00Z"
    }

    mutating func person() -> String { numbers.pick(Self.people) ?? "Fathi" }

    /// A date: today, now and then another one or none.
    mutating func date() -> String {
        if numbers.chance(94) { return today }
        return numbers.pick(["2026-02-01", "2026-12-31", "soon", today]) ?? today
    }

    /// A segment's id, now and then one that is not or no longer there.
    mutating func segment(of record: SurveyRecord) -> String {
        let old = record.work.versions.map(\.segment.id) + ["nope"]
        return (numbers.chance(4) ? numbers.pick(old) : numbers.pick(record.segments.map(\.id)))
            ?? "nope"
    }

    static func coverage(
        of segment: SegmentAdded, _ sweeps: [Digest], missing: Double = 0, depth: Double? = nil
    ) -> [CoverageAccount] {
        let area = segment.chainage.length * segment.offset.length
        return [CoverageClass.antiVehicle, .antiPersonnel].map {
            CoverageAccount(
                coverageClass: $0, depthMetres: depth ?? segment.depthMetres,
                areaSquareMetres: area, coveredSquareMetres: area - missing, gaps: [],
                sweeps: sweeps.sorted())
        }
    }

    mutating func coverage(of id: String, _ record: SurveyRecord) -> [CoverageAccount] {
        guard let segment = record.anySegment(id)?.fact else { return [] }
        let sweeps = record.sweeps(of: id).map(\.digest)
        return Self.coverage(
            of: segment, sweeps, missing: numbers.chance(5) ? 0.5 : 0,
            depth: numbers.chance(3) ? 0.05 : nil)
    }

    mutating func newSegment(_ classification: Classification) -> SegmentAdded {
        segmentCount += 1
        let place = 100 + 20 * Double(Int.random(in: 0..<6, using: &numbers))
        return SurveyFixture.segmentFact(
            numbers.chance(5) ? "S1" : "S\(segmentCount)", from: place,
            classification: classification)
    }

    mutating func sweep(_ record: SurveyRecord) -> Fact {
        sweepCount += 1
        let id = segment(of: record)
        var sweep = SurveyFixture.sweep("L\(sweepCount)", acquiredOn: date(), segment: id)
        let ground = record.anySegment(id)?.fact.chainage ?? MetreRange(low: 0, high: 10)
        sweep.placement?.startChainageMetres = ground.low
        sweep.lengthMetres = ground.length
        sweep.operatorName = numbers.pick(["Mona", "Ali"])
        return .sweepRegistered(sweep)
    }

    mutating func run(_ record: SurveyRecord) throws -> Fact? {
        let unread = record.sweeps.filter { record.runs(of: $0.digest).isEmpty }
        let chosen = numbers.chance(80) ? numbers.pick(unread) : numbers.pick(record.sweeps)
        guard let sweep = chosen, let lane = sweep.fact.placement else { return nil }
        let count = numbers.chance(70) ? 0 : Int.random(in: 1...2, using: &numbers)
        let alarms = (0..<count).map { _ in
            SurveyFixture.alarm(
                lane.startChainageMetres + Double.random(in: -0.5...10.5, using: &numbers),
                Double.random(in: -6...(-3.5), using: &numbers))
        }
        return .detectionRun(
            try SurveyFixture.run(
                sweep.fact.name, alarms: alarms,
                version: "\(1 + record.runs(of: sweep.digest).count)", settings: settings,
                verified: !numbers.chance(3)))
    }

    mutating func closing(_ record: SurveyRecord) -> Fact? {
        let open = record.alarms.filter(\.isOpen)
        guard let alarm = numbers.chance(95) ? numbers.pick(open) : numbers.pick(record.alarms)
        else { return nil }
        var closing = SurveyFixture.closing(
            of: alarm, result: numbers.chance(10) ? .item : .noItem,
            depth: numbers.chance(5) ? 0.01 : 0.2,
            method: numbers.chance(5) ? .metalDetector : .excavation, on: date())
        if numbers.chance(3) { closing.position.chainageMetres += 3 }
        return .alarmClosed(closing)
    }
}
