/// Which event: its installation and its number there.
public struct EventName: Sendable, Hashable {
    /// The installation.
    public var writer: String
    /// Its number in that installation's chain.
    public var number: Int

    /// Event `number` of `writer`.
    public init(writer: String, number: Int) {
        self.writer = writer
        self.number = number
    }

    /// Reads `writer:number`; anything else is `nil`.
    public init?(parsing text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, WriterID.isValid(String(parts[0])), let number = Int(parts[1]),
            number > 0
        else { return nil }
        self.init(writer: String(parts[0]), number: number)
    }

    /// The first eight digits of its installation and its number, as people read it.
    public var short: String { "\(writer.prefix(8)):\(number)" }
}

extension EventName: CustomStringConvertible {
    /// `writer:number`.
    public var description: String { "\(writer):\(number)" }
}

extension EventName: Comparable {
    /// By installation, then number.
    public static func < (left: EventName, right: EventName) -> Bool {
        (left.writer, left.number) < (right.writer, right.number)
    }
}

extension EventName: Codable {
    /// Decodes `writer:number` from one string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let name = EventName(parsing: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "an event's name is writer:number")
        }
        self = name
    }

    /// Encodes `writer:number` as one string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Event {
    /// Which event it is.
    public var name: EventName { EventName(writer: writer, number: number) }
}

extension EventStamp {
    /// Which event it is of.
    public var name: EventName { EventName(writer: writer, number: number) }
}
