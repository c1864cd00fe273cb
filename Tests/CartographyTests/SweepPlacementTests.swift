import Cartography
import Foundation
import SurveyModel
import Testing

/// A straight road eastwards of about 1.89 km.
private func eastRoad() throws -> Centreline {
    try Centreline(
        road: "east",
        vertices: [
            GeographicPosition(longitude: 23.90, latitude: 32.0),
            GeographicPosition(longitude: 23.91, latitude: 32.0),
            GeographicPosition(longitude: 23.92, latitude: 32.0),
        ])
}

private func every(_ step: Double, to end: Double) -> [Double] {
    (0...Int((end / step).rounded())).map { Double($0) * step }
}

@Suite struct PegPlacementTests {
    private func peg(
        _ wheel: Double, _ chainage: Double, _ offset: Double = 2, error: Double = 0.05
    ) -> LanePeg {
        LanePeg(
            name: "at \(wheel)", wheelMetres: wheel,
            position: RoadPosition(chainageMetres: chainage, offsetMetres: offset),
            errorMetres: error)
    }

    private func place(_ pegs: [LanePeg], to end: Double = 20) throws -> SweepPlacement {
        try PegPlacement.place(distancesMetres: every(0.05, to: end), pegs: pegs, on: eastRoad())
    }

    @Test func `1,5 percent between pegs and wheel is refused with both figures`() {
        #expect {
            try place([peg(0, 100), peg(20, 120.3)])
        } throws: { error in
            "\(error)".contains("20.3 m apart") && "\(error)".contains("20.0 m by the wheel")
        }
        // The other way round as well.
        #expect(throws: CartographyError.self) { try place([peg(0, 100), peg(20, 119.7)]) }
    }

    @Test func `0,8 percent is accepted, scaled out, and shows in the errors`() throws {
        let exact = try place([peg(0, 100), peg(20, 120)])
        let scaled = try place([peg(0, 100), peg(20, 120.16)])
        #expect(abs(scaled.misclosureMetres - 0.16) < 1e-9)
        #expect(abs(scaled.wheelScale - 1.008) < 1e-9)
        let middle = scaled.traces[200]
        #expect(abs((middle.position?.chainageMetres ?? 0) - 110.08) < 1e-9)
        // By hand: half of either peg's 0.05, half of 0.16, and 0.02 of reading the wheel.
        let byHand = (2 * 0.025 * 0.025 + 0.08 * 0.08 + 0.02 * 0.02).squareRoot()
        #expect(abs(middle.alongErrorMetres - byHand) < 1e-9)
        #expect(middle.alongErrorMetres > exact.traces[200].alongErrorMetres + 0.03)
        #expect(scaled.method == .pegs && scaled.isForStakeOut)
    }

    @Test func `a quarter of a metre is the most, however long the way`() throws {
        #expect(try place([peg(0, 100), peg(100, 100.0 + 100.24)], to: 100).placedCount == 2001)
        #expect(throws: CartographyError.self) {
            try place([peg(0, 100), peg(100, 200.26)], to: 100)
        }
    }

    @Test func `driven backwards, chainage falls and the sign says so`() throws {
        let down = try place([peg(0, 120, -2), peg(20, 100, -2)])
        #expect(down.direction == .down)
        #expect(abs((down.traces[100].position?.chainageMetres ?? 0) - 115) < 1e-9)
        let up = try place([peg(0, 100, -2), peg(20, 120, -2)])
        #expect(up.direction == .up)
        #expect(abs((up.traces[100].position?.chainageMetres ?? 0) - 105) < 1e-9)
        // Left of travel is left of the road going up, right of it going down.
        func offset(_ placed: SweepPlacement) throws -> Double {
            let path = try placed.path(distancesMetres: every(0.05, to: 20))
            let lane = LanePlacement(
                road: "east", startChainageMetres: 0, offsetMetres: 0, direction: placed.direction,
                alongErrorMetres: 0, acrossErrorMetres: 0, path: path)
            return lane.roadPosition(xMetres: 5, yMetres: 0.3).offsetMetres
        }
        #expect(abs(try offset(up) - -1.7) < 1e-9)
        #expect(abs(try offset(down) - -2.3) < 1e-9)
    }

    @Test func `several pegs bend the way, and beyond them there is no place`() throws {
        let placed = try place([peg(2, 102, 2), peg(10, 110, 2.1), peg(18, 118.05, 1.9)])
        #expect(placed.traces[0].fault == .beyondMeasured)
        #expect(placed.traces[400].fault == .beyondMeasured)
        #expect(placed.placedCount == 321)
        #expect(abs((placed.traces[280].position?.offsetMetres ?? 0) - 2.0) < 1e-9)
    }

    @Test func `pegs that cannot be right are refused with a sentence`() throws {
        for pegs in [
            [], [peg(0, 100)], [peg(0, 100), peg(20, 100)], [peg(0, 100), peg(0.2, 100.2)],
            [peg(0, 100), peg(20, .nan)], [peg(0, 100), peg(20, 120, 2, error: -1)],
            [peg(0, 1875), peg(20, 1895)], [peg(0, 100, 120), peg(20, 120, 120)],
            [peg(0, 100), peg(10, 110), peg(20, 101)],
        ] {
            #expect {
                try place(pegs)
            } throws: { error in
                ((error as? CartographyError)?.description.count ?? 0) > 20
            }
        }
    }

    @Test func `typed chainage is not for stake-out, drifts, and ends with the road`() throws {
        let road = try eastRoad()
        var lane = LanePlacement(
            road: "east", startChainageMetres: road.lengthMetres - 10, offsetMetres: -2,
            direction: .up, alongErrorMetres: 0.25, acrossErrorMetres: 0.10)
        lane.wheelErrorShare = 0.005
        let placed = SweepPlacement.typed(
            lane: lane, distancesMetres: every(0.5, to: 20), road: road)
        #expect(!placed.isForStakeOut)
        #expect(placed.traces[20].position != nil && placed.traces[21].fault == .beyondRoadEnd)
        #expect(placed.traces[0].alongErrorMetres == 0.25)
        // 0.25 m and half a per cent of 10 m, in quadrature.
        #expect(abs(placed.traces[20].alongErrorMetres - 0.254_950_976) < 1e-9)
        #expect(
            placed.reach(distancesMetres: every(0.5, to: 20)) == MetreRange(low: 0, high: 10))
    }
}

