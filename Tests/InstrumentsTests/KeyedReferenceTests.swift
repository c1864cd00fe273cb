import Instruments
import SurveyModel
import TestSupport
import Testing

@Suite(.enabled(if: SharedData.isPresent, "the shared data folder is absent"))
struct KeyedReferenceTests {
    @Test("A MALA line of the Greenland ice equals what an independent reader gave")
    func mala() throws {
        let sweep = try SweepReader.read(SharedData.file("radar/impdar/ten_col.rd3"))
        let theirs = try NumpyArray(SharedData.file("reference/impdar_ten_col.impdar.npy"))
        #expect(theirs.shape == [10, 512])
        #expect(sweep.channels[0].radargram.samples == theirs.values)
        #expect(sweep.traceCount == 10 && sweep.samplesPerTrace == 512)
        #expect(
            sweep.channels[0].radargram.timeAxis
                == TimeAxis(sampleIntervalNanoseconds: 1000 / 2426.187744))
        #expect(sweep.positionSource == .none)
        #expect(
            codes(sweep) == [
                "sample-interval-contradicted", "time-zero-assumed", "fixes-beyond-traces",
                "date-not-utc", "track-too-short", "positions-missing",
            ])
        #expect(text("sample-interval-contradicted", sweep).contains("0.8243385 ns by TIMEWINDOW"))
        #expect(
            text("fixes-beyond-traces", sweep)
                == "2 fixes of ten_col.cor are for traces 18 to 27, the file ends with trace 10; "
                + "they give no trace a position")
        #expect(sweep.track?.fixes.map(\.trace) == [6, nil, nil])
        let place = try #require(sweep.track?.fixes.first?.place)
        #expect(place.latitude == 75.63203 && place.longitude == -35.98767333333)
        #expect(place.elevationMetres == 2663.65)
        #expect(sweep.instrument.antenna == "500_shielded_egrip")
        #expect(sweep.instrument.centreFrequencyMHz == 500)
        #expect(sweep.instrument.antennaSeparationMetres == 0.18)
        #expect(sweep.operatorName == nil && sweep.acquiredAt == nil)
    }

    @Test("What was weighed of a MALA line is told with all its sources")
    func audit() throws {
        let file = try SweepReader.open(SharedData.file("radar/impdar/ten_col.rad"))
        let interval = try #require(
            file.outline.audit.first { $0.quantity == "sample interval" })
        #expect(!interval.agrees)
        #expect(
            interval.sources.map(\.name) == [
                "1000 / FREQUENCY", "TIMEWINDOW / SAMPLES", "SYSTEM CALIBRATION x FREQUENCY STEPS",
            ])
        #expect(
            file.outline.files.map { $0.split(separator: "/").last.map(String.init) } == [
                "ten_col.rd3", "ten_col.rad", "ten_col.cor",
            ])
    }

    @Test("An ImpulseRadar line of a beach equals what an independent reader gave")
    func impulse() throws {
        let sweep = try SweepReader.read(SharedData.file("radar/gpr-seal/beach_0001_0.iprb"))
        let theirs = try NumpyArray(SharedData.file("reference/gpr-seal_beach_0001.rgpr.npy"))
        #expect(theirs.shape == [834, 351])
        let radargram = sweep.channels[0].radargram
        #expect(radargram.samples == theirs.values)
        #expect(
            radargram.timeAxis
                == TimeAxis(sampleIntervalNanoseconds: 0.3125, timeZeroNanoseconds: 10))
        #expect(radargram.distancesMetres[833] == 833 * 0.018325)
        #expect(sweep.positionSource == .wheel)
        #expect(
            codes(sweep) == [
                "trace-spacing-contradicted", "channels-apart", "date-not-utc", "samples-rounded",
            ])
        #expect(
            text("trace-spacing-contradicted", sweep)
                == "the trace spacing is 0.018325 m by DISTANCE INTERVAL but 0.02 m by USER "
                + "DISTANCE INTERVAL; DISTANCE INTERVAL is used, because it is the calibrated "
                + "step of the wheel")
        #expect(
            sweep.instrument
                == Instrument(
                    maker: "ImpulseRadar", model: "CrossOver 730", antenna: "300 MHz",
                    centreFrequencyMHz: 300, antennaSeparationMetres: 0.23))
    }

    @Test(
        "Every line of the beach is whole, header or samples named",
        arguments: [(1, 834), (2, 833), (3, 831), (4, 837)])
    func lines(number: Int, traces: Int) throws {
        for ending in ["iprh", "iprb"] {
            let name = "radar/gpr-seal/beach_000\(number)_0.\(ending)"
            let sweep = try SweepReader.read(SharedData.file(name))
            #expect(sweep.traceCount == traces && sweep.channels.count == 1)
            #expect(!codes(sweep).contains("traces-lost"))
            #expect(!codes(sweep).contains("length-contradicted"))
        }
    }
}
