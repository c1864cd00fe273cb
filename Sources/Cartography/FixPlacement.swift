internal import Glibc
public import SurveyModel

/// A satellite fix of an antenna that rides with an array.
public struct LaneFix: Sendable, Hashable {
    /// Trace at which it was logged; may lie between two.
    public var trace: Double
    /// The antenna's place.
    public var place: GeographicPosition
    /// 95 % error (m).
    public var errorMetres: Double

    /// A fix logged at `trace`.
    public init(trace: Double, place: GeographicPosition, errorMetres: Double) {
        self.trace = trace
        self.place = place
        self.errorMetres = errorMetres
    }
}

/// Lays a sweep by the satellite fixes of its antenna.
public enum FixPlacement: Sendable {
    /// Traces further than this from a fix on either side have no place (m of the wheel).
    public static let mostGapMetres = 5.0
    /// Way over which a course is taken, so that the error of two fixes turns it little (m).
    public static let courseMetres = 5.0

    /// The placement of traces at `distancesMetres` of the wheel by `fixes`.
    ///
    /// A fix logged at trace t is of the moment `latency` earlier, when the array was at trace
    /// t - latency * speed. The array's centre is the antenna's place less the arms turned by the heading.
    /// Between fixes the way is straight. The 95 % errors are, with e the error of the fix, d that of each
    /// arm, h that of the heading, v the speed and dt the error of the latency,
    ///
    ///     along^2 = e^2 + d^2 + (left * h)^2 + (v dt)^2
    ///     across^2 = e^2 + d^2 + (forward * h)^2
    ///
    /// by the law of propagation of independent errors (JCGM 100:2008, 5.1.2). The heading by course errs
    /// by h = sqrt(2) e / s over a way s; fixes shortly after one another err alike, so this is too large
    /// rather than too small. The heading by road errs by 3 degrees: how a driver keeps to his lane.
    ///
    /// - Throws: `CartographyError.unplaceable` with fewer than two usable fixes, or where they do not move.
    public static func place(
        distancesMetres: [Double], fixes: [LaneFix], mount: AntennaMount, heading: HeadingSource,
        metresPerSecond: Double, on road: Centreline
    ) throws(CartographyError) -> SweepPlacement {
        let speed = metresPerSecond
        guard speed.isFinite, speed >= 0, speed < 100 else {
            throw .unplaceable(reason: "the speed of the sweep is not known")
        }
        guard distancesMetres.count >= 2 else {
            throw .unplaceable(reason: "the sweep has fewer than two traces")
        }
        let seen = sorted(fixes, distancesMetres)
        guard seen.count >= 2 else {
            throw .unplaceable(
                reason:
                    "\(seen.count) fixes with a place belong to traces of this sweep, two or more "
                    + "are needed")
        }
        let isGood = withoutJumps(seen)
        let used = zip(seen, isGood).filter(\.1).map(\.0)
        guard used.count >= 2, used.count * 2 > seen.count, let first = used.first,
            let last = used.last,
            Geodesy.inverse(from: first.fix.place, to: last.fix.place).metres
                > max(first.fix.errorMetres, last.fix.errorMetres)
        else {
            throw .unplaceable(
                reason: "its fixes jump about, or do not move further than their error")
        }
        let late = mount.latencyMilliseconds / 1000 * speed
        let lateError = mount.latencyErrorMilliseconds / 1000 * speed
        let centres = used.indices.map {
            centre(of: $0, in: used, mount, heading, late: late, lateError: lateError, on: road)
        }
        let jumps = zip(seen, isGood).filter { !$0.1 }.map(\.0.metres)
        let traces = distancesMetres.map { trace(at: $0, centres, jumps: jumps, on: road) }
        return summary(of: traces, centres)
    }

    private struct Seen {
        var metres: Double
        var fix: LaneFix
    }

    private struct Centre {
        var metres: Double
        var position: RoadPosition?
        var fault: SweepPlacement.Fault?
        var along: Double
        var across: Double
    }

    /// Fixes with the distance of the wheel at which each was logged.
    private static func sorted(_ fixes: [LaneFix], _ distances: [Double]) -> [Seen] {
        var result: [Seen] = []
        for fix in fixes.sorted(by: { $0.trace < $1.trace })
        where fix.trace.isFinite && fix.trace >= 0 && fix.trace <= Double(distances.count - 1)
            && Geodesy.isOnGlobe(fix.place) && fix.errorMetres.isFinite && fix.errorMetres >= 0
        {
            let index = min(Int(fix.trace), distances.count - 2)
            let share = fix.trace - Double(index)
            let metres = distances[index] + share * (distances[index + 1] - distances[index])
            if let last = result.last, metres <= last.metres { continue }
            result.append(Seen(metres: metres, fix: fix))
        }
        return result
    }

    /// Which fixes lie where the wheel can have taken the array.
    ///
    /// Fixes that follow each other as the wheel allows make a run. The longest run stands, and every other
    /// that can be reached from it by the way the wheel went. So a block of fixes that jump together goes as
    /// a whole, however long, while it is not the longest.
    private static func withoutJumps(_ seen: [Seen]) -> [Bool] {
        func agree(_ one: Seen, _ two: Seen) -> Bool {
            let way = Geodesy.inverse(from: one.fix.place, to: two.fix.place).metres
            let wheel = abs(two.metres - one.metres)
            return way <= wheel * 1.05 + 1 + 2 * (one.fix.errorMetres + two.fix.errorMetres)
        }
        var runs: [Range<Int>] = []
        for index in seen.indices {
            if let last = runs.last, agree(seen[index - 1], seen[index]) {
                runs[runs.count - 1] = last.lowerBound..<index + 1
            } else {
                runs.append(index..<index + 1)
            }
        }
        guard let main = runs.max(by: { $0.count < $1.count }) else { return [] }
        var isGood = [Bool](repeating: false, count: seen.count)
        for run in runs {
            let stands =
                run == main
                || (run.lowerBound < main.lowerBound
                    ? agree(seen[run.upperBound - 1], seen[main.lowerBound])
                    : agree(seen[main.upperBound - 1], seen[run.lowerBound]))
            for index in run where stands { isGood[index] = true }
        }
        return isGood
    }

