internal import SurveyModel

extension SweepFile {
    /// The file with a warning where its channels differ in time.
    func tellingDifferences() -> SweepFile {
        adding(warnings: [outline.timeDifference].compactMap { $0 })
    }

    /// The file with a warning for each of `options` that changes nothing in a file of `format`.
    func tellingUnused(
        _ options: SweepReadOptions, _ format: any SweepFormat.Type
    ) -> SweepFile {
        guard let unit = options.segyIntervalUnit, !format.takesIntervalUnit else { return self }
        return adding(warnings: [
            SweepWarning(
                code: "option-without-effect",
                text: "--segy-interval-unit \(unit.rawValue) has no effect: the file is no SEG-Y "
                    + "file and tells its own times")
        ])
    }
}

extension SweepOutline {
    private static let mostGroups = 6

    /// What the radar channels differ in, by time axis and samples per trace; `nil` where they are
    /// alike.
    var timeDifference: SweepWarning? {
        var groups: [(channel: ChannelOutline, numbers: [Int])] = []
        for channel in channels where channel.kind == .radar {
            let place = groups.firstIndex { known, _ in
                known.timeAxis == channel.timeAxis
                    && known.samplesPerTrace == channel.samplesPerTrace
            }
            if let place {
                groups[place].numbers.append(channel.index)
            } else {
                groups.append((channel, [channel.index]))
            }
        }
        guard groups.count > 1 else { return nil }
        let said = groups.prefix(Self.mostGroups).map { Self.words($0.channel, $0.numbers) }
        let more = groups.count > Self.mostGroups ? "; others differ too" : ""
        return SweepWarning(
            code: "channels-differ",
            text: "the radar channels differ in time axis or samples per trace: "
                + said.joined(separator: "; ") + more + "; each keeps its own")
    }

    private static func words(_ channel: ChannelOutline, _ numbers: [Int]) -> String {
        let names = numbers.prefix(20).map { "\($0)" }.joined(separator: ", ")
        let axis = channel.timeAxis
        let window = axis.sampleIntervalNanoseconds * Double(channel.samplesPerTrace)
        return (numbers.count == 1 ? "channel " : "channels ") + names
            + (numbers.count > 20 ? " and more" : "")
            + ": \(channel.samplesPerTrace) samples of "
            + "\(FactLedger.words(axis.sampleIntervalNanoseconds)) ns, a window of "
            + "\(FactLedger.words(window)) ns, time zero at "
            + "\(FactLedger.words(axis.timeZeroNanoseconds)) ns"
    }
}
