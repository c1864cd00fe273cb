/// The text header of a SEG-Y file: 40 cards of 80 letters, in EBCDIC or ASCII.
struct SegyText {
    static let byteCount = 3200

    /// The cards without their numbers; a card may be longer than 80 letters, some writers
    /// overflow.
    let cards: [String]

    /// Decodes 3200 bytes.
    init(bytes: [UInt8]) {
        let ebcdic = Self.looksEbcdic(bytes)
        let letters = bytes.map { byte in
            let latin = ebcdic ? Ebcdic.toLatin1[Int(byte)] : byte
            return latin < 32 || (127...159).contains(latin) ? 32 : latin
        }
        cards = Self.split(letters).map(Self.text)
    }

    /// Latin-1 as text.
    private static func text(_ latin: ArraySlice<UInt8>) -> String {
        guard latin.contains(where: { $0 > 126 }) else {
            return String(decoding: latin, as: UTF8.self)
        }
        return String(String.UnicodeScalarView(latin.map { Unicode.Scalar($0) }))
    }

    /// Whether the mark that ends extended text headers stands in `bytes`, in either alphabet.
    static func holdsEndMark(_ bytes: [UInt8]) -> Bool {
        holdsEndMark(latin: bytes) || holdsEndMark(latin: bytes.map { Ebcdic.toLatin1[Int($0)] })
    }

    private static let endMark = Array("((SEG: ENDTEXT))".utf8)

    private static func holdsEndMark(latin bytes: [UInt8]) -> Bool {
        guard bytes.count >= endMark.count else { return false }
        return (0...bytes.count - endMark.count).contains { start in
            bytes[start] == endMark[0]
                && endMark.indices.allSatisfy { place in
                    let letter = bytes[start + place]
                    return ((97...122).contains(letter) ? letter - 32 : letter) == endMark[place]
                }
        }
    }

    /// Whether bytes that could be text outnumber the rest by far in either alphabet.
    static func isPlausible(_ bytes: [UInt8]) -> Bool {
        let table = looksEbcdic(bytes) ? Ebcdic.toLatin1 : nil
        let odd = bytes.count { byte in
            let latin = table?[Int(byte)] ?? byte
            return
                !(latin == 0 || latin == 9 || latin == 10 || latin == 13
                || (32...126).contains(latin) || latin >= 160)
        }
        return odd * 20 <= bytes.count
    }

    /// Blanks decide: text is full of them, and they differ between the alphabets.
    static func looksEbcdic(_ bytes: [UInt8]) -> Bool {
        let ebcdicBlanks = bytes.count { $0 == 0x40 }
        let asciiBlanks = bytes.count { $0 == 0x20 }
        if ebcdicBlanks != asciiBlanks { return ebcdicBlanks > asciiBlanks }
        return bytes.first == 0xC3
    }

    /// Splits at the card numbers `C 1` to `C40` where they stand, else every 80 letters.
    private static func split(_ letters: [UInt8]) -> [ArraySlice<UInt8>] {
        var starts: [Int] = []
        var from = 0
        for number in 1...40 {
            guard let start = firstCard(number, in: letters, from: from) else { break }
            starts.append(start)
            from = start + 3
        }
        let marked = starts.count == 40
        if !marked { starts = Array(stride(from: 0, to: letters.count, by: 80)) }
        return starts.indices.map { place in
            let end = place + 1 < starts.count ? starts[place + 1] : letters.count
            return letters[min(starts[place] + (marked ? 3 : 0), end)..<end]
        }
    }

    /// Where `C` and the two letters of `number` first stand.
    private static func firstCard(_ number: Int, in letters: [UInt8], from: Int) -> Int? {
        let tens = number < 10 ? UInt8(32) : UInt8(48 + number / 10)
        let units = UInt8(48 + number % 10)
        guard from + 3 <= letters.count else { return nil }
        return (from...letters.count - 3).first { start in
            letters[start] == 0x43 && letters[start + 1] == tens && letters[start + 2] == units
        }
    }
}
