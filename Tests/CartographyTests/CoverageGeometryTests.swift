import Cartography
import SurveyModel
import Testing

@Suite struct CoverageGeometryTests {
    /// A lane of channels at `laterals` over `length`, swept up from chainage 100.
    private func sweep(
        _ digit: Character, offset: Double, laterals: [Double], length: Double = 10,
        along: Double = 0, across: Double = 0, reach: Double = 0.4,
        direction: TravelDirection = .up
    ) -> PlacedSweep {
        PlacedSweep(
            digest: digest(digit),
            placement: LanePlacement(
                road: "r", startChainageMetres: direction == .up ? 100 : 100 + length,
                offsetMetres: offset, direction: direction, alongErrorMetres: along,
                acrossErrorMetres: across),
            stretches: laterals.enumerated().map { index, lateral in
                ValidStretch(
                    channel: index + 1, lateralOffsetMetres: lateral, fromMetres: 0,
                    toMetres: length, depthReachMetres: reach, traceStepMetres: 0.02)
            })
    }

    private func account(
        _ segment: RoadRectangle, _ passes: [PlacedSweep],
        _ coverageClass: CoverageClass = .antiVehicle
    ) throws -> CoverageAccount {
        try CoverageGeometry(road: "r", segment: segment, depthMetres: 0.25, passes: passes)
            .account(for: coverageClass)
    }

    private let five = [-0.2, -0.1, 0.0, 0.1, 0.2]

    @Test func `channels 10 cm apart leave no gap for anti-vehicle mines`() throws {
        let result = try account(
            rectangle(100, 110, -0.25, 0.25), [sweep("a", offset: 0, laterals: five)])
        #expect(result.gaps.isEmpty)
        #expect(result.percent == 100)
        #expect(result.sweeps == [digest("a")])
    }

    @Test func `channels 10 cm apart leave strips between them for smaller mines`() throws {
        let result = try account(
            rectangle(100, 110, -0.25, 0.25), [sweep("a", offset: 0, laterals: five)],
            .antiPersonnel)
        #expect(result.gaps.count == 6)
        #expect(result.gaps.allSatisfy { $0.widthMetres < 0.0251 })
        #expect(abs(result.coveredSquareMetres - 5 * 0.075 * 10) < 1e-9)
    }

    @Test func `a gap of 5 cm between two lanes is reported`() throws {
        let lanes = [
            sweep("a", offset: 0, laterals: five), sweep("b", offset: 0.55, laterals: five),
        ]
        let result = try account(rectangle(100, 110, -0.25, 0.80), lanes)
        #expect(result.gaps.count == 1)
        let gap = try #require(result.gaps.first)
        #expect(abs(gap.widthMetres - 0.05) < 1e-9)
        #expect(abs(gap.offset.low - 0.25) < 1e-9)
        #expect(result.percent < 100)
    }

    @Test func `position errors shrink every lane before lanes are joined`() throws {
        let lanes = [
            sweep("a", offset: 0, laterals: five, along: 0.25, across: 0.1),
            sweep("b", offset: 0.5, laterals: five, along: 0.25, across: 0.1),
        ]
        let result = try account(rectangle(100, 110, -0.25, 0.75), lanes)
        // Each lane keeps 0.3 m of 0.5 m across and 9.5 m of 10 m along.
        #expect(abs(result.coveredSquareMetres - 2 * 0.3 * 9.5) < 1e-9)
        let between = result.gaps.contains {
            abs($0.offset.low - 0.15) < 1e-9 && abs($0.offset.high - 0.35) < 1e-9
        }
        #expect(between)
    }

    @Test func `an error larger than the strip leaves nothing covered`() throws {
        let result = try account(
            rectangle(100, 110, -0.25, 0.25),
            [sweep("a", offset: 0, laterals: five, across: 0.1)], .antiPersonnel)
        #expect(result.coveredSquareMetres == 0)
        #expect(result.sweeps.isEmpty)
        #expect(result.gaps.count == 1)
        #expect(result.percent == 0)
    }

