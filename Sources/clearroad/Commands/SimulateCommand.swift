import CommandLineKit
import SurveyModel
import SurveyWorkflow
import SyntheticGround

/// The command `clearroad simulate`.
enum SimulateCommand {
    static let folder = RequiredOption<String>(
        "out", valueName: "DIR", help: "the folder for the sweeps; made where it is not there")
    static let scene = Option<String>(
        "scene", valueName: "FILE", help: "a scene (*.scene.json) in place of the options below")
    static let referenceDay = Flag(
        "reference-day", help: "five sweeps of 1 km and 14 channels in five soils (7.2 GB)")
    static let seed = Option<Int>(
        "seed", valueName: "N", help: "what all random numbers come from (default 1)",
        check: { $0 >= 0 ? nil : "is negative" })
    static let length = Option<Double>(
        "length-m", valueName: "METRES", help: "length of the lane (default 12)",
        check: { $0 >= 0.1 && $0 <= 100_000 ? nil : "is not from 0.1 to 100000 m" })
    static let channels = Option<Int>(
        "channels", valueName: "N", help: "channels, 7.5 cm apart (default 5)",
        check: { (1...1000).contains($0) ? nil : "is not from 1 to 1000" })
    static let soil = Option<String>(
        "soil", valueName: "NAME",
        help: SoilCatalogue.names.joined(separator: ", ") + " (default dry-calcareous)")
    static let mines = Option<String>(
        "mines", valueName: "LIST",
        help: "names with commas: " + ObjectCatalogue.mines.joined(separator: ", "))
    static let density = Option<Double>(
        "density", valueName: "PER-M2", help: "mines per square metre (default 1)",
        check: { $0 >= 0 && $0 <= 100 ? nil : "is not from 0 to 100" })
    static let clutter = Option<Double>(
        "clutter", valueName: "PER-M2", help: "other objects per square metre (default 0.5)",
        check: { $0 >= 0 && $0 <= 100 ? nil : "is not from 0 to 100" })
    static let clean = Flag("clean", help: "without the flaws of a recording")

    static let command = Command(
        "simulate", summary: "make sweeps of ground whose content is known",
        discussion: """
            Each sweep NAME gives NAME.sgy, NAME.sweep.json, NAME.truth.csv and NAME.scene.json. The
            same scene gives the same bytes. The ground is a model: what a detector finds in it says
            nothing of real ground.
            """,
        parameters: [
            folder, scene, referenceDay, seed, length, channels, soil, mines, density, clutter,
            clean,
        ]
    ) { values in
        let story = try SimulationStory(
            scenes: try scenes(values), folder: values[folder], monitor: Output.monitor)
        let megabytes = Double(story.sampleByteCount) / 1e6
        Output.console.note(
            "writing \(Output.fixed(megabytes, 1)) MB of simulated samples in "
                + "\(story.scenes.count) \(story.scenes.count == 1 ? "sweep" : "sweeps")")
        let written = try story.run(monitor: Output.monitor)
        Output.console.endProgress()
        for sidecar in written { Output.console.print(sidecar) }
        return .done
    }

    private static func scenes(_ values: ParsedValues) throws -> [GroundScene] {
        let isDay = values[referenceDay]
        let hasLaneOptions =
            values[soil] != nil || values[mines] != nil || values[density] != nil
            || values[clutter] != nil || values[clean]
        if let file = values[scene] {
            guard !isDay, !hasLaneOptions, values[length] == nil, values[channels] == nil,
                values[seed] == nil
            else {
                throw UsageError.conflict(
                    "--scene says all there is to say of the lane, its seed included")
            }
            return [try SimulationStory.scene(ofFile: file)]
        }
        let start = UInt64(values[seed] ?? 1)
        if isDay {
            guard !hasLaneOptions else {
                throw UsageError.conflict(
                    "--reference-day takes only --seed, --length-m and --channels")
            }
            return try ReferenceScenes.day(
                seed: start, lengthMetres: values[length] ?? 1000,
                channelCount: values[channels] ?? 14,
                monitor: Output.monitor)
        }
        return [
            try ReferenceScenes.lane(
                name: "lane", seed: start, lengthMetres: values[length] ?? 12,
                channelCount: values[channels] ?? 5, soil: values[soil] ?? "dry-calcareous",
                mines: try mineNames(values[mines]),
                minesPerSquareMetre: values[density] ?? 1,
                clutterPerSquareMetre: values[clutter] ?? 0.5, isClean: values[clean],
                monitor: Output.monitor)
        ]
    }

    private static func mineNames(_ list: String?) throws -> [String] {
        guard let list else { return ObjectCatalogue.mines }
        let names = list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard !names.contains("") else {
            throw UsageError.conflict("--mines has an empty name; --density 0 makes a lane without")
        }
        return names
    }
}
