/// Leading samples that are flags of a recorder and no amplitudes, as cards of a SEG-Y text header
/// tell them.
struct SegyFlagCards: Equatable {
    /// Channels that follow one another by number and have equally many flag samples.
    private struct Stretch: Equatable {
        /// `nil` for every channel of the file.
        var channels: ClosedRange<Int>?
        var count: Int
    }

    private var stretches: [Stretch] = []

    /// More would not fit beside the other cards.
    static let mostCards = 20

    /// Nothing is told.
    init() {}

    /// What is to be told of `channels`.
    init(_ channels: [ChannelOutline]) {
        guard let first = channels.first else { return }
        guard !channels.allSatisfy({ $0.flagSampleCount == first.flagSampleCount }) else {
            if first.flagSampleCount > 0 { stretches = [Stretch(count: first.flagSampleCount)] }
            return
        }
        for channel in channels where channel.flagSampleCount > 0 {
            let own = Stretch(
                channels: channel.index...channel.index, count: channel.flagSampleCount)
            if let last = stretches.last, let range = last.channels, last.count == own.count,
                range.upperBound + 1 == channel.index
            {
                stretches[stretches.count - 1].channels = range.lowerBound...channel.index
            } else {
                stretches.append(own)
            }
        }
    }

    /// The cards to write.
    var cards: [String] {
        stretches.map { stretch in
            let text = "LEADING FLAG SAMPLES \(stretch.count)"
            guard let channels = stretch.channels else { return text }
            return text + " IN CHANNELS \(channels.lowerBound) TO \(channels.upperBound)"
        }
    }

    /// Takes what `card` tells; cards of other things are none of its business.
    mutating func read(_ card: CardWords) {
        let key = ["LEADING", "FLAG", "SAMPLES"]
        guard card.words.starts(with: key), let count = card.count(after: key) else { return }
        guard card.words.count > 4 else {
            stretches.append(Stretch(count: count))
            return
        }
        guard let from = card.count(after: ["IN", "CHANNELS"]), let to = card.count(after: ["TO"]),
            from <= to
        else { return }
        stretches.append(Stretch(channels: from...to, count: count))
    }

    /// Leading flag samples of each trace of the channel number `index`.
    func count(ofChannel index: Int) -> Int {
        stretches.first { $0.channels?.contains(index) ?? true }?.count ?? 0
    }
}
