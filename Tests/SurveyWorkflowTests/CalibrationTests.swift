import Foundation
import Instruments
import RadarProcessing
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

/// Sweeps on disk for calibrations: a made-up antenna over even ground with clutter.
enum MadeGround {
    /// A direct wave of 1000 at 1 ns; `echo` of it comes back 0.13 ns later, turned over; clutter of
    /// `clutter` that fades, and unit noise.
    static func sweep(
        seed: UInt64, echo: Double, clutter: Double = 8, traces: Int = 300, gain: Double = 1,
        channels: [Double] = [-0.1, 0, 0.1], interval: Double = 0.05
    ) -> Sweep {
        var noise = SeededNoise(seed: seed)
        func radargram() -> Radargram {
            var samples: [Float] = []
            // Clutter: points every centimetre of depth whose strengths change from place to place.
            var points = [Double](repeating: 0, count: 40)
            for _ in 0..<traces {
                for place in points.indices {
                    points[place] = 0.6 * points[place] + 0.8 * noise.normal()
                }
                for sample in 0..<160 {
                    let time = Double(sample) * interval - 1
                    var value =
                        1000 * SyntheticSection.ricker(time)
                        - 1000 * echo * SyntheticSection.ricker(time - 0.13) + noise.normal()
                    if clutter > 0 {
                        for place in points.indices {
                            let delay = 0.2 + 0.15 * Double(place)
                            guard abs(time - delay) < 0.6 else { continue }
                            value +=
                                clutter * points[place] / (1 + delay)
                                * SyntheticSection.ricker(time - delay)
                        }
                    }
                    samples.append(Float(gain * value))
                }
            }
            return Radargram(
                samples: samples, samplesPerTrace: 160,
                distancesMetres: (0..<traces).map { 0.02 * Double($0) },
                timeAxis: TimeAxis(sampleIntervalNanoseconds: interval))
        }
        return Sweep(
            format: "made up",
            instrument: Instrument(
                maker: "Made", model: "Up", centreFrequencyMHz: 1500, antennaSeparationMetres: 0.06,
                antennaHeightMetres: 0.04),
            channels: channels.enumerated().map { place, offset in
                Channel(index: place + 1, lateralOffsetMetres: offset, radargram: radargram())
            }, positionSource: .traceHeaders)
    }

    /// Writes `sweep` and says where.
    static func file(_ sweep: Sweep, _ name: String, in folder: TemporaryFolder) throws -> String {
        let path = folder.file(name)
        _ = try SweepWriter.write(SweepFile(sweep), to: path)
        return path
    }

    /// Facts of the antenna that its files do not keep.
    static func story(_ blanks: [String]) -> CalibrationStory {
        var story = CalibrationStory(blankFiles: blanks, options: SweepReadOptions())
        story.heightMetres = 0.04
        story.separationMetres = 0.06
        story.centreFrequencyMHz = 1500
        return story
    }
}

