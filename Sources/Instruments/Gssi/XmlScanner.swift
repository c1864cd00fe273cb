/// Goes through the elements of an XML text, tolerant of damage.
///
/// Names come without prefix. Nothing outside the text is ever fetched, and of entities only the
/// five of XML and numbers are known, so that a text cannot grow while it is read.
struct XmlScanner {
    enum Part: Equatable {
        case open(String)
        case close(String)
        case text(String)
    }

    private let bytes: [UInt8]
    private var place = 0
    private var closing: String?

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next part; `nil` at the end.
    mutating func next() -> Part? {
        if let name = closing {
            closing = nil
            return .close(name)
        }
        while place < bytes.count {
            guard bytes[place] == 0x3C else { return text() }
            // Only these marks are no tags.
            let second = place + 1 < bytes.count ? bytes[place + 1] : 0
            guard second == 0x21 || second == 0x3F else { return tag() }
            if skip("<!--", to: "-->") || skip("<?", to: "?>") { continue }
            if starts("<![CDATA[") { return characterData() }
            if skip("<!", to: ">") { continue }
            return tag()
        }
        return nil
    }

    private func starts(_ mark: StaticString) -> Bool {
        let mark = "\(mark)".utf8
        return bytes.count - place >= mark.count && bytes[place...].starts(with: mark)
    }

    private mutating func skip(_ mark: StaticString, to end: StaticString) -> Bool {
        guard starts(mark) else { return false }
        place = self.end("\(end)") + "\(end)".utf8.count
        return true
    }

    /// Where `mark` begins from here on, or the end of the text.
    private func end(_ mark: String) -> Int {
        let mark = Array(mark.utf8)
        var here = place
        while here < bytes.count {
            if bytes[here] == mark[0] && bytes[here...].starts(with: mark) { return here }
            here += 1
        }
        return bytes.count
    }

    private mutating func text() -> Part {
        let end = end("<")
        defer { place = end }
        return .text(Self.decoded(TextLines.text(bytes[place..<end])))
    }

    private mutating func characterData() -> Part {
        let end = end("]]>")
        let start = min(place + 9, end)
        defer { place = end + 3 }
        return .text(TextLines.text(bytes[start..<end]))
    }

    private mutating func tag() -> Part {
        // A ">" in quotes does not end a tag.
        var end = place + 1
        var quote: UInt8?
        while end < bytes.count, quote != nil || bytes[end] != 0x3E {
            if let mark = quote {
                if bytes[end] == mark { quote = nil }
            } else if bytes[end] == 0x22 || bytes[end] == 0x27 {
                quote = bytes[end]
            }
            end += 1
        }
        var inner = bytes[(place + 1)..<max(place + 1, min(end, bytes.count))]
        place = end + 1
        let isClosing = inner.first == 0x2F
        if isClosing { inner.removeFirst() }
        let isEmpty = inner.last == 0x2F
        let name = inner.prefix { $0 > 32 && $0 != 0x2F }
        let local = TextLines.text(name.split(separator: 0x3A).last ?? [])
        if isClosing { return .close(local) }
        if isEmpty { closing = local }
        return .open(local)
    }

    /// `text` with its entities in place.
    static func decoded(_ text: String) -> String {
        guard text.contains("&") else { return text }
        var result = ""
        var rest = text[...]
        while let mark = rest.firstIndex(of: "&") {
            result += rest[..<mark]
            rest = rest[mark...]
            guard let end = rest.prefix(12).firstIndex(of: ";"),
                let letter = letter(rest[rest.index(after: mark)..<end])
            else {
                result.append("&")
                rest = rest.dropFirst()
                continue
            }
            result.unicodeScalars.append(letter)
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func letter(_ name: Substring) -> Unicode.Scalar? {
        let named: [Substring: Unicode.Scalar] = [
            "lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'",
        ]
        if let letter = named[name] { return letter }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
        let number =
            isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
    }
}
