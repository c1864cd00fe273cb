import Foundation
import Testing

@testable import Cartography

@Suite struct StatusCodeTests {
    private static let released: [StatusCode] = [.cleared, .reduced, .cancelled]
    private static let other: [StatusCode] = [
        .swept, .sweptInPart, .notCovered, .underReview, .openAlarm, .find,
    ]

    @Test func `only released ground is green`() {
        for code in StatusCode.allCases {
            let colour = code.colour
            let isGreen = colour.green > colour.red && colour.green > colour.blue
            #expect(isGreen == Self.released.contains(code), "\(code)")
        }
    }

    // Linear RGB as seen without green or without red cones: Machado, Oliveira, Fernandes (2009).
    private static let eyes: [[Double]] = [
        [1, 0, 0, 0, 1, 0, 0, 0, 1],
        [
            0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940,
            0.968881,
        ],
        [
            0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116,
            1.051998,
        ],
    ]

    @Test(arguments: eyes)
    func `no other status looks like released ground, also to the colour-blind`(eye: [Double]) {
        for green in Self.released {
            for danger in Self.other {
                let one = lightnessAndHue(green, eye: eye)
                let other = lightnessAndHue(danger, eye: eye)
                let difference = zip(one, other).map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
                // CIE 1976: 2 is just noticeable side by side, 20 is another colour.
                #expect(difference.squareRoot() > 20, "\(green) and \(danger)")
            }
        }
    }

    /// CIE L*a*b* of a colour as an eye sees it.
    private func lightnessAndHue(_ code: StatusCode, eye: [Double]) -> [Double] {
        let colour = code.colour
        let linear = [colour.red, colour.green, colour.blue].map { value -> Double in
            let share = Double(value) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        let seen = product(eye, linear).map { min(max($0, 0), 1) }
        let toXYZ = [
            0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522, 0.0721750, 0.0193339, 0.1191920,
            0.9503041,
        ]
        let f = zip(product(toXYZ, seen), [0.95047, 1, 1.08883]).map { value, white -> Double in
            let share = value / white
            return share > 0.008856 ? cbrt(share) : 7.787 * share + 16 / 116
        }
        return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
    }

    private func product(_ matrix: [Double], _ vector: [Double]) -> [Double] {
        (0..<3).map { row in
            (0..<3).reduce(0) { $0 + matrix[3 * row + $1] * vector[$1] }
        }
    }
}
