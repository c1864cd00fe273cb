/// The text header of a SEG-Y file: 40 cards of 80 letters, in EBCDIC or ASCII.
struct SegyText {
    static let byteCount = 3200

    /// The cards without their numbers; a card may be longer than 80 letters, some writers
    /// overflow.
    let cards: [String]

    /// Decodes 3200 bytes.
    init(bytes: [UInt8]) {
        let ebcdic = Self.looksEbcdic(bytes)
        let scalars = bytes.map { byte in
            let latin = ebcdic ? Ebcdic.toLatin1[Int(byte)] : byte
            let isControl = latin < 32 || (127...159).contains(latin)
            return Character(Unicode.Scalar(isControl ? 32 : latin))
        }
        cards = Self.split(scalars)
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
    private static func split(_ letters: [Character]) -> [String] {
        var starts: [Int] = []
        var from = 0
        for number in 1...40 {
            let mark = Array("C" + (number < 10 ? " " : "") + "\(number)")
            guard let start = firstIndex(of: mark, in: letters, from: from) else { break }
            starts.append(start)
            from = start + 3
        }
        let marked = starts.count == 40
        if !marked { starts = Array(stride(from: 0, to: letters.count, by: 80)) }
        return starts.indices.map { place in
            let end = place + 1 < starts.count ? starts[place + 1] : letters.count
            return String(letters[min(starts[place] + (marked ? 3 : 0), end)..<end])
        }
    }

    private static func firstIndex(
        of mark: [Character], in letters: [Character], from: Int
    ) -> Int? {
        guard from + mark.count <= letters.count else { return nil }
        return (from...letters.count - mark.count).first { start in
            letters[start] == mark[0] && letters[start + 1] == mark[1]
                && letters[start + 2] == mark[2]
        }
    }
}
