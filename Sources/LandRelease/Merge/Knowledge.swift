/// Which events of the others each installation had when it wrote its own: version vectors, after
/// Parker and others (1983).
///
/// An installation knows all its own earlier events, and what the `knows` of those tell.
struct Knowledge: Sendable, Equatable {
    private var told: [String: [String: Int]] = [:]
    /// The number of each installation's last event read.
    private(set) var last: [String: Int] = [:]

    /// Reads one more event; those it knows of must have been read before.
    mutating func take(_ event: Event) {
        for head in event.knows ?? [] where head.writer != event.writer {
            told[event.writer, default: [:]][head.writer] = max(
                head.number, told[event.writer]?[head.writer] ?? 0)
        }
        last[event.writer] = max(event.number, last[event.writer] ?? 0)
    }

    /// The number of the last event of `other` that `writer` had.
    func number(of other: String, knownTo writer: String) -> Int {
        writer == other ? .max : told[writer]?[other] ?? 0
    }

    /// Whether `writer` had the event `name` when it wrote its last one read.
    func has(_ name: EventName, _ writer: String) -> Bool {
        name.number <= number(of: name.writer, knownTo: writer)
    }

    /// The last events of others that `writer` has not told of, by installation.
    func unsaid(by writer: String) -> [EventName] {
        last.filter { $0.key != writer && $0.value > number(of: $0.key, knownTo: writer) }
            .map { EventName(writer: $0.key, number: $0.value) }.sorted()
    }
}
