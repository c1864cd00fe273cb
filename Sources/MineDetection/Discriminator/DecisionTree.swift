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
    /// One text: the nodes depth first, `feature:threshold` for a question with the node for values up to the
    /// threshold first, and the share alone for a leaf, with blanks between them.
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let tree = DecisionTree(text: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "this is no tree: \(text.prefix(40))")
        }
        self = tree
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// Largest number of a feature.
    private static let mostFeatures: Float = 10_000

    init?(text: String) {
        self.init()
        var waiting = [addLeaf(share: 0)]
        for token in text.utf8.split(separator: 32) {
            guard let node = waiting.popLast() else { return nil }
            let parts = token.split(separator: 58, maxSplits: 1, omittingEmptySubsequences: false)
            guard let head = parts.first,
                let first = Float(String(decoding: head, as: UTF8.self)), first.isFinite
            else { return nil }
            guard parts.count == 2 else {
                guard (0...1).contains(first) else { return nil }
                shares[node] = first
                continue
            }
            guard let threshold = Float(String(decoding: parts[1], as: UTF8.self)),
                threshold.isFinite, first >= 0, first < Self.mostFeatures,
                first == first.rounded()
            else { return nil }
            split(node, feature: Int(first), threshold: threshold)
            let low = addLeaf(share: 0)
            waiting += [addLeaf(share: 0), low]
        }
        guard waiting.isEmpty else { return nil }
    }

    var text: String {
        var tokens: [String] = []
        var waiting = [0]
        while let node = waiting.popLast() {
            guard features[node] >= 0 else {
                tokens.append("\(shares[node])")
                continue
            }
            tokens.append("\(features[node]):\(thresholds[node])")
            waiting += [children[node] + 1, children[node]]
        }
        return tokens.joined(separator: " ")
    }
}
