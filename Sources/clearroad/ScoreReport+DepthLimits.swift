import CommandLineKit
import Evaluation

/// The depths at which each model was found and missed in each soil.
extension ScoreReport {
    private var depthLimits: [DepthLimits.Row] { DepthLimits(score.records).rows }

    /// One object for each model in each soil group.
    var depthLimitValue: JSONValue {
        .array(
            depthLimits.map { row in
                .object([
                    .init("model", .string(row.model)), .init("soilGroup", .text(row.soilGroup)),
                    .init("targets", .integer(row.targets)),
                    .init("encounters", .integer(row.encounters)),
                    .init("hits", .integer(row.found)),
                    .init("testedFromMetres", .number(row.testedMetres.lowerBound)),
                    .init("testedToMetres", .number(row.testedMetres.upperBound)),
                    .init("shallowestMissedMetres", .number(orNull: row.shallowestMissedMetres)),
                    .init("deepestFoundMetres", .number(orNull: row.deepestFoundMetres)),
                    .init("limit", .string(row.censoring.rawValue)),
                ])
            })
    }

    /// Prints a line for each model in each soil group.
    func printDepthLimits() {
        guard !depthLimits.isEmpty else { return }
        Output.console.line("")
        Output.console.line("depths of the tops at which each model was found and missed:")
        for row in depthLimits { Output.console.line("  " + Self.words(row)) }
    }

    private static func words(_ row: DepthLimits.Row) -> String {
        func centimetres(_ metres: Double) -> String { Output.fixed(metres * 100, 1) }
        let tested = row.testedMetres
        let range =
            tested.lowerBound == tested.upperBound
            ? centimetres(tested.lowerBound)
            : "\(centimetres(tested.lowerBound)) to \(centimetres(tested.upperBound))"
        var words =
            "\(row.model)\(row.soilGroup.map { " in \($0)" } ?? ""): \(row.found) of "
            + "\(row.encounters) found at \(range) cm"
        guard row.censoring == .mixed, let missed = row.shallowestMissedMetres,
            let found = row.deepestFoundMetres
        else { return words + ", " + row.censoring.rawValue }
        words += ", the shallowest missed \(centimetres(missed)) cm"
        return words + ", the deepest found \(centimetres(found)) cm"
    }
}
