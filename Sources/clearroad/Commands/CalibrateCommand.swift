import CommandLineKit
import Instruments
import SurveyModel
import SurveyWorkflow

/// The command `clearroad calibrate`.
enum CalibrateCommand {
    static let blank = RepeatedOption<String>(
        "blank", valueName: "FILE", help: "a sweep of ground known to hold nothing, 5 m or more")
    static let plate = Option<String>(
        "plate", valueName: "FILE", help: "the same radar over a metal plate in place of the ground"
    )
    static let air = Option<String>(
        "air", valueName: "FILE", help: "the same radar in free space")
    static let target = RepeatedOption<String>(
        "target", valueName: "FILE:FACTS",
        help: "a sweep over an object at a known depth: "
            + "FILE:depth=0.10,kind=ball|plate|simulant,model=NAME,x=METRES")
    static let output = Option<String>(
        "out", valueName: "FILE", help: "where the calibration goes: .json")
    static let check = RepeatedOption<String>(
        "check", valueName: "SWEEP", help: "ask whether a calibration holds for these sweeps")
    static let calibration = Option<String>(
        "calibration", valueName: "FILE", help: "the calibration to check")
    static let height = VelocityCommand.height
    static let separation = VelocityCommand.separation
    static let twoDimensional = VelocityCommand.twoDimensional
    static let acquired = Option<String>(
        "acquired", valueName: "TIME",
        help: "when the files were recorded, such as 2026-03-01T07:30:00Z, in place of theirs",
        check: { CalibrationTime.isTime($0) ? nil : "is no UTC time such as 2026-03-01T07:30:00Z" })
    static let age = DefaultedOption<Double>(
        "max-age", valueName: "HOURS", help: "age at which a calibration expires", default: 24,
        check: { $0 > 0 && $0 <= 1e6 ? nil : "is not above 0 and up to 1000000 h" })

    static let command = Command(
        "calibrate",
        summary: "measure radar and ground on a calibration strip; say when that has expired",
        discussion: """
            Measures what the files allow: strength of a metal plate's echo, permittivity, loss, noise,
            differences between channels, clutter by depth, and what the detector finds where nothing
            lies. Every figure has an uncertainty; one that cannot be told is left out and named.
            With --check, asks whether the calibration in --calibration holds for other sweeps: it has
            expired where clutter, noise or amplitude changed by more than 3 dB, the permittivity by
            more than 20 %, where clutter or maxima are distributed otherwise (p below 0.01), for
            another radar or sampling, and with age. Exit code 2 means expired.
            """,
        parameters: [
            blank, plate, air, target, output, check, calibration, height, separation,
            twoDimensional, acquired, age, Common.frequency, Common.json,
        ] + Common.reading
    ) { values in
        guard values[check].isEmpty else { return try await checked(values) }
        guard values[calibration] == nil else {
            throw UsageError.conflict("--calibration is checked against sweeps: give --check SWEEP")
        }
        guard !values[blank].isEmpty else { throw UsageError.missingOption("--blank") }
        guard let path = values[output] else { throw UsageError.missingOption("--out") }
        var story = CalibrationStory(
            blankFiles: values[blank], options: Common.options(values))
        story.plateFile = values[plate]
        story.airFile = values[air]
        story.targets = try values[target].map { try CalibrationTargetFile($0) }
        story.heightMetres = values[height]
        story.separationMetres = values[separation]
        story.centreFrequencyMHz = values[Common.frequency]
        story.isTwoDimensional = values[twoDimensional]
        story.acquiredAt = values[acquired]
        try CalibrationFile.checkTarget(path, sources: story.files)
        let result = try await story.run(monitor: Output.monitor)
        try CalibrationFile.write(result, to: path)
        for warning in result.warnings { Output.console.warning(warning.text) }
        if values[Common.json] {
            Output.console.print(String(try CalibrationFile.text(result).dropLast()))
        } else {
            for line in CalibrationText.lines(result) { Output.console.print(line) }
            Output.console.print("\(path): written")
        }
        return .done
    }

    private static func checked(_ values: ParsedValues) async throws -> ExitStatus {
        guard let path = values[calibration] else {
            throw UsageError.missingOption("--calibration")
        }
        guard values[blank].isEmpty, values[target].isEmpty, values[plate] == nil,
            values[air] == nil, values[output] == nil
        else {
            throw UsageError.conflict(
                "--check asks about a calibration that is made: leave out --blank, --plate, --air, "
                    + "--target and --out")
        }
        let question = CalibrationCheck(
            calibration: try CalibrationFile.read(path), options: Common.options(values),
            mostHours: values[age], acquiredAt: values[acquired])
        let results = try await question.run(values[check], monitor: Output.monitor)
        return CalibrationText.print(results, json: values[Common.json])
    }
}
