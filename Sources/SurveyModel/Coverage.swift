/// The classes of buried item for which ground is, or is not, covered.
public enum CoverageClass: String, Sendable, Codable, CaseIterable {
    /// Anti-vehicle mines (220 mm and more).
    case antiVehicle = "anti-vehicle"
    /// Anti-personnel mines of 80 mm and more.
    case antiPersonnel = "anti-personnel"
    /// Anti-personnel mines smaller than 80 mm.
    case smallAntiPersonnel = "small-anti-personnel"

    /// Largest channel spacing (m) at which the ground between two channels counts as covered.
    ///
    /// Figures for 1.5 GHz: anti-vehicle 10 cm, anti-personnel of 80 mm and more 7.5 cm, smaller 3 cm.
    public var maximumChannelSpacingMetres: Double {
        switch self {
        case .antiVehicle: 0.10
        case .antiPersonnel: 0.075
        case .smallAntiPersonnel: 0.03
        }
    }
}

/// A stretch of one channel in which every trace was valid, in the lane frame.
public struct ValidStretch: Sendable, Hashable, Codable {
    /// Channel number, from 1.
    public var channel: Int
    /// Lateral offset of the channel (m), positive to the left of travel.
    public var lateralOffsetMetres: Double
    /// Distance of the first valid trace less half a step (m).
    public var fromMetres: Double
    /// Distance of the last valid trace plus half a step (m).
    public var toMetres: Double
    /// Depth down to which the time window reaches in the slowest soil assumed (m).
    public var depthReachMetres: Double
    /// Usual distance between its traces (m): ground between two traces further apart than a class
    /// allows is not covered for it.
    public var traceStepMetres: Double

    /// A valid stretch of `channel`.
    public init(
        channel: Int, lateralOffsetMetres: Double, fromMetres: Double, toMetres: Double,
        depthReachMetres: Double, traceStepMetres: Double
    ) {
        self.channel = channel
        self.lateralOffsetMetres = lateralOffsetMetres
        self.fromMetres = fromMetres
        self.toMetres = toMetres
        self.depthReachMetres = depthReachMetres
        self.traceStepMetres = traceStepMetres
    }
}

/// Ground of a segment that no valid trace covered, a rectangle in the road frame.
public struct CoverageGap: Sendable, Hashable, Codable {
    /// Chainages it spans (m).
    public var chainage: MetreRange
    /// Offsets it spans (m).
    public var offset: MetreRange

    /// A gap spanning `chainage` and `offset`.
    public init(chainage: MetreRange, offset: MetreRange) {
        self.chainage = chainage
        self.offset = offset
    }

    /// The smaller of its two sides (m).
    public var widthMetres: Double { min(chainage.length, offset.length) }
    /// Its area in the road frame (m2).
    public var areaSquareMetres: Double { chainage.length * offset.length }
    /// Its side of the road in words.
    public var side: Side { Side(offsetMetres: (offset.low + offset.high) / 2) }
}

/// How much of a segment is covered for one class, to the segment's depth.
public struct CoverageAccount: Sendable, Hashable, Codable {
    /// The class of item.
    public var coverageClass: CoverageClass
    /// Depth required (m).
    public var depthMetres: Double
    /// Area of the segment in the road frame (m2).
    public var areaSquareMetres: Double
    /// Area covered (m2), overlaps counted once.
    public var coveredSquareMetres: Double
    /// What is not covered, largest first.
    public var gaps: [CoverageGap]
    /// Digests of the sweeps that were counted, sorted.
    public var sweeps: [Digest]

    /// An account for `coverageClass`.
    public init(
        coverageClass: CoverageClass, depthMetres: Double, areaSquareMetres: Double,
        coveredSquareMetres: Double, gaps: [CoverageGap], sweeps: [Digest]
    ) {
        self.coverageClass = coverageClass
        self.depthMetres = depthMetres
        self.areaSquareMetres = areaSquareMetres
        self.coveredSquareMetres = coveredSquareMetres
        self.gaps = gaps
        self.sweeps = sweeps
    }

    /// Covered share (0...100); 100 only where there is no gap at all.
    public var percent: Double {
        guard areaSquareMetres > 0 else { return 0 }
        let share = 100 * coveredSquareMetres / areaSquareMetres
        return gaps.isEmpty ? 100 : min(share, 99.99)
    }
}
