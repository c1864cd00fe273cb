/// The step between traces of a merged gprMax file: what its antennas move, in cells, times a cell.
struct GprMaxSpacing {
    /// The step (m), `nil` where the file does not tell.
    let metres: Double?

    /// Weighs the steps of source and receiver.
    init(_ message: GprMaxMessage, _ ledger: inout FactLedger) {
        let receiver = Self.length(message.receiverSteps, message.cellMetres)
        let source = Self.length(message.sourceSteps, message.cellMetres)
        let moves = [receiver, source].compactMap(\.self).contains { $0 > 0 }
        let apart = message.receiverSteps - message.sourceSteps
        // Both must move alike: else the antennas drift apart and one step means nothing.
        let isRigid =
            source == nil || receiver == nil
            || (0..<3).allSatisfy { abs(apart[$0]) < 1e-6 }
        guard moves, isRigid else {
            metres = nil
            if moves {
                ledger.warn(
                    "antennas-drift-apart",
                    "the attributes rxsteps and srcsteps differ: the distance from source to "
                        + "receiver changes from trace to trace")
            }
            ledger.warnPositionsMissing()
            return
        }
        metres = ledger.choose(
            "trace spacing", unit: "m", code: "trace-spacing-contradicted",
            [
                ("the attribute rxsteps times the cell", receiver),
                ("the attribute srcsteps times the cell", source),
            ], because: "the receiver takes the traces")
    }

    /// Length of a step (m); `nil` where it is missing or not of whole cells.
    static func length(_ steps: SIMD3<Double>, _ cell: SIMD3<Double>) -> Double? {
        for axis in 0..<3 {
            guard abs(steps[axis]) < 1e6, steps[axis] == steps[axis].rounded(), cell[axis] > 0,
                cell[axis] < 10
            else { return nil }
        }
        let move = steps * cell
        let metres = (move * move).sum().squareRoot()
        guard metres <= 100 else { return nil }
        return (metres * 1e9).rounded() / 1e9
    }
}
