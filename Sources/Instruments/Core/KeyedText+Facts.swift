/// What MALA and ImpulseRadar headers tell in the same way.
extension KeyedText {
    /// The number of traces announced; `nil` where it is none, which is said.
    func lastTrace(_ ledger: inout FactLedger) -> Int? {
        guard let text = text("LAST TRACE") else { return nil }
        guard let count = count("LAST TRACE"), count > 0 else {
            ledger.warn(
                "header-value-unusable",
                "LAST TRACE is `\(text.prefix(40))`, which is no number of traces; the size of "
                    + "the file is used")
            return nil
        }
        return count
    }

    /// Distance from transmitter to receiver (m), where the header tells a possible one.
    var antennaSeparationMetres: Double? {
        let separation = number("ANTENNA SEPARATION", in: Self.lengths)
        return separation.flatMap { $0 > 0 && $0 <= 20 ? $0 : nil }
    }

    /// Says which keys come again with another value.
    func tellRepeated(_ ledger: inout FactLedger) {
        guard !repeatedKeys.isEmpty else { return }
        ledger.warn(
            "header-keys-repeated",
            "the header gives \(repeatedKeys.prefix(5).joined(separator: ", ")) more than once; "
                + "the first is used")
    }

    /// Says that date and time are not used.
    static func tellDate(_ ledger: inout FactLedger) {
        ledger.warn(
            "date-not-utc",
            "the times of the files are not said to be UTC; the sweep has no date of recording")
    }
}
