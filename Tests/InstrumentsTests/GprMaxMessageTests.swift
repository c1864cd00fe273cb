import Instruments
import SurveyModel
import TestSupport
import Testing

/// A message of two traces of three samples.
private func message() -> GprMaxMessage {
    var message = GprMaxMessage()
    message.version = "3.1.7"
    message.title = "a\u{7}title"
    message.stepSeconds = 1e-11
    message.iterations = 3
    message.receiverCount = 1
    message.cellMetres = .init(0.01, 0.01, 0.01)
    message.cells = .init(100, 100, 100)
    message.receiverSteps = .init(2, 0, 0)
    message.sourceSteps = .init(2, 0, 0)
    message.chosen = "Ez"
    var receiver = GprMaxMessage.Receiver()
    receiver.name = "rx1"
    var component = GprMaxMessage.Component()
    component.name = "Ez"
    component.rowCount = 3
    component.traceCount = 2
    component.energy = 91
    receiver.components = [component]
    receiver.samples = [1, 2, 3, 4, 5, 6]
    message.receivers = [receiver]
    return message
}

@Suite struct GprMaxMessageTests {
    @Test("A message reads as it was written")
    func roundTrip() throws {
        var whole = message()
        whole.sourceCount = 1
        whole.sourcePosition = .init(0, 0, 0)
        whole.receivers[0].position = .init(0, 0, 0)
        for seed in [whole.encoded, message().encoded] { SeedRecorder.record(["a.out": seed]) }
        #expect(try GprMaxMessage(decoding: whole.encoded) == whole)
        let file = try GprMaxWorker.decode(whole.encoded, path: "a.out")
        #expect(file == whole)
    }

    @Test("A message cut anywhere or continued is malformed")
    func cut() {
        let bytes = message().encoded
        for length in 0..<bytes.count {
            #expect(throws: GprMaxMessage.Fault.self) {
                try GprMaxMessage(decoding: Array(bytes[..<length]))
            }
        }
        #expect(throws: GprMaxMessage.Fault.malformed(atByte: bytes.count)) {
            try GprMaxMessage(decoding: bytes + [0])
        }
    }

    @Test("Random bytes in a message never stop the program")
    func random() {
        let bytes = message().encoded
        var noise = SeededNoise(seed: 5)
        for round in 0..<600 {
            var changed = bytes
            for _ in 0...(round % 4) {
                let place = Int(noise.next() % UInt64(bytes.count))
                changed[place] = round % 2 == 0 ? 0xFF : UInt8(truncatingIfNeeded: noise.next())
            }
            guard let told = try? GprMaxMessage(decoding: changed) else { continue }
            var builder = GprMaxSweep(told, path: "a.out")
            if let sweep = try? builder.file() { _ = try? sweep.load() }
        }
    }

    @Test("Sizes whose product overflows are malformed")
    func overflow() {
        var whole = message()
        whole.receivers[0].components[0].rowCount = 1 << 39
        whole.receivers[0].components[0].traceCount = 1 << 39
        #expect(throws: GprMaxMessage.Fault.self) {
            try GprMaxMessage(decoding: whole.encoded)
        }
        whole.receivers[0].components[0].rowCount = Int.max
        #expect(throws: GprMaxMessage.Fault.self) {
            try GprMaxMessage(decoding: whole.encoded)
        }
    }

    @Test("A refusal is an error with its reason on one line")
    func refusal() {
        #expect(throws: InstrumentError.hdf5(path: "a.out", reason: "too  odd")) {
            try GprMaxWorker.decode(GprMaxMessage.refusal("too\n\u{1b}odd"), path: "a.out")
        }
    }
}

@Suite struct GprMaxSweepTests {
    private func file(_ change: (inout GprMaxMessage) -> Void) throws -> SweepFile {
        var told = message()
        change(&told)
        var builder = GprMaxSweep(told, path: "a.out")
        return try builder.file()
    }

    private func codes(_ change: (inout GprMaxMessage) -> Void) throws -> [String] {
        try file(change).outline.warnings.map(\.code)
    }

    @Test("Control characters of a title are not printed")
    func title() throws {
        let warnings = try file { _ in }.outline.warnings
        #expect(
            warnings.map(\.text) == [
                "this is a simulation (a title): it says nothing about any ground"
            ])
    }

    @Test(
        "A time step no radar has is refused",
        arguments: [Double.nan, .infinity, -1e-12, 0, 1e-30, 1])
    func step(seconds: Double) {
        #expect(throws: InstrumentError.self) { _ = try file { $0.stepSeconds = seconds } }
    }

    @Test(
        "Steps that are not whole cells of a size give no spacing",
        arguments: [Double.nan, .infinity, 0.5, 1e300, -.infinity])
    func steps(cells: Double) throws {
        let told = try codes {
            $0.receiverSteps.x = cells
            $0.sourceSteps.x = cells
        }
        #expect(told == ["simulated", "positions-missing"])
    }

    @Test("A source that stays where it is gives no spacing")
    func drifting() throws {
        let told = try codes { $0.sourceSteps = .init(0, 0, 0) }
        #expect(told == ["simulated", "antennas-drift-apart", "positions-missing"])
    }

    @Test("A step back and one along two axes are as long as they are")
    func length() throws {
        let sweep = try file {
            $0.receiverSteps = .init(-3, 4, 0)
            $0.sourceSteps = .init(-3, 4, 0)
        }
        #expect(try sweep.distances(ofChannelAt: 0, traces: 0..<2) == [0, 0.05])
        #expect(sweep.outline.positionSource == .header)
    }

    @Test("Samples stored traces first are refused")
    func swapped() {
        let said = sentence { _ = try file { $0.iterations = 2 } }
        #expect(said.contains("stored as 3 x 2, traces first"))
    }

    @Test("A receiver without the component or with other traces is left out and said")
    func leftOut() throws {
        let told = try file {
            var other = $0.receivers[0]
            other.components[0].rowCount = 2
            other.samples = [1, 2, 3, 4]
            $0.receivers.append(other)
            $0.receivers.append(GprMaxMessage.Receiver())
            $0.receiverCount = 3
        }
        #expect(told.outline.channels.count == 1)
        #expect(told.outline.warnings.map(\.code) == ["receivers-left-out", "simulated"])
    }

    @Test("Samples that are all zero are said")
    func silent() throws {
        #expect(
            try codes {
                $0.receivers[0].components[0].energy = 0
                $0.receivers[0].samples = [0, 0, 0, 0, 0, 0]
            } == ["simulated", "no-signal"])
    }
}
