internal import SurveyModel

/// Turns what the child process told into a sweep; nothing of it is trusted.
package struct GprMaxSweep {
    private let message: GprMaxMessage
    private let path: String
    private var ledger = FactLedger()

    /// A sweep of the file at `path`.
    package init(_ message: GprMaxMessage, path: String) {
        self.message = message
        self.path = path
    }

    /// The sweep with its samples in memory.
    package mutating func file() throws(InstrumentError) -> SweepFile {
        let interval = try sampleInterval()
        let held = try receiversWithSamples()
        noteSource()
        noteComponents()
        let samples = held[0].component.rowCount
        noteCounts(samples: samples)
        let offsets = GprMaxOffsets(message, held.map(\.receiver.position))
        if held.count > 1 { offsets.warn(&ledger) }
        let spacing = GprMaxSpacing(message, &ledger)
        var outline = SweepOutline(
            format: "gprMax HDF5", instrument: instrument(held[0].receiver),
            channels: held.indices.map { place in
                var channel = ChannelOutline(
                    index: place + 1, lateralOffsetMetres: offsets.lateral[place],
                    traceCount: held[place].component.traceCount, samplesPerTrace: samples,
                    timeAxis: TimeAxis(sampleIntervalNanoseconds: interval))
                channel.alongOffsetMetres = offsets.along[place]
                channel.polarisation = Self.plain(message.chosen, limit: 16)
                return channel
            }, positionSource: spacing.metres == nil ? .none : .header)
        outline.files = [path]
        outline.audit = ledger.facts + componentFacts
        outline.warnings = ledger.warnings
        let axis = spacing.metres.map { DistanceAxis.uniform(start: 0, step: $0) } ?? .numbered
        return SweepFile(
            outline: outline,
            stores: held.map { .init(traces: .held($0.receiver.samples), distances: axis) })
    }

    private typealias Held = (receiver: GprMaxMessage.Receiver, component: GprMaxMessage.Component)

    private func sampleInterval() throws(InstrumentError) -> Double {
        let interval = message.stepSeconds * 1e9
        guard interval.isFinite, interval > 1e-9, interval < 1e6 else {
            throw .hdf5(
                path: path,
                reason: message.stepSeconds.isNaN
                    ? "the attribute dt, the time step, is missing"
                    : "the attribute dt is \(message.stepSeconds) s, which is no time step")
        }
        return interval
    }

    /// Receivers that have the chosen component, all of the same length.
    private mutating func receiversWithSamples() throws(InstrumentError) -> [Held] {
        let all = message.receivers.compactMap { receiver -> Held? in
            let told = receiver.components.first { $0.name == message.chosen }
            guard let told, told.rowCount > 0, told.traceCount > 0 else { return nil }
            let count = told.rowCount.multipliedReportingOverflow(by: told.traceCount)
            guard !count.overflow, receiver.samples.count == count.partialValue else { return nil }
            return (receiver, told)
        }
        guard let first = all.first else {
            throw .hdf5(path: path, reason: "the file holds no receiver with samples of a field")
        }
        try refuseSwappedAxes(first.component)
        let held = all.filter { $0.component.rowCount == first.component.rowCount }
        let lost = message.receivers.count - held.count
        if lost > 0 {
            ledger.warn(
                "receivers-left-out",
                "\(lost) of \(message.receivers.count) receivers are left out: they hold no "
                    + "\(Self.plain(message.chosen, limit: 16)) or traces of another length")
        }
        return held
    }

    /// Samples stored traces first would be read as nonsense.
    private func refuseSwappedAxes(
        _ told: GprMaxMessage.Component
    ) throws(InstrumentError) {
        let iterations = message.iterations
        guard told.traceCount > 1, Double(told.rowCount) != iterations,
            Double(told.traceCount) == iterations
        else { return }
        throw .hdf5(
            path: path,
            reason: "the samples are stored as \(told.rowCount) x \(told.traceCount), traces "
                + "first, while gprMax stores \(told.traceCount) samples in time first")
    }

    private mutating func noteSource() {
        var text = "this is a simulation"
        let title = Self.plain(message.title, limit: 120)
        if !title.isEmpty { text += " (\(title))" }
        let generator = Self.plain(message.generator, limit: 120)
        if !generator.isEmpty { text += ", written by \(generator)" }
        ledger.warn("simulated", text + ": it says nothing about any ground")
    }

    private mutating func noteCounts(samples: Int) {
        ledger.choose(
            "samples per trace", unit: "", code: "sample-count-contradicted",
            [
                ("the data set", Double(samples)), ("the attribute Iterations", message.iterations),
            ], tolerance: 0, because: "its samples are there")
        ledger.choose(
            "number of receivers", unit: "", code: "receiver-count-contradicted",
            [
                ("the groups in rxs", Double(message.receivers.count)),
                ("the attribute nrx", message.receiverCount),
            ], tolerance: 0, because: "their samples are there")
    }

    private mutating func noteComponents() {
        let energy = message.receivers.reduce(0) { sum, receiver in
            let told = receiver.components.first { $0.name == message.chosen }
            return sum + (told?.energy ?? 0)
        }
        guard !(energy > 0) else { return }
        ledger.warn(
            "no-signal", "all samples of \(Self.plain(message.chosen, limit: 16)) are zero")
    }

    /// Each component that was measured, the chosen first.
    private var componentFacts: [AuditedFact] {
        var sums: [String: Double] = [:]
        for component in message.receivers.flatMap(\.components) {
            sums[component.name, default: 0] += component.energy
        }
        let names = sums.keys.sorted { one, other in
            (one == message.chosen ? 0 : 1, one) < (other == message.chosen ? 0 : 1, other)
        }
        let sources = names.map { name in
            AuditedFact.Source(Self.plain(name, limit: 16), sums[name] ?? .nan)
        }
        return [
            AuditedFact(
                quantity: "energy of field component", unit: "", sources: sources, agrees: true)
        ]
    }

    private func instrument(_ receiver: GprMaxMessage.Receiver) -> Instrument {
        var instrument = Instrument(maker: "gprMax")
        let version = Self.plain(message.version, limit: 40)
        if !version.isEmpty { instrument.model = version }
        let apart = receiver.position - message.sourcePosition
        let distance = (apart * apart).sum().squareRoot()
        if distance.isFinite, distance > 0, distance < 100, message.sourceCount == 1 {
            // Positions are whole cells, written as binary fractions.
            instrument.antennaSeparationMetres = (distance * 1e6).rounded() / 1e6
        }
        let label = Self.plain(receiver.label, limit: 60)
        if !label.isEmpty { instrument.antenna = label }
        return instrument
    }

    /// One line of at most `limit` letters, without control characters.
    static func plain(_ text: String, limit: Int) -> String {
        let letters = text.unicodeScalars.prefix(4 * limit).map { scalar in
            scalar.properties.generalCategory == .control
                || scalar.properties.generalCategory == .format ? " " : Character(scalar)
        }
        return String(letters.prefix(limit)).trimmingBlanks
    }
}
