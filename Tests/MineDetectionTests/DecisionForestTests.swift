import Foundation
import TestSupport
import Testing

@testable import MineDetection

@Suite struct DecisionForestTests {
    /// A question about feature 1 whose upper answer is a question about feature 2.
    private func nested() -> DecisionTree {
        var tree = DecisionTree()
        let root = tree.addLeaf(share: 0)
        tree.split(root, feature: 1, threshold: 0.1)
        _ = tree.addLeaf(share: 0.25)
        let second = tree.addLeaf(share: 0)
        tree.split(second, feature: 2, threshold: -3.5e-5)
        _ = tree.addLeaf(share: 0)
        _ = tree.addLeaf(share: 1)
        return tree
    }

    @Test func `A tree follows its questions, a value at the threshold going down`() {
        let tree = nested()
        #expect(tree.share(of: [9, 0.1, 9]) == 0.25)
        #expect(tree.share(of: [9, 0.2, -3.5e-5]) == 0)
        #expect(tree.share(of: [9, 0.2, 0]) == 1)
    }

    @Test func `A tree is text, its nodes depth first, and comes back the same`() throws {
        #expect(nested().text == "1:0.1 0.25 2:-3.5e-05 0.0 1.0")
        #expect(DecisionTree(text: nested().text) == nested())
        let leaf = try #require(DecisionTree(text: "0.125"))
        #expect(leaf.share(of: []) == 0.125 && leaf.text == "0.125")
    }

    @Test func `Numbers come back bit for bit`() throws {
        var noise = SeededNoise(seed: 5)
        for power in -30...30 {
            for _ in 0..<10 {
                let threshold = Float(noise.normal() * pow(10, Double(power)))
                let (low, high) = (Float(noise.uniform()), Float(noise.uniform()))
                let tree = TinyJudge.tree(3, threshold, low: low, high: high)
                let read = try #require(DecisionTree(text: tree.text))
                #expect(read.thresholds[0].bitPattern == threshold.bitPattern)
                #expect(read.shares[1].bitPattern == low.bitPattern)
                #expect(read.shares[2].bitPattern == high.bitPattern)
                #expect(read.text == tree.text)
            }
        }
    }

    @Test(arguments: [
        "", " ", "0.5 0.5", "0:0.5", "0:0.5 0.1", "0:0.5 0.1 0.2 0.3", "nan", "inf", "0:nan 0 1",
        "0:inf 0 1", "nan:1 0 1", "-1:0.5 0 1", "0.5:1 0 1", "1e9:0 0 1", "99999:0 0 1", "mine",
        "0:0.5:1 0 1", "a:0.5 0 1", "0:b 0 1", "0:0.5 0 1e99",
    ])
    func `A text that is no tree is refused`(text: String) {
        #expect(DecisionTree(text: text) == nil)
    }

    @Test(arguments: [":", "::", ": 0 1"])
    func `A separator alone is refused`(text: String) {
        #expect(DecisionTree(text: text) == nil)
    }

    @Test(arguments: ["1.5", "-0.25", "0:0.5 0 7"])
    func `A share that is none is refused`(text: String) {
        #expect(DecisionTree(text: text) == nil)
    }

    @Test func `A file with a text that is no tree does not decode`() {
        let data = Data("{\"trees\": [\"0.5\", \"0:0.5 0.1\"]}".utf8)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(DecisionForest.self, from: data)
        }
    }

    @Test func `A forest is the mean of its trees and nothing without any`() {
        let forest = DecisionForest(trees: [TinyJudge.tree(), TinyJudge.tree(0, 0.5, low: 0.5)])
        #expect(abs(forest.share(of: [0]) - 0.3) < 1e-7)
        #expect(DecisionForest(trees: []).share(of: [1]) == 0)
        #expect(forest.asksOnly(ofFirst: 1))
        #expect(!DecisionForest(trees: [nested()]).asksOnly(ofFirst: 2))
        #expect(DecisionForest(trees: [nested()]).asksOnly(ofFirst: 3))
    }
}