    private static func centre(
        of index: Int, in used: [Seen], _ mount: AntennaMount, _ heading: HeadingSource,
        late: Double, lateError: Double, on road: Centreline
    ) -> Centre {
        let own = used[index]
        let course = course(at: index, in: used)
        var azimuth = course.azimuthDegrees
        var headingError = 2.0.squareRoot() * own.fix.errorMetres / max(course.metres, 0.5)
        if heading == .road, let beside = try? road.roadPosition(of: own.fix.place),
            let along = try? road.azimuthDegrees(atChainage: beside.chainageMetres)
        {
            let isUp = cos((azimuth - along) * .pi / 180) >= 0
            azimuth = isUp ? along : along + 180
            headingError = 3 * .pi / 180
        }
        headingError = min(headingError, .pi)
        let back = Geodesy.direct(
            from: own.fix.place, azimuthDegrees: azimuth, metres: -mount.forwardMetres)
        // Left of travel is 90 degrees against the azimuth; the centre lies to the antenna's right.
        let centre = Geodesy.direct(
            from: back.position, azimuthDegrees: azimuth + 90, metres: mount.leftMetres)
        let error = own.fix.errorMetres
        let arm = mount.armErrorMetres
        let left = mount.leftMetres * headingError
        let forward = mount.forwardMetres * headingError
        var result = Centre(
            metres: own.metres - late, position: nil, fault: nil,
            along: (error * error + arm * arm + left * left + lateError * lateError).squareRoot(),
            across: (error * error + arm * arm + forward * forward).squareRoot())
        do throws(CartographyError) {
            result.position = try road.roadPosition(of: centre.position)
        } catch {
            if case .beyondRoadEnd = error {
                result.fault = .beyondRoadEnd
            } else {
                result.fault = .offRoad
            }
        }
        return result
    }

    /// The way from a fix some metres before to one some metres after.
    private static func course(
        at index: Int, in used: [Seen]
    ) -> (azimuthDegrees: Double, metres: Double) {
        var low = index
        var high = index
        func way() -> (metres: Double, azimuthDegrees: Double) {
            Geodesy.inverse(from: used[low].fix.place, to: used[high].fix.place)
        }
        while low > 0 || high < used.count - 1, low == high || way().metres < courseMetres {
            if low > 0 { low -= 1 }
            if high < used.count - 1 { high += 1 }
        }
        let found = way()
        return (found.azimuthDegrees, found.metres)
    }

    private static func trace(
        at distance: Double, _ centres: [Centre], jumps: [Double], on road: Centreline
    ) -> SweepPlacement.Trace {
        guard let first = centres.first, let last = centres.last, distance >= first.metres - 1e-9,
            distance <= last.metres + 1e-9
        else { return SweepPlacement.nowhere(.beyondMeasured) }
        var low = 0
        var high = centres.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if centres[middle].metres <= distance { low = middle } else { high = middle }
        }
        let (one, two) = (centres[low], centres[high])
        guard let from = one.position, let to = two.position else {
            return SweepPlacement.nowhere(one.fault ?? two.fault ?? .offRoad)
        }
        guard two.metres - one.metres <= mostGapMetres else {
            let hasJump = jumps.contains { one.metres...two.metres ~= $0 }
            return SweepPlacement.nowhere(hasJump ? .jump : .noFix)
        }
        let share = (distance - one.metres) / (two.metres - one.metres)
        return SweepPlacement.trace(
            RoadPosition(
                chainageMetres: from.chainageMetres
                    + share * (to.chainageMetres - from.chainageMetres),
                offsetMetres: from.offsetMetres + share * (to.offsetMetres - from.offsetMetres)),
            along: max(one.along, two.along), across: max(one.across, two.across), on: road)
    }

    private static func summary(
        of traces: [SweepPlacement.Trace], _ centres: [Centre]
    ) -> SweepPlacement {
        let placed = centres.filter { $0.position != nil }
        let first = placed.first
        let last = placed.last
        let chainages = (
            first?.position?.chainageMetres ?? 0, last?.position?.chainageMetres ?? 0
        )
        let wheel = (last?.metres ?? 0) - (first?.metres ?? 0)
        let way = zip(placed, placed.dropFirst()).reduce(0.0) { sum, pair in
            guard let one = pair.0.position, let two = pair.1.position else { return sum }
            return sum
                + hypot(
                    two.chainageMetres - one.chainageMetres, two.offsetMetres - one.offsetMetres)
        }
        return SweepPlacement(
            method: .gnss, traces: traces,
            direction: chainages.1 >= chainages.0 ? .up : .down,
            misclosureMetres: way - wheel, wheelScale: wheel > 0 ? way / wheel : 1)
    }
}

extension Centreline {
    /// Direction of the road at a chainage (degrees from north, clockwise).
    ///
    /// - Throws: `CartographyError.chainageOutsideRoad`.
    public func azimuthDegrees(atChainage chainage: Double) throws(CartographyError) -> Double {
        let leg = legs[try leg(at: chainage)]
        return leg.point(at: chainage - leg.startChainageMetres).azimuthDegrees
    }
}
