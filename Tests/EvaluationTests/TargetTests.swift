import Evaluation
import Testing

@Suite("Target")
struct TargetTests {
    @Test("The halo is half the extent, the margin and the error of the place")
    func halo() {
        let target = Target(
            id: "1", model: "PMN", targetClass: .plasticAntiPersonnel, xMetres: 1, yMetres: 0,
            depthMetres: 0.05, diameterMetres: 0.11, heightMetres: 0.05, isMine: true,
            positionErrorMetres: 0.02)
        #expect(abs(target.haloMetres(margin: 0.1) - 0.175) < 1e-12)
    }
}
