internal import FileAccess
internal import SurveyModel

/// The channels of one line, with what their headers tell together.
struct ImpulseLine {
    /// At least one.
    let channels: [ImpulseChannel]
    let row: ImpulseRow?
    /// What was weighed for the line as a whole.
    var ledger: FactLedger

    /// The header that speaks for the line.
    private var header: KeyedText? { channels.first?.header }

    /// Steps and lengths, by the first header.
    var facts: LineFacts {
        var facts = LineFacts()
        guard let header, let first = channels.first else { return facts }
        facts.steps = [
            ("DISTANCE INTERVAL", header.number("DISTANCE INTERVAL", in: KeyedText.lengths)),
            (
                "USER DISTANCE INTERVAL",
                header.number("USER DISTANCE INTERVAL", in: KeyedText.lengths)
            ),
        ]
        let trigger = header.text("TRIG SOURCE")?.lowercased() ?? ""
        facts.timeTrigger = trigger.contains("time") ? "TRIG SOURCE" : nil
        facts.start = header.number("START POSITION", in: KeyedText.lengths)
        facts.stop = header.number("STOP POSITION", in: KeyedText.lengths)
        facts.recordedTraces = max(first.counting.announced ?? 0, first.counting.traceCount)
        return facts
    }

    /// The radar and its antenna.
    var instrument: Instrument {
        let antenna = header?.text("ANTENNA")
        return Instrument(
            maker: "ImpulseRadar", model: header?.text("ANTENNA NAME"), antenna: antenna,
            centreFrequencyMHz: AntennaName.centreFrequencyMHz(antenna),
            antennaSeparationMetres: header?.antennaSeparationMetres)
    }

    /// The channels with their places on the array.
    mutating func outlines() -> [ChannelOutline] {
        let offsets = ArrayOffsets(
            x: list("CH_X_OFFSET"), y: list("CH_Y_OFFSET"), count: channels.count,
            names: ("CH_X_OFFSET", "CH_Y_OFFSET"), &ledger)
        let numbered = channels.allSatisfy { $0.number > 0 }
        return channels.enumerated().map { place, channel in
            var outline = ChannelOutline(
                index: numbered ? channel.number : place + 1,
                lateralOffsetMetres: offsets.lateral[place],
                traceCount: channel.counting.traceCount,
                samplesPerTrace: channel.counting.samplesPerTrace, timeAxis: channel.axis,
                timeZeroCountsSamples: true)
            outline.alongOffsetMetres = offsets.along[place]
            return outline
        }
    }

    /// One offset of each header; `nil` where one does not tell it.
    private func list(_ key: String) -> [Double]? {
        let values = channels.compactMap { $0.header.number(key, in: KeyedText.lengths) }
        return values.count == channels.count ? values : nil
    }

    /// Says what is missing in the row and in what its channels differ.
    mutating func tellDifferences() {
        tellChannelCount()
        let lengths = channels.map(\.counting.traceCount)
        if let longest = lengths.max(), let shortest = lengths.min(), shortest < longest {
            ledger.warn(
                "channels-unequal",
                "the channels hold from \(shortest) to \(longest) traces; trace 1 of each is taken "
                    + "at the same place")
        }
        let steps = channels.compactMap {
            $0.header.number("DISTANCE INTERVAL", in: KeyedText.lengths)
        }
        if Set(steps).count > 1, let first = channels.first {
            ledger.warn(
                "channels-differ",
                "the headers of the channels give steps from "
                    + "\(FactLedger.words(steps.min() ?? 0)) to "
                    + "\(FactLedger.words(steps.max() ?? 0)) m; that of channel \(first.number) is "
                    + "used for all")
        }
        tellHeader()
    }

    private mutating func tellChannelCount() {
        let announced = max(0, header?.count("CHANNELS") ?? 0)
        guard let row else {
            if announced > 1 {
                ledger.warn(
                    "channels-apart",
                    "the header tells of \(announced) channels, this file holds one; the others "
                        + "are files and sweeps of their own")
            }
            return
        }
        let missing = row.missing(announced: announced)
        if !missing.isEmpty {
            let names = missing.prefix(20).map { "\($0)" }.joined(separator: ", ")
            ledger.warn(
                "channels-missing",
                "\(row.members.count) channels are beside the named file; missing in the row: "
                    + names + (missing.count > 20 ? " and more" : ""))
        }
        if announced > 0 && row.members.count > announced {
            ledger.warn(
                "channel-count-contradicted",
                "the header tells of \(announced) channels, files of \(row.members.count) are "
                    + "there and read")
        }
    }

    private mutating func tellHeader() {
        guard let header else { return }
        for (key, quantity, unit) in [
            ("SOIL VELOCITY", "soil velocity", "m/us"),
            ("WHEEL CALIBRATION", "wheel calibration", ""),
        ] {
            ledger.choose(
                quantity, unit: unit, code: "header", [(key, header.number(key))], because: "")
        }
        let direction = header.text("MEASUREMENT DIRECTION")
        if let direction, direction != "1" {
            ledger.warn(
                "direction-unclear",
                "MEASUREMENT DIRECTION is `\(direction.prefix(20))`; distances and sides are taken "
                    + "as for driving forward")
        }
        header.tellRepeated(&ledger)
        if ["DATE", "START TIME"].contains(where: { header.text($0) != nil }) {
            KeyedText.tellDate(&ledger)
        }
    }

    /// What was weighed for the line and in its first channel, and every contradiction in another.
    var audit: [AuditedFact] {
        let others = channels.dropFirst().flatMap { channel in
            channel.ledger.facts.filter { !$0.agrees }.map {
                $0.prefixed("channel \(channel.number)")
            }
        }
        return (channels.first?.ledger.facts ?? []) + ledger.facts + others
    }

    /// The warnings of the line and of its channels, each said once with the channels it is of.
    var warnings: [SweepWarning] {
        var order: [SweepWarning] = []
        var numbers: [SweepWarning: [Int]] = [:]
        for channel in channels {
            for warning in channel.ledger.warnings {
                if numbers[warning] == nil { order.append(warning) }
                numbers[warning, default: []].append(channel.number)
            }
        }
        let said = order.map { warning in
            let of = numbers[warning] ?? []
            guard of.count < channels.count else { return warning }
            let names = of.map { "\($0)" }.joined(separator: ", ")
            return SweepWarning(
                code: warning.code,
                text: (of.count == 1 ? "channel " : "channels ") + names + ": " + warning.text)
        }
        return said + ledger.warnings
    }
}