@Suite struct CalibrationTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ sweep: Sweep, _ name: String) throws -> String {
        try MadeGround.file(sweep, name, in: folder)
    }

    private func refusal(_ story: CalibrationStory) async -> String {
        do {
            _ = try await story.run()
            return "nothing was refused"
        } catch { return "\(error)" }
    }

    @Test("A calibration holds its figures, its files by digest, and survives its file")
    func roundTrip() async throws {
        let blank = try write(MadeGround.sweep(seed: 1, echo: 0.3), "blank.sgy")
        var story = MadeGround.story([blank])
        story.acquiredAt = "2026-03-01T07:30:00Z"
        let made = try await story.run()
        #expect(made.noiseFloor.map { abs($0.value + 60) < 3 && !$0.isUpperBound } ?? false)
        #expect(made.channels.count == 3 && made.channels.allSatisfy { $0.gain != nil })
        #expect(made.clutter.count > 12 && made.clutter[0].decibels > made.clutter[11].decibels)
        #expect(made.maxima.count > 5 && made.maxima.quantiles.count == 7)
        #expect(made.permittivity == nil && made.amplitudeReference == nil)
        let codes = Set(made.warnings.map(\.code))
        #expect(codes.isSuperset(of: ["no-amplitude-reference", "no-permittivity", "no-loss"]))
        #expect(made.sources.map(\.file) == ["blank.sgy"])
        let path = folder.file("c.json")
        try CalibrationFile.write(made, to: path)
        #expect(try CalibrationFile.read(path) == made)
        #expect(try await story.run() == made)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        for (wrong, words) in [
            (
                text.replacingOccurrences(
                    of: "\"formatVersion\" : 1", with: "\"formatVersion\" : 7"), "version 1"
            ),
            (
                text.replacingOccurrences(of: "\"directLevel\"", with: "\"indirectLevel\""),
                "directLevel"
            ),
            ("{}", "no calibration"),
        ] {
            try wrong.write(toFile: path, atomically: true, encoding: .utf8)
            #expect(throws: WorkflowError.self) { try CalibrationFile.read(path) }
            do { _ = try CalibrationFile.read(path) } catch {
                #expect("\(error)".contains(words), "\(error)")
            }
        }
    }

    @Test("What cannot be a calibration strip is refused with a reason")
    func refusals() async throws {
        let blank = try write(MadeGround.sweep(seed: 1, echo: 0.3, traces: 60), "blank.sgy")
        let plate = try write(
            MadeGround.sweep(seed: 2, echo: 0.8, clutter: 0, traces: 60), "plate.sgy")
        let air = try write(MadeGround.sweep(seed: 3, echo: 0, clutter: 0, traces: 60), "air.sgy")
        var story = MadeGround.story([blank])
        (story.plateFile, story.airFile) = (plate, air)
        let good = try await story.run()
        // 0.8 of the direct wave: -1.94 dB.
        #expect(try abs(#require(good.amplitudeReference).value + 1.94) < 0.1)
        #expect(good.amplitudeReference?.sigma != nil)

        (story.plateFile, story.airFile) = (air, plate)
        #expect(await refusal(story).contains("swapped"))
        (story.blankFiles, story.plateFile, story.airFile) = ([plate], blank, air)
        #expect(await refusal(story).contains("as strongly as the metal plate"))
        (story.blankFiles, story.plateFile, story.airFile) = ([air], plate, blank)
        #expect(await refusal(story).contains("no surface echo"))
        (story.blankFiles, story.plateFile, story.airFile) = ([blank], blank, air)
        #expect(await refusal(story).contains("given twice"))
        story.plateFile = try write(
            MadeGround.sweep(seed: 2, echo: 0.8, traces: 30, interval: 0.04), "fast.sgy")
        #expect(await refusal(story).contains("another radar or sampling"))
        story.plateFile = try write(
            MadeGround.sweep(seed: 9, echo: 0, clutter: 0, traces: 30), "air2.sgy")
        #expect(await refusal(story).contains("no plate's echo"))

        var clipped = MadeGround.sweep(seed: 1, echo: 0.3, traces: 60)
        for place in clipped.channels.indices {
            for sample in clipped.channels[place].radargram.samples.indices {
                let value = clipped.channels[place].radargram.samples[sample] * 1000
                clipped.channels[place].radargram.samples[sample] = min(max(value, -600), 600)
            }
        }
        let bad = MadeGround.story([try write(clipped, "clipped.sgy")])
        let reason = await refusal(bad)
        #expect(reason.contains("no trace can be believed"), "\(reason)")
        let few = MadeGround.story([
            try write(MadeGround.sweep(seed: 1, echo: 0.3, traces: 9), "few.sgy")
        ])
        let shortage = await refusal(few)
        #expect(shortage.contains("9"), "\(shortage)")
    }

    @Test("One channel and two metres work with less and say what is lost")
    func little() async throws {
        let blank = try write(
            MadeGround.sweep(seed: 1, echo: 0.3, traces: 100, channels: [0]), "short.sgy")
        var story = MadeGround.story([blank])
        story.targets = [
            CalibrationTargetFile(file: blank, depthMetres: 0.1, kind: .ball, distanceMetres: 1)
        ]
        let made = try await story.run()
        let codes = Set(made.warnings.map(\.code))
        #expect(
            codes.isSuperset(of: ["single-channel", "short-strip", "few-maxima", "target-lost"]),
            "\(codes)")
        #expect(made.channels == [CalibratedChannel(index: 1)])
    }

    @Test("Objects are read as typed, and what cannot be one is refused")
    func targets() throws {
        let ball = try CalibrationTargetFile("a:b/c.sgy:depth=0.10,kind=ball,model=50mm,x=3.2")
        #expect(
            ball
                == CalibrationTargetFile(
                    file: "a:b/c.sgy", depthMetres: 0.1, kind: .ball, model: "50mm",
                    distanceMetres: 3.2))
        #expect(try CalibrationTargetFile("c:kind=simulant,model=pmn,depth=0.05").model == "PMN")
        for wrong in [
            "c.sgy", "c.sgy:", "c.sgy:depth=0.1", "c.sgy:depth=x,kind=ball",
            "c.sgy:depth=0.1,kind=cube", "c.sgy:depth=0.1,kind=ball,depth=0.2",
            "c.sgy:depth=0.1,kind=ball,colour=red", "c.sgy:depth=0.1,kind=simulant",
            "c.sgy:depth=0.1,kind=simulant,model=PNM", "c.sgy:depth=-1,kind=ball",
            "c.sgy:depth=0.1,kind=ball,x=nan", ":depth=0.1,kind=ball",
        ] {
            #expect(throws: WorkflowError.self, "\(wrong)") { try CalibrationTargetFile(wrong) }
        }
    }
}

