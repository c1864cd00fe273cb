import FileAccess
import Instruments
import SurveyModel
import TestSupport
import Testing

@Suite struct SidecarMembersTests {
    private func sidecar(_ files: [String], _ more: String = "") -> [UInt8] {
        let channels = files.enumerated().map { place, file in
            "{\"file\": \"\(file)\", \"lateralOffsetMetres\": \(Double(place) * 0.2)}"
        }
        return Array("{\"channels\": [\(channels.joined(separator: ","))]\(more)}".utf8)
    }

    private func open(
        _ files: [String: [UInt8]], _ more: String = "",
        options: SweepReadOptions = SweepReadOptions()
    ) throws -> SweepFile {
        let names = files.keys.sorted().filter { $0.hasSuffix("DZT") || $0.hasSuffix("DT1") }
        var all = files
        all["s.sweep.json"] = sidecar(names, more)
        // In a folder, as a sidecar on the disk is.
        var placed: [String: [UInt8]] = [:]
        for (name, bytes) in all { placed["x/" + name] = bytes }
        return try SweepReader.open("x/s.sweep.json", in: .recorded(placed), options: options)
    }

    private func dzt(_ change: (inout DztBytes) -> Void = { _ in }) -> [UInt8] {
        var file = DztBytes()
        change(&file)
        return file.bytes
    }

    @Test("Trace numbers of one file never stand among metres of another")
    func mixed() throws {
        let files = ["a.DZT": dzt(), "b.DZT": dzt { $0.scansPerMetre = 0 }]
        #expect(
            throws: InstrumentError.sidecar(
                path: "x/s.sweep.json", key: "traceSpacingMetres",
                reason: "is missing: a.DZT has positions (wheel), but the traces of b.DZT are only "
                    + "numbered; give the step of all traces as `traceSpacingMetres` or a `track` "
                    + "with trace numbers")
        ) { try open(files) }
        let stated = try open(files, ", \"traceSpacingMetres\": 0.02")
        #expect(stated.outline.positionSource == .sidecar)
        let asked = try open(files, options: SweepReadOptions(traceSpacingMetres: 0.05))
        #expect(asked.outline.positionSource == .user)
        for place in [0, 1] {
            #expect(try stated.distances(ofChannelAt: place, traces: 19..<20) == [0.38])
            #expect(
                try asked.distances(ofChannelAt: place, traces: 19..<20) == [19 * 0.05])
        }
    }

    @Test("A track without trace numbers does not make trace numbers metres")
    func mixedTrack() throws {
        var files = ["a.DZT": dzt(), "b.DZT": dzt { $0.scansPerMetre = 0 }]
        files["t.csv"] = Array(
            "time,latitude,longitude,quality\n07:30:00,32,20,4\n07:31:00,32.001,20,4\n".utf8)
        #expect(throws: InstrumentError.self) { try open(files, ", \"track\": \"t.csv\"") }
        files["t.csv"] = Array(
            "trace,latitude,longitude,quality\n0,32,20,4\n19,32.001,20,4\n".utf8)
        let sweep = try open(files, ", \"track\": \"t.csv\"")
        #expect(sweep.outline.positionSource == .gnss)
        #expect(
            try sweep.distances(ofChannelAt: 0, traces: 0..<20)
                == sweep.distances(ofChannelAt: 1, traces: 0..<20))
        let text = sweep.outline.warnings.first { $0.code == "position-sources-differ" }?.text
        #expect(
            text == "the positions of the files come from different sources: none (b.DZT), "
                + "wheel (a.DZT); the track gives those of all")
    }

    @Test("Files that are all only numbered join as numbered")
    func numbered() throws {
        let plain = dzt { $0.scansPerMetre = 0 }
        let sweep = try open(["a.DZT": plain, "b.DZT": plain])
        #expect(sweep.outline.positionSource == .none)
        #expect(sweep.outline.warnings.contains { $0.code == "positions-missing" })
    }

    @Test("Different steps and lengths are named")
    func lengths() throws {
        let sweep = try open(["a.DZT": dzt(), "b.DZT": dzt { $0.scansPerMetre = 40 }])
        let text = sweep.outline.warnings.first { $0.code == "channels-differ-in-length" }?.text
        #expect(
            text == "the channels do not cover the same way: a.DZT 0.38 m in steps of 0.02 m, "
                + "b.DZT 0.475 m in steps of 0.025 m; each keeps the distances of its own file")
        let same = try open(["a.DZT": dzt(), "b.DZT": dzt()])
        #expect(!same.outline.warnings.contains { $0.code == "channels-differ-in-length" })
    }

    @Test("The joined source is the least sure one, and all are named")
    func sources() throws {
        var line = Dt1Bytes(count: 20)
        for place in line.traces.indices { line.traces[place].position = Float(place) * 0.02 }
        line.set("STEP SIZE USED", "0.02")
        line.set("FINAL POSITION", "0.38")
        line.set("ODOMETER CAL", nil)
        let hd = try #require(line.hd)
        let sweep = try open(["a.DT1": line.dt1, "a.HD": hd, "b.DZT": dzt()])
        #expect(sweep.outline.positionSource == .wheel)
        let text = sweep.outline.warnings.first { $0.code == "position-sources-differ" }?.text
        #expect(
            text == "the positions of the files come from different sources: wheel (b.DZT), "
                + "trace-headers (a.DT1); the sweep counts as wheel")
    }

    @Test("What was weighed in each file is kept under its name")
    func audit() throws {
        let sweep = try open(["a.DZT": dzt(), "b.DZT": dzt { $0.depth = 1 }])
        let own = try SweepReader.open("a.DZT", in: .recorded(["a.DZT": dzt()])).outline.audit
        #expect(!own.isEmpty)
        let kept = sweep.outline.audit.filter { $0.quantity.hasPrefix("a.DZT: ") }
        #expect(kept.map(\.sources) == own.map(\.sources))
        #expect(
            sweep.outline.audit.contains { $0.quantity.hasPrefix("b.DZT: ") && !$0.agrees })
    }

    @Test("A window given by a person opens files that tell none, and is said once for each")
    func window() throws {
        var line = Dt1Bytes()
        line.header = nil
        for place in line.traces.indices { line.traces[place].window = 0 }
        #expect(throws: InstrumentError.self) { try open(["a.DT1": line.dt1]) }
        let options = SweepReadOptions(windowNanoseconds: 80)
        let sweep = try open(["a.DT1": line.dt1], options: options)
        #expect(sweep.outline.channels[0].timeAxis.sampleIntervalNanoseconds == 20)
        let alone = try SweepReader.open(
            "a.DT1", in: .recorded(["a.DT1": line.dt1]), options: options)
        #expect(sweep.outline.channels[0].timeAxis == alone.outline.channels[0].timeAxis)
        let told = sweep.outline.audit.filter { $0.sources.first?.name == "--window" }
        #expect(told.map(\.quantity) == ["a.DT1: time window"])
    }

    @Test("A window changes time zero as it does for the file alone")
    func windowTimeZero() throws {
        let line = Dt1Bytes()
        let hd = try #require(line.hd)
        let options = SweepReadOptions(windowNanoseconds: 40)
        let sweep = try open(["a.DT1": line.dt1, "a.HD": hd], options: options)
        #expect(
            sweep.outline.channels[0].timeAxis
                == TimeAxis(sampleIntervalNanoseconds: 10, timeZeroNanoseconds: 15))
        #expect(sweep.outline.warnings.count { $0.code == "window-contradicted" } == 1)
    }
}
