import Foundation
import Testing

@testable import Pictures

@Suite struct SliceColoursTests {
    private typealias Light = (red: Double, green: Double, blue: Double)

    /// Linear light of a pixel (IEC 61966-2-1).
    private func light(_ pixel: UInt32) -> Light {
        func linear(_ shift: UInt32) -> Double {
            let value = Double(pixel >> shift & 255) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return (linear(16), linear(8), linear(0))
    }

    /// Lightness of Oklab (Björn Ottosson, 2020).
    private func lightness(_ light: Light) -> Double {
        let (r, g, b) = light
        let long = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
        let medium = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
        let short = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
        return 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    }

    private func product(_ matrix: [[Double]], _ light: Light) -> Light {
        let values = matrix.map { row in
            max(0, row[0] * light.red + row[1] * light.green + row[2] * light.blue)
        }
        return (values[0], values[1], values[2])
    }

    @Test("Lightness rises in equal steps")
    func even() {
        let pixels = SliceColours.pixels
        #expect(pixels.count == 256)
        for (place, pixel) in pixels.enumerated() {
            // Pixels have 256 steps of each colour: in the dark one of them is 0.004 of lightness.
            #expect(abs(lightness(light(pixel)) - (0.20 + 0.76 * Double(place) / 255)) < 0.006)
        }
    }

    @Test("No colour lies outside what a screen can show")
    func gamut() {
        for place in 0...255 {
            let colour = SliceColours.colour(Double(place) / 255)
            for part in [colour.red, colour.green, colour.blue] {
                #expect(part > 0 && part < 1)
            }
        }
    }

    /// Matrices for linear light of full deficiency, and luminance (ITU-R BT.709) for grey print.
    ///
    /// G. M. Machado, M. M. Oliveira and L. A. F.
    /// Fernandes, IEEE Transactions on Visualization and Computer Graphics 15 (2009), table 1.
    @Test(
        "The order of colours stays for every colour vision and in grey print",
        arguments: [
            (
                "protanopia",
                [
                    [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                    [-0.003882, -0.048116, 1.051998],
                ]
            ),
            (
                "deuteranopia",
                [
                    [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                    [-0.011820, 0.042940, 0.968881],
                ]
            ),
            (
                "tritanopia",
                [
                    [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                    [0.004733, 0.691367, 0.303900],
                ]
            ),
            (
                "grey print",
                [[0.2126, 0.7152, 0.0722], [0.2126, 0.7152, 0.0722], [0.2126, 0.7152, 0.0722]]
            ),
        ])
    func order(name: String, matrix: [[Double]]) {
        // Every eighth: neighbours of 256 may be one pixel value apart.
        let seen = stride(from: 0, through: 255, by: 8).map { place in
            lightness(product(matrix, light(SliceColours.colour(Double(place) / 255).pixel)))
        }
        for (darker, lighter) in zip(seen, seen.dropFirst()) {
            #expect(lighter > darker + 0.005, "\(name)")
        }
    }
}
