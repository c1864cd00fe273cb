/// What the ground lets a radar see, by depth and class of item.
public enum DetectabilityState: String, Sendable, Codable, CaseIterable {
    /// Two independent estimates agree that items of the class are found here.
    case green
    /// Some are found, or it cannot be told.
    case amber
    /// Low contrast: ground whose permittivity may equal the item's.
    case blue
    /// Not detectable here.
    case red
    /// Not covered: no valid trace close enough.
    case grey

    /// Its value in a raster, where 0 is outside and the larger is the worse.
    public var code: UInt8 {
        switch self {
        case .green: 1
        case .amber: 2
        case .blue: 3
        case .red: 4
        case .grey: 5
        }
    }
}

/// Why ground is not green for a class and depth.
public enum DetectabilityReason: String, Sendable, Codable, CaseIterable {
    /// The echo is lost on its way.
    case loss
    /// The ground's own echoes are below the receiver's noise.
    case lostInNoise = "lost-in-noise"
    /// The echo does not stand out from the ground's own.
    case clutter
    /// The permittivity may equal the item's.
    case indexMatch = "index-match"
    /// The surface is uneven.
    case roughness
    /// The antenna left the ground.
    case liftOff = "lift-off"
    /// Traces are cut off.
    case saturation
    /// Traces are missing or give no evidence.
    case missingTraces = "missing-traces"
    /// The channels are too far apart for the class.
    case channelSpacing = "channel-spacing"
    /// The echo lies under that of the surface.
    case blindZone = "blind-zone"
    /// The recording ends too early.
    case windowTooShort = "window-too-short"
    /// The noise changes with time.
    case gainAfterRecording = "gain-after-recording"
    /// No receiver noise can be told from the recording.
    case noiseNotMeasurable = "noise-not-measurable"
    /// The loss cannot be told.
    case unknownLoss = "unknown-loss"
    /// Too few trial echoes.
    case tooFewInjections = "too-few-injections"
    /// The two estimates differ.
    case enginesDisagree = "engines-disagree"

    /// Its value in a raster; 0 is none.
    public var code: UInt8 { UInt8((Self.allCases.firstIndex(of: self) ?? 0) + 1) }

    /// One plain sentence for a person in the field.
    public var sentence: String {
        switch self {
        case .loss: "The ground swallows the radar wave before it comes back from this depth."
        case .lostInNoise:
            "The ground's own echoes are lost in the receiver's noise at this depth, so that nothing "
                + "shows that the radar reaches it."
        case .clutter: "Echoes of the ground itself are as strong as that of an item at this depth."
        case .indexMatch:
            "The ground may slow the wave as much as the filling of an item without an air space "
                + "does, which then sends no echo."
        case .roughness: "The surface is so uneven that its echoes cover those from below."
        case .liftOff: "The antenna was off the ground here."
        case .saturation: "The recording is cut off here: it was stronger than the receiver holds."
        case .missingTraces: "Traces are missing here, or give no evidence."
        case .channelSpacing:
            "The channels are farther apart than this class of item allows: it is seen only under "
                + "the channels themselves."
        case .blindZone: "So shallow an item hides under the echo of the surface."
        case .windowTooShort: "The recording ends before echoes from this depth can arrive."
        case .gainAfterRecording:
            "The receiver's noise changes with time: a gain or a loss was applied after recording, "
                + "so that the strength of echoes is not known."
        case .noiseNotMeasurable:
            "The recording shows no receiver noise: it was filtered or computed, and how faint an echo "
                + "it still holds is not known."
        case .unknownLoss: "How much the ground takes from the wave cannot be told from this sweep."
        case .tooFewInjections:
            "Too few trial echoes could be laid into ground like this for a statement."
        case .enginesDisagree:
            "Calculation and trial echoes disagree about this depth, so that neither is believed."
        }
    }
}

/// The kinds of item that detectability is told for, each by the item of it that is hardest to see.
public enum DetectabilityClass: String, Sendable, Codable, CaseIterable {
    /// Anti-vehicle mines of 220 mm and more.
    case antiVehicle = "anti-vehicle"
    /// Anti-personnel mines of 80 mm and more with an air space.
    case antiPersonnelGap = "anti-personnel-gap"
    /// Anti-personnel mines of 80 mm and more without an air space.
    case antiPersonnelSolid = "anti-personnel-solid"
    /// Anti-personnel mines smaller than 80 mm.
    case smallAntiPersonnel = "small-anti-personnel"

    /// The class of coverage it counts for.
    public var coverageClass: CoverageClass {
        switch self {
        case .antiVehicle: .antiVehicle
        case .antiPersonnelGap, .antiPersonnelSolid: .antiPersonnel
        case .smallAntiPersonnel: .smallAntiPersonnel
        }
    }
}

/// One state with its reasons, the weightiest first; green has none.
public struct DetectabilityCell: Sendable, Hashable, Codable {
    /// The state.
    public var state: DetectabilityState
    /// Why it is not green.
    public var reasons: [DetectabilityReason]

    /// `state` because of `reasons`.
    public init(_ state: DetectabilityState, _ reasons: [DetectabilityReason] = []) {
        self.state = state
        self.reasons = reasons
    }
}

