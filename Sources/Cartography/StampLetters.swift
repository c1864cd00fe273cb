/// Capital letters of 5 by 7 dots for stamps burnt into rasters.
enum StampLetters {
    static let glyphHeight = 7
    static let advance = 6

    /// Seven rows of five bits, the leftmost dot in bit 4.
    private static let glyphs: [Character: [UInt8]] = [
        " ": [0, 0, 0, 0, 0, 0, 0],
        "-": [0, 0, 0, 31, 0, 0, 0],
        "A": [4, 10, 17, 17, 31, 17, 17],
        "B": [30, 17, 17, 30, 17, 17, 30],
        "C": [14, 17, 16, 16, 16, 17, 14],
        "D": [30, 17, 17, 17, 17, 17, 30],
        "E": [31, 16, 16, 30, 16, 16, 31],
        "F": [31, 16, 16, 30, 16, 16, 16],
        "G": [14, 17, 16, 23, 17, 17, 15],
        "H": [17, 17, 17, 31, 17, 17, 17],
        "I": [14, 4, 4, 4, 4, 4, 14],
        "J": [7, 2, 2, 2, 2, 18, 12],
        "K": [17, 18, 20, 24, 20, 18, 17],
        "L": [16, 16, 16, 16, 16, 16, 31],
        "M": [17, 27, 21, 21, 17, 17, 17],
        "N": [17, 25, 21, 21, 19, 17, 17],
        "O": [14, 17, 17, 17, 17, 17, 14],
        "P": [30, 17, 17, 30, 16, 16, 16],
        "Q": [14, 17, 17, 17, 21, 18, 13],
        "R": [30, 17, 17, 30, 20, 18, 17],
        "S": [15, 16, 16, 14, 1, 1, 30],
        "T": [31, 4, 4, 4, 4, 4, 4],
        "U": [17, 17, 17, 17, 17, 17, 14],
        "V": [17, 17, 17, 17, 10, 10, 4],
        "W": [17, 17, 17, 21, 21, 27, 17],
        "X": [17, 10, 4, 4, 4, 10, 17],
        "Y": [17, 17, 10, 4, 4, 4, 4],
        "Z": [31, 1, 2, 4, 8, 16, 31],
    ]

    /// Width of `text` in dots.
    static func width(of text: String) -> Int { text.count * advance - 1 }

    /// The dots of a text: columns from its left, rows from its top.
    ///
    /// Unknown letters are boxes.
    static func dots(of text: String) -> [(column: Int, row: Int)] {
        var dots: [(column: Int, row: Int)] = []
        for (index, letter) in text.uppercased().enumerated() {
            let rows = glyphs[letter] ?? [31, 17, 17, 17, 17, 17, 31]
            for (row, bits) in rows.enumerated() {
                for column in 0..<5 where bits & (16 >> UInt8(column)) != 0 {
                    dots.append((index * advance + column, row))
                }
            }
        }
        return dots
    }
}
