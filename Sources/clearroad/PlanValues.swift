import CommandLineKit
import Evaluation

/// Depths in metres with commas between them.
struct DepthList: OptionValue {
    let metres: [Double]

    static var kindInWords: String { "a list of depths such as 0.02,0.05,0.10, each once, in m" }

    init?(commandLineText text: String) {
        var metres: [Double] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let depth = Double(commandLineText: String(part)), (0...5).contains(depth),
                !metres.contains(depth)
            else { return nil }
            metres.append(depth)
        }
        self.metres = metres
    }

    var commandLineText: String { metres.map(\.commandLineText).joined(separator: ",") }
}

/// Shares of the targets that one of two detectors alone finds.
struct DiscordantShares: OptionValue {
    let first: Double
    let second: Double

    static var kindInWords: String { "two different shares such as 0.10,0.02, at most 1 together" }

    init?(commandLineText text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, let first = Double(commandLineText: String(parts[0])),
            let second = Double(commandLineText: String(parts[1])), first >= 0, second >= 0,
            first + second <= 1, first != second
        else { return nil }
        (self.first, self.second) = (first, second)
    }

    var commandLineText: String { "\(first.commandLineText),\(second.commandLineText)" }
}

/// Models of mines with class and size: `PMN:plastic_AP:0.112:0.056`.
struct ModelList: OptionValue {
    let models: [BuriedModel]

    static var kindInWords: String {
        "a list of NAME:CLASS:DIAMETER:HEIGHT with commas, each name once, such as "
            + "PMN:plastic_AP:0.112:0.056 (classes: plastic_AP, plastic_AT, metal_AP, metal_AT)"
    }

    init?(commandLineText text: String) {
        var models: [BuriedModel] = []
        for entry in text.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = entry.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 4, !parts[0].isEmpty,
                let kind = TargetClass(rawValue: String(parts[1])), kind != .clutter,
                let diameter = Double(commandLineText: String(parts[2])),
                let height = Double(commandLineText: String(parts[3])),
                !models.contains(where: { $0.name == String(parts[0]) })
            else { return nil }
            models.append(
                BuriedModel(
                    name: String(parts[0]), targetClass: kind, diameterMetres: diameter,
                    heightMetres: height))
        }
        self.models = models
    }

    var commandLineText: String {
        models.map {
            "\($0.name):\($0.targetClass.rawValue):\($0.diameterMetres.commandLineText):"
                + $0.heightMetres.commandLineText
        }.joined(separator: ",")
    }
}
