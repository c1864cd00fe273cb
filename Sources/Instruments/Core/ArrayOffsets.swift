/// Places of the channels of an array by two lists of offsets, of which nobody tells the axes.
///
/// The list that differs from channel to channel is taken across travel; where both or none do it is
/// the list X. Offsets across are taken as positive to the right, as the axes X right, Y forward
/// have them, and turned: this program counts them positive to the left.
struct ArrayOffsets: Sendable {
    /// Across travel, positive to the left (m).
    let lateral: [Double]
    /// Along travel, positive forward (m).
    let along: [Double]

    /// No array is wider.
    private static let widestMetres = 20.0

    /// Weighs the lists; a list of another length than `count` or with offsets no array has is not
    /// used, and that is said.
    init(
        x: [Double]?, y: [Double]?, count: Int, names: (String, String), _ ledger: inout FactLedger
    ) {
        let usableX = Self.usable(x, count, names.0, &ledger)
        let usableY = Self.usable(y, count, names.1, &ledger)
        let zeros = [Double](repeating: 0, count: count)
        guard count > 1 else {
            // One channel has no side: it is the middle of its lane.
            lateral = zeros
            along = zeros
            return
        }
        let swaps = Self.differs(usableY) && !Self.differs(usableX)
        let across = swaps ? usableY : usableX
        lateral = across?.map { $0 == 0 ? 0 : -$0 } ?? zeros
        along = (swaps ? usableX : usableY) ?? zeros
        guard Self.differs(across) else {
            ledger.warn(
                "channel-offsets-missing",
                "the header does not tell where the \(count) channels lie on the array; all are "
                    + "read as lying in its middle; give --channel-offsets")
            return
        }
        ledger.warn(
            "channel-side-assumed",
            "\(swaps ? names.1 : names.0) is taken as the offset across travel, positive to the "
                + "right; no document of the maker says which side is meant; give "
                + "--channel-offsets if the channels lie otherwise")
        let places = zip(lateral, along).map { "\($0) \($1)" }
        if Set(places).count < count {
            ledger.warn(
                "channels-coincide", "several channels have the same place on the array")
        }
    }

    private static func usable(
        _ list: [Double]?, _ count: Int, _ name: String, _ ledger: inout FactLedger
    ) -> [Double]? {
        guard let list else { return nil }
        guard list.count == count, list.allSatisfy({ abs($0) <= widestMetres }) else {
            ledger.warn(
                "channel-offsets-unusable",
                list.count == count
                    ? "\(name) holds offsets beyond \(FactLedger.words(widestMetres)) m; it is "
                        + "not used"
                    : "\(name) holds \(list.count) offsets for \(count) channels; it is not used")
            return nil
        }
        return list
    }

    private static func differs(_ list: [Double]?) -> Bool { Set(list ?? []).count > 1 }
}
