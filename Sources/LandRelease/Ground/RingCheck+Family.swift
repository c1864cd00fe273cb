internal import SurveyModel

extension RingCheck {
    /// Ground (m2) of a part that may lie beyond its whole: at a bend the end of a part is square to the road,
    /// where the whole has a mitre.
    static let outsideSquareMetres = 1.0

    /// Everything that keeps `parts` from being what a whole is made of: parts that lie outside it.
    ///
    /// A part may lie outside by 1 m2 or `overlapShare` of its area, whichever is more.
    /// - Parameters:
    ///   - parts: segments that are said to lie in it.
    ///   - whole: the segment they lie in.
    /// - Returns: one objection for each part outside.
    public static func objections(
        toParts parts: [SegmentAdded], of whole: SegmentAdded
    ) -> [Objection] {
        var found: [Objection] = []
        for part in parts {
            let outside = outside(part.outline, whole.outline)
            if !(outside <= max(outsideSquareMetres, overlapShare * part.areaSquareMetres)) {
                found.append(
                    Objection(
                        code: "part-outside",
                        text: "\(Figure.metres(outside)) m2 of segment "
                            + "\(TextRules.quoted(part.id)) lie outside "
                            + TextRules.quoted(whole.id),
                        cure: "keep it inside, or give the segment a new version first"))
            }
        }
        return found
    }

    /// The area (m2) of `part` that does not lie in `whole`; all of it where either is no ring.
    static func outside(
        _ part: [GeographicPosition], _ whole: [GeographicPosition]
    ) -> Double {
        let (first, second) = (opened(part), opened(whole))
        guard first.count >= 3, second.count >= 3, (first + second).allSatisfy(\.isOnEarth)
        else { return .infinity }
        let plane = PlaneRing(first, origin: first[0])
        return max(
            0, plane.area - plane.sharedArea(with: PlaneRing(second, origin: first[0])))
    }
}