@Suite struct CalibrationGuardTests {
    private static func calibration() async throws -> RadarCalibration {
        let folder = try TemporaryFolder()
        let path = try MadeGround.file(
            MadeGround.sweep(seed: 1, echo: 0.3), "blank.sgy", in: folder)
        var story = MadeGround.story([path])
        story.acquiredAt = "2026-03-01T07:30:00Z"
        story.plateFile = try MadeGround.file(
            MadeGround.sweep(seed: 2, echo: 0.8, clutter: 0, traces: 30), "p.sgy", in: folder)
        story.airFile = try MadeGround.file(
            MadeGround.sweep(seed: 3, echo: 0, clutter: 0, traces: 30), "a.sgy", in: folder)
        return try await story.run()
    }

    private func said(_ verdict: CalibrationGuard.Verdict, _ words: String) -> Bool {
        verdict.reasons.contains { $0.contains(words) }
    }

    @Test("A calibration holds on its own kind of ground, and expires for each reason")
    func reasons() async throws {
        var judge = CalibrationGuard(try await Self.calibration())
        judge.acquiredAt = "2026-03-01T10:00:00Z"
        func verdict(_ sweep: Sweep) async throws -> CalibrationGuard.Verdict {
            var told = sweep
            (told.instrument.maker, told.instrument.model) = (nil, nil)
            return try await judge.verdict(on: told, named: "today.sgy")
        }
        let same = try await verdict(MadeGround.sweep(seed: 21, echo: 0.3))
        #expect(same.isValid && same.ageHours == 2.5, "\(same)")
        let maxima = try #require(same.maxima)
        #expect(maxima.calibrationWorth >= 8 && maxima.pValue > 0.01)
        #expect(try abs(#require(same.clutterChangeDecibels)) < 1)

        let cluttered = try await verdict(MadeGround.sweep(seed: 22, echo: 0.3, clutter: 16))
        #expect(said(cluttered, "the clutter rose by"), "\(cluttered)")
        #expect(said(cluttered, "distribution of the clutter along the track"), "\(cluttered)")
        let half = try await verdict(MadeGround.sweep(seed: 23, echo: 0.3, gain: 0.5))
        #expect(said(half, "amplitude of the early arrival fell by 6.0 dB"), "\(half)")
        let wetter = try await verdict(MadeGround.sweep(seed: 24, echo: 0.45))
        #expect(said(wetter, "the permittivity of the surface went from"), "\(wetter)")
        let quick = try await verdict(MadeGround.sweep(seed: 25, echo: 0.3, interval: 0.04))
        #expect(said(quick, "sample interval"), "\(quick)")

        judge.acquiredAt = "2026-03-04"
        #expect(said(try await verdict(MadeGround.sweep(seed: 21, echo: 0.3)), "64.5 h"))
        judge.acquiredAt = nil
        let timeless = try await verdict(MadeGround.sweep(seed: 21, echo: 0.3))
        #expect(timeless.isValid && timeless.warnings.contains { $0.code == "age-unknown" })
        let single = try await verdict(MadeGround.sweep(seed: 26, echo: 0.3, channels: [0]))
        #expect(single.warnings.contains { $0.code == "channels-differ" } && single.maxima == nil)
    }

    @Test("A calibration of another detector is foreign")
    func otherDetector() async throws {
        var calibration = try await Self.calibration()
        calibration.detectorVersion = "energy-0"
        let judge = CalibrationGuard(calibration)
        let verdict = try await judge.verdict(
            on: MadeGround.sweep(seed: 21, echo: 0.3, traces: 60), named: "today.sgy")
        #expect(!verdict.isValid && said(verdict, "energy-0"), "\(verdict)")
    }

    @Test("Hours between recordings; of a bare date the nearest hour of its day")
    func ages() {
        #expect(CalibrationAge.hours(from: "2026-03-01T10:00:00Z", to: "2026-03-01T07:00:00Z") == 3)
        #expect(CalibrationAge.hours(from: "2026-03-01", to: "2026-03-01T07:00:00Z") == 0)
        #expect(CalibrationAge.hours(from: "2026-03-01", to: "2026-03-03") == 24)
        #expect(CalibrationAge.hours(from: "yesterday", to: "2026-03-03") == nil)
    }
}
