internal import SurveyModel

/// What a SEG-Y text header says in words this program writes itself or knows from the simulated
/// lanes.
///
/// A word that is not there leaves its fact `nil`; nothing is inferred.
struct SegyTextFacts: Equatable {
    var isRadar = false
    /// Whether CDP_Y is said to be the lateral offset of a channel.
    var statesLaneFrame = false
    /// Whether the file says that it was simulated.
    var isSimulated = false
    var intervalUnit: SegyIntervalUnit?
    var intervalNanoseconds: Double?
    var timeZeroNanoseconds: Double?
    var centreFrequencyMHz: Double?
    var antennaSeparationMetres: Double?
    var antennaHeightMetres: Double?
    var traceSpacingMetres: Double?
    var channelCount: Int?
    var tracesPerChannel: Int?
    var maker: String?
    var model: String?
    var antenna: String?
    var operatorName: String?
    var dialect = SegyDialect.standard
    /// Where the distances were known from before they were written as coordinates.
    var positionSource: PositionSource?
    /// 95 % error of a distance along the lane (m).
    var positionErrorMetres: Double?
    var flags = SegyFlagCards()

    init(cards: [String]) {
        let words = cards.map { card in
            card.uppercased().split(separator: " ").map(String.init)
        }
        let all = cards.joined(separator: " ").uppercased()
        isRadar = ["GPR", "GROUND PENETRATING", "GROUND-PENETRATING", "PICOSECOND", "GEORADAR"]
            .contains { all.contains($0) }
        statesLaneFrame = all.contains("CDP_Y=LATERAL")
        isSimulated = all.contains("SIMULATED GPR")
        // A lane written from a maker's file names the maker too, and holds the standard's fields.
        dialect = statesLaneFrame ? .standard : SegyDialect(text: all)
        if all.contains("PICOSECOND") {
            intervalUnit = .picoseconds
        } else if all.contains("HEADER FIELD HOLDS NANOSECONDS") {
            intervalUnit = .nanoseconds
        } else if all.contains("HEADER FIELD HOLDS MICROSECONDS") {
            intervalUnit = .microseconds
        }
        for card in words { readFacts(CardWords(words: card)) }
        for card in cards { readNames(card) }
    }

    private mutating func readFacts(_ card: CardWords) {
        set(&intervalNanoseconds, card.quantity(after: ["EXACT", "INTERVAL"], in: CardWords.times))
        set(&timeZeroNanoseconds, card.quantity(after: CardWords.timeZeroKey, in: CardWords.times))
        set(
            &centreFrequencyMHz,
            card.quantity(before: "RICKER", in: CardWords.frequencies)
                ?? card.quantity(after: ["CENTRE", "FREQUENCY"], in: CardWords.frequencies))
        set(&antennaSeparationMetres, card.quantity(after: ["TX-RX"], in: CardWords.lengths))
        set(
            &antennaHeightMetres,
            card.quantity(after: ["ANTENNA", "HEIGHT"], in: CardWords.lengths))
        set(
            &positionErrorMetres,
            card.quantity(after: ["POSITION", "ERROR"], in: CardWords.lengths)
        )
        if card.words.count == 2, card.words[0] == "POSITIONS", positionSource == nil {
            positionSource = PositionSource(rawValue: card.words[1].lowercased())
        }
        flags.read(card)
        set(&traceSpacingMetres, card.quantity(after: ["STEP"], in: CardWords.lengths))
        if channelCount == nil { channelCount = card.count(after: ["CHANNELS"]) }
        if tracesPerChannel == nil {
            tracesPerChannel = card.count(after: ["TRACES", "PER", "CHANNEL"])
        }
    }

    private func set(_ fact: inout Double?, _ value: Double?) {
        if fact == nil { fact = value }
    }

    private mutating func readNames(_ card: String) {
        let text = card.trimmingBlanks
        if let name = text.dropping("MAKER: ") { maker = name }
        if let name = text.dropping("MODEL: ") { model = name }
        if let name = text.dropping("ANTENNA: ") { antenna = name }
        if let name = text.dropping("OPERATOR: ") { operatorName = name }
    }
}

/// The words of one card, searched for quantities with units.
struct CardWords {
    let words: [String]

    static let timeZeroKey = ["TIME", "ZERO", "FROM", "FIRST", "SAMPLE"]
    static let times = ["PS": 1e-3, "NS": 1, "US": 1e3]
    static let lengths = ["M": 1, "CM": 0.01, "MM": 0.001]
    static let frequencies = ["MHZ": 1, "GHZ": 1000.0]

    init(words: [String]) {
        // Punctuation at the end of a word is no part of it: "GHZ," and "MM;".
        self.words = words.map { word in
            var word = word[...]
            while let last = word.last, ",;:".contains(last) { word.removeLast() }
            return String(word)
        }
    }

    /// The quantity right after `keys`, in the base unit of `units`.
    func quantity(after keys: [String], in units: [String: Double]) -> Double? {
        guard let start = place(after: keys) else { return nil }
        return quantity(at: start, in: units)
    }

    /// The quantity right before `key`.
    func quantity(before key: String, in units: [String: Double]) -> Double? {
        guard let place = words.firstIndex(of: key), place >= 2 else { return nil }
        return quantity(at: place - 2, in: units)
    }

    /// The positive whole number right after `keys`.
    func count(after keys: [String]) -> Int? {
        guard let start = place(after: keys), start < words.count, let count = Int(words[start]),
            count > 0
        else { return nil }
        return count
    }

    private func quantity(at place: Int, in units: [String: Double]) -> Double? {
        guard place + 1 < words.count, let scale = units[words[place + 1]],
            words[place].utf8.allSatisfy({ (48...57).contains($0) || "+-.eE".utf8.contains($0) }),
            let number = Double(words[place]), number.isFinite
        else { return nil }
        return number * scale
    }

    private func place(after keys: [String]) -> Int? {
        guard words.count >= keys.count else { return nil }
        let starts = 0...words.count - keys.count
        return starts.first { Array(words[$0..<$0 + keys.count]) == keys }.map { $0 + keys.count }
    }
}

extension String {
    /// The text without blanks at its ends.
    var trimmingBlanks: String {
        var text = self[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    /// What follows `prefix`; `nil` where it does not start so or nothing follows.
    fileprivate func dropping(_ prefix: String) -> String? {
        guard hasPrefix(prefix) else { return nil }
        let rest = String(dropFirst(prefix.count)).trimmingBlanks
        return rest.isEmpty ? nil : rest
    }
}
