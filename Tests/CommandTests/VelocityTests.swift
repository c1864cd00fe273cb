import TestSupport
import Testing

@Suite struct VelocityTests {
    @Test("A plate without free space is refused, and what is missing is named")
    func missingAir() throws {
        let run = try ClearRoad.run("velocity", "a.sgy", "--plate", "p.sgy")
        #expect(run.failed(1, saying: "free space is missing"), "\(run)")
        #expect(run.errors.contains("--air FILE"))
    }

    @Test("A stretch that runs backwards is wrong usage")
    func backwards() throws {
        let run = try ClearRoad.run("velocity", "a.sgy", "--from", "3", "--to", "2")
        #expect(run.status != 0 && run.errors.contains("lies beyond"), "\(run)")
    }

    @Test(
        "A simulated lane gives its permittivity with an uncertainty that covers the truth",
        .enabled(if: SharedData.isPresent, "needs the radar files beside the project"))
    func lane() throws {
        let run = try ClearRoad.run(
            "velocity", SharedData.file("sim/train/lanes/T01_noisy.sgy"), "--channel", "3",
            "--height", "0.04", "--separation", "0.06", "--frequency", "1500", "--time-zero",
            "0.943", "--from", "2", "--to", "3", "--json")
        #expect(run.status == 0, "\(run)")
        let result = try run.decoded(Printed.self)
        // Truth is 3.29; a mine's flat top is no point, so its hyperbola says somewhat more.
        let error = abs(result.combined.permittivity - 3.29)
        #expect(error < 3 * result.combined.sigma && error < 1, "\(run.output)")
    }

    private struct Printed: Decodable {
        struct Answer: Decodable {
            var permittivity: Double
            var sigma: Double
        }
        var combined: Answer
    }
}
