import CommandLineKit
import Instruments
import MineDetection
import SurveyModel
import SurveyWorkflow

/// The command `clearroad detect`.
enum DetectCommand {
    static let files = RepeatedArgument<String>("SWEEP", help: "radar files or *.sweep.json")
    static let output = RequiredOption<String>(
        "out", valueName: "FILE", help: "where the alarms go: .csv or .geojson")
    static let rate = DefaultedOption<Double>(
        "far", valueName: "RATE", help: "ground rate at which candidates become alarms, per m2",
        default: 0.2, check: { $0 > 0 && $0 <= 5 ? nil : "is not above 0 and up to 5 per m2" })
    static let blank = RepeatedOption<String>(
        "blank", valueName: "FILE",
        help: "a sweep of ground known to hold nothing; with enough of them the rate is a promise")
    static let calibration = Option<String>(
        "calibration", valueName: "FILE",
        help: "a calibration of `clearroad calibrate`: its permittivity turns time into depth, "
            + "and it feeds --detectability")
    static let permittivity = Option<Double>(
        "permittivity", valueName: "EPS",
        help: "assumed to turn time into depth, 4 where neither this nor a calibration tells it",
        check: { $0 >= 1.5 && $0 <= 40 ? nil : "is not between 1.5 and 40" })
    static let depth = DefaultedOption<Double>(
        "depth", valueName: "METRES", help: "depth searched", default: 0.3,
        check: { $0 >= 0.05 && $0 <= 2 ? nil : "is not between 0.05 and 2 m" })

    static let map = Option<String>(
        "detectability", valueName: "FILE",
        help: "also a map of what the ground lets the radar see, .tif; takes some ten seconds "
            + "a lane")
    static let measured = Option<MeasuredFigure>(
        "measured-permittivity", valueName: "EPS,SIGMA",
        help: "the ground's permittivity and its standard error, where measured, for the map")

    static let model = Option<String>(
        "model", valueName: "FILE",
        help: "a discriminator made by `train`, in place of the one that comes with the program")
    static let imagingOnly = Flag(
        "imaging-only", help: "order alarms by the plain imaging score, nothing learnt")
    static let joined = Flag(
        "across-channels",
        help: "image neighbouring channels together, nothing learnt; shown on simulated ground only"
    )

    /// The discriminator asked for.
    static func discriminator(_ values: ParsedValues) throws -> Discriminator? {
        if values[imagingOnly] {
            guard values[model] == nil else {
                throw UsageError.conflict("--model and --imaging-only exclude each other")
            }
            return nil
        }
        if values[joined] {
            guard values[model] == nil, values[map] == nil else {
                throw UsageError.conflict(
                    "--across-channels goes with neither --model nor --detectability: nothing has "
                        + "learnt from such images, and no map was shown to be right for them")
            }
            guard !values[blank].isEmpty else {
                throw UsageError.conflict(
                    "--across-channels needs --blank: no nominal rate is known for it")
            }
            return nil
        }
        return try values[model].map { try DiscriminatorFile.read($0) } ?? .standard
    }

    static let command = Command(
        "detect", summary: "alarms of sweeps, without a survey",
        discussion: """
            Writes every candidate up to a ground rate of 5 per m2, highest score first; `selected`
            marks those at or above the threshold of --far. Without --blank the rate is nominal: the
            column expected_far_per_m2 stays empty. Without a survey alarms have no place on a road,
            so that GeoJSON features have a null geometry.

            --across-channels images each place from all channels within 0.2 m by back-projection in
            three dimensions, and orders alarms by the plain imaging score. It rests on clutter that
            differs between neighbouring channels as SyntheticGround's does, and was shown there
            alone. Never let it stand in for the list of single channels.
            """,
        parameters: [
            files, output, rate, blank, model, imagingOnly, joined, calibration, permittivity,
            depth, map,
            measured, Common.frequency,
            Common.json,
        ] + Common.reading
    ) { values in
        let judge = try values[calibration].map { CalibrationGuard(try CalibrationFile.read($0)) }
        let known = try calibratedPermittivity(judge, given: values[permittivity])
        let ground = SurveySettings.Detection(
            groundRatePerSquareMetre: values[rate], permittivity: known,
            permittivityMaximum: max(9, known), searchDepthMetres: values[depth])
        var detection = FileDetection(
            groundRate: values[rate], blankFiles: values[blank],
            pipeline: DetectionPipeline(
                ground: ground, centreFrequencyMHz: values[Common.frequency],
                discriminator: try discriminator(values), joinsChannels: values[joined]),
            options: Common.options(values))
        detection.calibration = judge
        try FileDetection.checkTarget(
            values[output],
            sources: values[files] + values[blank]
                + [values[calibration], values[model]].compactMap(\.self))
        if let path = values[map] {
            try FileDetection.checkMap(
                path, others: values[files] + values[blank] + [values[output]])
            detection.detectability = DetectabilityReport.request(values[measured])
        }
        let result = try await detection.run(values[files], monitor: Output.monitor)
        try DetectabilityReport.write(result, to: values[map])
        return try finish(
            result, version: detection.pipeline.algorithmVersion, at: values[rate],
            to: values[output], json: values[Common.json])
    }

