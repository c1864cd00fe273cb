import Foundation
import SignalKit
import Testing

@testable import SyntheticGround

@Suite struct FieldGroundTests {
    private func moments(_ values: [Float]) -> (mean: Double, deviation: Double) {
        let mean = values.reduce(0.0) { $0 + Double($1) } / Double(values.count)
        let square = values.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        return (mean, (square / Double(values.count)).squareRoot())
    }

    private func field(_ fluctuation: FractalFluctuation) -> FractalField {
        FractalField(fluctuation, SeededHash(seed: 3, .fractal), cellMetres: 0.0025)
    }

    @Test("Noise has mean 0 and deviation 1, and the same values in any piece")
    func noise() {
        let field = field(
            FractalFluctuation(
                relativeDeviation: 0.1, coarsestAlongMetres: 0.04, coarsestDownMetres: 0.02))
        let all = field.values(y: 0.1, columns: -800..<800, rows: 0..<60)
        let (mean, deviation) = moments(all)
        // Some 1000 independent knots of the coarsest octave.
        #expect(abs(mean) < 0.1 && abs(deviation - 1) < 0.1)
        let part = field.values(y: 0.1, columns: 100..<110, rows: 20..<23)
        for row in 0..<3 {
            for column in 0..<10 {
                #expect(part[row * 10 + column] == all[(20 + row) * 1600 + 900 + column])
            }
        }
    }

    @Test("Near planes share their noise, planes far apart do not")
    func planes() {
        let field = field(
            FractalFluctuation(
                relativeDeviation: 0.1, coarsestAlongMetres: 0.04, coarsestDownMetres: 0.02))
        func correlation(_ apart: Double) -> Double {
            let first = field.values(y: 0, columns: 0..<1200, rows: 0..<40)
            let second = field.values(y: apart, columns: 0..<1200, rows: 0..<40)
            return zip(first, second).reduce(0.0) { $0 + Double($1.0 * $1.1) }
                / Double(first.count)
        }
        #expect(correlation(0.002) > 0.8)
        #expect(abs(correlation(0.16)) < 0.12)
    }

    @Test("The soil's cells have the mean and the deviation that are asked")
    func cells() {
        var scene = smallFieldScene(length: 3)
        scene.ground.water = .init(everywhere: 0.03)
        scene.ground.porosity = 0.4
        scene.ground.poreWaterSiemensPerMetre = 2
        scene.ground.fluctuation = FractalFluctuation(
            relativeDeviation: 0.1, coarsestAlongMetres: 0.04, coarsestDownMetres: 0.02)
        let plane = FieldPlane(scene, channel: 0, lattice: FieldLattice(scene))
        let piece = plane.piece(0..<1600, rows: 1..<61)
        // Refractive index of grains, air and water at 1.5 GHz, whose relaxation hardly shows there.
        let index = 0.6 * 4.5.squareRoot() + 0.37 + 0.03 * 77.9.squareRoot()
        let (mean, deviation) = moments(piece.permittivity)
        #expect(abs(mean - index * index) < 0.06)
        #expect(abs(deviation / (mean - 1) - 0.1) < 0.015)
        // Archie: 2 S/m x 0.4^1.4 x (0.03 / 0.4)^2 is 3.1 mS/m, and relaxation adds to it.
        let conductivity = moments(piece.conductivity).mean
        #expect(conductivity > 0.0031 && conductivity < 0.02)
    }

    @Test("The surface runs through cells in parts: what is above and below adds up to its height")
    func surface() {
        var scene = smallFieldScene()
        scene.ground.roughness = SurfaceRoughness(
            rootMeanSquareMetres: 0.004, correlationLengthMetres: 0.05)
        let lattice = FieldLattice(scene)
        let plane = FieldPlane(scene, channel: 0, lattice: lattice)
        let piece = plane.piece(0..<200, rows: -20..<20)
        let heights = plane.heights(0..<200)
        let soil = scene.ground.soil(at: 0).permittivity
        for column in 0..<200 {
            let filled = (0..<40).reduce(Float(0)) {
                $0 + (piece.permittivity[$1 * 200 + column] - 1) / (soil - 1)
            }
            #expect(abs(Double(filled) * 0.0025 - (0.05 + Double(heights[column]))) < 1e-5)
        }
        #expect(moments(heights).deviation > 0.001)
    }

    @Test("A base begins where it should, and pebbles lie in gravel alike in every piece")
    func beds() throws {
        var scene = smallFieldScene()
        scene.ground.base = FieldGround.Bed(
            depthMetres: 0.1, reliefMetres: 0, permittivity: 8, conductivitySiemensPerMetre: 0.01,
            relativeDeviation: 0)
        scene.ground.pebbles = FieldGround.Pebbles(
            perCubicMetre: 5000, smallestMetres: 0.01, largestMetres: 0.03, permittivity: 12)
        let plane = FieldPlane(scene, channel: 0, lattice: FieldLattice(scene))
        let piece = plane.piece(0..<400, rows: 0..<60)
        let stony = piece.permittivity[0..<400 * 30].count { $0 > 9 }
        // The mean volume of a stone is 2.4 cm3 at these sizes: 0.8 % of the ground, and flat ones less.
        #expect(stony > 12 && stony < 400)
        #expect(piece.permittivity[45 * 400..<46 * 400].count { $0 == 8 } > 340)
        #expect(piece.permittivity[38 * 400..<39 * 400].count { $0 == 8 } == 0)
        let part = plane.piece(200..<210, rows: 0..<60)
        for row in 0..<60 {
            for column in 0..<10 {
                #expect(
                    part.permittivity[row * 10 + column]
                        == piece.permittivity[row * 400 + 200 + column])
            }
        }
    }

    @Test(
        "Every ground of the catalogue can be simulated and lies in its range",
        arguments: FieldGroundCatalogue.names)
    func catalogue(name: String) throws {
        for seed in 1..<12 {
            let scene = try FieldScene.lane(
                name: "lane", seed: UInt64(seed), lengthMetres: 1, channelCount: 1, soil: name,
                minesPerSquareMetre: 0, clutterPerSquareMetre: 0, isClean: false)
            let matter = scene.ground.matter(at: 0.05)
            #expect(matter.permittivity > 2.2 && matter.permittivity < 11)
            let isSaline = scene.ground.group == .saline
            #expect((matter.conductivity > 0.033) == isSaline, "\(matter)")
        }
    }

    @Test("A ground that is not in the catalogue is refused with those that are")
    func unknown() {
        #expect(
            throws: SyntheticGroundError.unknownSoil(
                name: "marble", known: FieldGroundCatalogue.names)
        ) { try FieldGroundCatalogue.ground("marble", seed: 1) }
    }
}
