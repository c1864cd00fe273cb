internal import CKernels

/// Electromagnetic fields Ez, Hx and Hy on a two-dimensional grid, advanced in time by the scheme of
/// Yee (1966) with convolutional absorbing layers (Roden and Gedney 2000) at all four sides.
///
/// Nodes count `columns` x `rows`, row-major; Ez lies on them and is zero on the outermost. The
/// fields start at zero. Nothing here has units: the coefficients bring them.
/// Every processor, and every division into calls of `advance`, gives the same bits.
public struct YeeGrid: ~Copyable, Sendable {
    /// Decay and strength of the memory in an absorbing layer, `2 layer` values each: from the edge
    /// inwards on the left (or above), then outwards on the right (or below).
    public struct LayerProfile: Sendable {
        /// What is left of the memory after a step, and the share of the field's difference that it
        /// takes up, on the nodes.
        public var nodes: (decay: [Float], strength: [Float])
        /// The same half a cell further, where the magnetic field is.
        public var gaps: (decay: [Float], strength: [Float])

        /// A profile of `nodes` and `gaps`.
        public init(
            nodes: (decay: [Float], strength: [Float]), gaps: (decay: [Float], strength: [Float])
        ) {
            self.nodes = nodes
            self.gaps = gaps
        }
    }

    private let grid: yee_grid
    private var block: [Float]

    /// A grid of nodes with the layers `across` (left and right) and `down` (above and below), both
    /// of `layer` cells; Ez becomes `keep` Ez + `gain` (curl of H), given per node, row-major.
    public init(
        columns: Int, rows: Int, layer: Int, keep: Span<Float>, gain: Span<Float>,
        across: LayerProfile, down: LayerProfile
    ) {
        precondition(layer > 0 && columns > 2 * layer + 2 && rows > 2 * layer + 2)
        precondition(keep.count == columns * rows && gain.count == columns * rows)
        grid = yee_grid_of(columns, rows, layer)
        block = [Float](repeating: 0, count: grid.count)
        for row in 0..<rows {
            for column in 0..<columns {
                block[grid.keep + row * grid.stride + column] = keep[row * columns + column]
                block[grid.gain + row * grid.stride + column] = gain[row * columns + column]
            }
        }
        put(across.nodes, grid.side_decay_e, grid.side_strength_e)
        put(across.gaps, grid.side_decay_h, grid.side_strength_h)
        put(down.nodes, grid.end_decay_e, grid.end_strength_e)
        put(down.gaps, grid.end_decay_h, grid.end_strength_h)
    }

    private mutating func put(
        _ profile: (decay: [Float], strength: [Float]), _ decay: Int, _ strength: Int
    ) {
        precondition(profile.decay.count == 2 * grid.layer)
        precondition(profile.strength.count == 2 * grid.layer)
        for p in 0..<2 * grid.layer {
            block[decay + p] = profile.decay[p]
            block[strength + p] = profile.strength[p]
        }
    }

    /// Runs `steps` of `ports`, which are numbered from the first step of all.
    public mutating func advance(_ steps: Range<Int>, ports: inout YeePorts) {
        precondition(steps.lowerBound >= 0 && steps.upperBound <= ports.steps)
        precondition(ports.columns == grid.columns && ports.rows == grid.rows)
        var sources = ports.sources
        var receivers = ports.receivers
        // Nodes are numbered with the padding of the rows here.
        let pad = Int32(grid.stride - grid.columns)
        let columns = Int32(grid.columns)
        for index in sources.indices { sources[index] += sources[index] / columns * pad }
        for index in receivers.indices { receivers[index] += receivers[index] / columns * pad }
        let steps = (first: steps.lowerBound, count: steps.count)
        // The pointers are used within the call only; the initialisers checked every node and length.
        unsafe sources.withUnsafeBufferPointer { sources in
            unsafe receivers.withUnsafeBufferPointer { receivers in
                unsafe ports.firstSource.withUnsafeBufferPointer { firstSource in
                    unsafe ports.firstReceiver.withUnsafeBufferPointer { firstReceiver in
                        unsafe ports.drive.withUnsafeBufferPointer { drive in
                            unsafe ports.record.withUnsafeMutableBufferPointer { record in
                                unsafe block.withUnsafeMutableBufferPointer { block in
                                    var ends = unsafe yee_ports(
                                        sources: sources.baseAddress,
                                        first_source: firstSource.baseAddress,
                                        drive: drive.baseAddress,
                                        receivers: receivers.baseAddress,
                                        first_receiver: firstReceiver.baseAddress,
                                        record: record.baseAddress, steps: ports.steps)
                                    var grid = grid
                                    unsafe yee_advance(
                                        block.baseAddress, &grid, &ends, steps.first, steps.count)
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
