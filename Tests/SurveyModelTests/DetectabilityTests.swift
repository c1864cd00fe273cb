import SurveyModel
import Testing

@Suite struct DetectabilityTests {
    private static let green = DetectabilityCell(.green)
    private static let blind = DetectabilityCell(.amber, [.blindZone])
    private static let amber = DetectabilityCell(.amber, [.clutter])
    private static let red = DetectabilityCell(.red, [.loss])

    private func tile(
        _ cells: [DetectabilityCell], kind: DetectabilityClass = .antiVehicle, from: Double = 0
    ) -> DetectabilityTile {
        DetectabilityTile(
            channel: 1, lateralOffsetMetres: 0, fromMetres: from, toMetres: from + 1,
            cells: [kind: cells])
    }

    private func depths(_ cells: [DetectabilityCell]) -> [Double] {
        let found = tile(cells).assured(for: DetectabilityClass.antiVehicle)
        return [found.depthMetres, found.blindMetres]
    }

    @Test func `Assured depth ends at the first depth that is not green`() {
        let (green, amber, red) = (Self.green, Self.amber, Self.red)
        let all = [DetectabilityCell](repeating: green, count: 8)
        #expect(depths(all) == [0.25, 0])
        let hole = [green, green, green, amber, green, green, green, green]
        #expect(depths(hole) == [0.075, 0])
        #expect(depths([red] + all.dropLast()) == [0, 0])
        #expect(depths([]) == [0, 0])
    }

    @Test func `Only the shallowest depth may be blind, and only for the surface's echo`() {
        let (green, blind, amber) = (Self.green, Self.blind, Self.amber)
        #expect(depths([blind, green, green, amber]) == [0.075, 0.025])
        #expect(depths([amber, green, green, amber]) == [0, 0])
        #expect(depths([blind, blind, green, amber]) == [0, 0])
        #expect(depths([blind, amber, green]) == [0, 0])
    }

    @Test func `Anti-personnel coverage needs items with and without an air space`() {
        var both = tile([Self.green, Self.green, Self.green], kind: .antiPersonnelGap)
        #expect(both.assured(for: CoverageClass.antiPersonnel).depthMetres == 0)
        both.cells[.antiPersonnelSolid] = [Self.green, Self.red, Self.red]
        #expect(both.assured(for: CoverageClass.antiPersonnel).depthMetres == 0.025)
    }

    @Test func `Neighbouring tiles of one depth become one stretch`() throws {
        let green = [Self.green, Self.green]
        let map = Detectability(
            tiles: [tile(green), tile(green, from: 1), tile([Self.red], from: 2)], threshold: 1,
            version: "t")
        let found = map.assuredStretches.filter { $0.coverageClass == .antiVehicle }
        #expect(found.map(\.depthMetres) == [0.05, 0])
        #expect(found.map(\.fromMetres) == [0, 2])
        #expect(found.map(\.toMetres) == [2, 3])
    }

    @Test func `Every reason has a code of its own and one sentence`() {
        let reasons = DetectabilityReason.allCases
        #expect(Set(reasons.map(\.code)).count == reasons.count)
        #expect(!reasons.map(\.code).contains(0))
        for reason in reasons {
            #expect(reason.sentence.hasSuffix("."))
            #expect(reason.sentence.dropLast().contains(".") == false)
        }
        #expect(DetectabilityState.allCases.map(\.code) == [1, 2, 3, 4, 5])
    }
}
