internal import SurveyModel

/// The time axis as SEG-Y stores it: whole units, the rest in words.
struct SegyTimeFields {
    let axis: TimeAxis
    let unit: SegyIntervalUnit
    let storedInterval: Int
    let storedDelay: Int

    init(_ axis: TimeAxis, path: String) throws(InstrumentError) {
        self.axis = axis
        let interval = axis.sampleIntervalNanoseconds
        let unit = SegyIntervalUnit.allCases.first {
            (0.5..<65_535.5).contains(interval / $0.inNanoseconds)
        }
        guard let unit, axis.timeZeroNanoseconds.isFinite else {
            throw .cannotStore(
                path: path, reason: "SEG-Y cannot hold a sample interval of \(interval) ns")
        }
        self.unit = unit
        storedInterval = Int((interval / unit.inNanoseconds).rounded())
        let step = unit == .microseconds ? 1e6 : unit.inNanoseconds
        let delay = (-axis.timeZeroNanoseconds / step).rounded()
        // What the 16-bit field cannot hold stands in the text header alone.
        storedDelay = abs(delay) <= 32_767 ? Int(delay) : 0
    }

    /// Length of a unit of the recording delay (ns).
    private var delayStep: Double { unit == .microseconds ? 1e6 : unit.inNanoseconds }

    /// What readers of the whole-numbered fields alone get otherwise.
    var warnings: [SweepWarning] {
        let interval = axis.sampleIntervalNanoseconds
        let held = Double(storedInterval) * unit.inNanoseconds
        var found: [SweepWarning] = []
        if abs(held - interval) > 1e-6 * unit.inNanoseconds {
            let share = FactLedger.words(abs(held - interval) / interval * 100)
            found.append(
                SweepWarning(
                    code: "interval-rounded",
                    text: "the sample interval is \(FactLedger.words(interval)) ns; the header "
                        + "fields hold whole \(unit), \(FactLedger.words(held)) ns, \(share) % "
                        + "off; only the text header has the exact one, which other programs may "
                        + "not read"))
        }
        let zero = axis.timeZeroNanoseconds
        let heldZero = storedDelay == 0 ? 0 : -Double(storedDelay) * delayStep
        if abs(heldZero - zero) > 0.1 * interval {
            found.append(
                SweepWarning(
                    code: "time-zero-not-stored",
                    text: "time zero is \(FactLedger.words(zero)) ns from the first sample; the "
                        + "delay field holds \(FactLedger.words(heldZero)) ns; only the text "
                        + "header has the exact one, which other programs may not read"))
        }
        return found
    }

    /// The words for the text header.
    var cards: [String] {
        [
            "SAMPLE INTERVAL \(storedInterval) \("\(unit)".uppercased()), "
                + "HEADER FIELD HOLDS \("\(unit)".uppercased())",
            "EXACT INTERVAL \(axis.sampleIntervalNanoseconds) NS",
            "TIME ZERO FROM FIRST SAMPLE \(axis.timeZeroNanoseconds) NS",
        ]
    }
}

/// Distances and offsets as SEG-Y stores them: whole millimetres, or tenths where those do not do.
struct SegyPlaceFields {
    private let unitsPerMetre: Int
    private static let candidates = [1000, 10_000]
    private let hasDistances: Bool
    let warnings: [SweepWarning]

    init(_ sweep: any TraceSource, path: String, monitor: WorkMonitor) throws {
        let outline = sweep.outline
        let offsets = outline.channels.map(\.lateralOffsetMetres)
        let indexes = outline.channels.map(\.index)
        guard Set(offsets).count == offsets.count else {
            throw InstrumentError.channelsCoincide(path: path, offsets: offsets)
        }
        guard Set(indexes).count == indexes.count,
            offsets.allSatisfy({ abs($0) <= SegyChannels.widestOffsetMetres }),
            indexes.allSatisfy({ (1...1000).contains($0) })
        else {
            throw InstrumentError.cannotStore(
                path: path,
                reason: "SEG-Y tells channels apart by number and lateral offset, "
                    + "the numbers coincide, or they or the offsets are out of range")
        }
        hasDistances = outline.positionSource != .none
        var fits = Self.candidates.filter { Self.fits(offsets, $0) }
        if hasDistances {
            for (place, channel) in outline.channels.enumerated() {
                for start in stride(from: 0, to: channel.traceCount, by: 4096) {
                    try monitor.check()
                    let traces = start..<min(start + 4096, channel.traceCount)
                    let block = try sweep.distances(ofChannelAt: place, traces: traces)
                    guard block.allSatisfy({ abs($0) < 200_000 }) else {
                        throw InstrumentError.cannotStore(
                            path: path, reason: "the distances are beyond 200 km")
                    }
                    fits = fits.filter { Self.fits(block, $0) }
                }
            }
        }
        let units = fits.first
        unitsPerMetre = units ?? 10_000
        warnings =
            units == nil
            ? [
                SweepWarning(
                    code: "positions-rounded", text: "distances were rounded to 0.1 mm")
            ] : []
    }

