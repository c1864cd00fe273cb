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
    private var assetIndex: [FoldedName: Int] = [:]
    private var numberIndex: [FoldedName: Int] = [:]
    private var placesOfHolder: [Holder: [Int]] = [:]

    /// A holder whatever its spelling.
    private struct Holder: Hashable {
        var kind: AccreditationHolder.Kind
        var name: FoldedName

        init(_ holder: AccreditationHolder) {
            kind = holder.holder
            name = FoldedName(holder.name)
        }
    }

    /// Nothing.
    public init() {}

    /// The asset `id`.
    public func asset(_ id: String) -> AssetRecord? {
        assetIndex[FoldedName(id)].map { assets[$0] }
    }

    /// The accreditation `number`.
    public func accreditation(_ number: String) -> AccreditationRecord? {
        numberIndex[FoldedName(number)].map { accreditations[$0] }
    }

    /// The accreditations of a holder.
    public func accreditations(of holder: AccreditationHolder) -> [AccreditationRecord] {
        (placesOfHolder[Holder(holder)] ?? []).map { accreditations[$0] }
    }

    mutating func apply(_ fact: AssetRegistered, _ stamp: EventStamp) {
        assetIndex[FoldedName(fact.id)] = assets.count
        assets.append(AssetRecord(fact: fact, retired: nil, stamp: stamp))
    }

    mutating func apply(_ fact: AssetRetired) {
        guard let place = assetIndex[FoldedName(fact.id)] else { return }
        assets[place].retired = fact
    }

    mutating func apply(_ fact: AccreditationGranted, _ stamp: EventStamp) {
        numberIndex[FoldedName(fact.number)] = accreditations.count
        placesOfHolder[Holder(fact.holder), default: []].append(accreditations.count)
        accreditations.append(AccreditationRecord(fact: fact, withdrawn: nil, stamp: stamp))
    }

    mutating func apply(_ fact: AccreditationWithdrawn) {
        guard let place = numberIndex[FoldedName(fact.number)] else { return }
        accreditations[place].withdrawn = fact
    }
}
