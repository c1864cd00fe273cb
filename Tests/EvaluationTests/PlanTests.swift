import Evaluation
import Statistics
import Testing

@Suite("Plans")
struct PlanTests {
    @Test(
        "Targets by Pd and misses allowed",
        arguments: [
            (0.80, [14, 22, 30, 37, 50]), (0.90, [29, 46, 61, 76, 103]),
            (0.95, [59, 93, 124, 153, 208]), (0.98, [149, 236, 313, 386, 523]),
            (0.99, [299, 473, 628, 773, 1049]), (0.996, [748, 1185, 1572, 1937, 2626]),
        ])
    func targets(pd: Double, expected: [Int]) throws {
        let found = try [0, 1, 2, 3, 5].map {
            try DetectionPlan(pd: pd, missesAllowed: $0, confidence: 0.95).targets
        }
        #expect(found == expected)
    }

    @Test("With a true Pd of 0.99 the plan of 59 passes with 55 %, that of 153 with 93 %")
    func power() throws {
        let strict = try DetectionPlan(pd: 0.95, missesAllowed: 0, confidence: 0.95)
        let mild = try DetectionPlan(pd: 0.95, missesAllowed: 3, confidence: 0.95)
        #expect((try strict.power(truePd: 0.99) * 100).rounded() == 55)
        #expect((try mild.power(truePd: 0.99) * 100).rounded() == 93)
        #expect(try mild.power(truePd: 1) == 1)
        #expect(try mild.power(truePd: 0.95) <= 0.05)
        #expect(abs(DetectionPlan.comfortablePd(toShow: 0.95) - 0.99) < 1e-12)
    }

    @Test("One target fewer would not do, and passing gives the bound that was planned")
    func smallest() throws {
        for (pd, misses, confidence) in [
            (0.5, 0, 0.9375), (0.01, 3, 0.95), (0.999, 2, 0.99), (0.7, 40, 0.8), (0.99999, 3, 0.95),
        ] {
            let plan = try DetectionPlan(pd: pd, missesAllowed: misses, confidence: confidence)
            let (targets, error) = (plan.targets, (1 - confidence) * (1 + 1e-12))
            let enough = try BinomialDistribution(trials: targets, probability: 1 - pd)
            let fewer = try BinomialDistribution(trials: targets - 1, probability: 1 - pd)
            #expect(enough.cumulative(misses) <= error)
            #expect(fewer.cumulative(misses) > error)
            let bound = try Proportion(targets - misses, of: targets)
                .clopperPearsonLower(confidence: confidence)
            #expect(bound >= pd * (1 - 1e-9))
        }
        #expect(try DetectionPlan(pd: 0.5, missesAllowed: 0, confidence: 0.9375).targets == 4)
    }

    @Test(
        "Blank ground without an alarm: 300 m2 for 0.01 per m2, and the bound is what was planned")
    func blank() throws {
        let plan = try BlankGroundPlan(groundRate: 0.01, alarmsAllowed: 0, confidence: 0.95)
        #expect(abs(plan.areaSquareMetres - 299.573) < 0.001)
        #expect(abs(try plan.power(trueRate: 0.01) - 0.05) < 1e-9)
        #expect(try plan.power(trueRate: 0) == 1)
        let some = try BlankGroundPlan(groundRate: 0.2, alarmsAllowed: 4, confidence: 0.9)
        let bound = try EventRate(events: 4, area: some.areaSquareMetres)
            .garwoodUpper(confidence: 0.9)
        #expect(abs(bound - 0.2) < 1e-9)
    }

    @Test("Discordant shares (0.06, 0.01) need 218 targets, (0.10, 0.02) need 145")
    func paired() throws {
        for (first, second, expected) in [(0.06, 0.01, 218), (0.10, 0.02, 145), (0.02, 0.10, 145)] {
            let plan = try PairedPlan(
                firstOnly: first, secondOnly: second, power: 0.8, confidence: 0.95)
            #expect(plan.targets == expected)
            let exact = try #require(try plan.exactPower())
            #expect(exact > 0.75 && exact < 0.82)
        }
    }

    @Test("The exact power is that of all outcomes added up")
    func exactPower() throws {
        let plan = try PairedPlan(firstOnly: 0.7, secondOnly: 0.05, power: 0.8, confidence: 0.95)
        let n = plan.targets
        var sum = 0.0
        for b in 0...n {
            for c in 0...(n - b) where try McNemarTest(firstOnly: b, secondOnly: c).pValue <= 0.05 {
                let discordant = try BinomialDistribution(trials: n, probability: 0.75)
                let split = try BinomialDistribution(trials: b + c, probability: 0.7 / 0.75)
                sum += discordant.mass(b + c) * split.mass(b)
            }
        }
        #expect(abs(try #require(try plan.exactPower()) - sum) < 1e-9)
    }

    @Test("What cannot be shown or meant is refused in a sentence")
    func refused() throws {
        for pd in [0, 1, -0.5, .nan, 0.9999999999999] {
            #expect(throws: EvaluationError.self) {
                try DetectionPlan(pd: pd, missesAllowed: 3, confidence: 0.95)
            }
        }
        #expect(throws: EvaluationError.self) {
            try DetectionPlan(pd: 0.9, missesAllowed: -1, confidence: 0.95)
        }
        #expect(throws: EvaluationError.self) {
            try DetectionPlan(pd: 0.9, missesAllowed: 0, confidence: 1)
        }
        for rate in [0, -1, .nan, .infinity] {
            #expect(throws: EvaluationError.self) {
                try BlankGroundPlan(groundRate: rate, alarmsAllowed: 0, confidence: 0.95)
            }
        }
        for (first, second) in [(0.1, 0.1), (0.7, 0.4), (-0.1, 0.2), (.nan, 0.1)] {
            #expect(throws: EvaluationError.self) {
                try PairedPlan(
                    firstOnly: first, secondOnly: second, power: 0.8, confidence: 0.95)
            }
        }
    }
}
