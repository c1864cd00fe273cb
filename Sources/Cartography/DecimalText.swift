/// Numbers as text, the same in every locale.
enum DecimalText {
    /// `value` with `places` decimals (at most 9), never "-0"; meant for figures below a thousand million.
    static func fixed(_ value: Double, _ places: Int) -> String {
        var unit = 1
        for _ in 0..<places { unit *= 10 }
        let scaled = (abs(value) * Double(unit)).rounded()
        guard scaled < 9e18 else { return "\(value)" }
        let whole = Int(scaled)
        let digits = "\(whole % unit)"
        let sign = value < 0 && whole > 0 ? "-" : ""
        guard places > 0 else { return "\(sign)\(whole)" }
        let zeros = String(repeating: "0", count: places - digits.utf8.count)
        return "\(sign)\(whole / unit).\(zeros)\(digits)"
    }

    /// `value` with up to three decimals, for people.
    static func short(_ value: Double) -> String {
        var text = fixed(value, 3)
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }
}
