/// A binary tree of thresholds on features, its nodes in the order in which they were grown.
struct DecisionTree: Sendable, Equatable {
    /// Place of the feature each node asks about; -1 for a leaf.
    private(set) var features: [Int] = []
    /// What the feature is compared with.
    private(set) var thresholds: [Float] = []
    /// The node for values up to the threshold; the next one is for values above.
    private(set) var children: [Int] = []
    /// Share of mines, by weight, in a leaf.
    private(set) var shares: [Float] = []

    /// A tree of nothing.
    init() {}

    /// Adds a leaf and returns its place.
    mutating func addLeaf(share: Float) -> Int {
        features.append(-1)
        thresholds.append(0)
        children.append(0)
        shares.append(share)
        return features.count - 1
    }

    /// Makes a node ask whether `feature` is at most `threshold`, its children to be the next two added.
    mutating func split(_ node: Int, feature: Int, threshold: Float) {
        features[node] = feature
        thresholds[node] = threshold
        children[node] = features.count
    }

    /// The share of mines in the leaf that `values` lead to.
    func share(of values: [Float]) -> Float {
        var node = 0
        while features[node] >= 0 {
            node = children[node] + (values[features[node]] <= thresholds[node] ? 0 : 1)
        }
        return shares[node]
    }
}

extension DecisionTree: Codable {
    /// One list of numbers a node: feature and threshold, or the share alone for a leaf; a node's children
    /// follow depth first.
    init(from decoder: any Decoder) throws {
        self.init()
        var list = try decoder.unkeyedContainer()
        var waiting: [Int] = [addLeaf(share: 0)]
        while let node = waiting.popLast() {
            guard waiting.count < 10_000, features.count < 1_000_000 else {
                throw DecodingError.dataCorruptedError(in: list, debugDescription: "no tree")
            }
            var values = try list.nestedUnkeyedContainer()
            let first = try values.decode(Float.self)
            guard !values.isAtEnd else {
                shares[node] = first
                continue
            }
            guard first >= 0, first < 10_000, first == first.rounded() else {
                throw DecodingError.dataCorruptedError(
                    in: values, debugDescription: "\(first) is no feature")
            }
            split(node, feature: Int(first), threshold: try values.decode(Float.self))
            let low = addLeaf(share: 0)
            waiting += [addLeaf(share: 0), low]
        }
        guard list.isAtEnd else {
            throw DecodingError.dataCorruptedError(in: list, debugDescription: "nodes left over")
        }
    }

    func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        var waiting = [0]
        while let node = waiting.popLast() {
            var values = list.nestedUnkeyedContainer()
            guard features[node] >= 0 else {
                try values.encode(shares[node])
                continue
            }
            try values.encode(features[node])
            try values.encode(thresholds[node])
            waiting += [children[node] + 1, children[node]]
        }
    }
}
