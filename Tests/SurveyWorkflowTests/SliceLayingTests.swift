import FileAccess
import Foundation
import Instruments
import RadarProcessing
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct SliceLayingTests {
    /// A sweep with fixes at its first and last trace.
    private func sweep(
        from: (latitude: Double, longitude: Double), to: (latitude: Double, longitude: Double),
        quality: TrackFix.Quality = .rtkFixed
    ) -> Sweep {
        var sweep = TinySweep.sweep(seed: 1, offsets: [0])
        sweep.positionSource = .gnss
        sweep.track = Track(
            fixes: [(0.0, from), (60.0, to)].map { trace, place in
                TrackFix(
                    trace: trace,
                    place: .init(latitude: place.latitude, longitude: place.longitude),
                    quality: quality)
            })
        return sweep
    }

    private func opened(_ name: String, _ sweep: Sweep) throws -> SliceLaying.Opened {
        let file = SweepFile(sweep)
        return (
            name, file,
            try ProcessedSweep(
                file, recipe: try RecipeFile.recipe("dewow"), centreFrequencyMHz: 1500, workers: 1,
                monitor: .silent)
        )
    }

    @Test("Lines with fixes lie beside each other as they do on the ground")
    func tracks() throws {
        // At 32.08 degrees north a degree of latitude is 110.9 km, one of longitude 94.4 km.
        let south = sweep(from: (32.08, 23.9), to: (32.08, 23.900_032))
        let north = sweep(from: (32.080_001, 23.900_032), to: (32.080_001, 23.9))
        let laid = try SliceLaying(placement: .asRecorded, alternates: false).lay([
            try opened("south", south), try opened("north", north),
        ])
        let first = try laid[0].places(ofChannelAt: 0).compactMap(\.self)
        let second = try laid[1].places(ofChannelAt: 0).compactMap(\.self)
        #expect(first.count == 61 && second.count == 61)
        #expect(abs(first[0].x) < 1e-9 && abs(first[0].y) < 1e-9)
        // Within the scale of UTM, 4 in 10,000.
        #expect(abs(first[60].x - 3.02) < 0.01 && abs(first[60].y) < 0.002)
        #expect(abs(second[0].x - 3.02) < 0.01 && abs(second[60].x) < 0.01)
        #expect(second.allSatisfy { abs($0.y - 0.111) < 0.003 })
    }

    @Test("Traces outside the fixes have no place")
    func partial() throws {
        var short = sweep(from: (32.08, 23.9), to: (32.08, 23.900_032))
        short.track?.fixes[0].trace = 10
        let whole = sweep(from: (32.080_001, 23.9), to: (32.080_001, 23.900_032))
        let laid = try SliceLaying(placement: .asRecorded, alternates: false).lay([
            try opened("short", short), try opened("whole", whole),
        ])
        let places = try laid[0].places(ofChannelAt: 0)
        #expect(places.prefix(10).allSatisfy { $0 == nil } && places[10] != nil)
    }

    @Test("Lanes driven back begin where the one before ended")
    func alternating() throws {
        let files = try (0..<3).map {
            try opened("\($0)", TinySweep.sweep(seed: 1, offsets: [0.1]))
        }
        let laid = try SliceLaying(placement: .spacing(0.5), alternates: true).lay(files)
        let places = try laid.map { try $0.places(ofChannelAt: 0).compactMap(\.self) }
        #expect(places.map { $0[0].x } == [0, 3, 0])
        #expect(places[1].last.map { abs($0.x) < 1e-9 } == true)
        // The array is turned round with the vehicle.
        #expect(zip(places.map { $0[0].y }, [0.1, 0.4, 1.1]).allSatisfy { abs($0 - $1) < 1e-9 })
    }

    @Test("Fixes coarser than the footprint are refused: they would put echoes where nothing is")
    func coarse() throws {
        let folder = try TemporaryFolder()
        var story = SliceStory(files: [], target: folder.file("s.png"))
        for number in 0...1 {
            let latitude = 32.08 + Double(number) * 1e-6
            let name = folder.file("\(number).sgy")
            try SweepWriter.write(TinySweep.sweep(seed: 1, offsets: [0]), to: name)
            let rows = [(0, 23.9), (60, 23.900_032)].map { "\($0),\(latitude),\($1)" }
            try DurableFile.write(
                (["trace,latitude,longitude"] + rows).joined(separator: "\n"),
                to: folder.file("\(number).csv"))
            let sidecar = """
                {"channels": [{"file": "\(number).sgy", "lateralOffsetMetres": 0}], "track": "\(number).csv"}
                """
            try DurableFile.write(sidecar, to: folder.file("\(number).sweep.json"))
            story.files.append(folder.file("\(number).sweep.json"))
        }
        #expect(throws: WorkflowError.self) { try story.run() }
        do { _ = try story.run() } catch {
            #expect("\(error)".contains("err by 10.0 m"), "\(error)")
        }
    }

    @Test("The standard background grows with the wavelength")
    func steps() {
        #expect(SliceStory.standardSteps(1500).hasSuffix("background:0.9"))
        #expect(SliceStory.standardSteps(300).hasSuffix("background:4.5"))
    }
}
