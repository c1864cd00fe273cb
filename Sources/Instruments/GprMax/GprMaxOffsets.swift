/// Where the receivers of a model lie on the array: across and along the way the antennas move.
struct GprMaxOffsets {
    /// Offset across travel from the middle of the receivers (m), positive to the left.
    private(set) var lateral: [Double]
    /// Offset along travel from the middle of the receivers (m), positive forward.
    private(set) var along: [Double]
    private let isKnown: Bool

    /// The receivers at `positions`, with z upwards as gprMax has it in three dimensions.
    init(_ message: GprMaxMessage, _ positions: [SIMD3<Double>]) {
        lateral = positions.map { _ in 0 }
        along = lateral
        let step = message.receiverSteps * message.cellMetres
        let length = (step.x * step.x + step.y * step.y).squareRoot()
        let isFlat = (0..<3).contains { message.cells[$0] == 1 }
        isKnown =
            positions.count > 1 && length.isFinite && length > 0
            && !isFlat
            && positions.allSatisfy { position in
                (0..<3).allSatisfy { abs(position[$0]) < 1000 }
            }
        guard isKnown else { return }
        let ahead = SIMD2(step.x, step.y) / length
        let middle = positions.reduce(SIMD3<Double>()) { $0 + $1 } / Double(positions.count)
        for (place, position) in positions.enumerated() {
            let x = position.x - middle.x
            let y = position.y - middle.y
            along[place] = Self.rounded(x * ahead.x + y * ahead.y)
            lateral[place] = Self.rounded(y * ahead.x - x * ahead.y)
        }
    }

    private static func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }

    /// Says what was assumed.
    func warn(_ ledger: inout FactLedger) {
        ledger.warn(
            "channel-offsets-assumed",
            isKnown
                ? "offsets of the receivers are taken from their positions with z upwards, "
                    + "measured from their middle; --channel-offsets sets others"
                : "the file does not tell how the receivers lie across the lane: all offsets are "
                    + "0 m; --channel-offsets sets others")
    }
}
