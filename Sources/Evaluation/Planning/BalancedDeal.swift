internal import Statistics

/// Which objects each lane gets, before their places.
///
/// Counts of cells (model at depth), of models and of depths differ by at most 1; each cell's targets are
/// dealt to the lanes in turn, so that lanes differ by at most 1 in each cell and altogether.
struct BalancedDeal {
    /// An object without a place.
    struct Item: Hashable {
        var model: BuriedModel
        var depthMetres: Double
    }

    /// The objects of each lane, in random order.
    private(set) var lanes: [[Item]]

    /// Deals what `request` asks for.
    init(_ request: LayoutRequest, with generator: inout SeededGenerator) {
        var models = request.models
        var depths = request.depthsMetres
        var order = Array(0..<request.lanes)
        generator.shuffle(&models)
        generator.shuffle(&depths)
        generator.shuffle(&order)
        var items = Self.cells(models, depths, count: request.targets, with: &generator)
        items += (0..<request.clutter).map { number in
            Item(
                model: LayoutRequest.clutterModel,
                depthMetres: depths[number * depths.count / request.clutter])
        }
        lanes = [[Item]](repeating: [], count: request.lanes)
        for (number, item) in items.enumerated() {
            lanes[order[number % order.count]].append(item)
        }
        for lane in lanes.indices { generator.shuffle(&lanes[lane]) }
    }

    /// The targets, those of one cell beside each other.
    private static func cells(
        _ models: [BuriedModel], _ depths: [Double], count: Int,
        with generator: inout SeededGenerator
    ) -> [Item] {
        let all = models.count * depths.count
        let round = all / greatestCommonDivisor(models.count, depths.count)
        var order = Array(0..<all)
        generator.shuffle(&order)
        return order.flatMap { cell in
            // Diagonal after diagonal of models and depths: any first few hold each equally often.
            let item = Item(
                model: models[cell % models.count],
                depthMetres: depths[(cell + cell / round) % depths.count])
            let times = count / all + (cell < count % all ? 1 : 0)
            return [Item](repeating: item, count: times)
        }
    }

    private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
        second == 0 ? first : greatestCommonDivisor(second, first % second)
    }
}
