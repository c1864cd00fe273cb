internal import Statistics

/// A seeded, balanced lay-out of objects over lanes, depths and places.
///
/// Each model at each depth is buried equally often, or once more; so is each in each lane. Halos touch
/// neither each other nor the edge of the lane. The same request gives the same lay-out.
public struct LaneLayout: Sendable, Hashable {
    /// One lane.
    public struct Lane: Sendable, Hashable {
        /// `lane-01` and so on.
        public var name: String
        /// What is buried, along the lane; y is 0 in its middle.
        public var objects: [Target]
        /// Where the stretch without objects begins (m).
        public var blankFromMetres: Double
        /// Where it ends (m).
        public var blankToMetres: Double
    }

    /// What was asked for.
    public let request: LayoutRequest
    /// The lanes in order.
    public let lanes: [Lane]

    /// The lay-out of `request`.
    ///
    /// - Throws: `EvaluationError` where a figure cannot be meant or the objects do not fit, then with the
    ///   number of targets that do.
    public init(_ request: LayoutRequest) throws(EvaluationError) {
        try request.check()
        let filling = try LaneFilling(request)
        guard let dealt = Self.dealt(request, filling) else {
            throw Self.doesNotFit(request, filling)
        }
        self.request = request
        let digits = String(request.lanes).count < 2 ? 2 : String(request.lanes).count
        lanes = dealt.enumerated().map { number, rows in
            // A stream of its own for each lane: a longer lane leaves the others as they are.
            var generator = SeededGenerator(seed: request.seed, stream: UInt64(number) + 1)
            let (objects, blankFrom) = filling.fill(rows, with: &generator)
            let label = Self.padded(number + 1, digits)
            return Lane(
                name: "lane-" + label,
                objects: objects.enumerated().map { place, object in
                    Self.target(object, id: "L\(label)-\(Self.padded(place + 1, 2))")
                },
                blankFromMetres: blankFrom, blankToMetres: blankFrom + filling.blankMetres)
        }
    }

    /// Targets in the cell (model at depth) that has the fewest.
    public var fewestPerCell: Int {
        request.targets / cells
    }

    /// Number of cells (models at depths).
    public var cells: Int { request.models.count * request.depthsMetres.count }

    /// Area of all lanes outside the halos (m2), which overlap nowhere.
    public var groundAreaSquareMetres: Double {
        let whole = request.laneLengthMetres * request.laneWidthMetres * Double(lanes.count)
        return lanes.reduce(whole) { area, lane in
            lane.objects.reduce(area) { rest, object in
                let halo = object.haloMetres(margin: LayoutRequest.haloMargin)
                return rest - Double.pi * halo * halo
            }
        }
    }

    /// Rows of each lane; `nil` where a lane is too short for what it was dealt.
    private static func dealt(
        _ request: LayoutRequest, _ filling: LaneFilling
    ) -> [[[BalancedDeal.Item]]]? {
        var generator = SeededGenerator(seed: request.seed, stream: 0)
        var lanes: [[[BalancedDeal.Item]]] = []
        for items in BalancedDeal(request, with: &generator).lanes {
            guard let rows = filling.rows(of: items) else { return nil }
            lanes.append(rows)
        }
        return lanes
    }

    private static func doesNotFit(
        _ request: LayoutRequest, _ filling: LaneFilling
    ) -> EvaluationError {
        var (fits, fails) = (0, request.targets)
        while fails - fits > 1 {
            var fewer = request
            fewer.targets = fits + (fails - fits) / 2
            if dealt(fewer, filling) == nil { fails = fewer.targets } else { fits = fewer.targets }
        }
        let clutter = request.clutter == 0 ? "" : " beside \(request.clutter) clutter objects"
        return .impossible(
            "\(request.targets) targets\(clutter) do not fit into \(request.lanes) lanes of "
                + "\(request.laneLengthMetres) m x \(request.laneWidthMetres) m "
                + "(\(request.blankShare) of it blank, \(request.separationMetres) m between edges): "
                + "\(fits) fit",
            hint: "take more or longer lanes, less blank ground or a smaller separation")
    }

    private static func target(_ object: PlacedItem, id: String) -> Target {
        let model = object.item.model
        return Target(
            id: id, model: model.name, targetClass: model.targetClass, xMetres: object.x,
            yMetres: object.y, depthMetres: object.item.depthMetres,
            diameterMetres: model.diameterMetres, heightMetres: model.heightMetres,
            isMine: model.targetClass != .clutter)
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
