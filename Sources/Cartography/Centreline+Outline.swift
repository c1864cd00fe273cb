public import SurveyModel

extension Centreline {
    /// Step between vertices of an outline (m); over it a geodesic departs from a straight line in
    /// degrees by less than a millimetre.
    static let outlineStepMetres = 250.0

    /// The outline of `rectangle` on the ground as a closed ring, counter-clockwise, mitred at
    /// bends.
    ///
    /// - Throws: `CartographyError.chainageOutsideRoad`, `.offsetTooLarge`, or `.degenerateRing`
    ///   for an empty rectangle.
    public func outline(of rectangle: RoadRectangle) throws(CartographyError)
        -> [GeographicPosition]
    {
        try check(rectangle)
        let right = edge(rectangle.chainage, offset: rectangle.offset.low)
        let left = edge(rectangle.chainage, offset: rectangle.offset.high)
        let ring = right + left.reversed()
        return ring + ring.prefix(1)
    }

    func check(_ rectangle: RoadRectangle) throws(CartographyError) {
        _ = try leg(at: rectangle.chainage.low)
        _ = try leg(at: rectangle.chainage.high)
        try check(offset: rectangle.offset.low)
        try check(offset: rectangle.offset.high)
        guard !rectangle.isEmpty else { throw .degenerateRing(vertices: 0) }
    }

    private func edge(_ range: MetreRange, offset: Double) -> [GeographicPosition] {
        let inside = bends(in: range).map(\.bend).filter {
            range.low < $0.chainageMetres && $0.chainageMetres < range.high
        }
        var result: [GeographicPosition] = []
        for stretch in stretches(of: range, maximumMetres: Self.outlineStepMetres) {
            let leg = legs[stretch.leg]
            // The mitre stands for both ends at a bend, and for what the inner edges cut off.
            let isFree = { (chainage: Double) in
                inside.allSatisfy {
                    abs($0.chainageMetres - chainage) > $0.crossing(offset: offset)
                }
            }
            if isFree(stretch.chainage.low) || stretch.chainage.low == range.low {
                result.append(leg.geographic(chainage: stretch.chainage.low, offset: offset))
            }
            if let bend = inside.first(where: { $0.chainageMetres == stretch.chainage.high }) {
                result.append(bend.mitre(offset: offset))
            } else if stretch.chainage.high == range.high {
                result.append(leg.geographic(chainage: range.high, offset: offset))
            }
        }
        return result
    }

    /// A piece of one leg.
    struct Stretch {
        var leg: Int
        var chainage: MetreRange
    }

    /// `range` cut at the vertices and into pieces of at most `maximumMetres`.
    func stretches(of range: MetreRange, maximumMetres: Double) -> [Stretch] {
        var result: [Stretch] = []
        for (index, leg) in legs.enumerated() {
            let low = max(range.low, leg.startChainageMetres)
            let isLastLeg = index == legs.count - 1
            let high = isLastLeg ? range.high : min(range.high, leg.endChainageMetres)
            guard low < high else { continue }
            let count = max(1, Int(((high - low) / maximumMetres).rounded(.up)))
            let step = (high - low) / Double(count)
            for piece in 0..<count {
                let end = piece == count - 1 ? high : low + Double(piece + 1) * step
                result.append(
                    Stretch(
                        leg: index,
                        chainage: MetreRange(low: low + Double(piece) * step, high: end)))
            }
        }
        return result
    }
}
