import FuzzHarness
import Instruments
import Testing

@Suite struct FuzzSeedTests {
    @Test("Inputs are split into files and joined again")
    func split() {
        let input = FuzzInput.joined([(0, [1, 2]), (2, []), (1, [3])])
        #expect(input == [1, 2] + FuzzInput.separator + [2] + FuzzInput.separator + [1, 3])
        let files = FuzzInput(input, format: .dzt).files
        #expect(files == ["a.dzt": [1, 2], "a.dzx": [], "a.dzg": [3]])
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
