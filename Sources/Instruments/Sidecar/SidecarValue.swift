internal import FoundationEssentials

/// Any JSON value, so that unknown and wrongly typed keys can be named.
enum SidecarValue: Decodable {
    case object([String: SidecarValue])
    case array([SidecarValue])
    case text(String)
    case number(Double)
    case boolean(Bool)
    case null

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([SidecarValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: SidecarValue].self))
        }
    }
}

/// One object of a sidecar; keeps count of the keys that were asked for.
struct SidecarObject {
    let path: String
    private let members: [String: SidecarValue]
    /// Where the object stands: `channels[1]`.
    private let key: String
    private var asked: Set<String> = []

    init(_ value: SidecarValue, path: String, key: String) throws(InstrumentError) {
        guard case .object(let members) = value else {
            throw .sidecar(path: path, key: key, reason: "must be a JSON object")
        }
        self.members = members
        self.path = path
        self.key = key
    }

    /// Keys nobody asked for, in order.
    var unread: [String] { members.keys.filter { !asked.contains($0) }.sorted().map(spelled) }

    /// Marks a key as known.
    mutating func read(_ name: String) { asked.insert(name) }

    mutating func text(_ name: String) throws(InstrumentError) -> String? {
        switch value(name) {
        case nil: return nil
        case .text(let text): return text
        default: throw wrong(name, "must be a text")
        }
    }

    mutating func number(
        _ name: String, in range: ClosedRange<Double>
    ) throws(InstrumentError) -> Double? {
        switch value(name) {
        case nil: return nil
        case .number(let number):
            guard range.contains(number) else {
                throw wrong(
                    name,
                    "is \(number), it must lie between \(range.lowerBound) and \(range.upperBound)")
            }
            return number
        default: throw wrong(name, "must be a number")
        }
    }

    mutating func object(_ name: String) throws(InstrumentError) -> SidecarObject? {
        guard let value = value(name) else { return nil }
        return try SidecarObject(value, path: path, key: spelled(name))
    }

    mutating func objects(_ name: String) throws(InstrumentError) -> [SidecarObject]? {
        guard let value = value(name) else { return nil }
        guard case .array(let values) = value else { throw wrong(name, "must be a list") }
        var objects: [SidecarObject] = []
        for (place, value) in values.enumerated() {
            objects.append(
                try SidecarObject(value, path: path, key: "\(spelled(name))[\(place)]"))
        }
        return objects
    }

    func wrong(_ name: String, _ reason: String) -> InstrumentError {
        .sidecar(path: path, key: spelled(name), reason: reason)
    }

    private func spelled(_ name: String) -> String { key.isEmpty ? name : key + "." + name }

    /// The value of a key; `null` counts as left out.
    private mutating func value(_ name: String) -> SidecarValue? {
        asked.insert(name)
        guard let value = members[name] else { return nil }
        if case .null = value { return nil }
        return value
    }
}
