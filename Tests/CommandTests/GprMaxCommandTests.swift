import FileAccess
import Foundation
import TestSupport
import Testing

/// Files of gprMax, which the program reads by starting itself again.
@Suite(.enabled(if: SharedData.isPresent, "the shared data folder is absent"))
struct GprMaxCommandTests {
    private let path = SharedData.file("radar/gprmax/cylinder_Ascan_2D_ref.out")

    @Test("A simulated trace is inspected")
    func inspect() throws {
        let run = try ClearRoad.run("inspect", path)
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(run.output.contains("traces       1 of 637 samples"))
    }

    @Test("A reader that dies is one error, and the program goes on to say it")
    func dying() throws {
        let folder = try TemporaryFolder()
        let script = folder.file("child.sh")
        try DurableFile.write("#!/bin/sh\nkill -SEGV $$\n", to: script)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
        let run = try CommandRun.run(
            [ClearRoad.path, "inspect", path], environment: ["CLEARROAD_EXECUTABLE": script])
        #expect(run.failed(1, saying: "the HDF5 library stopped with signal 11 on this file"))
    }
}
