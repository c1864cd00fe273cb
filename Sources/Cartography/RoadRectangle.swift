public import SurveyModel

/// A rectangle in the road frame: an interval of chainage times an interval of offset.
public struct RoadRectangle: Sendable, Hashable, Codable {
    /// Chainages it spans (m).
    public var chainage: MetreRange
    /// Offsets it spans (m), positive to the left of increasing chainage.
    public var offset: MetreRange

    /// The rectangle spanning `chainage` and `offset`.
    public init(chainage: MetreRange, offset: MetreRange) {
        self.chainage = chainage
        self.offset = offset
    }

    /// Its area in the road frame (m2).
    public var areaSquareMetres: Double { chainage.length * offset.length }
}

extension RoadRectangle {
    var isEmpty: Bool { !(chainage.low < chainage.high && offset.low < offset.high) }

    var isFinite: Bool {
        [chainage.low, chainage.high, offset.low, offset.high].allSatisfy(\.isFinite)
    }

    /// Grown by `along` and `across` on every side; negative figures shrink it.
    func grown(along: Double, across: Double) -> RoadRectangle {
        RoadRectangle(
            chainage: MetreRange(low: chainage.low - along, high: chainage.high + along),
            offset: MetreRange(low: offset.low - across, high: offset.high + across))
    }

    func clipped(to box: RoadRectangle) -> RoadRectangle {
        RoadRectangle(
            chainage: MetreRange(
                low: max(chainage.low, box.chainage.low),
                high: min(chainage.high, box.chainage.high)),
            offset: MetreRange(
                low: max(offset.low, box.offset.low), high: min(offset.high, box.offset.high)))
    }

    /// Chainage and offset exchanged.
    var transposed: RoadRectangle { RoadRectangle(chainage: offset, offset: chainage) }

    /// The smallest rectangle around all of `rectangles`.
    static func bounds(of rectangles: [RoadRectangle]) -> RoadRectangle? {
        guard var box = rectangles.first else { return nil }
        for next in rectangles.dropFirst() {
            box.chainage.low = min(box.chainage.low, next.chainage.low)
            box.chainage.high = max(box.chainage.high, next.chainage.high)
            box.offset.low = min(box.offset.low, next.offset.low)
            box.offset.high = max(box.offset.high, next.offset.high)
        }
        return box
    }
}

/// A rectangle and how many sweeps cover it.
public struct CountedRectangle: Sendable, Hashable {
    /// Where.
    public var rectangle: RoadRectangle
    /// How many sweeps cover all of it.
    public var count: Int

    /// `count` sweeps over `rectangle`.
    public init(rectangle: RoadRectangle, count: Int) {
        self.rectangle = rectangle
        self.count = count
    }
}
