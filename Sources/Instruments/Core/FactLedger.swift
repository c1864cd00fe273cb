internal import SurveyModel

/// One quantity of a sweep with every source that told of it, for `inspect --audit`.
public struct AuditedFact: Sendable, Equatable {
    /// What one source said.
    public struct Source: Sendable, Equatable {
        /// Where it stands, such as "RAD key FREQUENCY".
        public var name: String
        /// Its value in the fact's unit.
        public var value: Double

        /// The value in up to seven significant digits.
        public var digits: String { FactLedger.words(value) }

        /// A `value` as `name` gives it.
        public init(_ name: String, _ value: Double) {
            self.name = name
            self.value = value
        }
    }

    /// The quantity in words, such as "sample interval".
    public var quantity: String
    /// Its unit, empty for numbers.
    public var unit: String
    /// What was said, the source that is used first.
    public var sources: [Source]
    /// Whether all agree within the tolerance.
    public var agrees: Bool

    /// A quantity of which `sources` told.
    public init(quantity: String, unit: String, sources: [Source], agrees: Bool) {
        self.quantity = quantity
        self.unit = unit
        self.sources = sources
        self.agrees = agrees
    }
}

extension AuditedFact {
    /// The same fact, said of one part of a sweep: "part: quantity".
    func prefixed(_ part: String) -> AuditedFact {
        var fact = self
        fact.quantity = part + ": " + quantity
        return fact
    }
}

/// What a reader weighs: every quantity with all its sources, and a warning for each contradiction.
struct FactLedger: Sendable {
    private(set) var facts: [AuditedFact] = []
    private(set) var warnings: [SweepWarning] = []

    /// Notes something assumed, lost or odd.
    mutating func warn(_ code: String, _ text: String) {
        let warning = SweepWarning(code: code, text: text)
        if !warnings.contains(warning) { warnings.append(warning) }
    }

    /// Notes that no trace has a distance.
    mutating func warnPositionsMissing() {
        warn(
            "positions-missing",
            "the file holds no usable positions: traces are numbered, not measured")
    }

    /// Takes the first of `sources` that has a finite value, and warns where another differs.
    ///
    /// `quantity` is in words without article, such as "trace spacing"; `code` is the warning's short
    /// name. `tolerance` is the largest relative difference that is no contradiction, `absolute` the
    /// largest in `unit`, for values a file rounds. `reason` continues "because ...".
    /// - Returns: The chosen value; `nil` where every source is silent.
    @discardableResult
    mutating func choose(
        _ quantity: String, unit: String, code: String,
        _ sources: [(name: String, value: Double?)], tolerance: Double = 1e-4,
        absolute: Double = 0, because reason: String
    ) -> Double? {
        let said = sources.compactMap { source in
            source.value.flatMap { $0.isFinite ? AuditedFact.Source(source.name, $0) : nil }
        }
        guard let chosen = said.first else { return nil }
        let others = said.dropFirst().filter { other in
            let difference = abs(other.value - chosen.value)
            return difference > max(absolute, tolerance * abs(chosen.value))
        }
        facts.append(
            AuditedFact(quantity: quantity, unit: unit, sources: said, agrees: others.isEmpty))
        if !others.isEmpty {
            let suffix = unit.isEmpty ? "" : " " + unit
            let rest = others.map { "\(Self.words($0.value))\(suffix) by \($0.name)" }
                .joined(separator: " and ")
            warn(
                code,
                "the \(quantity) is \(Self.words(chosen.value))\(suffix) by \(chosen.name) but "
                    + "\(rest); \(chosen.name) \(Self.verb(chosen.name)) used, because \(reason)")
        }
        return chosen.value
    }

    /// A source in the plural takes another verb; names of keys in capitals do not.
    private static func verb(_ name: String) -> String {
        name.hasSuffix("s") && !name.hasSuffix("ss") && !name.hasPrefix("--") ? "are" : "is"
    }

    /// Up to seven significant digits.
    static func words(_ value: Double) -> String {
        guard value != 0 else { return "0" }
        guard value.isFinite, abs(value) < 1e15, abs(value) > 1e-9 else { return "\(value)" }
        var scale = 1.0
        while abs(value) * scale < 1e6 { scale *= 10 }
        let text = "\((value * scale).rounded() / scale)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
