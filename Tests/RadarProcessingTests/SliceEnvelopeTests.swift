import Foundation
import SurveyModel
import Testing

@testable import RadarProcessing

@Suite struct SliceEnvelopeTests {
    /// A burst of `amplitude` with a Gaussian envelope 1 ns wide about `centre` ns, 20 samples to the ns.
    private func burst(_ amplitude: Double, centre: Double) -> [Float] {
        (0..<400).map { sample in
            let time = Double(sample) * 0.05 - centre
            return Float(amplitude * exp(-time * time) * cos(2 * Double.pi * 1.5 * time + 0.7))
        }
    }

    private func values(
        _ trace: [Float], _ windows: [(Double, Double)], _ statistic: SliceStatistic,
        surface: Double = 0
    ) throws -> [Float] {
        let parts = try windows.map {
            try SliceWindow(nanoseconds: $0.0, to: $0.1, permittivity: 4)
        }
        var envelope = try SliceEnvelope(
            parts, statistic: statistic, surfaceNanoseconds: surface, intervalNanoseconds: 0.05,
            samplesPerTrace: trace.count)
        return envelope.values(of: trace[...])
    }

    @Test("The largest envelope of a burst is its amplitude, whatever its phase")
    func amplitude() throws {
        let found = try values(burst(5, centre: 9), [(7, 11), (0, 2)], .maximum)
        // The nearest sample to the peak and the burst's few percent of low frequencies.
        #expect(abs(found[0] - 5) < 0.02)
        #expect(found[1] < 0.01)
    }

    @Test("The root mean square over a window is that of the Gaussian")
    func rootMeanSquare() throws {
        let found = try values(burst(2, centre: 10), [(8, 12)], .rootMeanSquare)[0]
        // Integral of exp(-2 t^2) is sqrt(pi / 2); a window of 4 ns holds all but 1e-4 of it.
        let expected = 2 * (sqrt(Double.pi / 2) / 4).squareRoot()
        #expect(abs(Double(found) - expected) < 0.005)
    }

    @Test("A window counts from the surface's echo")
    func surface() throws {
        let trace = burst(5, centre: 9)
        let one = try values(trace, [(7, 11)], .rootMeanSquare)
        let other = try values(trace, [(4, 8)], .rootMeanSquare, surface: 3)
        #expect(one == other)
    }

    @Test("A trace with a sample that is no number has no value")
    func notANumber() throws {
        var trace = burst(5, centre: 9)
        trace[380] = .nan
        #expect(try values(trace, [(7, 11)], .maximum).allSatisfy { $0.isNaN })
        trace[380] = .infinity
        #expect(try values(trace, [(7, 11)], .maximum).allSatisfy { $0.isNaN })
    }

    @Test("A slice below the window or between two samples is an error with its figure")
    func outside() {
        let trace = burst(1, centre: 5)
        #expect(
            throws: SliceFault.belowWindow(endNanoseconds: 21, availableNanoseconds: 20)
        ) { try values(trace, [(15, 18)], .maximum, surface: 3) }
        #expect(throws: SliceFault.self) { try values(trace, [(5.01, 5.02)], .maximum) }
        #expect(throws: SliceFault.self) { try values(trace, [(5, 5)], .maximum) }
        #expect(throws: SliceFault.self) { try values(trace, [(-1, 5)], .maximum) }
        #expect(throws: SliceFault.self) { try values(trace, [(.nan, 5)], .maximum) }
    }

    @Test("Depth and time belong together by the velocity")
    func depth() throws {
        let window = try SliceWindow(metres: 0.1, to: 0.2, permittivity: 9)
        // 2 x 0.1 m x 3 / 0.299792458 m/ns.
        #expect(abs(window.fromNanoseconds - 2.001_384_6) < 1e-6)
        #expect(abs(window.toMetres - 0.2) < 1e-12)
        #expect(throws: SliceFault.self) { try SliceWindow(metres: 0, to: 1, permittivity: 0.5) }
    }

    @Test("The footprint is Sheriff's Fresnel zone on the ground and wider under a raised antenna")
    func footprint() throws {
        let window = try SliceWindow(metres: 0.2, to: 0.3, permittivity: 4)
        let ground = try SliceFootprint.radiusMetres(
            of: window, centreFrequencyMHz: 1500, antennaHeightMetres: nil)
        let wavelength = 0.299_792_458 / 1.5 / 2
        // (z + lambda / 4)^2 - z^2, the definition itself.
        let squared = (0.2 + wavelength / 4) * (0.2 + wavelength / 4) - 0.04
        #expect(abs(ground - squared.squareRoot()) < 1e-12)
        let raised = try SliceFootprint.radiusMetres(
            of: window, centreFrequencyMHz: 1500, antennaHeightMetres: 0.05)
        #expect(raised > ground)
        // Ray by ray: the refracted path to the zone's edge is a quarter of a wavelength in air longer.
        let longer = try shortestPath(height: 0.05, depth: 0.2, index: 2, across: raised) - 0.45
        #expect(abs(longer / (wavelength * 2 / 4) - 1) < 0.12)
        #expect(throws: SliceFault.self) {
            try SliceFootprint.radiusMetres(
                of: window, centreFrequencyMHz: 0, antennaHeightMetres: 0)
        }
    }

    /// Optical length from an antenna through the surface to a point, by Fermat's principle.
    private func shortestPath(
        height: Double, depth: Double, index: Double, across: Double
    ) throws -> Double {
        let paths = stride(from: 0.0, through: across, by: across / 2000).map { surface in
            let below = across - surface
            return (height * height + surface * surface).squareRoot()
                + index * (depth * depth + below * below).squareRoot()
        }
        return try #require(paths.min())
    }
}
