/// An asset as the events leave it.
public struct AssetRecord: Sendable, Equatable {
    /// What was registered.
    public var fact: AssetRegistered
    /// Its end, where it has one.
    public var retired: AssetRetired?
    /// The event that registered it.
    public var stamp: EventStamp

    /// Its id.
    public var id: String { fact.id }

    /// Whether it is in use on `day`.
    public func isInUse(on day: String) -> Bool { retired.map { day <= $0.on } ?? true }
}

/// An accreditation as the events leave it.
public struct AccreditationRecord: Sendable, Equatable {
    /// What was granted.
    public var fact: AccreditationGranted
    /// Its withdrawal, where there is one.
    public var withdrawn: AccreditationWithdrawn?
    /// The event that granted it.
    public var stamp: EventStamp

    /// Whether it is valid on `day`.
    public func isValid(on day: String) -> Bool {
        fact.from <= day && day <= fact.until && (withdrawn.map { day < $0.on } ?? true)
    }

    /// The days on which it is valid, in words.
    var validity: String {
        "accreditation \(fact.number) is of \(fact.from) to \(fact.until)"
            + (withdrawn.map { ", withdrawn from \($0.on) on" } ?? "")
    }
}

/// The assets of a survey and every accreditation.
public struct AssetBook: Sendable, Equatable {
    /// Assets in order of registration.
    public internal(set) var assets: [AssetRecord] = []
    /// Accreditations in order of granting.
    public internal(set) var accreditations: [AccreditationRecord] = []

    /// Nothing.
    public init() {}

    /// The asset `id`.
    public func asset(_ id: String) -> AssetRecord? {
        let name = FoldedName(id)
        return assets.first { FoldedName($0.id) == name }
    }

    /// The accreditation `number`.
    public func accreditation(_ number: String) -> AccreditationRecord? {
        let name = FoldedName(number)
        return accreditations.first { FoldedName($0.fact.number) == name }
    }

    /// The accreditations of a holder.
    public func accreditations(of holder: AccreditationHolder) -> [AccreditationRecord] {
        let name = FoldedName(holder.name)
        return accreditations.filter {
            $0.fact.holder.holder == holder.holder && FoldedName($0.fact.holder.name) == name
        }
    }

    mutating func apply(_ fact: AssetRegistered, _ stamp: EventStamp) {
        assets.append(AssetRecord(fact: fact, retired: nil, stamp: stamp))
    }

    mutating func apply(_ fact: AssetRetired) {
        let name = FoldedName(fact.id)
        guard let place = assets.firstIndex(where: { FoldedName($0.id) == name }) else { return }
        assets[place].retired = fact
    }

    mutating func apply(_ fact: AccreditationGranted, _ stamp: EventStamp) {
        accreditations.append(AccreditationRecord(fact: fact, withdrawn: nil, stamp: stamp))
    }

    mutating func apply(_ fact: AccreditationWithdrawn) {
        let name = FoldedName(fact.number)
        let place = accreditations.firstIndex { FoldedName($0.fact.number) == name }
        if let place { accreditations[place].withdrawn = fact }
    }
}
