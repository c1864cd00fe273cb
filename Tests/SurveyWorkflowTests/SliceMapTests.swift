import FileAccess
import Foundation
import Instruments
import LandRelease
import Pictures
import RadarProcessing
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

/// The tiny road as a straight line of the map, by GDAL alone: no code of this package takes part.
private struct PlaneRoad {
    let start: (east: Double, north: Double)
    /// Metres of the map for each metre of road, east and north.
    let along: (east: Double, north: Double)

    /// Length of the road on the ellipsoid (m), as GeographicLib tells it.
    private static let metres = 503.204

    init() throws {
        let folder = try TemporaryFolder()
        let points = folder.file("ends.csv")
        try DurableFile.write("x,y\n23.5,32.1\n23.504,32.103\n", to: points)
        let run = try CommandRun.run([
            "ogr2ogr", "-f", "CSV", "/vsistdout/", points, "-oo", "X_POSSIBLE_NAMES=x", "-oo",
            "Y_POSSIBLE_NAMES=y", "-s_srs", "EPSG:4326", "-t_srs", "EPSG:32634", "-lco",
            "GEOMETRY=AS_XY",
        ])
        let ends = run.output.split(separator: "\n").dropFirst().map {
            $0.split(separator: ",").prefix(2).compactMap { Double($0) }
        }
        try #require(ends.count == 2 && ends.allSatisfy { $0.count == 2 }, "\(run)")
        start = (ends[0][0], ends[0][1])
        along = (
            (ends[1][0] - ends[0][0]) / Self.metres, (ends[1][1] - ends[0][1]) / Self.metres
        )
    }

    /// Left of the road is a quarter turn against the clock.
    func place(_ chainage: Double, _ offset: Double) -> (east: Double, north: Double) {
        (
            start.east + chainage * along.east - offset * along.north,
            start.north + chainage * along.north + offset * along.east
        )
    }

    func road(_ east: Double, _ north: Double) -> (chainage: Double, offset: Double) {
        let (dx, dy) = (east - start.east, north - start.north)
        let square = along.east * along.east + along.north * along.north
        return (
            (dx * along.east + dy * along.north) / square,
            (dy * along.east - dx * along.north) / square
        )
    }
}

@Suite struct SliceMapTests {
    private struct Pixel {
        var east: Double
        var north: Double
        var value: Float
    }

    /// Where 7.5 cm is the middle of the first slice, an echo comes back after 1 ns at permittivity 4.
    private static let target = TinySweep.Target(x: 2.2, y: 0.1, delay: 1, strength: 40)

