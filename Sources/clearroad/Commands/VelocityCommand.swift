import CommandLineKit
import Instruments
import SurveyModel
import SurveyWorkflow

/// The command `clearroad velocity`.
enum VelocityCommand {
    static let file = Argument<String>("FILE", help: "a radar file or a *.sweep.json")
    static let from = Option<Double>(
        "from", valueName: "METRES", help: "start of the stretch used, along the lane")
    static let end = Option<Double>(
        "to", valueName: "METRES", help: "end of the stretch used, along the lane")
    static let plate = Option<String>(
        "plate", valueName: "FILE", help: "the same radar over a metal plate")
    static let air = Option<String>(
        "air", valueName: "FILE", help: "the same radar in free space")
    static let height = Option<Double>(
        "height", valueName: "METRES", help: "antenna height, in place of the file's",
        check: { $0 >= 0 && $0 <= 2 ? nil : "is not from 0 to 2 m" })
    static let separation = Option<Double>(
        "separation", valueName: "METRES",
        help: "distance from transmitter to receiver, in place of the file's",
        check: { $0 >= 0 && $0 <= 2 ? nil : "is not from 0 to 2 m" })
    static let channel = Option<Int>("channel", valueName: "N", help: "use only this channel")
    static let twoDimensional = Flag(
        "two-dimensional", help: "the files are simulations in two dimensions")

    static let command = Command(
        "velocity", summary: "permittivity and velocity of the ground, with uncertainties",
        discussion: """
            Fits the clearest hyperbolae, scans for the sharpest focused image and, with --plate and
            --air, compares the surface echo with that of a metal plate. The surface echo tells of the
            uppermost centimetres only. Estimates are combined by the inverse of their variances;
            where they contradict each other, the uncertainty grows and a warning says so.
            """,
        parameters: [
            file, from, end, plate, air, height, separation, channel, twoDimensional,
            Common.frequency, Common.json,
        ] + Common.reading
    ) { values in
        var story = VelocityStory()
        if values[from] != nil || values[end] != nil {
            let (low, high) = (values[from] ?? -.infinity, values[end] ?? .infinity)
            guard low <= high else {
                throw UsageError.conflict("--from \(low) lies beyond --to \(high)")
            }
            story.stretch = low...high
        }
        story.plateFile = values[plate]
        story.airFile = values[air]
        story.heightMetres = values[height]
        story.separationMetres = values[separation]
        story.centreFrequencyMHz = values[Common.frequency]
        story.isTwoDimensional = values[twoDimensional]
        let result = try story.run(
            values[file], channel: values[channel], options: Common.options(values),
            monitor: Output.monitor)
        Output.warn(result.warnings, about: values[file])
        if values[Common.json] {
            Output.console.print(
                JSONValue.object([
                    .init("combined", value(result.combined)),
                    .init("estimates", .array(result.answers.map(value))),
                    .init("warnings", Output.value(result.warnings)),
                ]).text)
        } else {
            for answer in result.answers { Output.console.print(line(answer)) }
            Output.console.print("all: \(line(result.combined))")
        }
        return .done
    }

    private static func line(_ answer: VelocityStory.Answer) -> String {
        let place = answer.distanceMetres.map { " at \(Output.metres($0)) m" } ?? ""
        let depth = answer.depthMetres.map { ", \(Output.fixed($0, 3)) m deep" } ?? ""
        let semblance = answer.semblance.map { ", semblance \(Output.fixed($0, 2))" } ?? ""
        return "\(answer.method)\(place): permittivity \(Output.fixed(answer.permittivity, 2)) +- "
            + "\(Output.fixed(answer.sigma, 2)), "
            + "\(Output.fixed(answer.velocityMetresPerNanosecond, 4)) m/ns, depths to "
            + "\(Output.fixed(100 * answer.relativeDepthError, 1)) %\(depth)\(semblance)"
    }

    private static func value(_ answer: VelocityStory.Answer) -> JSONValue {
        .object([
            .init("method", .string(answer.method)),
            .init("permittivity", .number(answer.permittivity)),
            .init("sigma", .number(answer.sigma)),
            .init("velocityMetresPerNanosecond", .number(answer.velocityMetresPerNanosecond)),
            .init("relativeDepthError", .number(answer.relativeDepthError)),
            .init("distanceMetres", .number(orNull: answer.distanceMetres)),
            .init("depthMetres", .number(orNull: answer.depthMetres)),
            .init("semblance", .number(orNull: answer.semblance)),
        ])
    }
}
