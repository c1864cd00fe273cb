import CommandLineKit
import Foundation
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
        "channels", valueName: "N",
        help: "channels, 7.5 cm apart, of fields 10 cm (default 5)",
        check: { (1...1000).contains($0) ? nil : "is not from 1 to 1000" })
    static let soil = Option<String>(
        "soil", valueName: "NAME",
        help: SoilCatalogue.names.joined(separator: ", ") + " (default dry-calcareous); of fields: "
            + FieldGroundCatalogue.names.joined(separator: ", "))
    static let mines = Option<String>(
        "mines", valueName: "LIST",
        help: "names with commas: " + ObjectCatalogue.mines.joined(separator: ", ")
            + "; only of fields: "
            + FieldObjectCatalogue.mines.filter { !ObjectCatalogue.mines.contains($0) }
            .joined(separator: ", "))
    static let density = Option<Double>(
        "density", valueName: "PER-M2", help: "mines per square metre (default 1)",
        check: { $0 >= 0 && $0 <= 100 ? nil : "is not from 0 to 100" })
    static let clutter = Option<Double>(
        "clutter", valueName: "PER-M2", help: "other objects per square metre (default 0.5)",
        check: { $0 >= 0 && $0 <= 100 ? nil : "is not from 0 to 100" })
    static let clean = Flag("clean", help: "without the flaws of a recording")
    static let physics = Option<String>(
        "physics", valueName: "KIND",
        help: "echoes: rays in three dimensions, fast (default); fields: finite differences, 2.5-D",
        check: { kinds.contains($0) ? nil : "is not " + kinds.joined(separator: " or ") })
    static let name = Option<String>(
        "name", valueName: "NAME", help: "the name of the sweep's files (default lane)")
    static let tasks = Option<Int>(
        "tasks", valueName: "N",
        help: "blocks of traces made at a time (default: as many as processors)",
        check: { (1...256).contains($0) ? nil : "is not from 1 to 256" })
    private static let kinds = ["echoes", "fields"]

    static let command = Command(
        "simulate", summary: "make sweeps of ground whose content is known",
        discussion: """
            Each sweep NAME gives NAME.sgy, NAME.sweep.json, NAME.truth.csv and NAME.scene.json. The
            same scene gives the same bytes. The ground is a model: what a detector finds in it says
            nothing of real ground.

            --physics fields solves Maxwell's equations in a plane under each channel of one scene
            in three dimensions: 1.5 GHz, channels 10 cm apart, traces every 2 cm, as the simulated
            trial lanes; two to four minutes of one core for 12 m. It also writes NAME.soil.json.
            Beside a plane an object is heard by a rule, later and weaker, not by physics; the arms
            of hyperbolas fade more slowly than on a road.
            """,
        parameters: [
            folder, scene, referenceDay, seed, length, channels, soil, mines, density, clutter,
            clean, physics, name, tasks,
        ]
    ) { values in
        let story = try SimulationStory(
            scenes: try scenes(values), folder: values[folder],
            tasks: values[tasks] ?? ProcessInfo.processInfo.activeProcessorCount,
            monitor: Output.monitor)
        let megabytes = Double(story.sampleByteCount) / 1e6
        Output.console.note(
            "writing \(Output.fixed(megabytes, 1)) MB of simulated samples in "
                + "\(story.scenes.count) \(story.scenes.count == 1 ? "sweep" : "sweeps")")
        let written = try story.run(monitor: Output.monitor)
        Output.console.endProgress()
        for sidecar in written { Output.console.print(sidecar) }
        return .done
    }

    private static func scenes(_ values: ParsedValues) throws -> [any SimulatedScene] {
        let isDay = values[referenceDay]
        let hasLaneOptions =
            values[soil] != nil || values[mines] != nil || values[density] != nil
            || values[clutter] != nil || values[clean] || values[physics] != nil
            || values[name] != nil
        if let file = values[scene] {
            guard !isDay, !hasLaneOptions, values[length] == nil, values[channels] == nil,
                values[seed] == nil
            else {
                throw UsageError.conflict(
                    "--scene says all there is to say of the lane, its seed included")
            }
            return [try SimulationStory.scene(ofFile: file)]
        }
        if isDay {
            guard !hasLaneOptions else {
                throw UsageError.conflict(
                    "--reference-day takes only --seed, --length-m and --channels")
            }
            return try ReferenceScenes.day(
                seed: UInt64(values[seed] ?? 1), lengthMetres: values[length] ?? 1000,
                channelCount: values[channels] ?? 14,
                monitor: Output.monitor)
        }
        return [values[physics] == "fields" ? try fields(values) : try echoes(values)]
    }

    private static func echoes(_ values: ParsedValues) throws -> GroundScene {
        try ReferenceScenes.lane(
            name: values[name] ?? "lane", seed: UInt64(values[seed] ?? 1),
            lengthMetres: values[length] ?? 12, channelCount: values[channels] ?? 5,
            soil: values[soil] ?? "dry-calcareous",
            mines: try mineNames(values[mines]) ?? ObjectCatalogue.mines,
            minesPerSquareMetre: values[density] ?? 1,
            clutterPerSquareMetre: values[clutter] ?? 0.5, isClean: values[clean],
            monitor: Output.monitor)
    }

    private static func fields(_ values: ParsedValues) throws -> FieldScene {
        try FieldScene.lane(
            name: values[name] ?? "lane", seed: UInt64(values[seed] ?? 1),
            lengthMetres: values[length] ?? 12, channelCount: values[channels] ?? 5,
            soil: values[soil] ?? "dry-calcareous",
            mines: try mineNames(values[mines]) ?? FieldObjectCatalogue.mines,
            minesPerSquareMetre: values[density] ?? 1,
            clutterPerSquareMetre: values[clutter] ?? 0.5, isClean: values[clean],
            monitor: Output.monitor)
    }

    private static func mineNames(_ list: String?) throws -> [String]? {
        guard let list else { return nil }
        let names = list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard !names.contains("") else {
            throw UsageError.conflict("--mines has an empty name; --density 0 makes a lane without")
        }
        return names
    }
}