    /// The pixels of a band that hold a strength, as GDAL's own tool lists them.
    private func pixels(_ path: String, band: Int = 1, stamp: Bool = false) throws -> [Pixel] {
        let run = try CommandRun.run([
            "gdal_translate", "-q", "-b", "\(band)", "-of", "XYZ", path, "/vsistdout/",
        ])
        #expect(run.status == 0, "\(run.errors)")
        return run.output.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ")
            guard parts.count == 3, let east = Double(parts[0]), let north = Double(parts[1]),
                let value = Float(parts[2]), !value.isNaN
            else { return nil }
            return Pixel(east: east, north: north, value: value)
        }
    }

    private func draw(
        _ survey: TestSurvey, segment: String? = TestSurvey.segment, pixel: Double = 0.05,
        depths: [ClosedRange<Double>]? = nil, to name: String = "slices.tif",
        monitor: WorkMonitor = .silent
    ) throws -> String {
        let out = survey.folder.file(name)
        let warnings = try SurveyViews.sliceMap(
            try survey.survey, segment: segment, depths: depths, pixelMetres: pixel, to: out,
            monitor: monitor)
        #expect(warnings.isEmpty, "\(warnings)")
        return out
    }

    @Test(
        "A buried target shows where it lies, for a lane driven with chainage and one against it",
        arguments: [
            (TravelDirection.up, 100.0, 102.2, -4.4), (.down, 102.9, 100.7, -4.6),
        ])
    func place(direction: TravelDirection, start: Double, chainage: Double, offset: Double) throws {
        let survey = try TestSurvey()
        try survey.add(
            TinySweep.sweep(seed: 5, targets: [Self.target]), named: "lane", start: start,
            offset: -4.5, direction: direction)
        let path = try draw(survey)
        let best = try #require(try pixels(path).max { $0.value < $1.value })
        let truth = try PlaneRoad().place(chainage, offset)
        let miss = hypot(best.east - truth.east, best.north - truth.north)
        // Half a pixel each way, half a step between traces.
        #expect(miss < 0.06, "\(miss) m off")
        #expect(best.value > 10)
        // The other sides, to which a sign that is flipped would send it.
        let wrong: [(Double, Double)] = [
            (2 * start - chainage, offset), (chainage, -9 - offset), (203 - chainage, offset),
        ]
        for (chainage, offset) in wrong {
            let place = try PlaneRoad().place(chainage, offset)
            #expect(hypot(best.east - place.east, best.north - place.north) > 0.15)
        }
    }

    @Test(
        "A target under a lane that pegs lay askew shows where they put it",
        arguments: [TravelDirection.up, .down])
    func askew(direction: TravelDirection) throws {
        let survey = try TestSurvey()
        let isUp = direction == .up
        let file = survey.folder.file("lane.sgy")
        try SweepWriter.write(TinySweep.sweep(seed: 5, targets: [Self.target]), to: file)
        // 3 m of wheel over 3 m of ground, 0.3 m of them across the road.
        let ends = isUp ? [(100.0, -4.7), (102.985, -4.4)] : [(102.985, -4.4), (100, -4.7)]
        let rows = zip(["A,0", "B,3"], ends).map { "\($0),\($1.0),\($1.1),0.02\n" }
        try DurableFile.write(
            "peg,wheel_m,chainage_m,offset_m,error_m\n" + rows.joined(),
            to: survey.folder.file("pegs.csv"))
        var registration = SweepRegistration(
            survey: try survey.survey, segment: TestSurvey.segment, lane: LanePlan(),
            acquiredOn: "2026-03-01")
        registration.measurement = LaneMeasurement(pegsFile: survey.folder.file("pegs.csv"))
        let fact = try registration.register(file, by: "Mona", clock: survey.clock.wall)
        #expect(fact.placement?.path != nil && fact.placement?.direction == direction)
        let share = Self.target.x / 3
        let truth = try PlaneRoad().place(
            ends[0].0 + share * (ends[1].0 - ends[0].0),
            ends[0].1 + share * (ends[1].1 - ends[0].1) + (isUp ? 0.1 : -0.1))
        let best = try #require(try pixels(try draw(survey)).max { $0.value < $1.value })
        let miss = hypot(best.east - truth.east, best.north - truth.north)
        #expect(miss < 0.06 && best.value > 10, "\(miss) m off, \(best.value) dB")
    }

    @Test("Only ground within the footprint of a trace has a strength, and all of it has one")
    func footprint() throws {
        let survey = try TestSurvey()
        try survey.add(
            TinySweep.sweep(seed: 5, offsets: TinySweep.wideChannels), named: "lane", start: 101,
            offset: -4.5)
        let path = try draw(survey, pixel: 0.02, depths: [0.05...0.10])
        let road = try PlaneRoad()
        let found = try pixels(path).map { road.road($0.east, $0.north) }
        // First Fresnel zone at 5 cm, 1.5 GHz in air 20 cm, index 2: exact by Sheriff (1980).
        let radius = (0.2 * (0.05 / 2) / 2 + 0.025 * 0.025).squareRoot()
        let channels = TinySweep.wideChannels.map { -4.5 + $0 }
        func distance(_ place: (chainage: Double, offset: Double)) -> Double {
            let across = channels.map { abs($0 - place.offset) }.min() ?? .infinity
            return hypot(across, max(0, 101 - place.chainage))
        }
        // Values are those of cells of 1 cm, whose centre may lie 7 mm off.
        #expect(found.allSatisfy { distance($0) < radius + 0.008 })
        // By area: two channels' strips of ground lie in the segment, and part of a third beside its edge.
        let widths = channels.map { channel -> Double in
            let low = max(channel - radius, TestSurvey.offsets.low)
            let high = min(channel + radius, TestSurvey.offsets.high)
            return max(0, high - low)
        }
        let inside = widths.reduce(0.0) { $0 + $1 }
        let area = Double(found.count) * 0.02 * 0.02
        let expected = inside * (102.8 - 101 + radius * 0.8)
        #expect(abs(area / expected - 1) < 0.06, "\(area) m2, not \(expected)")
        let ends = found.map(\.chainage)
        #expect((ends.min() ?? 0) > 101 - radius - 0.008 && (ends.max() ?? 0) <= 102.8)
        #expect(found.allSatisfy { $0.offset >= -5 && $0.offset <= -4.1 })
    }

    @Test("Strengths are those of `slice`; of two sweeps the stronger is shown")
    func strengths() throws {
        let survey = try TestSurvey()
        let sweep = TinySweep.sweep(seed: 5, targets: [Self.target])
        try survey.add(sweep, named: "one", offset: -4.5)
        let one = try draw(survey, pixel: 0.01, depths: [0.05...0.10], to: "one.tif")
        var story = SliceStory(
            files: [survey.folder.file("one.sgy")], target: survey.folder.file("one.npy"))
        story.extents = .depths([0.05...0.10])
        _ = try story.run()
        // Float32 after a header of 128 bytes.
        let bytes = content(survey.folder.file("one.npy")).dropFirst(128)
        let values = stride(from: 0, to: bytes.count, by: 4).map { start -> Float in
            let four = bytes.dropFirst(start).prefix(4).reversed()
            return Float(bitPattern: four.reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
        }
        let measured = values.filter { !$0.isNaN }.sorted()
        let middle = measured.count / 2
        let median =
            measured.count % 2 == 1
            ? measured[middle] : (measured[middle - 1] + measured[middle]) / 2
        let highest = 20 * log10((measured.last ?? 0) / median)
        let shown = try pixels(one)
        #expect(abs((shown.map(\.value).max() ?? 0) - highest) < 0.01)
        let decibels = measured.map { max(-60, 20 * log10($0 / median)) }
        for value in shown.map(\.value) where !(value == -60) {
            var low = 0
            var high = decibels.count
            while low < high {
                let half = (low + high) / 2
                if decibels[half] < value - 1e-3 { low = half + 1 } else { high = half }
            }
            #expect(low < decibels.count && abs(decibels[low] - value) < 2e-3)
        }
        let other = try TestSurvey()
        let second = TinySweep.sweep(seed: 6)
        try other.add(second, named: "two", start: 100.02, offset: -4.43, direction: .up)
        let two = try draw(other, pixel: 0.01, depths: [0.05...0.10], to: "two.tif")
        try survey.add(second, named: "two", start: 100.02, offset: -4.43, direction: .up)
        let both = try draw(survey, pixel: 0.01, depths: [0.05...0.10], to: "both.tif")
        func byPlace(_ path: String) throws -> [String: Float] {
            Dictionary(
                uniqueKeysWithValues: try pixels(path).map { ("\($0.east) \($0.north)", $0.value) })
        }
        let expected = try byPlace(one).merging(try byPlace(two)) { max($0, $1) }
        #expect(try byPlace(both) == expected)
        #expect(try byPlace(one) != expected && byPlace(two) != expected)
    }

    @Test("A file that is gone or was changed, a segment no sweep touches: a sentence and no map")
    func refusals() throws {
        let survey = try TestSurvey()
        let out = survey.folder.file("slices.tif")
        func sentence() throws -> String {
            do {
                _ = try draw(survey)
                return ""
            } catch {
                #expect(!Folder.exists(out) && !Folder.exists(out + ".aux.xml"))
                return "\(error)"
            }
        }
        try survey.addBlanks()
        // Blank ground has no place here.
        #expect(try sentence().contains("no sweep with a place touches segment S-1: no map"))
        let fact = try survey.add(
            TinySweep.sweep(seed: 5), named: "lane", offset: -4.5)
        #expect(try sentence() == "")
        try Folder.remove(out)
        try Folder.remove(out + ".aux.xml")
        let stop = StoppingMonitor(after: 12).monitor
        #expect(throws: Cancelled()) { try draw(survey, monitor: stop) }
        #expect(!Folder.exists(out))
        let raw = survey.path + "/" + fact.path
        var bytes = content(raw)
        let whole = bytes
        bytes[bytes.count - 1] ^= 1
        try Folder.remove(raw)
        try bytes.write(to: URL(fileURLWithPath: raw))
        #expect(try sentence().contains("changed since it was registered: no map is written"))
        try Folder.remove(raw)
        #expect(try sentence().contains("is missing: no map is written"))
        try whole.write(to: URL(fileURLWithPath: raw))
        #expect(try sentence() == "")
        #expect(throws: WorkflowError.self) { try draw(survey, depths: [0.05...0.051]) }
    }

    @Test("A slice below the time window is nodata and said; above it is shown")
    func deep() throws {
        let survey = try TestSurvey()
        try survey.add(TinySweep.sweep(seed: 5), named: "lane", offset: -4.5)
        let out = survey.folder.file("deep.tif")
        let warnings = try SurveyViews.sliceMap(
            try survey.survey, segment: nil, depths: [0.05...0.10, 0.60...0.70], to: out)
        #expect(Set(warnings.map(\.warning.code)) == ["below-window"])
        #expect(try !pixels(out, band: 1).isEmpty && pixels(out, band: 2).isEmpty)
        #expect(throws: WorkflowError.self) {
            try SurveyViews.sliceMap(
                try survey.survey, segment: nil, depths: [0.60...0.70],
                to: survey.folder.file("none.tif"))
        }
        #expect(!Folder.exists(survey.folder.file("none.tif")))
    }

    @Test("Traces where a measured lane has no place are not on the map")
    func blanks() throws {
        let file = SweepFile(TinySweep.sweep(seed: 1, offsets: [0.1]))
        var placed = PlacedFile(
            name: "lane", source: file,
            processed: try ProcessedSweep(
                file, recipe: try RecipeFile.recipe("dewow"), centreFrequencyMHz: 1500, workers: 1,
                monitor: .silent), start: SlicePoint(x: 0, y: 0), isBackward: false, fixes: [])
        #expect(try placed.places(ofChannelAt: 0).allSatisfy { $0?.y == 0.1 })
        placed.measured = [MetreRange(low: 0.5, high: 1), MetreRange(low: 2, high: 2.5)]
        let places = try placed.places(ofChannelAt: 0)
        let kept = places.compactMap { $0?.x }
        #expect(kept.count == 22 && kept.min() == 0.5)
        #expect(kept.allSatisfy { $0 <= 1 + 1e-9 || $0 >= 2 - 1e-9 })
    }
}
