/// Hands out the numbers of figures and tables and the ids of a page, each id once.
struct PageNumbering {
    private var figures = 0
    private var tables = 0
    private var taken: Set<String> = []

    mutating func nextFigure() -> Int {
        figures += 1
        return figures
    }

    mutating func nextTable() -> Int {
        tables += 1
        return tables
    }

    /// An id like `name`, of small letters, digits and hyphens, that nothing else on the page has.
    mutating func anchor(_ name: String) -> String {
        var wanted = ""
        for letter in name.lowercased().unicodeScalars {
            let isKept = ("a"..."z").contains(letter) || ("0"..."9").contains(letter)
            if isKept {
                wanted.unicodeScalars.append(letter)
            } else if !wanted.isEmpty, wanted.last != "-" {
                wanted += "-"
            }
        }
        while wanted.last == "-" { wanted.removeLast() }
        if wanted.first.map({ ("0"..."9").contains($0) }) ?? true { wanted = "part-" + wanted }
        while wanted.last == "-" { wanted.removeLast() }
        var result = wanted
        var number = 2
        while !taken.insert(result).inserted {
            result = "\(wanted)-\(number)"
            number += 1
        }
        return result
    }
}
