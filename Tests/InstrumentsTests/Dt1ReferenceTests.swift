import FileAccess
import Instruments
import SurveyModel
import TestSupport
import Testing

@Suite(.enabled(if: SharedData.isPresent, "the shared data folder is absent"))
struct Dt1ReferenceTests {
    @Test(
        "Every sample of real lines equals what an independent reader gave",
        arguments: ["CommonOffset", "WARR"])
    func samples(name: String) throws {
        let file = try SweepReader.open(SharedData.file("radar/gprpy-sns/\(name)/XLINE00.DT1"))
        let theirs = try NumpyArray(
            SharedData.file("reference/gprpy-sns_\(name)_XLINE00.independent.npy"))
        let channel = file.outline.channels[0]
        #expect([channel.traceCount, channel.samplesPerTrace] == theirs.shape)
        let sweep = try file.load()
        #expect(sweep.channels[0].radargram.samples == theirs.values)
        let byHeader = try SweepReader.read(
            SharedData.file("radar/gprpy-sns/\(name)/XLINE00.HD"))
        #expect(byHeader == sweep)
    }

    @Test("A real line in feet has its length in metres and the window of its header")
    func feet() throws {
        let sweep = try SweepReader.read(
            SharedData.file("radar/gprpy-sns/CommonOffset/XLINE00.DT1"))
        let radargram = sweep.channels[0].radargram
        #expect(radargram.timeAxis.sampleIntervalNanoseconds == 0.8)
        #expect(radargram.timeAxis.timeZeroNanoseconds == 3.18 * 0.8)
        #expect(abs((radargram.distancesMetres.last ?? 0) - 1060 * 0.3048) < 1e-6)
        #expect(abs(radargram.distancesMetres[1] - 0.6096) < 1e-9)
        #expect(sweep.instrument.antennaSeparationMetres == 3 * 0.3048)
        #expect(sweep.instrument.centreFrequencyMHz == 50)
        #expect(sweep.positionSource == .traceHeaders)
        #expect(
            sweep.warnings.map(\.code) == [
                "window-contradicted", "positions-nominal", "date-not-utc",
            ])
        #expect(sweep.warning("window-contradicted").contains("1200 ns by HD key"))
    }

    @Test("A real line whose header starts elsewhere than its traces says so")
    func start() throws {
        let sweep = try SweepReader.read(SharedData.file("radar/gprpy-sns/WARR/XLINE00.DT1"))
        let radargram = sweep.channels[0].radargram
        #expect(radargram.timeAxis.sampleIntervalNanoseconds == 0.4)
        #expect(radargram.distancesMetres[163] == 163 * 0.1)
        #expect(sweep.positionSource == .wheel)
        #expect(
            sweep.warnings.map(\.code) == [
                "window-contradicted", "start-contradicted", "date-not-utc",
            ])
        #expect(
            sweep.warning("start-contradicted").contains("0 m by each trace's header but 0.6 m"))
    }

    @Test("Every fix of a real GPS file equals what an independent parser gave")
    func fixes() throws {
        // The samples of this line are not published: traces of one sample stand in for them.
        let count = 2771
        var line = Dt1Bytes(count: count, points: 1)
        for trace in 0..<count { line.traces[trace].position = Float(trace) }
        line.header = nil
        let folder = SharedData.file("radar/impdar")
        var files = ["pe.DT1": line.dt1]
        files["pe.GPS"] = try RegularFile(path: folder + "/test_pe.GPS").allBytes()
        files["pe.HD"] = try RegularFile(path: folder + "/test_pe.HD").allBytes()
        let file = try SweepReader.open("pe.DT1", in: .recorded(files))
        let table = try RegularFile(
            path: SharedData.file("reference/impdar_test_pe_GPS.pynmea2.csv")
        ).allBytes()
        let rows = String(decoding: table, as: UTF8.self).split(whereSeparator: \.isNewline)
            .dropFirst().map { $0.split(separator: ",").map(String.init) }
        let fixes = try #require(file.outline.track?.fixes)
        #expect(fixes.count == rows.count && rows.count == 278)
        for (fix, row) in zip(fixes, rows) {
            #expect(fix.trace == (Double(row[0]) ?? 0) - 1)
            let place = try #require(fix.place)
            #expect(abs(place.latitude - (Double(row[2]) ?? 0)) < 1e-9)
            #expect(abs(place.longitude - (Double(row[3]) ?? 0)) < 1e-9)
            #expect(place.elevationMetres == Double(row[4]) && fix.geoidMetres == Double(row[5]))
            #expect(fix.quality?.rawValue == Int(row[6]))
            #expect(fix.utc.map { $0 + "+00:00" } == row[7])
        }
        // 2770 m by the header, 15 m on the ground, about the error of the fixes: no odometer was
        // connected, so nothing tells where the traces lie.
        #expect(file.outline.positionSource == .none)
        #expect(try file.distances(ofChannelAt: 0, traces: 2770..<2771) == [2770])
        #expect(file.outline.warnings.map(\.code).contains("length-contradicted"))
        #expect(file.outline.warnings.map(\.code).contains("positions-missing"))
        #expect(file.outline.warnings.map(\.code).contains("sample-count-contradicted"))
    }
}