@Suite struct ForestGrowthTests {
    private func growth(trees: Int = 20) -> ForestGrowth {
        var growth = ForestGrowth()
        growth.treeCount = trees
        growth.triedShare = 1
        return growth
    }

    /// Rows of two values, a mine where the first is above a half.
    private func separable(_ count: Int, seed: UInt64) -> ForestGrowth.Rows {
        var noise = SeededNoise(seed: seed)
        let values = (0..<count).map { _ in [Float(noise.uniform()), Float(noise.uniform())] }
        return ForestGrowth.Rows(
            values: values, isMine: values.map { $0[0] > 0.5 },
            weights: [Double](repeating: 1, count: count))
    }

    @Test func `A forest separates what one value tells`() async throws {
        let forest = try await growth().forest(from: separable(120, seed: 1))
        #expect(forest.count == 20)
        for other in [Float(0.1), 0.5, 0.9] {
            #expect(forest.share(of: [0.9, other]) > 0.9)
            #expect(forest.share(of: [0.1, other]) < 0.1)
        }
    }

    @Test func `On noise it tells the share of mines`() async throws {
        var noise = SeededNoise(seed: 2)
        let values = (0..<400).map { _ in (0..<3).map { _ in Float(noise.normal()) } }
        let isMine = values.map { _ in noise.uniform() < 0.25 }
        var coarse = growth()
        coarse.fewestRows = 40
        let forest = try await coarse.forest(
            from: ForestGrowth.Rows(
                values: values, isMine: isMine, weights: [Double](repeating: 1, count: 400)))
        let base = Double(isMine.count { $0 }) / 400
        for _ in 0..<30 {
            let row = (0..<3).map { _ in Float(noise.normal()) }
            // Leaves of 40 rows: 7 % standard deviation each, less for their mean.
            #expect(abs(forest.share(of: row) - base) < 0.17)
        }
    }

    @Test func `Growing again gives the same bytes, another seed others`() async throws {
        func bytes(_ growth: ForestGrowth) async throws -> Data {
            let forest = try await growth.forest(from: separable(60, seed: 3))
            return try JSONEncoder().encode(forest)
        }
        let first = try await bytes(growth(trees: 8))
        let again = try await bytes(growth(trees: 8))
        #expect(again == first)
        var other = growth(trees: 8)
        other.seed = 2
        let different = try await bytes(other)
        #expect(different != first)
    }

    @Test func `A grown forest reads back with the same answers`() async throws {
        let rows = separable(80, seed: 4)
        let forest = try await growth(trees: 6).forest(from: rows)
        let data = try JSONEncoder().encode(forest)
        let read = try JSONDecoder().decode(DecisionForest.self, from: data)
        for row in rows.values {
            #expect(read.share(of: row).bitPattern == forest.share(of: row).bitPattern)
        }
        #expect(try JSONEncoder().encode(read) == data)
    }

    @Test func `Weights count`() async throws {
        // Rows that nothing tells apart: one leaf with the weighted share.
        let rows = ForestGrowth.Rows(
            values: [[Float]](repeating: [1, 2], count: 4), isMine: [true, true, false, false],
            weights: [3, 3, 1, 1])
        let forest = try await growth(trees: 3).forest(from: rows)
        #expect(forest.share(of: [1, 2]) == 0.75)
    }

    @Test func `No leaf has fewer rows than asked for and none lies deeper`() async throws {
        var shallow = growth(trees: 5)
        shallow.deepest = 1
        let forest = try await shallow.forest(from: separable(60, seed: 6))
        #expect(forest.trees.allSatisfy { $0.features.count <= 3 })
        var coarse = growth(trees: 5)
        coarse.fewestRows = 31
        let stumps = try await coarse.forest(from: separable(60, seed: 6))
        #expect(stumps.trees.allSatisfy { $0.features == [-1] })
        let nothing = ForestGrowth.Rows(values: [], isMine: [], weights: [])
        let none = try await growth().forest(from: nothing)
        #expect(none.count == 0)
    }
}
