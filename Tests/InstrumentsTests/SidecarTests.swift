import FileAccess
import Instruments
import SurveyModel
import TestSupport
import Testing

@Suite struct SidecarTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try DurableFile.write(SegyBytes().bytes, to: folder.file("a.sgy"))
        var two = SegyBytes()
        two.traces = [(1, 0, -50), (1, 20, -50), (2, 0, 50), (2, 20, 50)]
        try DurableFile.write(two.bytes, to: folder.file("two.sgy"))
    }

    private func read(
        _ json: String, options: SweepReadOptions = SweepReadOptions()
    ) throws -> Sweep {
        SeedRecorder.record([
            "s.sweep.json": Array(json.replacing("a.sgy", with: "1.sgy").utf8),
            "1.sgy": SegyBytes().bytes,
        ])
        try DurableFile.write(json, to: folder.file("s.sweep.json"))
        return try SweepReader.read(folder.file("s.sweep.json"), options: options)
    }

    @Test("Files and channels join into one array with everything the sidecar says")
    func whole() throws {
        let sweep = try read(
            """
            {"instrument": {"maker": "M", "model": "X1", "centreFrequencyMHz": 900,
              "antennaSeparationMetres": 0.1},
             "channels": [
              {"file": "two.sgy", "index": 2, "lateralOffsetMetres": -0.3, "polarisation": "VV"},
              {"file": "a.sgy", "lateralOffsetMetres": 0.3, "alongOffsetMetres": 0.05,
               "kind": "metal-detector"}],
             "traceSpacingMetres": 0.05, "antennaHeightMetres": 0.07,
             "lane": {"road": "A1", "startChainageMetres": 12310, "band": "right-verge",
              "offsetMetres": -6}, "acquiredAt": "2026-03-04T07:30:00Z", "operator": "P"}
            """)
        #expect(sweep.instrument.centreFrequencyMHz == 900)
        #expect(sweep.instrument.antennaHeightMetres == 0.07)
        #expect(sweep.channels.map(\.lateralOffsetMetres) == [-0.3, 0.3])
        #expect(sweep.channels.map(\.index) == [1, 2])
        #expect(sweep.channels.map(\.kind) == [.radar, .metalDetector])
        #expect(sweep.channels[0].polarisation == "VV")
        #expect(sweep.channels[0].radargram.samples.first == 20)
        #expect(sweep.channels[1].alongOffsetMetres == 0.05)
        #expect(sweep.channels[0].radargram.distancesMetres == [0, 0.05])
        #expect(sweep.positionSource == .sidecar)
        #expect(sweep.lane?.startChainageMetres == 12_310)
        #expect(sweep.operatorName == "P" && sweep.acquiredAt == "2026-03-04T07:30:00Z")
        #expect(Set(codes(sweep)) == ["trace-spacing-contradicted", "lane-frame-assumed"])
    }

    @Test("Unknown keys are named, wherever they stand")
    func unknown() throws {
        let sweep = try read(
            """
            {"channels": [{"file": "a.sgy", "offset": 1}], "speed": 3, "lane": {"rood": "A1"}}
            """)
        let text = sweep.warnings.first { $0.code == "sidecar-keys-unknown" }?.text ?? ""
        #expect(text.contains("`channels[0].offset`"))
        #expect(text.contains("`speed`"))
        #expect(text.contains("`lane.rood`"))
    }

    @Test(
        "A wrong key is refused by its name",
        arguments: [
            ("{}", "channels"), ("{\"channels\": []}", "channels"),
            ("{\"channels\": 3}", "channels"), ("{\"channels\": [3]}", "channels[0]"),
            ("{\"channels\": [{}]}", "channels[0].file"),
            ("{\"channels\": [{\"file\": \"../a.sgy\"}]}", "channels[0].file"),
            ("{\"channels\": [{\"file\": \"x/../../a.sgy\"}]}", "channels[0].file"),
            ("{\"channels\": [{\"file\": \"/etc/passwd\"}]}", "channels[0].file"),
            ("{\"channels\": [{\"file\": \"a.sgy\", \"index\": 2}]}", "channels[0].index"),
            ("{\"channels\": [{\"file\": \"a.sgy\", \"index\": 1.5}]}", "channels[0].index"),
            ("{\"channels\": [{\"file\": \"two.sgy\"}]}", "channels[0].index"),
            ("{\"channels\": [{\"file\": \"a.sgy\", \"kind\": \"sonar\"}]}", "channels[0].kind"),
            (
                "{\"channels\": [{\"file\": \"a.sgy\", \"lateralOffsetMetres\": \"1\"}]}",
                "channels[0].lateralOffsetMetres"
            ),
            (
                "{\"channels\": [{\"file\": \"a.sgy\"}], \"traceSpacingMetres\": -1}",
                "traceSpacingMetres"
            ),
            (
                "{\"channels\": [{\"file\": \"a.sgy\"}], \"acquiredAt\": \"yesterday\"}",
                "acquiredAt"
            ),
            ("{\"channels\": [", ""), ("[1]", ""), ("", ""),
        ])
    func wrong(json: String, key: String) throws {
        do {
            _ = try read(json)
            Issue.record("accepted: \(json)")
        } catch let InstrumentError.sidecar(_, named, _) {
            #expect(named == key)
        }
    }

    @Test("A file the sidecar names and that is missing or damaged is named itself")
    func missingFile() throws {
        #expect(throws: InstrumentError.file(.missing(path: folder.file("b.sgy")))) {
            try read("{\"channels\": [{\"file\": \"b.sgy\"}]}")
        }
    }

    @Test("A step given by the user goes before the sidecar's")
    func userStep() throws {
        let sweep = try read(
            "{\"channels\": [{\"file\": \"a.sgy\"}], \"traceSpacingMetres\": 0.05}",
            options: SweepReadOptions(traceSpacingMetres: 0.02))
        #expect(sweep.positionSource == .user)
        #expect(sweep.channels[0].radargram.distancesMetres == [0, 0.02])
    }

    @Test("Deeply nested JSON is an error and no crash")
    func nested() throws {
        let deep = "{\"a\": " + String(repeating: "[", count: 20_000)
        #expect(throws: InstrumentError.self) { try read(deep) }
    }
}
