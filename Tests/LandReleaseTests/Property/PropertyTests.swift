import Foundation
import SurveyModel
import Testing

@testable import LandRelease

@Suite("Random commands")
struct PropertyTests {
    /// Commands of one run; more with the variable CLEARROAD_PROPERTY_COMMANDS.
    static var commands: Int {
        ProcessInfo.processInfo.environment["CLEARROAD_PROPERTY_COMMANDS"].flatMap { Int($0) }
            ?? 3_000
    }

    @Test("No order of legal and illegal commands breaks an invariant of land release")
    func keepsInvariants() throws {
        var tally: [String: Int] = [:]
        var done = 0
        var seed: UInt64 = 1
        while done < Self.commands {
            let count = min(250, Self.commands - done)
            try episode(seed: seed, count: count, &tally)
            done += count
            seed += 1
        }
        let kinds = tally.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        print("property run: \(done) commands: \(kinds.joined(separator: ", "))")
        // Commands that never succeed would prove nothing.
        for kind in [
            "reduced", "cleared", "handedOver", "segmentSplit", "segmentMerged", "frozen refusals",
        ] {
            #expect(done < 3_000 || tally[kind, default: 0] > 0, "\(kind) never happened")
        }
    }

    private func start(_ random: RandomSurvey) throws -> GrowingRecord {
        var survey = try GrowingRecord(settings: random.settings)
        survey.events.removeLast()
        return survey
    }

    private func episode(seed: UInt64, count: Int, _ tally: inout [String: Int]) throws {
        var random = RandomSurvey(seed: seed)
        var survey = try start(random)
        var record = survey.record
        var watch = InvariantWatch()
        for step in 0..<count {
            let at = random.time()
            guard let (fact, by) = try random.command(record) else { continue }
            let objections = record.objections(to: fact, by: by, at: at)
            if objections.contains(where: { $0.code == "frozen" }) {
                tally["frozen refusals", default: 0] += 1
            }
            guard objections.isEmpty else {
                tally["refused", default: 0] += 1
                #expect(objections.allSatisfy { !$0.text.isEmpty && !$0.cure.isEmpty })
                if step % 20 == 0 {
                    try checkForced(fact, by, at, record, survey.events.count)
                }
                continue
            }
            survey.add(fact, by: by, at: at)
            let before = record
            let event = try #require(survey.events.last)
            record.apply(event)
            tally[fact.kind.rawValue, default: 0] += 1
            let read = try JSONDecoder().decode(Event.self, from: Data(try event.body()))
            #expect(read == event)
            let broken = watch.faults(after: event, before: before, record)
            for fault in broken { Issue.record("seed \(seed), command \(step): \(fault)") }
            if case .reportApproved(let approval) = fact,
                let product = record.report(approval.report)?.fact.product
            {
                tally[product.rawValue, default: 0] += 1
            }
            guard broken.isEmpty else { return }
        }
        #expect(survey.record == record, "folding the events again gives another record")
        #expect(SurveyRecord(events: survey.events.reversed()) == record)
    }

    /// An event that breaks the rules has no effect but that it is listed.
    private func checkForced(
        _ fact: Fact, _ by: String, _ at: String, _ record: SurveyRecord, _ count: Int
    ) throws {
        var forged = record
        forged.apply(
            Event(
                writer: String(repeating: "b", count: 32), number: 1, clock: count + 1, at: at,
                by: by, tool: "test", inputs: [], previous: Event.origin, fact: fact))
        #expect(forged.conflicts.count == record.conflicts.count + 1)
        forged.conflicts = record.conflicts
        forged.eventCount = record.eventCount
        forged.clock = record.clock
        forged.lastAt = record.lastAt
        forged.latestAt = record.latestAt
        forged.merging = record.merging
        #expect(forged == record)
    }

    @Test("On a file the chain holds and the layers are those of the events, whatever is tried")
    func keepsFile() throws {
        let fixture = try RegistryFixture()
        let random = RandomSurvey(seed: 77)
        var registry = try Registry(path: fixture.path)
        for event in try start(random).events {
            try registry.append([event.fact], by: event.by, at: event.at)
        }
        var commands = random
        var accepted = 0
        for step in 0..<max(150, Self.commands / 300) {
            let at = commands.time()
            guard let (fact, by) = try commands.command(registry.record) else { continue }
            do {
                try registry.append([fact], by: by, at: at)
                accepted += 1
            } catch LandReleaseError.refused {
                continue
            }
            guard step % 40 == 0 else { continue }
            #expect(layerFaults(fixture) == [])
        }
        #expect(layerFaults(fixture) == [])
        #expect(accepted > 30)
        let events = try registry.events()
        #expect(SurveyRecord(events: events) == registry.record)
    }

    /// Findings of a verification, but for the raw files and evidence nobody wrote here.
    private func layerFaults(_ fixture: RegistryFixture) -> [String] {
        fixture.verify().filter { !$0.hasPrefix("raw sweep") && !$0.hasPrefix("evidence") }
    }
}