    @Test func `a stretch that does not reach the depth counts for nothing`() throws {
        let result = try account(
            rectangle(100, 110, -0.25, 0.25),
            [sweep("a", offset: 0, laterals: five, reach: 0.2499)])
        #expect(result.coveredSquareMetres == 0)
    }

    @Test func `a break of 3 cm in one channel is a gap, a break of rounding width is none`() throws
    {
        var pass = sweep("a", offset: 0, laterals: five)
        pass.stretches[2].toMetres = 4
        pass.stretches.append(
            ValidStretch(
                channel: 3, lateralOffsetMetres: 0, fromMetres: 4.03, toMetres: 10,
                depthReachMetres: 0.4, traceStepMetres: 0.02))
        let broken = try account(rectangle(100, 110, -0.25, 0.25), [pass])
        #expect(broken.gaps.count == 1)
        #expect(abs((broken.gaps.first?.widthMetres ?? 0) - 0.03) < 1e-9)
        pass.stretches[5].fromMetres = 4.0005
        pass.placement.alongErrorMetres = 0
        #expect(try account(rectangle(100, 110, -0.25, 0.25), [pass]).gaps.isEmpty)
    }

    @Test func `a lane swept down covers the mirrored ground`() throws {
        // One channel 1 m left of travel: right of the road when swept down.
        let down = sweep("a", offset: 3, laterals: [1], direction: .down)
        let geometry = try CoverageGeometry(
            road: "r", segment: rectangle(100, 110, 0, 6), depthMetres: 0.25, passes: [down])
        let covered = geometry.coveredRectangles(for: .antiVehicle)
        #expect(covered.count == 1)
        #expect(abs((covered.first?.offset.low ?? 0) - 1.95) < 1e-9)
        #expect(abs((covered.first?.offset.high ?? 0) - 2.05) < 1e-9)
    }

    @Test func `sweeps on another road are not counted`() throws {
        var pass = sweep("a", offset: 0, laterals: five)
        pass.placement.road = "other"
        #expect(try account(rectangle(100, 110, -0.25, 0.25), [pass]).coveredSquareMetres == 0)
    }

    @Test func `figures that are not numbers are refused`() {
        var pass = sweep("a", offset: 0, laterals: five)
        pass.placement.acrossErrorMetres = .nan
        let segment = rectangle(100, 110, 0, 1)
        #expect(throws: CartographyError.self) { try account(segment, [pass]) }
        pass.placement.acrossErrorMetres = -1
        #expect(throws: CartographyError.self) { try account(segment, [pass]) }
        #expect(throws: CartographyError.self) { try account(rectangle(1, 1, 0, 1), []) }
        #expect(throws: CartographyError.self) { try account(rectangle(1, .nan, 0, 1), []) }
    }

    @Test(arguments: 0..<8)
    func `accounts agree with a fine raster`(seed: Int) throws {
        var numbers = SeededNumbers(seed: UInt64(seed))
        // Whole centimetres, so that a raster of 1 cm is exact.
        func centimetres(_ range: ClosedRange<Int>) -> Double {
            Double(Int.random(in: range, using: &numbers)) / 100
        }
        let passes = (0..<5).map { index in
            var pass = sweep(
                Character("\(index)"), offset: centimetres(20...180), laterals: [],
                along: centimetres(0...6), across: centimetres(0...4),
                direction: Bool.random(using: &numbers) ? .up : .down)
            pass.placement.startChainageMetres = 100 + centimetres(80...120)
            pass.stretches = (0..<12).map { channel in
                let from = centimetres(-90...40)
                return ValidStretch(
                    channel: channel, lateralOffsetMetres: Double(channel) * 0.06 - 0.3,
                    fromMetres: from, toMetres: from + centimetres(10...100),
                    depthReachMetres: 0.3, traceStepMetres: 0.02)
            }
            return pass
        }
        let segment = rectangle(100, 102, 0, 2)
        let geometry = try CoverageGeometry(
            road: "r", segment: segment, depthMetres: 0.25, passes: passes)
        let result = geometry.account(for: .antiVehicle)
        let raster = CoverageRasterOracle(passes: passes)
        #expect(abs(result.coveredSquareMetres - raster.coveredSquareMetres) < 1e-6)
        let gaps = result.gaps.reduce(0) { $0 + $1.areaSquareMetres }
        #expect(abs(gaps + result.coveredSquareMetres - 4) < 1e-9)
        let covered = geometry.coveredRectangles(for: .antiVehicle)
        let painted = covered.reduce(0) { $0 + $1.areaSquareMetres }
        #expect(abs(painted - result.coveredSquareMetres) < 1e-9)
        let counted = geometry.passCounts(for: .antiVehicle)
        let passArea = counted.reduce(0) { $0 + $1.rectangle.areaSquareMetres * Double($1.count) }
        #expect(abs(passArea - raster.passSquareMetres) < 1e-6)
    }

