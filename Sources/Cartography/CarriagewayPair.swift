public import SurveyModel

/// How one carriageway of a divided road lies to the other.
public struct CarriagewayPair: Sendable, Equatable {
    /// Where the first lies, looking along increasing chainage of the second.
    public let lie: CarriagewaySide.Lie
    /// Whether its chainage falls where that of the second rises.
    public let runsAgainst: Bool

    /// How `line` lies to `other`, asked every 50 m and at least at 20 places.
    ///
    /// - Throws: `CartographyError.carriagewaysApart` where they are nowhere within 100 m of each other,
    ///   or change sides.
    public init(_ line: Centreline, beside other: Centreline) throws(CartographyError) {
        let count = min(20_000, max(20, Int(line.lengthMetres / 50)))
        var left = 0
        var right = 0
        var way: [Double] = []
        for index in 0...count {
            let chainage = line.lengthMetres * Double(index) / Double(count)
            let place = try line.geographic(
                of: RoadPosition(chainageMetres: chainage, offsetMetres: 0))
            // Where one carriageway goes on alone, or far off, it lies to no side.
            guard let seen = try? other.roadPosition(of: place) else { continue }
            way.append(seen.chainageMetres)
            if seen.side == .left { left += 1 }
            if seen.side == .right { right += 1 }
        }
        guard left + right >= 2, let first = way.first, let last = way.last, first != last else {
            throw Self.apart(line, other, "they are nowhere within 100 m of each other")
        }
        guard left == 0 || right == 0 else {
            throw Self.apart(line, other, "they cross each other")
        }
        runsAgainst = last < first
        lie = left > 0 ? .left : .right
    }

    private static func apart(_ line: Centreline, _ other: Centreline, _ reason: String)
        -> CartographyError
    {
        .carriagewaysApart(first: line.road, second: other.road, reason: reason)
    }
}