@Suite struct FixPlacementTests {
    /// Fixes of an antenna on an array that drives at `offset` beside the road, one a metre.
    private func fixes(
        on road: Centreline, from start: Double, sign: Double, metres: Int, offset: Double,
        mount: AntennaMount, speed: Double = 3
    ) throws -> [LaneFix] {
        let late = mount.latencyMilliseconds / 1000 * speed
        return try (0...metres).map { metre in
            // At the moment of the fix the array was further back than at its logging.
            let x = Double(metre) - late
            let place = try road.geographic(
                of: RoadPosition(
                    chainageMetres: start + sign * (x + mount.forwardMetres),
                    offsetMetres: offset + sign * mount.leftMetres))
            return LaneFix(trace: Double(metre * 10), place: place, errorMetres: 0.02)
        }
    }

    private func place(
        _ fixes: [LaneFix], _ mount: AntennaMount, metres: Double = 60,
        heading: HeadingSource = .course
    ) throws -> SweepPlacement {
        try FixPlacement.place(
            distancesMetres: every(0.1, to: metres), fixes: fixes, mount: mount, heading: heading,
            metresPerSecond: 3, on: eastRoad())
    }

    @Test(arguments: [
        (1.0, 1.5, 0.4, 200.0), (1, -1.5, -0.4, 0), (-1, 1.5, 0.4, 200), (-1, 0.5, -0.7, -150),
    ])
    func `arms and latency are taken out, whichever way the array drives`(
        sign: Double, forward: Double, left: Double, latency: Double
    ) throws {
        let road = try eastRoad()
        let mount = AntennaMount(
            forwardMetres: forward, leftMetres: left, latencyMilliseconds: latency)
        for heading in HeadingSource.allCases {
            let placed = try place(
                fixes(on: road, from: 500, sign: sign, metres: 60, offset: -3, mount: mount),
                mount, heading: heading)
            #expect(placed.direction == (sign > 0 ? .up : .down))
            let middle = try #require(placed.traces[300].position)
            #expect(abs(middle.chainageMetres - (500 + sign * 30)) < 0.002)
            #expect(abs(middle.offsetMetres + 3) < 0.002)
            #expect(abs(placed.wheelScale - 1) < 1e-4)
        }
        // A flipped arm or latency is seen.
        var flipped = mount
        flipped.leftMetres = -left
        let wrong = try place(
            fixes(on: road, from: 500, sign: sign, metres: 60, offset: -3, mount: mount), flipped)
        #expect(abs((wrong.traces[300].position?.offsetMetres ?? -3) + 3) > 0.5)
    }

