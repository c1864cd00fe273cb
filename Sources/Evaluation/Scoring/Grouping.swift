/// What mines are told apart by in a table.
public enum Grouping: String, Sendable, Hashable, CaseIterable {
    /// Class, such as `plastic_AP`.
    case targetClass
    /// Model, such as `PMN-2`.
    case model
    /// Depth of the top.
    case depthBand
    /// Soil group of the lane.
    case soilGroup
    /// Lane.
    case lane
}

/// Bands of depth, from the surface down.
public struct DepthBands: Sendable, Hashable {
    /// Depths at which a band ends and the next begins (m), rising, above 0.
    public let edgesMetres: [Double]

    /// Bands that end at `edgesMetres`, which rise from above 0.
    public init(edgesMetres: [Double]) { self.edgesMetres = edgesMetres }

    /// Up to 3, 8 and 13 cm (the depth clearance is commonly asked for), and below.
    public static let standard = DepthBands(edgesMetres: [0.03, 0.08, 0.13])

    /// The name of the band that holds `depth`: its upper edge belongs to the next.
    public func name(of depth: Double) -> String { names[edgesMetres.count { $0 <= depth }] }

    /// The names of all bands, from the surface down.
    public var names: [String] {
        let ends = edgesMetres.map(Self.centimetres)
        guard let first = ends.first, let last = ends.last else { return ["all depths"] }
        let middle = zip(ends, ends.dropFirst()).map { "\($0) to below \($1) cm" }
        return ["below \(first) cm"] + middle + ["\(last) cm and more"]
    }

    private static func centimetres(_ metres: Double) -> String {
        let tenths = (metres * 1000).rounded() / 10
        return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
    }
}

extension TargetRecord {
    /// The name of its group.
    public func name(in grouping: Grouping, bands: DepthBands) -> String {
        switch grouping {
        case .targetClass: target.targetClass.rawValue
        case .model: target.model
        case .depthBand: bands.name(of: target.depthMetres)
        case .soilGroup: soilGroup ?? "not stated"
        case .lane: lane
        }
    }
}
