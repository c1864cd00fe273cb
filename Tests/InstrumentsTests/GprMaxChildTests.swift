import FileAccess
import Foundation
import Instruments
import OddHDF5
import TestSupport
import Testing

/// Programs that take the reader's part and misbehave.
@Suite struct GprMaxChildTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try #require(unsafe odd_hdf5_write(folder.file("a.out"), ODD_NOTHING) == 0)
    }

    /// What is said where the program is a shell script of these `lines`.
    private func said(_ lines: String, seconds: Int = 20) throws -> String {
        let script = folder.file("child.sh")
        try DurableFile.write("#!/bin/sh\n" + lines + "\n", to: script)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
        let worker = GprMaxWorker(
            executable: script,
            limits: .init(seconds: seconds, processorSeconds: 5, sampleBytes: 1 << 20))
        return sentence {
            _ = try GprMaxWorker.$replacement.withValue(worker) {
                try SweepReader.open(folder.file("a.out"))
            }
        }
    }

    private func elapsed(_ body: () throws -> Void) rethrows -> Duration {
        try ContinuousClock().measure(body)
    }

    @Test("One that hangs is stopped in time, with what it started")
    func hangs() throws {
        let time = try elapsed {
            let words = try said("sleep 100", seconds: 1)
            #expect(words.hasSuffix("did not finish this file within 1 s and was stopped"))
        }
        #expect(time < .seconds(10))
    }

    @Test("One that closes its output and hangs is stopped in time")
    func closes() throws {
        let time = try elapsed {
            let words = try said("exec >&- ; sleep 100", seconds: 1)
            #expect(words.hasSuffix("within 1 s and was stopped"))
        }
        #expect(time < .seconds(10))
    }

    @Test("One that writes without end is stopped")
    func floods() throws {
        let words = try said("exec cat /dev/zero")
        #expect(words.hasSuffix("this file holds more samples than the 1 MiB allowed for its size"))
    }

    @Test("One that dies by a signal is named with it")
    func dies() throws {
        #expect(
            try said("kill -SEGV $$")
                .hasSuffix("the HDF5 library stopped with signal 11 on this file"))
        #expect(
            try said("kill -XCPU $$")
                .hasSuffix("worked on this file for more than 5 s and was stopped"))
    }

    @Test("One that fails is named with its code")
    func fails() throws {
        #expect(try said("exit 7").hasSuffix("ended with code 7 on this file"))
    }

    @Test("One that writes rubbish, nothing or half a message is not believed")
    func rubbish() throws {
        #expect(try said("echo hello").contains("answered with something else (byte 0"))
        #expect(try said("exit 0").contains("answered with something else (byte 0"))
        #expect(try said("printf CLRGPRM1").contains("answered with something else (byte 8"))
    }

    @Test("One that is not there is named")
    func missing() throws {
        let worker = GprMaxWorker(executable: folder.file("nothing"))
        let words = sentence {
            _ = try GprMaxWorker.$replacement.withValue(worker) {
                try SweepReader.open(folder.file("a.out"))
            }
        }
        #expect(words.contains("could not be started (No such file or directory)"))
    }

    @Test("It gets no open files and few words of environment")
    func environment() throws {
        let list = folder.file("list")
        _ = try said("ls /proc/self/fd > \(list); env | cut -d= -f1 >> \(list)")
        let words = try String(decoding: RegularFile(path: list).allBytes(), as: UTF8.self)
            .split(separator: "\n").map(String.init)
        let known: Set = [
            "0", "1", "2", "3", "HDF5_USE_FILE_LOCKING", "SWIFT_BACKTRACE", "PATH", "PWD",
            "LD_LIBRARY_PATH", "_", "SHLVL", "OLDPWD",
        ]
        #expect(Set(words).subtracting(known) == [])
    }

    @Test("The limits grow with the file and never beyond what is allowed")
    func limits() {
        let small = GprMaxWorker.Limits(fileBytes: 0, maximumSampleBytes: 8 << 30)
        #expect(small == .init(seconds: 8, processorSeconds: 3, sampleBytes: 256 << 20))
        let large = GprMaxWorker.Limits(fileBytes: 1_000_000_000, maximumSampleBytes: 8 << 30)
        #expect(large == .init(seconds: 88, processorSeconds: 43, sampleBytes: 8 << 30))
        let absurd = GprMaxWorker.Limits(fileBytes: .max, maximumSampleBytes: .max)
        #expect(absurd.sampleBytes == 256 << 20 + 1 << 40)
    }
}
