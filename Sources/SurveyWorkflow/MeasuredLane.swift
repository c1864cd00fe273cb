internal import Cartography
internal import FileAccess
internal import Instruments
public import SurveyModel

/// How a sweep is to be placed by measurements, in place of a typed lane.
public struct LaneMeasurement: Sendable {
    /// A table of pegs.
    public var pegsFile: String?
    /// Where the antenna stands on the array, where the satellite fixes of the file place it.
    public var antenna: AntennaMount?
    /// Where the heading comes from.
    public var heading = HeadingSource.course
    /// Speed (m/s), where the fixes do not tell their time.
    public var metresPerSecond: Double?

    /// A placement by pegs, or by fixes, or by neither.
    public init(
        pegsFile: String? = nil, antenna: AntennaMount? = nil, heading: HeadingSource = .course,
        metresPerSecond: Double? = nil
    ) {
        self.pegsFile = pegsFile
        self.antenna = antenna
        self.heading = heading
        self.metresPerSecond = metresPerSecond
    }

    /// Whether there is any.
    public var isGiven: Bool { pegsFile != nil || antenna != nil }
}

/// Lays a sweep on its road by what was measured.
struct MeasuredLane {
    let measurement: LaneMeasurement
    let road: Centreline

    struct Result {
        var lane: LanePlacement
        var pegs: [LanePeg]?
        var warnings: [SweepWarning]
    }

    /// The lane of `sweep`, which was meant to go `direction`.
    func lane(
        of sweep: Sweep, distances: [Double], direction: TravelDirection?
    ) throws -> Result {
        guard measurement.pegsFile == nil || measurement.antenna == nil else {
            throw WorkflowError.impossible(
                reason: "a sweep is placed by pegs or by satellite fixes, not by both",
                hint: "give --pegs or --lever-arm")
        }
        var warnings: [SweepWarning] = []
        var pegs: [LanePeg]?
        let placed: SweepPlacement
        if let file = measurement.pegsFile {
            let read = try PegTable(CSVTable(path: file), road).pegs()
            placed = try PegPlacement.place(distancesMetres: distances, pegs: read, on: road)
            pegs = read
        } else {
            placed = try byFixes(sweep, distances, &warnings)
        }
        if let direction, direction != placed.direction {
            throw WorkflowError.impossible(
                reason: "the sweep ran \(placed.direction.rawValue) by what was measured, not "
                    + direction.rawValue,
                hint: "check --direction, and that the pegs are in order of the wheel")
        }
        let path = try placed.path(distancesMetres: distances)
        warnings += placed.warnings
        return Result(lane: lane(along: path, placed.direction), pegs: pegs, warnings: warnings)
    }

    private func lane(along path: LanePath, _ direction: TravelDirection) -> LanePlacement {
        let start = path.knots[0]
        return LanePlacement(
            road: road.road, startChainageMetres: start.chainageMetres,
            offsetMetres: start.offsetMetres, direction: direction,
            alongErrorMetres: path.knots.map(\.alongErrorMetres).max() ?? 0,
            acrossErrorMetres: path.knots.map(\.acrossErrorMetres).max() ?? 0, path: path)
    }

    private func byFixes(
        _ sweep: Sweep, _ distances: [Double], _ warnings: inout [SweepWarning]
    ) throws -> SweepPlacement {
        let track = sweep.track?.fixes ?? []
        let fixes = track.compactMap { fix -> LaneFix? in
            guard let trace = fix.trace, let place = fix.place, fix.quality != .manual,
                fix.quality != .simulated, fix.quality != TrackFix.Quality.none
            else { return nil }
            return LaneFix(
                trace: trace,
                place: GeographicPosition(longitude: place.longitude, latitude: place.latitude),
                errorMetres: fix.error95Metres)
        }
        guard let antenna = measurement.antenna, fixes.count >= 2 else {
            throw WorkflowError.impossible(
                reason:
                    "the sweep has \(fixes.count) satellite fixes that belong to a trace, two or "
                    + "more are needed",
                hint: "place it by --pegs, or by --start, --offset and --direction")
        }
        let told = TrackSpeed.metresPerSecond(of: track, distances: distances)
        if told == nil && measurement.metresPerSecond == nil {
            guard antenna.latencyMilliseconds == 0 else {
                throw WorkflowError.impossible(
                    reason: "the fixes do not tell their time, so a latency is no distance",
                    hint: "give --speed KMH")
            }
            warnings.append(
                SweepWarning(
                    code: "speed-assumed",
                    text:
                        "the fixes do not tell their time; an error of the latency is reckoned at "
                        + "10 km/h"))
        }
        return try FixPlacement.place(
            distancesMetres: distances, fixes: fixes, mount: antenna,
            heading: measurement.heading,
            metresPerSecond: measurement.metresPerSecond ?? told ?? 10 / 3.6, on: road)
    }
}

extension SweepPlacement {
    /// That some traces have no place, and why.
    var warnings: [SweepWarning] {
        faults.map { fault, count in
            SweepWarning(
                code: "traces-without-place",
                text: "\(count) of \(traces.count) traces have no place "
                    + "(\(fault.rawValue)): they cover nothing")
        }
    }
}

/// The mean speed of a sweep by the times of its fixes.
enum TrackSpeed {
    static func metresPerSecond(of fixes: [TrackFix], distances: [Double]) -> Double? {
        let timed = fixes.compactMap { fix -> (metres: Double, seconds: Double)? in
            guard let trace = fix.trace, trace >= 0, trace < Double(distances.count),
                let seconds = fix.utc.flatMap(secondsOfDay)
            else { return nil }
            return (distances[Int(trace)], seconds)
        }
        guard let first = timed.first, let last = timed.last else { return nil }
        var seconds = last.seconds - first.seconds
        if seconds < 0 { seconds += 86_400 }
        let metres = abs(last.metres - first.metres)
        guard seconds > 0, metres > 0, metres / seconds < 50 else { return nil }
        return metres / seconds
    }

    /// Seconds since midnight of `12:34:56.7`, alone or after a date.
    static func secondsOfDay(_ text: String) -> Double? {
        let time = text.split(separator: "T").last ?? ""
        let parts = time.split(separator: ":").map { part in
            Double(part.prefix { "0123456789.".contains($0) })
        }
        guard parts.count == 3, let hours = parts[0], let minutes = parts[1],
            let seconds = parts[2]
        else { return nil }
        return hours * 3600 + minutes * 60 + seconds
    }
}
