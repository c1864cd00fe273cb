import Cartography
import SurveyModel
import Testing

@testable import SurveyWorkflow

@Suite struct AlarmMarkTests {
    private func place(_ along: Double, _ across: Double) -> AlarmPlace {
        AlarmPlace(
            road: "r", position: RoadPosition(chainageMetres: 500, offsetMetres: -4),
            geographic: GeographicPosition(longitude: 0, latitude: 0), alongErrorMetres: along,
            acrossErrorMetres: across, depthErrorMetres: 0.05)
    }

    @Test func `a place known as well along as across is one disc`() {
        let discs = AlarmMark.discs(of: place(0.27, 0.14))
        #expect(discs.map(\.radiusMetres) == [0.27])
    }

    @Test(arguments: [(5.0, 0.14), (1, 0.3), (90, 0.05), (0.6, 0.1), (2, 0)])
    func `no ground of the box is left out, and little beside it is taken`(
        along: Double, across: Double
    ) {
        let place = place(along, across)
        let discs = AlarmMark.discs(of: place)
        #expect(discs.count > 1 && discs.count <= 401)
        for step in 0...500 {
            let ahead = along * (Double(step) / 250 - 1)
            for side in [-across, 0, across] {
                let isCovered = discs.contains { disc in
                    let x = disc.position.chainageMetres - 500 - ahead
                    let y = disc.position.offsetMetres + 4 - side
                    return x * x + y * y <= disc.radiusMetres * disc.radiusMetres * (1 + 1e-9)
                }
                #expect(isCovered, "\(ahead) m ahead, \(side) m aside")
            }
        }
        let widest = discs.map(\.radiusMetres).max() ?? 0
        #expect(widest <= max(1.12 * max(across, 0.05), along / 399 * 1.5))
    }
}
