/// What an HDF5 file holds by gprMax's layout; used by the child process alone.
struct GprMaxContent {
    private(set) var message = GprMaxMessage()
    /// The samples of the chosen component, a receiver each.
    private(set) var chosen: [HDF5Samples] = []

    /// Fields a radar receives, then those beside them, then currents.
    private static let kinds = [["Ez", "Ey", "Ex"], ["Hx", "Hy", "Hz"], ["Ix", "Iy", "Iz"]]

    private static let mostCounted = 100_000

    init(_ file: borrowing HDF5Group, sampleBytes: Int) throws(HDF5Refusal) {
        guard let receivers = file.group("rxs") else {
            throw HDF5Refusal(
                "this is an HDF5 file without a group rxs: it is not of gprMax, and no other kind "
                    + "is read")
        }
        readFacts(file)
        var samples: [[String: HDF5Samples]] = []
        for number in 1...GprMaxMessage.mostReceivers {
            guard let group = receivers.group("rx\(number)") else { break }
            samples.append(try read(group, number, sampleBytes))
        }
        try Self.refuseMore(receivers, than: samples.count)
        try choose(samples, sampleBytes)
    }

    /// No receiver is ever left out in silence.
    private static func refuseMore(
        _ receivers: borrowing HDF5Group, than count: Int
    ) throws(HDF5Refusal) {
        guard count == GprMaxMessage.mostReceivers else { return }
        var total = count
        while total < mostCounted && receivers.holds("rx\(total + 1)") { total += 1 }
        guard total > count else { return }
        let words = total == mostCounted ? "\(total) receivers or more" : "\(total) receivers"
        throw HDF5Refusal("the file holds \(words), at most \(count) are read")
    }

    private mutating func readFacts(_ file: borrowing HDF5Group) {
        message.version = file.text("gprMax")
        message.title = file.text("Title")
        message.generator = file.text("Generator")
        message.stepSeconds = file.numbers("dt").first ?? .nan
        message.iterations = file.numbers("Iterations").first ?? .nan
        message.receiverCount = file.numbers("nrx").first ?? .nan
        message.sourceCount = file.numbers("nsrc").first ?? .nan
        // The names changed within version 3.
        message.cellMetres = Self.triple(file, "dx_dy_dz", "dx, dy, dz")
        message.cells = Self.triple(file, "nx_ny_nz", "nx, ny, nz")
        message.sourceSteps = Self.triple(file, "srcsteps")
        message.receiverSteps = Self.triple(file, "rxsteps")
        if let sources = file.group("srcs"), let first = sources.group("src1") {
            message.sourcePosition = Self.triple(first, "Position")
        }
    }

    private static func triple(
        _ group: borrowing HDF5Group, _ names: String...
    ) -> GprMaxMessage.Triple {
        for name in names {
            let values = group.numbers(name)
            if values.count == 3 { return GprMaxMessage.Triple(values[0], values[1], values[2]) }
        }
        return GprMaxMessage.Triple(repeating: .nan)
    }

    private mutating func read(
        _ group: borrowing HDF5Group, _ number: Int, _ sampleBytes: Int
    ) throws(HDF5Refusal) -> [String: HDF5Samples] {
        var receiver = GprMaxMessage.Receiver()
        receiver.name = "rx\(number)"
        receiver.label = group.text("Name")
        receiver.position = Self.triple(group, "Position")
        var found: [String: HDF5Samples] = [:]
        for name in Self.kinds.joined() {
            guard let samples = try group.samples(name, byteLimit: sampleBytes) else { continue }
            var component = GprMaxMessage.Component()
            component.name = name
            component.rowCount = samples.rowCount
            component.traceCount = samples.traceCount
            receiver.components.append(component)
            found[name] = samples
        }
        message.receivers.append(receiver)
        return found
    }

    /// The electric field with most energy; magnetic fields and currents only where there is none,
    /// because their units cannot be compared.
    private mutating func choose(
        _ samples: [[String: HDF5Samples]], _ sampleBytes: Int
    ) throws(HDF5Refusal) {
        var fallback = ""
        for kind in Self.kinds {
            var best = 0.0
            for name in kind where samples.contains(where: { $0[name] != nil }) {
                if fallback.isEmpty { fallback = name }
                let energy = try measure(name, samples)
                guard energy > best else { continue }
                best = energy
                message.chosen = name
            }
            if best > 0 { break }
        }
        if message.chosen.isEmpty { message.chosen = fallback }
        chosen = samples.compactMap { $0[message.chosen] }
        let bytes = chosen.reduce(0) { $0 + $1.rowCount * $1.traceCount * 4 }
        guard bytes <= sampleBytes else {
            throw HDF5Refusal(
                "the receivers hold \(bytes >> 20) MiB of samples, more than the "
                    + "\(sampleBytes >> 20) MiB allowed for a file of this size")
        }
    }

    private mutating func measure(
        _ name: String, _ samples: [[String: HDF5Samples]]
    ) throws(HDF5Refusal) -> Double {
        var sum = 0.0
        for (place, found) in samples.enumerated() {
            guard let energy = try found[name]?.energy() else { continue }
            sum += energy
            for index in message.receivers[place].components.indices
            where message.receivers[place].components[index].name == name {
                message.receivers[place].components[index].energy = energy
            }
        }
        return sum
    }
}
