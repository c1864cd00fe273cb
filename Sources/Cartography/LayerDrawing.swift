public import SurveyModel

/// A layer as a list of things to paint in the road frame: the same for a sheet in a CRS, for a tile of a
/// long road and for a straightened strip.
struct LayerDrawing: Sendable {
    /// A segment's ground.
    struct Place: Sendable, Hashable {
        var road: String
        var rectangle: RoadRectangle
    }

    /// One thing to paint.
    struct Operation: Sendable, Hashable {
        enum Shape: Sendable, Hashable {
            /// A part of the place with this number.
            case part(RoadRectangle, place: Int)
            /// The outer corners of the bends of the place with this number.
            case corners(place: Int)
            /// A disc.
            case disc(MapDisc)
        }

        var band = 0
        var shape: Shape
        var value: UInt8
        var rule: TileCanvas.Rule
        /// Whether every such shape over a pixel is counted, `value` for none.
        var isCounted = false
    }

    /// What one band is.
    struct Band: Sendable {
        var description: String
        var unit: String
        var worst: TileCanvas.Worst
        /// The value of a stamp's letters.
        var stampValue: UInt8
        var palette: [CloudOptimisedTIFF.PaletteEntry] = []
        var facts: [(name: String, text: String)] = []
        /// What a value stands for.
        var row: @Sendable (UInt8) -> AttributeTable.Row
    }

    /// Name of the layer, as it stands in file names.
    var layer: String
    var title: String
    var bands: [Band]
    var places: [Place] = []
    var operations: [Operation] = []

    /// Adds what another part of the same layer paints.
    mutating func append(_ other: LayerDrawing) {
        let shift = places.count
        places += other.places
        operations += other.operations.map { operation in
            var own = operation
            switch operation.shape {
            case .part(let part, let place): own.shape = .part(part, place: place + shift)
            case .corners(let place): own.shape = .corners(place: place + shift)
            case .disc: break
            }
            return own
        }
    }

    /// Its discs.
    var discs: [MapDisc] {
        operations.compactMap {
            guard case .disc(let disc) = $0.shape else { return nil }
            return disc
        }
    }
}

/// What a raster shows.
public enum MapContent: Sendable {
    /// What the record says of the ground.
    case status(StatusMap)
    /// Sweeps over the ground, by class.
    case coverage([CoverageSegment], classes: [CoverageClass] = CoverageClass.allCases)
    /// Depth of assured coverage, by class.
    case detectability([DetectabilitySegment], classes: [CoverageClass] = CoverageClass.allCases)
    /// Open alarms within a radius.
    case alarmDensity(AlarmDensityMap)

    /// What is painted.
    func drawing() throws(CartographyError) -> LayerDrawing {
        switch self {
        case .status(let map): try StatusRaster.drawing(of: map)
        case .coverage(let segments, let classes):
            try CoverageRaster.drawing(of: segments, classes: classes)
        case .detectability(let segments, let classes):
            try DetectabilityRaster.drawing(of: segments, classes: classes)
        case .alarmDensity(let map): try AlarmDensityRaster.drawing(of: map)
        }
    }
}

extension LayerDrawing.Operation {
    /// All of it as a line of text.
    var account: String {
        let words =
            switch shape {
            case .part(let part, let place): "part \(place) \(part.account)"
            case .corners(let place): "corners \(place)"
            case .disc(let disc):
                "disc \(disc.road) \(disc.position.chainageMetres) \(disc.position.offsetMetres) "
                    + "\(disc.radiusMetres)"
            }
        return "\(band) \(words) = \(value) \(rule == .touched) \(isCounted)"
    }
}

extension RoadRectangle {
    /// Its four figures as text.
    var account: String {
        "\(chainage.low) \(chainage.high) \(offset.low) \(offset.high)"
    }
}
