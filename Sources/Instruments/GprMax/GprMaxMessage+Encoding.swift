extension GprMaxMessage {
    /// Everything before the samples, as bytes.
    package var encodedHead: [UInt8] {
        var writer = MessageWriter(kind: Self.sweepKind)
        for text in [version, title, generator] { writer.put(text) }
        for value in [stepSeconds, iterations, receiverCount, sourceCount] { writer.put(value) }
        for triple in [cellMetres, cells, sourceSteps, receiverSteps, sourcePosition] {
            writer.put(triple)
        }
        writer.put(chosen)
        writer.put(count: receivers.count)
        for receiver in receivers {
            writer.put(receiver.name)
            writer.put(receiver.label)
            writer.put(receiver.position)
            writer.put(count: receiver.components.count)
            for component in receiver.components {
                writer.put(component.name)
                writer.put(bits: UInt64(component.rowCount), 8)
                writer.put(bits: UInt64(component.traceCount), 8)
                writer.put(component.energy)
            }
        }
        return writer.bytes
    }

    /// The whole message, as bytes.
    package var encoded: [UInt8] {
        var writer = MessageWriter(bytes: encodedHead)
        for receiver in receivers {
            for sample in receiver.samples { writer.put(bits: UInt64(sample.bitPattern), 4) }
        }
        return writer.bytes + Self.endMark
    }

    /// A message that refuses a file.
    package static func refusal(_ reason: String) -> [UInt8] {
        var writer = MessageWriter(kind: refusalKind)
        writer.put(reason)
        return writer.bytes + endMark
    }
}

private struct MessageWriter {
    var bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    init(kind: Int) {
        bytes = GprMaxMessage.mark
        put(count: kind)
    }

    mutating func put(bits: UInt64, _ count: Int) {
        for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: bits >> (8 * place))) }
    }

    mutating func put(count: Int) { put(bits: UInt64(count), 4) }

    mutating func put(_ value: Double) { put(bits: value.bitPattern, 8) }

    mutating func put(_ triple: GprMaxMessage.Triple) {
        for place in 0..<3 { put(triple[place]) }
    }

    mutating func put(_ text: String) {
        let letters = text.utf8.prefix(GprMaxMessage.longestText)
        put(count: letters.count)
        bytes += letters
    }
}
