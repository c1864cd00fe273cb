internal import Foundation
internal import Statistics

/// Grows one tree.
struct TreeGrower {
    private let rows: ForestGrowth.Rows
    private let growth: ForestGrowth
    private var random: SeededGenerator

    init(rows: ForestGrowth.Rows, growth: ForestGrowth, number: Int) {
        self.rows = rows
        self.growth = growth
        random = SeededGenerator(seed: growth.seed, stream: UInt64(number))
    }

    /// The tree.
    func tree() -> DecisionTree {
        var copy = self
        return copy.grow()
    }

    private mutating func grow() -> DecisionTree {
        var tree = DecisionTree()
        let all = Array(rows.values.indices)
        var waiting = [(node: tree.addLeaf(share: share(all)), members: all, depth: 0)]
        while let (node, members, depth) = waiting.popLast() {
            guard depth < growth.deepest, let best = split(members) else { continue }
            let low = members.filter { rows.values[$0][best.feature] <= best.threshold }
            let high = members.filter { rows.values[$0][best.feature] > best.threshold }
            tree.split(node, feature: best.feature, threshold: best.threshold)
            let first = tree.addLeaf(share: share(low))
            let second = tree.addLeaf(share: share(high))
            waiting.append((second, high, depth + 1))
            waiting.append((first, low, depth + 1))
        }
        return tree
    }

    /// Share of mines by weight, to four digits: more would be no knowledge.
    private func share(_ members: [Int]) -> Float {
        let (mines, all) = weights(members) { _ in true }
        return all > 0 ? Float((mines / all * 10_000).rounded() / 10_000) : 0
    }

    private func weights(_ members: [Int], _ isIn: (Int) -> Bool) -> (mines: Double, all: Double) {
        var (mines, all) = (0.0, 0.0)
        for member in members where isIn(member) {
            all += rows.weights[member]
            if rows.isMine[member] { mines += rows.weights[member] }
        }
        return (mines, all)
    }

    private struct Split {
        var feature: Int
        var threshold: Float
        var gain: Double
    }

    private mutating func split(_ members: [Int]) -> Split? {
        guard members.count >= 2 * growth.fewestRows else { return nil }
        let whole = weights(members) { _ in true }
        guard whole.mines > 1e-9, whole.all - whole.mines > 1e-9 else { return nil }
        let width = rows.values[members[0]].count
        var order = Array(0..<width)
        random.shuffle(&order)
        let tried = max(1, Int((growth.triedShare * Double(width)).rounded(.up)))
        var best: Split?
        var count = 0
        for feature in order where count < tried {
            var (low, high) = (Float.infinity, -Float.infinity)
            for member in members {
                low = min(low, rows.values[member][feature])
                high = max(high, rows.values[member][feature])
            }
            guard low < high else { continue }
            count += 1
            let drawn = low + (high - low) * Float(random.uniform())
            let threshold = Self.short(drawn, between: low, high)
            guard let gain = gain(members, feature, threshold, whole) else { continue }
            if gain > (best?.gain ?? -1) {
                best = Split(feature: feature, threshold: threshold, gain: gain)
            }
        }
        return best
    }

    /// The threshold with as few digits as keep it between the values.
    private static func short(_ value: Float, between low: Float, _ high: Float) -> Float {
        let steps = max(1e-6, (high - low) / 200)
        let decimals = pow(10, (-log10(Double(steps))).rounded(.up))
        let rounded = Float((Double(value) * decimals).rounded() / decimals)
        return rounded >= low && rounded < high ? rounded : value
    }

    /// How much the weighted Gini impurity falls; `nil` where a side has too few rows.
    private func gain(
        _ members: [Int], _ feature: Int, _ threshold: Float, _ whole: (mines: Double, all: Double)
    ) -> Double? {
        var (rowsBelow, mines, all) = (0, 0.0, 0.0)
        for member in members where rows.values[member][feature] <= threshold {
            rowsBelow += 1
            all += rows.weights[member]
            if rows.isMine[member] { mines += rows.weights[member] }
        }
        guard rowsBelow >= growth.fewestRows, members.count - rowsBelow >= growth.fewestRows
        else { return nil }
        func impurity(_ mines: Double, _ all: Double) -> Double {
            all > 0 ? 2 * mines * (all - mines) / all : 0
        }
        return impurity(whole.mines, whole.all) - impurity(mines, all)
            - impurity(whole.mines - mines, whole.all - all)
    }
}
