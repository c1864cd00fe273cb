internal import SurveyModel

/// Numbers as people and instruments write them.
package enum TextNumber: Sendable {
    /// The number `text` is, without blanks round it, with one comma in place of the point where
    /// `decimalComma` says so; `nil` for anything else, also for "nan", "inf" and hexadecimals.
    package static func parse(_ text: some StringProtocol, decimalComma: Bool = false) -> Double? {
        parse(Array(text.utf8.prefix(100))[...], decimalComma: decimalComma)
    }

    /// The same for bytes.
    package static func parse(_ bytes: ArraySlice<UInt8>, decimalComma: Bool = false) -> Double? {
        var plain = bytes.prefix(100)
        while let first = plain.first, first == 32 || first == 9 { plain.removeFirst() }
        while let last = plain.last, last == 32 || last == 9 { plain.removeLast() }
        guard !plain.isEmpty, plain.count <= 64 else { return nil }
        if let short = short(plain, decimalComma: decimalComma) { return short }
        var letters: [UInt8] = []
        for letter in plain {
            switch letter {
            case 48...57, 43, 45, 46, 69, 101: letters.append(letter)
            case 44 where decimalComma: letters.append(46)
            default: return nil
            }
        }
        guard let number = Double(String(decoding: letters, as: UTF8.self)), number.isFinite
        else { return nil }
        return number
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]

    /// A number of at most 15 digits without exponent.
    ///
    /// Its digits and the power of ten are exact, so that their quotient is the nearest number (Clinger,
    /// How to Read Floating Point Numbers Accurately, 1990).
    private static func short(_ plain: ArraySlice<UInt8>, decimalComma: Bool) -> Double? {
        guard plain.count <= 17, let first = plain.first else { return nil }
        let isSigned = first == 43 || first == 45
        var whole = 0
        var digits = 0
        var decimals: Int?
        for letter in isSigned ? plain.dropFirst() : plain {
            switch letter {
            case 48...57:
                whole = whole * 10 + Int(letter - 48)
                digits += 1
                decimals = decimals.map { $0 + 1 }
            case 46 where decimals == nil, 44 where decimals == nil && decimalComma: decimals = 0
            default: return nil
            }
        }
        guard (1...15).contains(digits) else { return nil }
        let size = Double(whole) / powersOfTen[decimals ?? 0]
        return first == 45 ? -size : size
    }

    /// The whole number `text` is.
    package static func whole(_ text: some StringProtocol) -> Int? {
        whole(Array(text.utf8.prefix(100))[...])
    }

    /// The same for bytes.
    package static func whole(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let number = parse(bytes), abs(number) < 1e15, number == number.rounded() else {
            return nil
        }
        return Int(number)
    }
}