    func fill(
        _ header: inout HeaderBuilder, _ channel: ChannelOutline, distance given: Double,
        instrument: Instrument
    ) {
        let y = stored(channel.lateralOffsetMetres)
        let distance = hasDistances ? given : 0
        header.set16(68, -unitsPerMetre)
        header.set16(70, -unitsPerMetre)
        header.set16(88, 1)
        header.set32(180, stored(distance))
        header.set32(184, y)
        if let separation = instrument.antennaSeparationMetres, abs(separation) <= 100 {
            // As everywhere in SEG-Y, the source-receiver distance is in plain units.
            header.set32(36, Int((separation * 1000).rounded()))
            if hasDistances {
                header.set32(72, stored(distance - separation / 2))
                header.set32(80, stored(distance + separation / 2))
                header.set32(76, y)
                header.set32(84, y)
            }
        }
        if let height = instrument.antennaHeightMetres, abs(height) <= 100 {
            header.set32(40, stored(height))
        }
    }

    private func stored(_ metres: Double) -> Int { Int((metres * Double(unitsPerMetre)).rounded()) }

    private static func fits(_ metres: [Double], _ unitsPerMetre: Int) -> Bool {
        metres.allSatisfy { value in
            let units = value * Double(unitsPerMetre)
            return abs(units - units.rounded()) < 1e-4
        }
    }
}

/// Date and time of recording as SEG-Y stores them, in UTC.
struct SegyDateFields {
    private let day: CalendarDay
    private let clock: [Int]
    /// Whether nothing below a second was left out.
    let isExact: Bool

    /// Reads `2026-03-04T07:30:00Z`; `nil` where it is nothing of that kind.
    init?(_ text: String?) {
        guard let text, text.utf8.count >= 20, text.hasSuffix("Z"),
            let day = CalendarDay(text: text.prefix(10))
        else { return nil }
        let clock = text.dropFirst(11).prefix(8).split(separator: ":").compactMap { Int($0) }
        guard clock.count == 3, (0..<24).contains(clock[0]), (0..<60).contains(clock[1]),
            (0...60).contains(clock[2])
        else { return nil }
        self.day = day
        self.clock = clock
        isExact = text.utf8.count == 20
    }

    func fill(_ header: inout HeaderBuilder) {
        header.set16(156, day.year)
        header.set16(158, day.dayOfYear)
        for (place, number) in clock.enumerated() { header.set16(160 + 2 * place, number) }
        header.set16(166, 4)  // UTC
    }
}

/// The 40 cards of the text header.
struct SegyTextWriter {
    private var cards: [String] = []
    private var unheld: [String] = []

    init(outline sweep: SweepOutline, time: SegyTimeFields) {
        cards = ["GPR SWEEP WRITTEN BY CLEARROAD \(ToolVersion.current)"] + time.cards
        let counts = Set(sweep.channels.map(\.traceCount))
        var shape = "CHANNELS \(sweep.channels.count)"
        if counts.count == 1 { shape += " ; TRACES PER CHANNEL \(sweep.traceCount)" }
        cards.append(shape)
        cards.append("TRACE ORDER: CHANNEL MAJOR. INLINE(189)=CHANNEL, CROSSLINE(193)=TRACE")
        cards.append("COORDINATES: CDP_X=DISTANCE ALONG LANE, CDP_Y=LATERAL, LEFT POSITIVE")
        cards += SegyFlagCards(sweep.channels).cards
        if sweep.positionSource != .traceHeaders && sweep.positionSource != .none {
            cards.append("POSITIONS \(sweep.positionSource.rawValue)")
        }
        if sweep.positionSource != .none, let error = sweep.positionErrorMetres, error.isFinite {
            cards.append("POSITION ERROR \(error) M")
        }
        let instrument = sweep.instrument
        if let frequency = instrument.centreFrequencyMHz {
            cards.append("CENTRE FREQUENCY \(frequency) MHZ")
        }
        if let separation = instrument.antennaSeparationMetres {
            cards.append("TX-RX \(separation) M")
        }
        if let height = instrument.antennaHeightMetres {
            cards.append("ANTENNA HEIGHT \(height) M")
        }
        add("MAKER", instrument.maker)
        add("MODEL", instrument.model)
        add("ANTENNA", instrument.antenna)
        add("OPERATOR", sweep.operatorName)
    }

    /// 3200 bytes of EBCDIC.
    var bytes: [UInt8] {
        var text = ""
        for number in 1...40 {
            let label = "C" + (number < 10 ? " " : "") + "\(number) "
            let card: String
            switch number {
            case 39: card = "SEG Y REV1"
            case 40: card = "END TEXTUAL HEADER"
            default: card = number <= cards.count ? cards[number - 1] : ""
            }
            let line = label + card
            text += line + String(repeating: " ", count: max(0, 80 - line.count))
        }
        return Ebcdic.encode(text)
    }

    var warnings: [SweepWarning] {
        guard !unheld.isEmpty else { return [] }
        let names = unheld.joined(separator: ", ")
        return [
            SweepWarning(
                code: "names-not-stored",
                text: "the text header cannot hold these names as written: \(names)")
        ]
    }

    /// A name is kept whole or not at all.
    private mutating func add(_ key: String, _ name: String?) {
        guard let name, !name.isEmpty else { return }
        let card = "\(key): \(name)"
        let plain = card.unicodeScalars.allSatisfy {
            (32...126).contains($0.value) || (160...255).contains($0.value)
        }
        guard plain, card.count <= 76, name == name.trimmingBlanks,
            card.unicodeScalars.count == card.count
        else {
            unheld.append(name)
            return
        }
        cards.append(card)
    }
}
