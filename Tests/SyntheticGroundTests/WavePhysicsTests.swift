import Foundation
import SurveyModel
import Testing

@testable import SyntheticGround

@Suite struct WavePhysicsTests {
    /// Envelope peak of a Ricker echo of 1.5 GHz (dB re a mirror).
    private func level(_ layers: [MaterialLayer], soil: Double) -> Double {
        let stack = LayerStack(
            layers: layers, surroundings: LossyMedium(permittivity: soil, conductivity: 0))
        let wavelet = WaveletSpectrum(RadarWavelet())
        func peak(_ transfer: (Double) -> Complex) -> Double {
            (0..<400).map { place in
                let time = Double(place - 100) * 0.01
                var sum = Complex(0)
                for bin in 1...120 {
                    let frequency = Double(bin) * 0.04
                    sum =
                        sum + wavelet.value(atGHz: frequency) * transfer(frequency)
                        * Complex(angle: 2 * .pi * frequency * time)
                }
                return sum.magnitude
            }.max() ?? 0
        }
        return 20 * log10(peak { stack.reflection(atGHz: $0) } / peak { _ in Complex(1) })
    }

    @Test(
        "Plates reflect as the table of plane-layer reflectivities says, within 0.5 dB",
        arguments: [
            (7.0, 50.0, 2.9, -13.4), (7, 50, 4.4, -18.8), (7, 50, 5.8, -26.8),
            (1, 30, 2.9, -7.9), (1, 30, 4.4, -5.5), (1, 30, 8.8, -3.2),
        ])
    func plates(permittivity: Double, millimetres: Double, soil: Double, expected: Double) {
        let plate = MaterialLayer(
            permittivity: permittivity, thicknessMetres: millimetres / 1000)
        #expect(abs(level([plate], soil: soil) - expected) < 0.5)
    }

    @Test("Metal reflects everything, and a plate of the soil's own matter nothing")
    func limits() {
        let metal = MaterialLayer(
            permittivity: 1, conductivitySiemensPerMetre: 1e7, thicknessMetres: 0.002)
        #expect(abs(level([metal], soil: 4.4)) < 0.01)
        #expect(level([MaterialLayer(permittivity: 4.4, thicknessMetres: 0.03)], soil: 4.4) < -200)
    }

    @Test("Without contrast a leg is a straight line and its field falls as 1 / distance")
    func straight() {
        for range in [0.0, 0.05, 0.3] {
            let leg = RefractedLeg(height: 0.04, depth: 0.1, range: range, index: 1)
            let distance = hypot(0.14, range)
            #expect(abs(leg.delay - distance / speedOfLightMetresPerNanosecond) < 1e-9)
            #expect(abs(leg.amplitude * distance - 1) < 1e-6)
        }
    }

    @Test("A leg takes the least time of all crossings (Fermat)", arguments: [0.02, 0.1, 0.3])
    func fermat(range: Double) {
        let leg = RefractedLeg(height: 0.04, depth: 0.08, range: range, index: 2.1)
        let least =
            (0...3000).map { step in
                let crossing = range * Double(step) / 3000
                return (hypot(0.04, crossing) + 2.1 * hypot(0.08, range - crossing))
                    / speedOfLightMetresPerNanosecond
            }.min() ?? 0
        #expect(abs(leg.delay - least) < 1e-6)
    }

    @Test("A ray tube carries the power that passes the surface, whatever its angle")
    func power() {
        // Power through a ring on a plane in the ground over power in the cone that feeds it.
        let (height, depth, index) = (0.05, 0.12, 1.9)
        for angle in [0.2, 0.6, 1.0] {
            func range(_ angle: Double) -> Double {
                let refracted = asin(sin(angle) / index)
                return height * tan(angle) + depth * tan(refracted)
            }
            let step = 1e-5
            let leg = RefractedLeg(
                height: height, depth: depth, range: range(angle), index: index)
            let ring =
                range(angle) * (range(angle + step) - range(angle - step)) / (2 * step)
                * leg.cosineInGround
            let cone = sin(angle)
            let cosine = cos(angle)
            let transmission = 2 * cosine / (cosine + index * leg.cosineInGround)
            let passed = transmission * transmission * index * leg.cosineInGround / cosine
            let measured = leg.amplitude * leg.amplitude * index * ring / cone
            #expect(abs(measured / passed - 1) < 1e-3)
        }
    }

    @Test(
        "The soils lose what their table says, within a tenth or 1 dB/m",
        arguments: [
            ("dry-calcareous", [0.3, 0.5, 1.0, 2.6]), ("moist-calcareous", [3.4, 4.7, 7.1, 15]),
            ("sea-spray", [14, 16, 18, 26]), ("damp-coastal", [65, 68, 74, 93]),
        ])
    func losses(name: String, expected: [Double]) throws {
        let soil = try SoilCatalogue.soil(name)
        for (frequency, loss) in zip([0.6, 1.0, 1.5, 2.5], expected) {
            let found = soil.lossDecibelsPerMetre(atGHz: frequency)
            #expect(abs(found - loss) < max(1, 0.1 * loss), "\(frequency) GHz: \(found)")
        }
    }

    @Test("A wavelet peaks at time 0 with 1, whatever its order", arguments: [0.0, 0.5, 1, 2])
    func wavelet(order: Double) {
        var shape = RadarWavelet()
        shape.derivativeOrder = order
        let response = EchoResponse(wavelet: WaveletSpectrum(shape), interval: 0.02) { _ in
            Complex(1)
        }
        let peak = response.taps.max() ?? 0
        #expect(abs(peak - 1) < 2e-3)
        #expect(response.taps.firstIndex(of: peak) == -response.firstTap)
    }
}
