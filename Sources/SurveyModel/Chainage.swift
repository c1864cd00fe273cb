/// Distance along a road's centreline, written as kilometres+metres: `12+310` is 12,310 m.
public struct Chainage: Sendable, Hashable, Comparable, Codable {
    /// Metres from the start of the road.
    public var metres: Double

    /// A chainage of `metres`.
    public init(metres: Double) { self.metres = metres }

    /// Reads `12+310`, `12+310.25` or plain metres such as `12310`; anything else is `nil`.
    public init?(parsing text: String) {
        let parts = text.split(separator: "+", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 } }) else {
            return nil
        }
        switch parts.count {
        case 1:
            guard let metres = Double(parts[0]), metres.isFinite else { return nil }
            self.metres = metres
        case 2:
            guard let kilometres = Int(parts[0]), kilometres < 1_000_000,
                let metres = Double(parts[1]), metres < 1000
            else { return nil }
            self.metres = Double(kilometres) * 1000 + metres
        default:
            return nil
        }
    }

    /// Order along the road.
    public static func < (left: Chainage, right: Chainage) -> Bool { left.metres < right.metres }
}

extension Chainage: CustomStringConvertible {
    /// `12+310`, or `12+310.25` where there is a fraction, to the centimetre.
    public var description: String {
        guard metres.isFinite, abs(metres) < 1e12 else { return "\(metres)" }
        let centimetres = Int((abs(metres) * 100).rounded())
        let whole = centimetres / 100
        let digits = String(1000 + whole % 1000).dropFirst()
        let fraction = centimetres % 100
        let tail = fraction == 0 ? "" : "." + String(100 + fraction).dropFirst()
        return (metres < 0 && centimetres > 0 ? "-" : "") + "\(whole / 1000)+\(digits)\(tail)"
    }
}