    @Test(.timeLimit(.minutes(1)))
    func `two thousand rectangles take seconds`() throws {
        let lanes = (0..<20).map { lane in
            var pass = sweep(
                Character("a"), offset: Double(lane) * 0.45, laterals: [], along: 0.02,
                across: 0.01)
            pass.stretches = (0..<100).map { index in
                ValidStretch(
                    channel: index % 5, lateralOffsetMetres: Double(index % 5) * 0.1 - 0.2,
                    fromMetres: Double(index) * 0.37, toMetres: Double(index) * 0.37 + 1.9,
                    depthReachMetres: 0.3, traceStepMetres: 0.02)
            }
            return pass
        }
        let result = try account(rectangle(100, 140, -0.25, 9), lanes)
        #expect(result.coveredSquareMetres > 10)
        #expect(!result.gaps.isEmpty)
    }

    /// A kilometre with a metre of bad traces in its middle, typed in and wheeled with an error of 0.5 %.
    private func typedKilometre(_ direction: TravelDirection) -> PlacedSweep {
        var lane = LanePlacement(
            road: "r", startChainageMetres: direction == .up ? 0 : 1000, offsetMetres: 0,
            direction: direction, alongErrorMetres: 0.25, acrossErrorMetres: 0.01)
        lane.wheelErrorShare = 0.005
        let stretches = [(0.0, 499.0), (500, 1000)].flatMap { from, to in
            five.enumerated().map { index, lateral in
                ValidStretch(
                    channel: index + 1, lateralOffsetMetres: lateral, fromMetres: from,
                    toMetres: to, depthReachMetres: 0.4, traceStepMetres: 0.02)
            }
        }
        return PlacedSweep(digest: digest("a"), placement: lane, stretches: stretches)
    }

    @Test(arguments: [TravelDirection.up, .down])
    func `a typed lane covers less the further the wheel ran`(direction: TravelDirection) throws {
        let result = try account(
            rectangle(0, 1000, -0.1, 0.1), [typedKilometre(direction)])
        let gaps = result.gaps.map { gap in
            direction == .up
                ? gap.chainage
                : MetreRange(low: 1000 - gap.chainage.high, high: 1000 - gap.chainage.low)
        }.sorted { $0.low < $1.low }
        try #require(gaps.count == 3)
        // sqrt(0.25^2 + (0.005 x)^2) at the start, beside the bad metre and at the end; rounded up by a
        // twentieth at most, and never down.
        #expect(gaps[0].low == 0 && gaps[0].high >= 0.25 && gaps[0].high < 0.27)
        // The bad metre lies at the same place of the lane either way.
        let (before, after) = (499 - gaps[1].low, gaps[1].high - 500)
        #expect(before >= 2.495 && before < 2.7 && after >= 2.512 && after < 2.7)
        let end = 1000 - gaps[2].low
        #expect(end >= (0.25 * 0.25 + 25).squareRoot() - 0.03 && end < 5.3)
        #expect(abs(gaps[2].high - 1000) < 1e-9)
    }

