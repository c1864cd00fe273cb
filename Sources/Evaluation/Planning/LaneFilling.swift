internal import Statistics

/// Puts the objects of one lane at random places that keep their distance.
///
/// A lane is made of as many rows as the widest halo allows. In a row the objects stand one behind the other: what
/// length is left over is dealt to the gaps at random. One stretch over all rows stays blank; where it lies
/// is random among the places at which it cuts no halo.
struct LaneFilling {
    let request: LayoutRequest

    /// Places are rounded to a millimetre, which may bring two objects nearer by as much.
    private static let roundingMetres = 0.001

    /// Width of a row (m).
    private let rowWidth: Double
    /// Number of rows side by side.
    let rows: Int
    /// From the middle of a row to the middle of the next (m).
    private let rowStep: Double

    init(_ request: LayoutRequest) throws(EvaluationError) {
        self.request = request
        let widest = request.models.max { $0.diameterMetres < $1.diameterMetres }
        let diameter = max(
            widest?.diameterMetres ?? 0,
            request.clutter > 0 ? LayoutRequest.clutterModel.diameterMetres : 0)
        let breadth = diameter + 2 * LayoutRequest.haloMargin + Self.roundingMetres
        guard breadth <= request.laneWidthMetres else {
            throw .impossible(
                "a lane of \(request.laneWidthMetres) m is too narrow for "
                    + "\(widest?.name ?? "clutter"), whose halo is \(Self.text(breadth)) m across",
                hint: "make the lanes wider")
        }
        // Halos stay in their row, so the margins of two rows are part of the separation.
        let between = max(0, request.separationMetres - 2 * LayoutRequest.haloMargin)
        rows = Int((request.laneWidthMetres + between) / (breadth + between))
        rowWidth = (request.laneWidthMetres - between * Double(rows - 1)) / Double(rows)
        rowStep = rowWidth + between
    }

    /// Length of the blank stretch (m).
    var blankMetres: Double { request.blankShare * request.laneLengthMetres }

    /// The items dealt to rows, `nil` where they do not fit.
    func rows(of items: [BalancedDeal.Item]) -> [[BalancedDeal.Item]]? {
        var dealt = [[BalancedDeal.Item]](repeating: [], count: rows)
        var taken = [Double](repeating: 0, count: rows)
        for item in items {
            guard let row = taken.indices.min(by: { taken[$0] < taken[$1] }) else { return nil }
            dealt[row].append(item)
            taken[row] += item.model.diameterMetres + gap
        }
        return dealt.allSatisfy { slack(of: $0) >= 0 } ? dealt : nil
    }

    /// Objects with places; `blankFrom` is where the blank stretch begins.
    func fill(
        _ rows: [[BalancedDeal.Item]], with generator: inout SeededGenerator
    ) -> (objects: [PlacedItem], blankFrom: Double) {
        var objects: [PlacedItem] = []
        for (number, items) in rows.enumerated() {
            let first = -rowStep * Double(rows.count - 1) / 2
            objects += place(
                items, middle: first + rowStep * Double(number), with: &generator)
        }
        let cut = self.cut(between: objects, with: &generator)
        for index in objects.indices where objects[index].x > cut {
            objects[index].x += blankMetres
        }
        for index in objects.indices {
            objects[index].x = Self.rounded(objects[index].x)
            objects[index].y = Self.rounded(objects[index].y)
        }
        return (objects.sorted { ($0.x, $0.y) < ($1.x, $1.y) }, cut)
    }

    /// Least distance between the edges of two neighbours in a row (m).
    private var gap: Double {
        max(request.separationMetres, 2 * LayoutRequest.haloMargin) + 2 * Self.roundingMetres
    }

    /// Length of a row that is left over (m); negative where the items do not fit.
    private func slack(of items: [BalancedDeal.Item]) -> Double {
        let room = request.laneLengthMetres - blankMetres
        guard !items.isEmpty else { return room }
        let extents = items.reduce(0) { $0 + $1.model.diameterMetres }
        let ends = 2 * LayoutRequest.haloMargin + 2 * Self.roundingMetres
        return room - extents - ends - gap * Double(items.count - 1)
    }

    private func place(
        _ items: [BalancedDeal.Item], middle: Double, with generator: inout SeededGenerator
    ) -> [PlacedItem] {
        let slack = slack(of: items)
        let shifts = items.map { _ in generator.uniform() * slack }.sorted()
        var edge = LayoutRequest.haloMargin + Self.roundingMetres
        return zip(items, shifts).map { item, shift in
            let radius = item.model.diameterMetres / 2
            let reach =
                (rowWidth - Self.roundingMetres) / 2 - radius - LayoutRequest.haloMargin
            defer { edge += 2 * radius + gap }
            return PlacedItem(
                item: item, x: edge + radius + shift,
                y: middle + reach * (2 * generator.uniform() - 1))
        }
    }

    /// Where the blank stretch is put in: before the first object, behind one that leaves all others whole.
    private func cut(
        between objects: [PlacedItem], with generator: inout SeededGenerator
    ) -> Double {
        let spans = objects.map { object in
            let halo =
                object.item.model.diameterMetres / 2 + LayoutRequest.haloMargin
                + Self.roundingMetres / 2
            return (from: object.x - halo, to: object.x + halo)
        }
        var places = [0.0]
        var reached = 0.0
        let ordered = spans.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
        for (number, span) in ordered.enumerated() {
            reached = max(reached, span.to)
            let next = number + 1 < ordered.count ? ordered[number + 1].from : .infinity
            if next >= reached { places.append(reached) }
        }
        return places[generator.index(below: places.count)]
    }

    private static func rounded(_ metres: Double) -> Double { (metres * 1000).rounded() / 1000 }
    private static func text(_ metres: Double) -> String { "\(rounded(metres))" }
}

/// An object with its place in a lane (m).
struct PlacedItem: Hashable {
    var item: BalancedDeal.Item
    var x: Double
    var y: Double
}
