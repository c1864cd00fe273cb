import FileAccess
import Foundation
import OddHDF5
import SurveyModel
import Synchronization
import TestSupport
import Testing

@testable import Instruments

/// Notes what it is told and says "stop" from the nth time it is asked on.
private final class Listener: Sendable {
    private let state: Mutex<(left: Int, told: [String])>

    init(stoppingAfter count: Int = .max) { state = Mutex((count, [])) }

    var told: [String] { state.withLock { $0.told } }

    var monitor: WorkMonitor {
        WorkMonitor(
            progress: { [self] share, text in
                state.withLock { $0.told.append("\(Int(share * 100)) \(text)") }
            },
            isCancelled: { [self] in
                state.withLock {
                    $0.left -= 1
                    return $0.left < 0
                }
            })
    }
}

@Suite struct StoppingTests {
    /// One small file of each format whose traces are looked at one by one.
    private static let files: [String: [String: [UInt8]]] = {
        var segy = SegyBytes()
        segy.traces = (0..<5).map { (1, $0 * 20, 0) }
        let dt1 = Dt1Bytes()
        return [
            "line.sgy": ["line.sgy": segy.bytes],
            "line.su": ["line.su": Array(segy.bytes.dropFirst(3600))],
            "A.DT1": ["A.DT1": dt1.dt1, "A.HD": dt1.hd ?? []],
            "L.dt": ["L.dt": IdsBytes().bytes],
            "d.sweep.json": [
                "./line.sgy": segy.bytes,
                "d.sweep.json": Array("{\"channels\": [{\"file\": \"line.sgy\"}]}".utf8),
            ],
        ]
    }()

    @Test(
        "Opening a file tells how far it is and stops where it is told to",
        arguments: ["line.sgy", "line.su", "A.DT1", "L.dt", "d.sweep.json"])
    func opening(name: String) throws {
        let source = FileSource.memory(Self.files[name] ?? [:])
        let patient = Listener()
        _ = try SweepReader.open(name, in: source, monitor: patient.monitor)
        let first = try #require(patient.told.first)
        #expect(first == (name == "L.dt" ? "0 reading trace records" : "0 reading trace headers"))
        #expect(throws: InstrumentError.cancelled) {
            try SweepReader.open(name, in: source, monitor: Listener(stoppingAfter: 0).monitor)
        }
    }

    @Test("Each pass over the trace headers can be stopped")
    func passes() throws {
        var segy = SegyBytes()
        segy.traces = (0..<600).map { (1, $0 * 20, 0) }
        segy.samplesPerTrace = 1100
        segy.samples = { _ in [UInt8](repeating: 0, count: 4400) }
        let source = FileSource.memory(["line.sgy": segy.bytes])
        let patient = Listener()
        _ = try SweepReader.open("line.sgy", in: source, monitor: patient.monitor)
        #expect(
            patient.told.prefix(3) == [
                "0 reading trace headers", "42 reading trace headers", "85 reading trace headers",
            ])
        for count in patient.told.indices {
            #expect(throws: InstrumentError.cancelled) {
                try SweepReader.open(
                    "line.sgy", in: source, monitor: Listener(stoppingAfter: count).monitor)
            }
        }
    }

    @Test("Reading samples and looking for a stretch stop where they are told to")
    func reading() throws {
        var segy = SegyBytes()
        segy.traces = (0..<5).map { (1, $0 * 20, 0) }
        let file = try SweepReader.open("line.sgy", in: .memory(["line.sgy": segy.bytes]))
        let stop = Listener(stoppingAfter: 0).monitor
        #expect(throws: InstrumentError.cancelled) { try file.load(monitor: stop) }
        #expect(throws: InstrumentError.cancelled) { try file.loadAmplitudes(monitor: stop) }
        #expect(throws: InstrumentError.cancelled) {
            try file.selecting(metres: 0...1, monitor: stop)
        }
        #expect(try file.selecting(metres: 0...0.03).outline.traceCount == 2)
    }

    @Test("The process that reads HDF5 files is killed when it is told to stop")
    func child() throws {
        let folder = try TemporaryFolder()
        try #require(unsafe odd_hdf5_write(folder.file("a.out"), ODD_NOTHING) == 0)
        let script = folder.file("child.sh")
        for lines in ["sleep 100", "exec >&- ; sleep 100"] {
            try DurableFile.write("#!/bin/sh\n\(lines)\n", to: script)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
            let worker = GprMaxWorker(
                executable: script,
                limits: .init(seconds: 60, processorSeconds: 5, sampleBytes: 1 << 20))
            let time = ContinuousClock().measure {
                #expect(throws: InstrumentError.cancelled) {
                    try GprMaxWorker.$replacement.withValue(worker) {
                        try SweepReader.open(
                            folder.file("a.out"), monitor: Listener(stoppingAfter: 4).monitor)
                    }
                }
            }
            #expect(time < .seconds(20))
        }
    }
}
