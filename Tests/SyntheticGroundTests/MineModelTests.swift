import SurveyModel
import Testing

@testable import SyntheticGround

@Suite struct MineModelTests {
    @Test("Every model is a stack no taller than its body", arguments: MineModel.catalogue)
    func stacks(_ model: MineModel) {
        #expect(!model.layers.isEmpty)
        // A tenth of a micrometre: sums of millimetres in binary.
        #expect(model.stackMetres <= model.heightMetres + 1e-7)
        #expect(model.diameterMetres > 0)
        for layer in model.layers {
            #expect(layer.thicknessMetres > 0)
            #expect(layer.material.relativePermittivity >= 1)
            #expect(layer.material.conductivitySiemensPerMetre >= 0)
        }
    }

    @Test("No two models or soils share a name")
    func names() {
        #expect(Set(MineModel.catalogue.map(\.name)).count == MineModel.catalogue.count)
        #expect(Set(Soil.catalogue.map(\.name)).count == Soil.catalogue.count)
    }

    @Test("A soil's material has its loss, which conduction alone does not explain")
    func loss() {
        // 74 dB/m in permittivity 8.8 by the low-loss formula sigma = 2 alpha sqrt(eps)/Z0 is 0.134 S/m;
        // the exact one differs by less than 1 %.
        let damp = Soil.dampCoastal.material.conductivitySiemensPerMetre
        #expect(abs(damp - 0.1343) < 0.0015)
        for soil in Soil.catalogue where soil.lossDecibelsPerMetre < 100 {
            #expect(
                soil.material.conductivitySiemensPerMetre
                    > soil.staticMaterial.conductivitySiemensPerMetre)
        }
    }
}
