import Evaluation
import Testing

@Suite("LaneLayout")
struct LaneLayoutTests {
    private static let models = [
        BuriedModel(
            name: "PMN", targetClass: .plasticAntiPersonnel, diameterMetres: 0.112,
            heightMetres: 0.056),
        BuriedModel(
            name: "VS-1.6", targetClass: .plasticAntiVehicle, diameterMetres: 0.222,
            heightMetres: 0.092),
    ]

    private static func request(seed: UInt64) -> LayoutRequest {
        // Lanes of one row and of several, with and without clutter and blank stretch.
        LayoutRequest(
            targets: 37 + Int(seed % 5), clutter: Int(seed % 4) * 3, models: models,
            depthsMetres: [0.02, 0.05, 0.10], lanes: 3 + Int(seed % 3), laneLengthMetres: 15,
            laneWidthMetres: seed % 2 == 0 ? 0.5 : 2.4, blankShare: seed % 3 == 0 ? 0 : 0.2,
            separationMetres: [0, 0.15, 0.3, 0.5][Int(seed / 2 % 4)], seed: seed)
    }

    @Test("Over many seeds cells, lanes, models and depths are balanced to one")
    func balance() throws {
        for seed in UInt64(0)..<60 {
            let layout = try LaneLayout(Self.request(seed: seed))
            let mines = layout.lanes.map { $0.objects.filter(\.isMine) }
            let all = mines.flatMap { $0 }
            #expect(all.count == layout.request.targets)
            #expect(isBalanced(mines.map(\.count)))
            #expect(isBalanced(layout.lanes.map(\.objects.count)))
            #expect(isBalanced(Self.models.map { m in all.count { $0.model == m.name } }))
            let depths = layout.request.depthsMetres
            #expect(isBalanced(depths.map { d in all.count { $0.depthMetres == d } }))
            let cells = Self.models.flatMap { model in depths.map { (model.name, $0) } }
            func count(_ targets: [Target], _ cell: (String, Double)) -> Int {
                targets.count { $0.model == cell.0 && $0.depthMetres == cell.1 }
            }
            #expect(isBalanced(cells.map { count(all, $0) }))
            for cell in cells { #expect(isBalanced(mines.map { count($0, cell) })) }
        }
    }

    @Test("Over many seeds halos stay apart, in the lane and off the blank stretch")
    func places() throws {
        for seed in UInt64(0)..<60 {
            let layout = try LaneLayout(Self.request(seed: seed))
            let request = layout.request
            for lane in layout.lanes {
                let length = lane.blankToMetres - lane.blankFromMetres
                #expect(abs(length - request.blankShare * request.laneLengthMetres) < 1e-9)
                #expect(lane.blankFromMetres >= 0)
                #expect(lane.blankToMetres <= request.laneLengthMetres + 1e-9)
                for (place, object) in lane.objects.enumerated() {
                    let halo = object.haloMetres(margin: 0.1)
                    let (x, y) = (object.xMetres, object.yMetres)
                    #expect(x >= halo && x <= request.laneLengthMetres - halo)
                    #expect(abs(y) + halo <= request.laneWidthMetres / 2 + 1e-9)
                    if length > 0 {
                        #expect(x + halo <= lane.blankFromMetres || x - halo >= lane.blankToMetres)
                    }
                    for other in lane.objects.dropFirst(place + 1) {
                        #expect(other.xMetres >= x)
                        let (dx, dy) = (other.xMetres - x, other.yMetres - y)
                        let distance = (dx * dx + dy * dy).squareRoot()
                        #expect(distance > halo + other.haloMetres(margin: 0.1))
                        let edges = (object.diameterMetres + other.diameterMetres) / 2
                        #expect(distance - edges >= request.separationMetres)
                    }
                }
            }
        }
    }

    @Test("One seed gives one lay-out, another seed another")
    func seeded() throws {
        let first = try LaneLayout(Self.request(seed: 4))
        #expect(try LaneLayout(Self.request(seed: 4)) == first)
        var other = Self.request(seed: 4)
        other.seed = 5
        #expect(try LaneLayout(other) != first)
        #expect(Set(first.lanes.flatMap(\.objects).map(\.id)).count == first.request.targets)
    }

    @Test("Places differ across the lane as far as the halo lets them")
    func across() throws {
        let layout = try LaneLayout(Self.request(seed: 6))
        let smallest = layout.lanes.flatMap(\.objects).filter { $0.model == "PMN" }.map(\.yMetres)
        #expect((smallest.max() ?? 0) > 0.05 && (smallest.min() ?? 0) < -0.05)
    }

    @Test("What does not fit is refused with the number that does, and that number fits")
    func tooMany() throws {
        var request = Self.request(seed: 2)
        request.targets = 500
        let error = #expect(throws: EvaluationError.self) { try LaneLayout(request) }
        let words = error?.description.split(separator: " ").map(String.init) ?? []
        let fits = try #require(words.dropLast().last.flatMap { Int($0) })
        request.targets = fits
        #expect(try LaneLayout(request).lanes.count == request.lanes)
        request.targets = fits + 1
        #expect(throws: EvaluationError.self) { try LaneLayout(request) }
        request = Self.request(seed: 2)
        request.laneWidthMetres = 0.4
        let narrow = #expect(throws: EvaluationError.self) { try LaneLayout(request) }
        #expect(narrow?.description.contains("too narrow for VS-1.6") == true)
    }

    @Test("Figures that cannot be meant are refused")
    func refused() throws {
        let changes: [(inout LayoutRequest) -> Void] = [
            { $0.targets = 0 }, { $0.clutter = -1 }, { $0.models = [] }, { $0.depthsMetres = [] },
            { $0.depthsMetres = [0.1, 0.1] }, { $0.depthsMetres = [.nan] }, { $0.lanes = 0 },
            { $0.laneLengthMetres = .infinity }, { $0.laneWidthMetres = .nan },
            { $0.blankShare = 1 }, { $0.separationMetres = -0.1 },
            { $0.models[0].diameterMetres = 0 }, { $0.models[0].heightMetres = .nan },
            { $0.models[0].name = "a,b" }, { $0.models[1].name = "PMN" },
            { $0.models[1].targetClass = .clutter },
        ]
        for change in changes {
            var request = Self.request(seed: 1)
            change(&request)
            #expect(throws: EvaluationError.self) { try LaneLayout(request) }
        }
    }

    private func isBalanced(_ counts: [Int]) -> Bool {
        (counts.max() ?? 0) - (counts.min() ?? 0) <= 1
    }
}