    @Test func `the errors are those of fix, arms, heading and latency`() throws {
        let mount = AntennaMount(
            forwardMetres: 2, leftMetres: 1, latencyMilliseconds: 0, armErrorMetres: 0.03,
            latencyErrorMilliseconds: 20)
        let placed = try place(
            fixes(on: eastRoad(), from: 500, sign: 1, metres: 60, offset: 1, mount: mount), mount)
        let trace = placed.traces[300]
        // Course over 6 m between fixes good to 0.02 m; 20 ms at 3 m/s are 0.06 m.
        let turn = 2.0.squareRoot() * 0.02 / 6
        let squares = 0.02 * 0.02 + 0.03 * 0.03
        #expect(abs(trace.alongErrorMetres - (squares + turn * turn + 0.0036).squareRoot()) < 1e-4)
        #expect(abs(trace.acrossErrorMetres - (squares + 4 * turn * turn).squareRoot()) < 1e-4)
    }

    @Test func `a fix that jumps by kilometres gives no trace a place`() throws {
        let mount = AntennaMount()
        var all = try fixes(on: eastRoad(), from: 500, sign: 1, metres: 60, offset: 0, mount: mount)
        for index in 20...22 { all[index].place.latitude += 0.03 }
        let whole = try place(all, mount)
        // Three fixes lost leave 4 m between the good ones: still a way.
        #expect(whole.placedCount == 601)
        for index in 20...26 { all[index].place.latitude += 0.03 }
        let torn = try place(all, mount)
        let lost = torn.traces.indices.filter { torn.traces[$0].position == nil }
        #expect(torn.faults.map(\.fault) == [.jump] && lost.allSatisfy { $0 > 180 && $0 < 280 })
        let path = try torn.path(distancesMetres: every(0.1, to: 60))
        #expect(path.blanks?.count == 1 && path.measured(in: path.reach).count == 2)
        // A long block that jumps along the road by kilometres goes as a whole.
        var along = try fixes(
            on: eastRoad(), from: 300, sign: 1, metres: 60, offset: 0, mount: mount)
        for index in 10...30 { along[index].place.longitude += 0.01 }
        let moved = try place(along, mount)
        #expect(moved.faults.map(\.fault) == [.jump])
        #expect(moved.traces.allSatisfy { ($0.position?.chainageMetres ?? 300) < 365 })
        #expect(moved.traces[200].position == nil && moved.traces[400].position != nil)
        // Where all jump there is no sweep.
        for index in all.indices { all[index].place.latitude += Double(index % 5) * 0.05 }
        #expect(throws: CartographyError.self) { try place(all, mount) }
    }

    @Test func `off the road and beyond its end traces have no place`() throws {
        let road = try eastRoad()
        let mount = AntennaMount()
        // A metre is 1.0585e-5 degrees of longitude here; the road ends 40 m along.
        let all = (0...60).map { index in
            LaneFix(
                trace: Double(index * 10),
                place: GeographicPosition(
                    longitude: 23.92 + Double(index - 40) * 1.0585e-5, latitude: 32),
                errorMetres: 0.02)
        }
        let beyond = try place(all, mount)
        #expect(beyond.traces[390].position != nil && beyond.traces[420].position == nil)
        #expect(beyond.faults.map(\.fault) == [.beyondRoadEnd])
        #expect(abs(beyond.placedCount - 401) < 12)
        let off = try fixes(on: road, from: 500, sign: 1, metres: 60, offset: 0, mount: mount)
            .map { fix in
                var fix = fix
                fix.place.latitude += 0.002
                return fix
            }
        let lost = try place(off, mount)
        #expect(lost.placedCount == 0 && lost.faults.map(\.fault) == [.offRoad])
        #expect(throws: CartographyError.self) {
            try lost.path(distancesMetres: every(0.1, to: 60))
        }
    }

    @Test func `too few fixes, fixes that stand still and nonsense are refused`() throws {
        let mount = AntennaMount()
        let place = GeographicPosition(longitude: 23.905, latitude: 32)
        let still = (0...60).map { LaneFix(trace: Double($0 * 10), place: place, errorMetres: 1) }
        for fixes in [[], Array(still.prefix(1)), still] {
            #expect(throws: CartographyError.self) { try self.place(fixes, mount) }
        }
        let nowhere = GeographicPosition(longitude: .nan, latitude: 32)
        #expect(throws: CartographyError.self) {
            try self.place(
                [
                    LaneFix(trace: 0, place: nowhere, errorMetres: 1),
                    LaneFix(trace: .infinity, place: place, errorMetres: 1),
                ], mount)
        }
    }
}

