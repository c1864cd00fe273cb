/// Many whole numbers in little memory: what a header field holds, trace after trace.
///
/// Numbers are kept in chunks. A chunk whose numbers rise by one step takes no more than the step,
/// another keeps the differences from number to number, in 8 or 16 bits each where those do.
struct Int32Column: Sendable {
    /// Numbers per chunk.
    static let chunkLength = 4096

    private enum Chunk: Sendable {
        case affine(first: Int, step: Int)
        case bytes(first: Int, least: Int, [UInt8])
        case words(first: Int, least: Int, [UInt16])
        case plain([Int32])
    }

    private var chunks: [Chunk] = []
    private var pending: [Int32] = []

    /// How many numbers there are.
    var count: Int { chunks.count * Self.chunkLength + pending.count }

    /// Adds `value` at the end.
    mutating func append(_ value: Int32) {
        pending.append(value)
        guard pending.count == Self.chunkLength else { return }
        chunks.append(Self.chunk(pending))
        pending.removeAll(keepingCapacity: true)
    }

    private static func chunk(_ values: [Int32]) -> Chunk {
        let first = Int(values[0])
        var least = Int.max
        var most = Int.min
        for place in 1..<values.count {
            let step = Int(values[place]) - Int(values[place - 1])
            least = min(least, step)
            most = max(most, step)
        }
        if least == most { return .affine(first: first, step: least) }
        guard most - least <= Int(UInt16.max) else { return .plain(values) }
        func rests<Word: FixedWidthInteger>(_ type: Word.Type) -> [Word] {
            (1..<values.count).map { place in
                Word(Int(values[place]) - Int(values[place - 1]) - least)
            }
        }
        return most - least <= Int(UInt8.max)
            ? .bytes(first: first, least: least, rests(UInt8.self))
            : .words(first: first, least: least, rests(UInt16.self))
    }

    /// Hands the numbers at `first`, `first + step` and so on to `body`, `count` of them; they must
    /// be there.
    func forEach(from first: Int, step: Int = 1, count: Int, _ body: (Int32) -> Void) {
        precondition(first >= 0 && step > 0 && count >= 0)
        var place = first
        var left = count
        var scratch: [Int32] = []
        while left > 0 {
            let chunk = place / Self.chunkLength
            let start = chunk * Self.chunkLength
            scratch.removeAll(keepingCapacity: true)
            if chunk < chunks.count {
                Self.unpack(chunks[chunk], into: &scratch)
            } else {
                scratch += pending
            }
            while left > 0 && place < start + Self.chunkLength {
                body(scratch[place - start])
                place += step
                left -= 1
            }
        }
    }

    private static func unpack(_ chunk: Chunk, into values: inout [Int32]) {
        switch chunk {
        case .affine(let first, let step):
            for place in 0..<chunkLength {
                values.append(Int32(truncatingIfNeeded: first + place * step))
            }
        case .bytes(let first, let least, let rests):
            unroll(first, least, rests, into: &values)
        case .words(let first, let least, let rests):
            unroll(first, least, rests, into: &values)
        case .plain(let all): values += all
        }
    }

    @inline(__always)
    private static func unroll<Word: FixedWidthInteger>(
        _ first: Int, _ least: Int, _ rests: [Word], into values: inout [Int32]
    ) {
        var value = first
        values.append(Int32(truncatingIfNeeded: value))
        for rest in rests {
            value += least + Int(rest)
            values.append(Int32(truncatingIfNeeded: value))
        }
    }

    /// The numbers at `first`, `first + step` and so on, `count` of them.
    func values(from first: Int, step: Int = 1, count: Int) -> [Int32] {
        var values: [Int32] = []
        values.reserveCapacity(count)
        forEach(from: first, step: step, count: count) { values.append($0) }
        return values
    }

    /// Memory the packed numbers take, roughly (bytes).
    var byteCount: Int {
        chunks.reduce(pending.count * 4) { sum, chunk in
            switch chunk {
            case .affine: sum + 24
            case .bytes(_, _, let rests): sum + 56 + rests.count
            case .words(_, _, let rests): sum + 56 + rests.count * 2
            case .plain(let all): sum + 56 + all.count * 4
            }
        }
    }
}