/// About a metre of the strip under one channel.
public struct DetectabilityTile: Sendable, Hashable, Codable {
    /// Channel number.
    public var channel: Int
    /// Offset across travel (m), positive to the left.
    public var lateralOffsetMetres: Double
    /// Where it starts along the lane (m).
    public var fromMetres: Double
    /// Where it ends (m).
    public var toMetres: Double
    /// For each class one cell a depth of `Detectability.depthsMetres`.
    public var cells: [DetectabilityClass: [DetectabilityCell]]

    /// A tile without cells.
    public init(
        channel: Int, lateralOffsetMetres: Double, fromMetres: Double, toMetres: Double,
        cells: [DetectabilityClass: [DetectabilityCell]] = [:]
    ) {
        self.channel = channel
        self.lateralOffsetMetres = lateralOffsetMetres
        self.fromMetres = fromMetres
        self.toMetres = toMetres
        self.cells = cells
    }

    /// How deep items of `kind` are found for sure (m), 0 where not at all, and to what depth the echo of
    /// the surface may hide them.
    ///
    /// All depths from the blind zone on must be green. The blind zone is what of the top
    /// `Detectability.deepestBlindZoneMetres` is not green because of the surface echo.
    public func assured(for kind: DetectabilityClass) -> (depthMetres: Double, blindMetres: Double)
    {
        let found = cells[kind, default: []]
        var blind = 0.0
        var depth = 0.0
        for (level, cell) in zip(Detectability.depthsMetres, found) {
            if cell.state == .green {
                depth = level
            } else if depth == 0, level <= Detectability.deepestBlindZoneMetres,
                cell.reasons.contains(.blindZone)
            {
                blind = level
            } else {
                break
            }
        }
        return depth > 0 ? (depth, blind) : (0, 0)
    }

    /// The same for a class of coverage: the least of its kinds.
    public func assured(for kind: CoverageClass) -> (depthMetres: Double, blindMetres: Double) {
        let kinds = DetectabilityClass.allCases.filter { $0.coverageClass == kind }
        let all = kinds.map { assured(for: $0) }
        return (
            all.map(\.depthMetres).min() ?? 0, all.map(\.blindMetres).max() ?? 0
        )
    }
}

/// Detectability of a sweep at one threshold.
public struct Detectability: Sendable, Hashable, Codable {
    /// The depths that are looked at (m); each stands for the ground from the one before it down to it.
    public static let depthsMetres = [0.025, 0.05, 0.075, 0.10, 0.13, 0.15, 0.20, 0.25]
    /// The surface echo hides nothing deeper (m).
    public static let deepestBlindZoneMetres = 0.025

    /// Tiles, channel by channel, by their place along the lane.
    public var tiles: [DetectabilityTile]
    /// Score from which a candidate counts as found.
    public var threshold: Double
    /// The method that made it.
    public var version: String

    /// Tiles at `threshold`.
    public init(tiles: [DetectabilityTile], threshold: Double, version: String) {
        self.tiles = tiles
        self.threshold = threshold
        self.version = version
    }

    /// Half the width of the strip of one channel for a class (m).
    public static func halfStripMetres(for kind: CoverageClass) -> Double {
        kind.maximumChannelSpacingMetres / 2
    }

    /// Stretches of its channels by class with the depth assured, neighbours of one depth joined.
    public var assuredStretches: [AssuredStretch] {
        var found: [AssuredStretch] = []
        for kind in CoverageClass.allCases {
            for tile in tiles {
                let (depth, blind) = tile.assured(for: kind)
                let stretch = AssuredStretch(
                    coverageClass: kind, channel: tile.channel, fromMetres: tile.fromMetres,
                    toMetres: tile.toMetres, depthMetres: depth, blindMetres: blind)
                if let last = found.last, last.goesOn(with: stretch) {
                    found[found.count - 1].toMetres = stretch.toMetres
                } else {
                    found.append(stretch)
                }
            }
        }
        return found
    }
}

/// A stretch of one channel in which items of a class are found for sure down to a depth, in the lane
/// frame.
public struct AssuredStretch: Sendable, Hashable, Codable {
    /// The class of item.
    public var coverageClass: CoverageClass
    /// Channel number.
    public var channel: Int
    /// Where it starts (m).
    public var fromMetres: Double
    /// Where it ends (m).
    public var toMetres: Double
    /// Depth down to which all depths below the blind zone are green (m); 0 for none.
    public var depthMetres: Double
    /// Depth down to which the surface's echo may hide items (m).
    public var blindMetres: Double

    /// A stretch of `channel`.
    public init(
        coverageClass: CoverageClass, channel: Int, fromMetres: Double, toMetres: Double,
        depthMetres: Double, blindMetres: Double
    ) {
        self.coverageClass = coverageClass
        self.channel = channel
        self.fromMetres = fromMetres
        self.toMetres = toMetres
        self.depthMetres = depthMetres
        self.blindMetres = blindMetres
    }

    fileprivate func goesOn(with next: AssuredStretch) -> Bool {
        coverageClass == next.coverageClass && channel == next.channel
            && abs(toMetres - next.fromMetres) < 1e-6 && depthMetres == next.depthMetres
            && blindMetres == next.blindMetres
    }
}
