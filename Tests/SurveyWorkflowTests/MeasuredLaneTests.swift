import Cartography
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct MeasuredLaneTests {
    private func road() throws -> Centreline {
        try Centreline(
            road: TinyRoad.id,
            vertices: [
                GeographicPosition(longitude: 23.5, latitude: 32.1),
                GeographicPosition(longitude: 23.504, latitude: 32.103),
            ])
    }

    /// A sweep of 30 m with RTK fixes each half metre, at 2 m/s from 23:59:50 on.
    private func sweep(
        sign: Double, mount: AntennaMount, timed: Bool = true
    ) throws -> Sweep {
        var sweep = TinySweep.sweep(seed: 3, offsets: [0], traces: 601)
        let late = mount.latencyMilliseconds / 1000 * 2
        sweep.track = Track(
            fixes: try (0...60).map { number in
                let metres = Double(number) * 0.5
                let place = try road().geographic(
                    of: RoadPosition(
                        chainageMetres: 200 + sign * (metres - late + mount.forwardMetres),
                        offsetMetres: 3 + sign * mount.leftMetres))
                let second = 50 + metres / 2
                let clock = second < 60 ? "23:59:\(second)" : "00:00:0\(second - 60)"
                return TrackFix(
                    trace: Double(number * 10),
                    place: TrackFix.Place(latitude: place.latitude, longitude: place.longitude),
                    quality: .rtkFixed, utc: timed ? "2026-03-01T\(clock)Z" : nil)
            })
        return sweep
    }

    @Test(arguments: [1.0, -1])
    func `the fixes of a file lay its sweep, whichever way it ran`(sign: Double) throws {
        let mount = AntennaMount(
            forwardMetres: 1.1, leftMetres: -0.4, latencyMilliseconds: 250)
        let lane = MeasuredLane(measurement: LaneMeasurement(antenna: mount), road: try road())
        let found = try lane.lane(of: sweep(sign: sign, mount: mount)).lane
        #expect(found.direction == (sign > 0 ? .up : .down))
        // Left of travel is left of the road going up only.
        let place = found.roadPosition(xMetres: 15, yMetres: 0.2)
        #expect(abs(place.chainageMetres - (200 + sign * 15)) < 0.002)
        #expect(abs(place.offsetMetres - (3 + sign * 0.2)) < 0.002)
        #expect(found.path?.method == .gnss && found.path?.isForStakeOut == true)
        // RTK is good to 0.05 m; a latency good to 20 ms is 0.04 m.
        #expect(found.alongErrorMetres > 0.06 && found.alongErrorMetres < 0.1)
        let other: TravelDirection = sign > 0 ? .down : .up
        #expect(throws: WorkflowError.self) {
            try lane.lane(of: sweep(sign: sign, mount: mount), direction: other)
        }
    }

    @Test func `a latency without a speed is refused, and so is a sweep without fixes`() throws {
        let mount = AntennaMount(latencyMilliseconds: 100)
        let untimed = try sweep(sign: 1, mount: mount, timed: false)
        var measurement = LaneMeasurement(antenna: mount)
        #expect(throws: WorkflowError.self) {
            try MeasuredLane(measurement: measurement, road: road()).lane(of: untimed)
        }
        measurement.metresPerSecond = 2
        _ = try MeasuredLane(measurement: measurement, road: road()).lane(of: untimed)
        #expect(throws: WorkflowError.self) {
            try MeasuredLane(measurement: measurement, road: road()).lane(
                of: TinySweep.sweep(seed: 3))
        }
    }
}

extension MeasuredLane {
    fileprivate func lane(of sweep: Sweep, direction: TravelDirection? = nil) throws -> Result {
        try lane(
            of: sweep, distances: sweep.channels[0].radargram.distancesMetres,
            direction: direction)
    }
}
