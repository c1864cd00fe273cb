import Testing

@testable import SyntheticGround

@Suite struct DielectricTests {
    /// Published: permittivity at 1.5 GHz, conductivity (mS/m), loss at 0.6, 1.0, 1.5, 2.5 GHz (dB/m).
    static let published:
        [(Dielectric, permittivity: Double, conductivity: Double, loss: [Double])] =
            [
                (.dryQuartzSand, 2.9, 0, [0.1, 0.2, 0.5, 1.2]),
                (.dryCalcareousSand, 4.4, 0.2, [0.3, 0.5, 1.0, 2.6]),
                (.moistCalcareousSand, 5.8, 4, [3.4, 4.7, 7.1, 15]),
                (.sprayedCalcareousSand, 5.8, 20, [14, 16, 18, 26]),
                (.dampCoastalSand, 8.8, 116, [65, 68, 74, 93]),
                (.wetFreshSand, 15.9, 51, [24, 31, 43, 82]),
                (.wetSeaSand, 15.9, 505, [193, 209, 225, 266]),
                (.saturatedSeaSand, 31, 1635, [406, 455, 496, 578]),
                (.dampSabkha, 7.9, 323, [167, 181, 191, 210]),
                (.moistSabkha, 15.9, 2018, [529, 632, 712, 814]),
                (.saturatedSabkha, 31, 6539, [1001, 1233, 1431, 1696]),
            ]

    @Test("Soils have the published permittivity, conductivity and loss", arguments: published)
    func soils(
        row: (Dielectric, permittivity: Double, conductivity: Double, loss: [Double])
    ) {
        // The published figures are rounded to two digits: 1 % or half a unit of the last digit.
        let permittivity = row.0.realPermittivity(frequencyMHz: 1500)
        #expect(abs(permittivity - row.permittivity) < max(0.06, 0.01 * row.permittivity))
        let conductivity = row.0.conductivityMillisiemensPerMetre
        #expect(abs(conductivity - row.conductivity) < max(0.6, 0.002 * row.conductivity))
        for (frequency, loss) in zip([600.0, 1000, 1500, 2500], row.loss) {
            let found = row.0.lossDecibelsPerMetre(frequencyMHz: frequency)
            #expect(abs(found - loss) < max(loss < 10 ? 0.07 : 0.6, 0.004 * loss), "\(loss)")
        }
    }

    @Test("Impossible materials are refused with the figure")
    func refusals() {
        #expect(throws: SyntheticGroundError.self) { try Dielectric(permittivity: 0.5) }
        #expect(throws: SyntheticGroundError.self) { try Dielectric(permittivity: .nan) }
        #expect(throws: SyntheticGroundError.self) {
            try Dielectric(permittivity: 3, conductivityMillisiemensPerMetre: -1)
        }
        #expect(throws: SyntheticGroundError.self) {
            try Dielectric(
                grainPermittivity: 8, porosity: 0.4, waterContent: 0.5, poreWaterSiemensPerMetre: 1)
        }
    }
}
