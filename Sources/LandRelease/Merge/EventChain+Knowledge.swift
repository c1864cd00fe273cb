internal import SurveyModel

extension EventChain {
    /// What an event says to come after is there, has that hash and a smaller clock.
    mutating func checkKnowledge() {
        guard events.contains(where: { $0.knows != nil }) else { return }
        var clocks: [EventName: Int] = [:]
        for event in events { clocks[event.name] = event.clock }
        for event in events {
            for head in event.knows ?? [] { check(head, of: event, clocks) }
            if let knows = event.knows, !isOrdered(knows, event.writer) {
                findings.append("event \(event.name.short) tells of others out of order (edited)")
            }
        }
    }

    private mutating func check(
        _ head: RegistryHead, of event: Event, _ clocks: [EventName: Int]
    ) {
        let known = EventName(writer: head.writer, number: head.number)
        guard let hash = hashes["\(head.writer):\(head.number)"] else {
            findings.append(
                "event \(known.short) is missing, though event \(event.name.short) came after it "
                    + "(deleted)")
            return
        }
        if hash != head.hash {
            findings.append(
                "event \(known.short) is not the one event \(event.name.short) came after (forked)")
        }
        if let clock = clocks[known], clock >= event.clock {
            findings.append(
                "event \(event.name.short) has a clock of \(event.clock), not after \(clock) of "
                    + "event \(known.short), which it came after")
        }
    }

    private func isOrdered(_ heads: [RegistryHead], _ writer: String) -> Bool {
        zip(heads, heads.dropFirst()).allSatisfy { $0.writer < $1.writer }
            && !heads.contains { $0.writer == writer } && !heads.isEmpty
    }
}
