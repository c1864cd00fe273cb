internal import SurveyModel

extension StepCatalogue {
    /// Steps that bring the arms of hyperbolas together; they need regular lines (`resample`), and
    /// the right time zero.
    static let focusing: [StepDefinition] = [
        StepDefinition(
            "kirchhoff", "diffractions summed along their curves; t stays 2 z / v", .windowed,
            [velocity, .number("aperture", 0.01...100, unit: "m")], isForDisplay: true
        ) { figures, line throws(ProcessingError) in
            let velocity = try figures.number("velocity")
            let window =
                Double(line.samplesPerTrace) * line.timeAxis.sampleIntervalNanoseconds
            return KirchhoffMigration(
                velocityMetresPerNanosecond: velocity,
                apertureMetres: figures.optionalNumber("aperture") ?? velocity * window / 2)
        },
        StepDefinition(
            "stolt",
            "diffractions brought together by frequency and wave number, in blocks; standard "
                + "overlap a quarter of a block",
            .windowed,
            [
                velocity, .number("block", 3...65_536, unit: "traces", standard: 2048),
                .number("overlap", 0...32_767, unit: "traces"),
            ], isForDisplay: true
        ) { figures, _ throws(ProcessingError) in
            StoltMigration(
                velocityMetresPerNanosecond: try figures.number("velocity"),
                blockTraces: try figures.whole("block"),
                overlapTraces: figures.optionalNumber("overlap") == nil
                    ? nil : try figures.whole("overlap"))
        },
        StepDefinition(
            "focus",
            "back-projection through the surface; `height` and `separation` of the antennas stand "
                + "in the file or are 0; time zero becomes the surface", .windowed,
            [
                .needed("permittivity", 1...90.25, unit: ""),
                .number("aperture", 0.01...10, unit: "m", standard: 0.15),
                .number("height", 0...5, unit: "m"), .number("separation", 0...10, unit: "m"),
                .word("ends", ["fewer", "mirrored"]),
            ]
        ) { figures, line throws(ProcessingError) in
            TimeSectionBackProjection(
                permittivity: try figures.number("permittivity"),
                antennaHeightMetres: figures.optionalNumber("height")
                    ?? line.instrument.antennaHeightMetres ?? 0,
                antennaSeparationMetres: figures.optionalNumber("separation")
                    ?? line.instrument.antennaSeparationMetres ?? 0,
                apertureMetres: try figures.number("aperture"),
                lineEnds: figures.word("ends") == "mirrored" ? .mirrored : .fewer)
        },
    ]

    private static let velocity = StepFigure.needed(
        "velocity", 0.03156...0.29979, unit: "m/ns")
}
