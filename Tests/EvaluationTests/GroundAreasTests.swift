import Evaluation
import Testing

@Suite("GroundAreas")
struct GroundAreasTests {
    @Test("A bare strip is all ground")
    func bare() throws {
        let areas = try GroundAreas(of: SmallTrial.strip, targets: [], margin: 0.1)
        #expect(abs(areas.sweptSquareMetres - 6) < 1e-9)
        #expect(areas.groundSquareMetres == areas.sweptSquareMetres)
        #expect(areas.outsideMinesSquareMetres == areas.sweptSquareMetres)
    }

    @Test("A halo takes off its disc to within the cells on its edge")
    func disc() throws {
        let areas = try GroundAreas(
            of: SmallTrial.strip, targets: [SmallTrial.mine("a", 3.003, 0.001)], margin: 0.1)
        #expect(abs(6 - areas.groundSquareMetres - .pi * 0.14 * 0.14) < 5e-4)
        #expect(areas.groundSquareMetres == areas.outsideMinesSquareMetres)
    }

    @Test("Every cell is asked as a double loop over all cells would ask it")
    func everyCell() throws {
        let targets = [
            SmallTrial.mine("a", 0.105), SmallTrial.stone("b", 0.3, 0.2),
            SmallTrial.mine("c", 1, 0.3),
            SmallTrial.stone("d", 1.1, 0.25, diameter: 0.1), SmallTrial.mine("e", 2.995, -0.31),
        ]
        let ground = SweptGround(
            .rectangle(LaneRectangle(fromX: 0, toX: 3, fromY: -0.25, toY: 0.25)))
        let areas = try GroundAreas(of: ground, targets: targets, margin: 0.1)
        var (free, outside) = (0, 0)
        for column in 0..<300 {
            for row in 0..<50 {
                let x = (Double(column) + 0.5) * 0.01
                let y = -0.25 + (Double(row) + 0.5) * 0.01
                let inside = targets.filter {
                    let (across, along) = ($0.xMetres - x, $0.yMetres - y)
                    let radius = $0.haloMetres(margin: 0.1)
                    return across * across + along * along <= radius * radius
                }
                free += inside.isEmpty ? 1 : 0
                outside += inside.contains(where: \.isMine) ? 0 : 1
            }
        }
        #expect(areas.groundSquareMetres == Double(free) * 0.01 * 0.01)
        #expect(areas.outsideMinesSquareMetres == Double(outside) * 0.01 * 0.01)
    }

    @Test("A polygon with a hole and an excluded zone leaves what is left of it")
    func polygons() throws {
        func square(_ from: Double, _ to: Double) -> LanePolygon {
            LanePolygon(corners: [
                LanePoint(xMetres: from, yMetres: from), LanePoint(xMetres: to, yMetres: from),
                LanePoint(xMetres: to, yMetres: to), LanePoint(xMetres: from, yMetres: to),
            ])
        }
        let ground = SweptGround(
            .polygons([square(0, 10), square(4, 6)]), exclusions: [square(-1, 2)])
        let areas = try GroundAreas(of: ground, targets: [], margin: 0.1)
        #expect(abs(areas.sweptSquareMetres - (100 - 4 - 4)) < 1e-9)
    }

    @Test("A slanting strip has the area of its outline to within its edge cells")
    func slanting() throws {
        let ground = SweptGround(
            .polygons([
                LanePolygon(corners: [
                    LanePoint(xMetres: 0, yMetres: 0), LanePoint(xMetres: 6, yMetres: 3),
                    LanePoint(xMetres: 6, yMetres: 4), LanePoint(xMetres: 0, yMetres: 1),
                ])
            ]))
        let areas = try GroundAreas(of: ground, targets: [], margin: 0.1)
        #expect(abs(areas.sweptSquareMetres - 6) < 0.01)
    }

    @Test("Ground without extent and ground beyond any lane are refused")
    func refused() {
        func areas(_ toX: Double) throws(EvaluationError) -> GroundAreas {
            try GroundAreas(
                of: SweptGround(.rectangle(LaneRectangle(fromX: 0, toX: toX, fromY: 0, toY: 1))),
                targets: [], margin: 0.1)
        }
        #expect(throws: EvaluationError.self) { try areas(0) }
        #expect(throws: EvaluationError.self) { try areas(1e9) }
    }
}
