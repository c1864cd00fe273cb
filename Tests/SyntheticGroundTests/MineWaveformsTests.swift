import SurveyModel
import Testing

@testable import SyntheticGround

@Suite struct MineWaveformsTests {
    /// Cells of 2.5 mm, at which the layers of thin mines are coarse: these tests are of order and
    /// time, not of decibels.
    private let coarse = MineWaveforms(cellMetres: 0.0025, windowNanoseconds: 5)

    private func peak(
        _ mine: MineModel, _ soil: Soil, depth: Double = 0.05
    ) async throws -> Float {
        let section = try await coarse.signature(of: mine, in: soil, depthMetres: depth)
        return section.samples.map(abs).max() ?? 0
    }

    @Test("A mine 5 cm deeper answers later by the two-way time of 5 cm, within a sample")
    func depth() async throws {
        let soil = Soil.dryCalcareous
        let shallow = try await coarse.signature(of: .vs16, in: soil, depthMetres: 0.10)
        let deep = try await coarse.signature(of: .vs16, in: soil, depthMetres: 0.15)
        let (a, b) = (shallow.samples, deep.samples)
        let lag = (0..<40).max { first, second in
            func agreement(_ lag: Int) -> Float {
                (0..<a.count - lag).reduce(0) { $0 + a[$1] * b[$1 + lag] }
            }
            return agreement(first) < agreement(second)
        }
        let expected = 2 * 0.05 / soil.velocityMetresPerNanosecond
        #expect(abs(Double(lag ?? 0) * 0.05 - expected) <= 0.05)
    }

    @Test("A PMN answers less in dry quartz than in moist calcareous sand")
    func soils() async throws {
        let (dry, moist) = (
            try await peak(.pmn, .dryQuartz), try await peak(.pmn, .moistCalcareous)
        )
        #expect(dry < moist)
    }

    @Test("The weakest of small mines in dry quartz is the one without an air space")
    func matched() async throws {
        let m409 = try await peak(.m409, .dryQuartz)
        for mine in [MineModel.pmn, .vs50, .type72] {
            #expect(m409 < (try await peak(mine, .dryQuartz)))
        }
    }

    @Test("An object of the soil itself answers nothing at all")
    func nothing() async throws {
        let soil = Soil.dryCalcareous
        let same = MineModel(
            name: "soil", targetClass: .clutter, diameterMetres: 0.05, heightMetres: 0.05,
            layers: [.init(soil.material, thicknessMetres: 0.05)])
        #expect(try await peak(same, soil) == 0)
    }

    @Test("The far field of a Ricker current peaks before the current does")
    func zeroPath() {
        let antenna = LineAntenna()
        let current = antenna.waveform.peakNanoseconds(
            centreFrequencyMHz: antenna.centreFrequencyMHz)
        #expect(abs(current - 0.942_809) < 1e-6)
        // The half derivative advances the phase of 1.5 GHz and more by an eighth of a period, up to 0.08 ns.
        #expect(antenna.zeroPathNanoseconds < current)
        #expect(antenna.zeroPathNanoseconds > current - 0.084)
    }
}