    @Test func `every trace of a measured path shrinks coverage by its own error`() throws {
        func knot(_ x: Double, _ error: Double) -> LaneKnot {
            LaneKnot(
                xMetres: x, chainageMetres: 100 + x, offsetMetres: 0, alongErrorMetres: error,
                acrossErrorMetres: error)
        }
        var pass = sweep("a", offset: 0, laterals: five, length: 20, along: 0.2, across: 0.2)
        pass.placement.path = LanePath(
            method: .gnss, knots: [knot(0, 0.02), knot(10, 0.02), knot(20, 0.20)],
            misclosureMetres: 0)
        let result = try account(rectangle(100, 120, -0.25, 0.25), [pass])
        // Up to chainage 110 a rim of 2 cm, from there on 20 cm; at the ends as much along.
        let inner = (10 - 0.02) * (0.5 - 0.04)
        let outer = (10 - 0.20) * (0.5 - 0.40)
        #expect(abs(result.coveredSquareMetres - inner - outer) < 1e-6)
    }

    @Test func `what lies beyond the road's end covers nothing`() throws {
        var pass = sweep("a", offset: 0, laterals: five)
        pass.placement.besideRoad = MetreRange(low: 0, high: 6)
        let result = try account(rectangle(100, 110, -0.25, 0.25), [pass])
        #expect(abs(result.coveredSquareMetres - 3) < 1e-9)
    }
}

/// The same rules on a raster of 1 cm, with nothing clever.
private struct CoverageRasterOracle {
    private static let size = 200
    private static let margin = 200
    var coveredSquareMetres = 0.0
    var passSquareMetres = 0.0

    init(passes: [PlacedSweep]) {
        let size = Self.size
        var counts = [Int](repeating: 0, count: size * size)
        for pass in passes {
            let seen = Self.eroded(
                Self.seen(by: pass),
                along: Int((pass.placement.alongErrorMetres * 100).rounded()),
                across: Int((pass.placement.acrossErrorMetres * 100).rounded()))
            let full = size + 2 * Self.margin
            for row in 0..<size {
                for column in 0..<size
                where seen[(row + Self.margin) * full + column + Self.margin] {
                    counts[row * size + column] += 1
                }
            }
        }
        coveredSquareMetres = Double(counts.count { $0 > 0 }) / 10_000
        passSquareMetres = Double(counts.reduce(0, +)) / 10_000
    }

    /// Cells of a sweep's footprint; rows are chainage, columns offset, with a margin all round.
    private static func seen(by pass: PlacedSweep) -> [Bool] {
        let full = size + 2 * margin
        var seen = [Bool](repeating: false, count: full * full)
        for stretch in pass.stretches {
            let sign = pass.placement.direction == .up ? 1 : -1
            let start = Int((pass.placement.startChainageMetres * 100).rounded()) - 10_000
            let middle = Int((pass.placement.offsetMetres * 100).rounded())
            let lateral = middle + sign * Int((stretch.lateralOffsetMetres * 100).rounded())
            let ends = [stretch.fromMetres, stretch.toMetres]
                .map { start + sign * Int(($0 * 100).rounded()) }.sorted()
            for row in ends[0]..<ends[1] {
                for column in (lateral - 5)..<(lateral + 5) {
                    seen[(row + margin) * full + column + margin] = true
                }
            }
        }
        return seen
    }

    private static func eroded(_ seen: [Bool], along: Int, across: Int) -> [Bool] {
        let full = size + 2 * margin
        var rows = seen
        for row in 10..<(full - 10) {
            for column in 10..<(full - 10) where seen[row * full + column] {
                rows[row * full + column] = (-across...across)
                    .allSatisfy { seen[row * full + column + $0] }
            }
        }
        var result = rows
        for row in 10..<(full - 10) {
            for column in 10..<(full - 10) where rows[row * full + column] {
                result[row * full + column] = (-along...along)
                    .allSatisfy { rows[(row + $0) * full + column] }
            }
        }
        return result
    }
}
