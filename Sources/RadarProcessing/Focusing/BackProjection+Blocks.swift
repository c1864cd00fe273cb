public import SignalKit

extension BackProjection {
    /// Hands out the image in blocks of points along travel, in order, one image for each permittivity.
    ///
    /// Blocks are made by up to `tasks` tasks at once and hold the same bytes for every number of tasks.
    /// A block needs about 16 bytes x fine samples x (points + aperture) x channels while it is made; no
    /// more than one block for each task and one more are held.
    /// - Throws: what `deliver` throws, `CancellationError` between blocks.
    public func forEachBlock(
        _ quantity: Quantity = .coherentAmplitude, tasks: Int = 2,
        deliver: (Range<Int>, [DepthImage]) throws -> Void
    ) async throws {
        let blocks = stride(from: 0, to: grid.x.count, by: settings.blockColumns).map {
            $0..<min($0 + settings.blockColumns, grid.x.count)
        }
        let width = max(1, tasks)
        try await withThrowingTaskGroup(of: (Int, [DepthImage]).self) { group in
            var started = 0
            var finished = 0
            var delivered = 0
            var waiting: [Int: [DepthImage]] = [:]
            func fill() {
                while started < blocks.count, started - finished < width,
                    started - delivered <= width
                {
                    let number = started
                    group.addTask {
                        try Task.checkCancellation()
                        return (number, block(blocks[number], quantity))
                    }
                    started += 1
                }
            }
            fill()
            while let (number, images) = try await group.next() {
                finished += 1
                waiting[number] = images
                fill()
                while let ready = waiting.removeValue(forKey: delivered) {
                    try deliver(blocks[delivered], ready)
                    delivered += 1
                }
                fill()
            }
        }
    }
}
