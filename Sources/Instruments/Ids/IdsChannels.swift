/// How the traces of an IDS .dt file belong to channels.
struct IdsChannels: Sendable {
    /// Channels whose traces alternate; 1 where nothing tells of more.
    let count: Int
    /// Traces of each.
    let traceCounts: [Int]

    /// Largest number of channels of an array.
    private static let most = 256

    init(_ header: IdsHeader, traceCount: Int, _ ledger: inout FactLedger) {
        let told = header.channelCount ?? 1
        let antennas = header.antennas
        let pairs = Set(antennas.map { [$0.transmitter, $0.receiver] })
        ledger.choose(
            "number of channels", unit: "", code: "channel-count-contradicted",
            [
                ("record S", header.channelCount.map(Double.init)),
                ("the records AC", antennas.isEmpty ? nil : Double(antennas.count)),
            ], because: "it states the number")
        let isClear =
            (2...Self.most).contains(told) && antennas.count == told && pairs.count == told
            && traceCount >= told && header.traceCount == traceCount / told
        if isClear {
            count = told
            let order = antennas.prefix(8).map { "TX\($0.transmitter) RX\($0.receiver)" }
                .joined(separator: ", ")
            ledger.warn(
                "channel-order-assumed",
                "the file tells of \(told) channels but not in which order their traces lie: they "
                    + "are assumed to alternate, in the order \(order)")
            ledger.warn(
                "channel-offsets-unknown",
                "the file does not tell how the channels lie across the lane; give "
                    + "--channel-offsets")
        } else {
            count = 1
            if told > 1 || antennas.count > 1 {
                ledger.warn(
                    "channels-unclear",
                    "the file tells of \(max(told, antennas.count)) channels but not clearly; all "
                        + "traces are read as one channel, which may mix several")
            }
        }
        let number = count
        traceCounts = (0..<number).map { (traceCount - $0 + number - 1) / number }
    }
}