    /// The permittivity of the calibration, else the one given, else 4.
    private static func calibratedPermittivity(
        _ judge: CalibrationGuard?, given: Double?
    ) throws -> Double {
        guard let judge else { return given ?? 4 }
        guard let measured = judge.calibration.permittivity?.value else {
            Output.console.warning(
                "the calibration tells no permittivity, \(given ?? 4) is assumed for depths")
            return given ?? 4
        }
        guard given == nil else {
            throw UsageError.conflict(
                "--calibration tells the permittivity: leave out --permittivity")
        }
        guard measured >= 1.5, measured <= 40 else {
            throw UsageError.conflict(
                "the calibration's permittivity \(measured) is not between 1.5 and 40")
        }
        return measured
    }

    private static func finish(
        _ result: FileDetection.Result, version: String, at rate: Double, to path: String,
        json: Bool
    ) throws -> ExitStatus {
        let failures = result.files.compactMap(\.failure)
        for file in result.files { Output.warn(file.warnings, about: file.file) }
        for failure in failures { Output.report(failure) }
        guard failures.count < result.files.count else { return .failed }
        try FileDetection.write(result.alarms, to: path)
        if !result.isVerified {
            Output.console.note(
                "note: the ground rate is nominal; give --blank sweeps of this ground to verify it")
        }
        if json {
            Output.console.print(value(result, version, rate).text)
        } else {
            let selected = result.alarms.count(where: \.isSelected)
            Output.console.print(
                "\(path): \(result.alarms.count) candidates, \(selected) alarms at a "
                    + "\(result.isVerified ? "fitted" : "nominal") ground rate of "
                    + "\(rate) per m2")
            DetectabilityReport.print(result)
        }
        let codes = Set(result.files.flatMap(\.warnings).map(\.code))
        let isWhole = codes.isDisjoint(with: InspectCommand.losses.union(channelLosses))
        return failures.isEmpty && isWhole ? .done : .partial
    }

    /// Warnings that say that ground under a channel was not searched at all, or what was measured no
    /// longer holds.
    private static let channelLosses: Set<String> = [
        "channel-without-evidence", "calibration-expired",
    ]

    private static func likeness(_ likeness: GroundLikeness?) -> JSONValue {
        guard let likeness else { return .null }
        return .object([
            .init("comparedWithBlank", .string(likeness.verdict.rawValue)),
            .init("lowerQuartile", .number(likeness.lowerQuartile)),
            .init("upperQuartile", .number(likeness.upperQuartile)),
        ])
    }

    private static func value(
        _ result: FileDetection.Result, _ version: String, _ rate: Double
    ) -> JSONValue {
        let files = result.files.map { file -> JSONValue in
            .object([
                .init("file", .string(file.file)), .init("sweep", .string(file.name)),
                .init("candidates", .integer(file.alarms.count)),
                .init("alarms", .integer(file.alarms.count(where: \.isSelected))),
                .init("sweptSquareMetres", .number(file.sweptSquareMetres)),
                .init("threshold", .number(orNull: file.point?.threshold)),
                .init("blankMaxima", .integer(file.point?.blank?.tail.maximaCount ?? 0)),
                .init(
                    "blankAreaSquareMetres",
                    .number(orNull: file.point?.blank?.tail.areaSquareMetres)),
                .init("ground", likeness(file.point?.likeness)),
                .init(
                    "detectability",
                    file.detectability.map { DetectabilityReport.value($0) } ?? .null),
                .init("warnings", Output.value(file.warnings)),
                .init("error", .text(file.failure?.description)),
            ])
        }
        return .object([
            .init("far", .string(result.isVerified ? "verified" : "unverified")),
            .init("groundRatePerSquareMetre", .number(rate)),
            .init("candidates", .integer(result.alarms.count)),
            .init("alarms", .integer(result.alarms.count(where: \.isSelected))),
            .init("algorithmVersion", .string(version)),
            .init("sweeps", .array(files)),
        ])
    }
}
