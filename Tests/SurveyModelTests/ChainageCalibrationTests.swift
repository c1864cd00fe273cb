import Foundation
import SurveyModel
import Testing

@Suite struct ChainageCalibrationTests {
    private func post(_ kilometres: Double, _ chainage: Double) -> KilometrePost {
        KilometrePost(
            name: kilometres.isFinite ? "\(Int(kilometres))" : "x", kilometres: kilometres,
            chainageMetres: chainage)
    }

    private func calibration(_ posts: [(Double, Double)]) throws -> ChainageCalibration {
        try ChainageCalibration(posts: posts.map { post($0.0, $0.1) })
    }

    @Test func `a place is read as metres past the post, which are true metres`() throws {
        let rising = try calibration([(10, 500), (11, 1480), (12, 2530.5)])
        #expect(
            try rising.reading(ofChainage: 1480) == PostReading(post: "11", metres: 0))
        #expect(
            try rising.reading(ofChainage: 2530.25) == PostReading(post: "11", metres: 1050.25))
        #expect(try rising.reading(ofChainage: 400) == PostReading(post: "10", metres: -100))
        #expect(try rising.reading(ofChainage: 3000).post == "12")
        #expect(try rising.chainage(of: PostReading(post: "11", metres: 300)) == 1780)
        #expect("\(try rising.reading(ofChainage: 1780))" == "post 11 + 300.00 m")
    }

    @Test func `where posts fall along the road the metres count against chainage`() throws {
        let falling = try calibration([(12, 500), (11, 1480), (10, 2530)])
        #expect(falling.sign == -1)
        // Between posts 11 and 12, on the way from 11 to 12.
        #expect(try falling.reading(ofChainage: 1180) == PostReading(post: "11", metres: 300))
        #expect(try falling.chainage(of: PostReading(post: "11", metres: 300)) == 1180)
        #expect(try falling.reading(ofChainage: 2600) == PostReading(post: "10", metres: -70))
        let rising = try calibration([(10, 500), (11, 1480), (12, 2530)])
        #expect(try rising.chainage(of: PostReading(post: "11", metres: 300)) == 1780)
    }

    @Test(arguments: [false, true])
    func `there and back is exact`(isFalling: Bool) throws {
        let posts = (0..<400).map { number in
            let spread = sin(Double(number) * 12.9898) * 43
            return KilometrePost(
                name: "P\(number)", kilometres: Double(isFalling ? 400 - number : number),
                chainageMetres: 120 + Double(number) * 1003.7 + spread)
        }
        let calibration = try ChainageCalibration(posts: posts.shuffled())
        for step in 0..<4000 {
            let chainage = Double(step) * 100.77 + 0.123
            let back = try calibration.chainage(of: calibration.reading(ofChainage: chainage))
            // One rounding of a double at 400 km.
            #expect(abs(back - chainage) < 1e-9)
        }
    }

    @Test func `posts that cannot be right are refused`() {
        for posts in [
            [(10.0, 500.0)], [], [(10, 500), (10, 1500)], [(10, 500), (11, 500)],
            [(10, 500), (12, 1500), (11, 2500)], [(10, .nan), (11, 3)], [(.infinity, 3), (11, 9)],
        ] {
            #expect(throws: CalibrationError.self) { try calibration(posts) }
        }
        #expect(
            throws: CalibrationError.notMonotonic(first: "10", second: "12", third: "11")
        ) { try calibration([(10, 500), (12, 1500), (11, 2500)]) }
        #expect(throws: CalibrationError.sameName(post: "A")) {
            try ChainageCalibration(posts: [
                KilometrePost(name: "A", kilometres: 1, chainageMetres: 0),
                KilometrePost(name: "A", kilometres: 2, chainageMetres: 1000),
            ])
        }
        #expect(throws: CalibrationError.unknownPost(post: "9")) {
            try calibration([(10, 500), (11, 1500)]).chainage(of: PostReading(post: "9", metres: 0))
        }
    }

    @Test func `a post that stands oddly is a warning`() throws {
        #expect(try calibration([(10, 500), (11, 1480), (12, 2530)]).warnings.isEmpty)
        #expect(try calibration([(10, 500), (11, 1660), (12, 2660)]).warnings.count == 1)
        // 160 m off its neighbours, which are 10 km away: each stretch is within 15 %.
        let moved = try calibration([(0, 0), (10, 10_160), (20, 20_000)])
        #expect(moved.warnings.count == 1 && moved.warnings[0].contains("160 m beyond"))
        let early = try calibration([(0, 0), (10, 9_840), (20, 20_000)])
        #expect(early.warnings.count == 1 && early.warnings[0].contains("before"))
    }

    @Test func `decoding checks again`() throws {
        let data = try JSONEncoder().encode(calibration([(10, 500), (11, 1480)]))
        #expect(try JSONDecoder().decode(ChainageCalibration.self, from: data).posts.count == 2)
        let one = Data(#"{"posts":[{"name":"1","kilometres":1,"chainageMetres":0}]}"#.utf8)
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode(ChainageCalibration.self, from: one)
        }
    }

    @Test(arguments: [
        (3.0, CarriagewaySide.Lie.left, "left (outer side)"), (-3, .left, "right (median side)"),
        (3, .right, "left (median side)"), (-3, .right, "right (outer side)"),
    ])
    func `a side of a carriageway is told by the road and by the median`(
        offset: Double, lie: CarriagewaySide.Lie, words: String
    ) {
        #expect(CarriagewaySide(offsetMetres: offset, lie: lie).words == words)
        let single = CarriagewaySide(offsetMetres: offset, lie: nil).words
        #expect(single == (offset > 0 ? "left" : "right"))
        #expect(CarriagewaySide(offsetMetres: 0, lie: lie).words == "centre")
    }
}
