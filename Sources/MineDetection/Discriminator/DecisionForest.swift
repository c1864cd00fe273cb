internal import Foundation

/// The mean of many trees, each grown with other random thresholds.
public struct DecisionForest: Sendable, Equatable, Codable {
    let trees: [DecisionTree]

    /// Number of trees.
    public var count: Int { trees.count }

    init(trees: [DecisionTree]) { self.trees = trees }

    /// The mean share of mines over the trees for a row of feature values.
    public func share(of values: [Float]) -> Double {
        guard !trees.isEmpty else { return 0 }
        return trees.reduce(0.0) { $0 + Double($1.share(of: values)) } / Double(trees.count)
    }

    /// Whether all trees ask about the first `count` features only.
    func asksOnly(ofFirst count: Int) -> Bool {
        trees.allSatisfy { $0.features.allSatisfy { $0 < count } }
    }
}

/// How a forest is grown: extremely randomised trees (Geurts, Ernst and Wehenkel, 2006).
///
/// Each node tries `triedShare` of the features, each at one threshold drawn evenly between its least and
/// largest value, and takes the one that lowers the weighted Gini impurity most.
public struct ForestGrowth: Sendable, Hashable, Codable {
    /// Number of trees.
    public var treeCount = 150
    /// Fewest rows in a leaf.
    public var fewestRows = 6
    /// Part of the features each node tries.
    public var triedShare = 0.3
    /// Most questions from root to leaf.
    public var deepest = 14
    /// What all random numbers come from.
    public var seed: UInt64 = 1

    /// The growth the shipped model was made with.
    public init() {}

    /// Rows to learn from, all of one length.
    public struct Rows: Sendable {
        /// Feature values, row by row.
        public var values: [[Float]]
        /// Whether a mine lies there.
        public var isMine: [Bool]
        /// How much each counts.
        public var weights: [Double]

        /// Rows of `values`.
        public init(values: [[Float]], isMine: [Bool], weights: [Double]) {
            precondition(values.count == isMine.count && values.count == weights.count)
            self.values = values
            self.isMine = isMine
            self.weights = weights
        }
    }

    /// Grows a forest, its trees side by side; the same bytes for any number of tasks.
    ///
    /// - Throws: `CancellationError`.
    public func forest(from rows: Rows) async throws -> DecisionForest {
        guard !rows.values.isEmpty else { return DecisionForest(trees: []) }
        let trees = try await withThrowingTaskGroup(of: (Int, DecisionTree).self) { group in
            for number in 0..<treeCount {
                group.addTask {
                    try Task.checkCancellation()
                    return (number, TreeGrower(rows: rows, growth: self, number: number).tree())
                }
            }
            var trees = [DecisionTree](repeating: DecisionTree(), count: treeCount)
            for try await (number, tree) in group { trees[number] = tree }
            return trees
        }
        return DecisionForest(trees: trees)
    }
}