@Suite struct LanePathTests {
    private func knot(_ x: Double, _ chainage: Double, _ offset: Double) -> LaneKnot {
        LaneKnot(
            xMetres: x, chainageMetres: chainage, offsetMetres: offset, alongErrorMetres: 0,
            acrossErrorMetres: 0)
    }

    private func sweep(_ path: LanePath) -> PlacedSweep {
        PlacedSweep(
            digest: digest("a"),
            placement: LanePlacement(
                road: "r", startChainageMetres: 0, offsetMetres: 0, direction: .up,
                alongErrorMetres: 0, acrossErrorMetres: 0, path: path),
            stretches: (0..<11).map {
                ValidStretch(
                    channel: $0 + 1, lateralOffsetMetres: Double($0) * 0.1 - 0.5, fromMetres: 0,
                    toMetres: 20, depthReachMetres: 1, traceStepMetres: 0.05)
            })
    }

    private func covered(_ path: LanePath) throws -> CoverageAccount {
        try CoverageGeometry(
            road: "r", segment: rectangle(100, 120, -1, 1), depthMetres: 0.2, passes: [sweep(path)]
        ).account(for: .antiVehicle)
    }

    @Test func `a lane that drifts covers what it passed over and no more`() throws {
        let straight = LanePath(
            method: .pegs, knots: [knot(0, 100, 0), knot(20, 120, 0)], misclosureMetres: 0)
        // 1.1 m wide and 20 m long.
        #expect(abs(try covered(straight).coveredSquareMetres - 22) < 0.01)
        let drifting = LanePath(
            method: .pegs, knots: [knot(0, 100, -0.4), knot(20, 120, 0.4)], misclosureMetres: 0)
        let account = try covered(drifting)
        // The same ground, less half a centimetre of drift at either edge: never more.
        #expect(account.coveredSquareMetres <= 22 && account.coveredSquareMetres > 22 - 0.4)
        // A rectangle round both ends would have covered 38 m2.
        let corner = account.gaps.contains {
            $0.chainage.contains(101) && $0.offset.contains(0.9)
        }
        #expect(corner)
    }

    @Test func `where nothing was measured nothing is covered`() throws {
        var path = LanePath(
            method: .gnss, knots: [knot(2, 102, 0), knot(18, 118, 0)], misclosureMetres: 0)
        #expect(abs(try covered(path).coveredSquareMetres - 1.1 * 16) < 0.01)
        path.blanks = [MetreRange(low: 8, high: 12)]
        #expect(abs(try covered(path).coveredSquareMetres - 1.1 * 12) < 0.01)
        #expect(abs(path.errors(atX: 10).alongMetres - 2) < 1e-9)
        #expect(path.errors(atX: 5).alongMetres == 0)
        #expect(path.isForStakeOut)
        path.knots[1].acrossErrorMetres = 0.26
        #expect(!path.isForStakeOut)
        path.knots[1].acrossErrorMetres = 0.02
        #expect(abs(path.errors(atX: 0).acrossMetres - 2.02) < 1e-9)
    }

    @Test func `an older lane has no path and keeps its bytes`() throws {
        let old = """
            {"acrossErrorMetres":0.1,"alongErrorMetres":0.25,"direction":"up","offsetMetres":2,\
            "road":"r","startChainageMetres":5}
            """
        let lane = try JSONDecoder().decode(LanePlacement.self, from: Data(old.utf8))
        #expect(lane.path == nil)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(lane), as: UTF8.self) == old)
    }
}
