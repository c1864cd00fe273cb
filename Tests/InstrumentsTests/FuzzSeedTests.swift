import Foundation
import FuzzHarness
import Instruments
import Testing

@Suite struct FuzzSeedTests {
    @Test("Inputs are split into files and joined again")
    func split() {
        let input = FuzzInput.joined([(0, [1, 2]), (2, []), (1, [3])])
        #expect(input == [1, 2] + FuzzInput.separator + [2] + FuzzInput.separator + [1, 3])
        let files = FuzzInput(input, format: .dzt).files
        #expect(files == ["f/a.dzt": [1, 2], "f/a.dzx": [], "f/a.dzg": [3]])
    }

    @Test("Words of our own text header meet the harness without a finding")
    func words() {
        let cards = [
            "LEADING FLAG SAMPLES 2", "LEADING FLAG SAMPLES 1 IN CHANNELS 1 TO 1",
            "POSITIONS wheel", "POSITION ERROR 0.05 M", "ANTENNA: 400MHz", "OPERATOR: A B",
            "MAKER: A", "MODEL: B", "TX-RX 6 CM", "CENTRE FREQUENCY 1500 MHZ", "STEP 2 CM",
            "CHANNELS 1 ; TRACES PER CHANNEL 2", "CDP_Y=LATERAL",
        ]
        for card in cards {
            var segy = SegyBytes()
            let first = "C 1 GPR LINE, PICOSECONDS CDP_Y=LATERAL"
            segy.text = first.padding(toLength: 80, withPad: " ", startingAt: 0) + "C 2 " + card
            SeedRecorder.record(["a.sgy": segy.bytes])
            FuzzRun.run(.segy, segy.bytes)
        }
    }

    @Test("Sidecars of several files meet the harness without a finding")
    func sidecars() {
        let parts = [
            #"{"channels":[{"file":"1.sgy"},{"file":"2.dzt"}]}"#,
            #"{"channels":[{"file":"1.sgy","lateralOffsetMetres":0.1},{"file":"2.dzt"}],"traceSpacingMetres":0.02}"#,
            #"{"channels":[{"file":"2.dzt","index":1},{"file":"2.dzt","index":2}]}"#,
            #"{"channels":[{"file":"2.dzt"}],"track":"t.csv"}"#,
            #"{"channels":[{"file":"1.sgy"},{"file":"2.dzt"}],"track":"t.csv"}"#,
            #"{"channels":[{"file":"a.sweep.json"}]}"#, #"{"channels":[{"file":"none.sgy"}]}"#,
            #"{"channels":[{"file":"1.sgy","index":7}]}"#,
        ]
        let track = Array("trace,latitude,longitude\n0,32.1,23.9\n19,32.2,23.9\n".utf8)
        var still = SegyBytes()
        still.traces = [(1, 0, 0), (1, 0, 0)]
        for json in parts {
            for scansPerMetre in [50, 0] as [Float] {
                for segy in [SegyBytes(), still] {
                    var dzt = DztBytes()
                    dzt.scansPerMetre = scansPerMetre
                    SeedRecorder.record([
                        "a.sweep.json": Array(json.utf8), "1.sgy": segy.bytes, "2.dzt": dzt.bytes,
                        "t.csv": track,
                    ])
                    FuzzRun.run(
                        .sidecar,
                        FuzzInput.joined([
                            (0, Array(json.utf8)), (1, segy.bytes), (2, dzt.bytes), (3, track),
                        ]))
                }
            }
        }
    }

    @Test("A small file of every format meets the harness without a finding")
    func seeds() {
        let line = KeyedBytes.mala()
        let wide = KeyedBytes.impulse()
        let seeds: [(FuzzFormat, [(number: Int, bytes: [UInt8])])] = [
            (.segy, [(0, SegyBytes().bytes)]),
            (.dzt, [(0, DztBytes().bytes)]),
            (.dt1, [(0, Dt1Bytes().dt1)]),
            (.mala, [(0, line.header), (1, line.data)]),
            (.impulse, [(0, wide.header), (1, wide.data)]),
            (.ids, [(0, IdsBytes().bytes)]),
            (.gprmax, [(0, GprMaxMessage().encoded)]),
            (.track, [(0, Array("trace,lat,lon\n1,32.1,23.9\n".utf8))]),
            (
                .sidecar,
                [(0, Array("{\"channels\":[{\"file\":\"1.sgy\"}]}".utf8)), (1, SegyBytes().bytes)]
            ),
        ]
        for (format, files) in seeds { FuzzRun.run(format, FuzzInput.joined(files)) }
        // Cut and empty inputs too.
        for (format, files) in seeds {
            let bytes = FuzzInput.joined(files)
            for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 40)) {
                FuzzRun.run(format, Array(bytes.prefix(length)))
            }
        }
    }
}
