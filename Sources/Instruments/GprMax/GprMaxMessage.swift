/// What the child process tells of a gprMax file.
///
/// Little-endian: the mark "CLRGPRM1", then a kind (0 a sweep, 1 a refusal), then the fields in the
/// order they are declared here, texts and lists with their count in 32 bits first, the samples of
/// each receiver as float32, traces x samples, and the mark "CLRGPREN". Numbers that are not in the
/// file are NaN.
package struct GprMaxMessage: Sendable, Equatable {
    /// Three numbers along x, y and z.
    package typealias Triple = SIMD3<Double>

    /// One output of a receiver.
    package struct Component: Sendable, Equatable {
        /// Name, such as "Ez".
        package var name = ""
        /// Samples in time.
        package var rowCount = 0
        /// Traces.
        package var traceCount = 0
        /// Sum of squares; NaN where it was not needed.
        package var energy = Double.nan
    }

    /// One receiver.
    package struct Receiver: Sendable, Equatable {
        /// Name of its group, such as "rx1".
        package var name = ""
        /// The name its model gives it.
        package var label = ""
        /// Where it is in the first model (m).
        package var position = Triple(repeating: .nan)
        /// What it recorded.
        package var components: [Component] = []
        /// Samples of the chosen component, traces x samples; empty where it has none.
        package var samples: [Float] = []
    }

    /// Version of gprMax.
    package var version = ""
    /// Title of the model.
    package var title = ""
    /// What wrote the file, where it is not gprMax itself.
    package var generator = ""
    /// Time step (s).
    package var stepSeconds = Double.nan
    /// Samples the model computed.
    package var iterations = Double.nan
    /// Receivers by the file's account.
    package var receiverCount = Double.nan
    /// Sources by the file's account.
    package var sourceCount = Double.nan
    /// Size of a cell (m).
    package var cellMetres = Triple(repeating: .nan)
    /// Cells of the model.
    package var cells = Triple(repeating: .nan)
    /// Cells a source moves from trace to trace.
    package var sourceSteps = Triple(repeating: .nan)
    /// Cells a receiver moves from trace to trace.
    package var receiverSteps = Triple(repeating: .nan)
    /// Where the first source is (m).
    package var sourcePosition = Triple(repeating: .nan)
    /// The component whose samples are told.
    package var chosen = ""
    /// The receivers in order of their number.
    package var receivers: [Receiver] = []

    /// Nothing yet.
    package init() {}

    static let mark: [UInt8] = Array("CLRGPRM1".utf8)
    static let endMark: [UInt8] = Array("CLRGPREN".utf8)
    static let sweepKind = 0
    static let refusalKind = 1
    static let longestText = 4096
    static let mostReceivers = 1024
    static let mostComponents = 16
    /// Bytes everything but the samples can take at most.
    static let longestHead =
        64 << 10 + mostReceivers * (2 * longestText + 64 + mostComponents * 128)
}

extension GprMaxMessage {
    /// Why bytes are no message.
    package enum Fault: Error, Equatable, Sendable {
        /// They do not follow the protocol at this byte.
        case malformed(atByte: Int)
        /// The child read the file and refuses it, for this reason.
        case refused(String)
    }

    /// Reads a message of which nothing is trusted.
    package init(decoding bytes: [UInt8]) throws(Fault) {
        var reader = MessageReader(bytes)
        try reader.take(Self.mark)
        switch try reader.count(limit: Self.refusalKind) {
        case Self.refusalKind:
            let reason = try reader.text()
            try reader.take(Self.endMark)
            try reader.finish()
            throw .refused(reason)
        default: try self.init(&reader)
        }
    }

    private init(_ reader: inout MessageReader) throws(Fault) {
        version = try reader.text()
        title = try reader.text()
        generator = try reader.text()
        stepSeconds = try reader.number()
        iterations = try reader.number()
        receiverCount = try reader.number()
        sourceCount = try reader.number()
        cellMetres = try reader.triple()
        cells = try reader.triple()
        sourceSteps = try reader.triple()
        receiverSteps = try reader.triple()
        sourcePosition = try reader.triple()
        chosen = try reader.text()
        for _ in 0..<(try reader.count(limit: Self.mostReceivers)) {
            receivers.append(try Receiver(&reader))
        }
        for place in receivers.indices {
            let told = receivers[place].components.first { $0.name == chosen }
            guard let told else { continue }
            receivers[place].samples = try reader.floats(told.rowCount, told.traceCount)
        }
        try reader.take(Self.endMark)
        try reader.finish()
    }
}

extension GprMaxMessage.Receiver {
    fileprivate init(_ reader: inout MessageReader) throws(GprMaxMessage.Fault) {
        name = try reader.text()
        label = try reader.text()
        position = try reader.triple()
        for _ in 0..<(try reader.count(limit: GprMaxMessage.mostComponents)) {
            var component = GprMaxMessage.Component()
            component.name = try reader.text()
            component.rowCount = try reader.size()
            component.traceCount = try reader.size()
            component.energy = try reader.number()
            components.append(component)
        }
    }
}

/// Takes fields from untrusted bytes, one after the other.
private struct MessageReader {
    typealias Fault = GprMaxMessage.Fault
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private mutating func next(_ count: Int) throws(Fault) -> Range<Int> {
        guard count >= 0, count <= bytes.count - place else { throw .malformed(atByte: place) }
        place += count
        return place - count..<place
    }

    private mutating func bits(_ count: Int) throws(Fault) -> UInt64 {
        bytes[try next(count)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    mutating func take(_ mark: [UInt8]) throws(Fault) {
        let start = place
        guard bytes[try next(mark.count)].elementsEqual(mark) else {
            throw .malformed(atByte: start)
        }
    }

    func finish() throws(Fault) {
        guard place == bytes.count else { throw .malformed(atByte: place) }
    }

    mutating func count(limit: Int) throws(Fault) -> Int {
        let start = place
        let value = Int(try bits(4))
        guard value <= limit else { throw .malformed(atByte: start) }
        return value
    }

    /// A length of an axis: beyond 2^40 two of them would not multiply.
    mutating func size() throws(Fault) -> Int {
        let start = place
        let value = try bits(8)
        guard value < 1 << 40 else { throw .malformed(atByte: start) }
        return Int(value)
    }

    mutating func number() throws(Fault) -> Double { Double(bitPattern: try bits(8)) }

    mutating func triple() throws(Fault) -> GprMaxMessage.Triple {
        GprMaxMessage.Triple(try number(), try number(), try number())
    }

    mutating func text() throws(Fault) -> String {
        let count = try count(limit: GprMaxMessage.longestText)
        return String(decoding: bytes[try next(count)], as: UTF8.self)
    }

    mutating func floats(_ rows: Int, _ traces: Int) throws(Fault) -> [Float] {
        let count = rows.multipliedReportingOverflow(by: traces)
        guard !count.overflow, count.partialValue <= (bytes.count - place) / 4 else {
            throw .malformed(atByte: place)
        }
        let range = try next(count.partialValue * 4)
        var values = [Float](repeating: 0, count: count.partialValue)
        var span = values.mutableSpan
        SampleEncoding(.float32).decode(
            bytes.span.extracting(range), count: count.partialValue, into: &span, at: 0)
        return values
    }
}
