/// An sRGB colour for marks on a sheet, parts from 0 to 255.
public struct SheetColour: Sendable, Hashable {
    /// Red, green and blue.
    public var red, green, blue: UInt8

    /// The colour of these parts.
    public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    var colour: Colour {
        Colour(red: Double(red) / 255, green: Double(green) / 255, blue: Double(blue) / 255)
    }
}

/// Shape of a mark.
public enum SheetMark: String, Sendable, CaseIterable {
    /// A disc.
    case circle
    /// A square.
    case square
    /// A triangle, point up.
    case triangle
    /// A star of five points.
    case star
    /// Two crossed lines, upright.
    case plus
    /// Two crossed lines, slanting.
    case times
}

/// A part of a symbol, drawn in the order of the parts; lengths in millimetres on paper.
public enum SheetInk: Sendable, Hashable {
    /// An area filled evenly; opacity from 0 to 1.
    case fill(SheetColour, opacity: Double)
    /// An area hatched with lines at an angle (degrees, anticlockwise from the right).
    case hatch(SheetColour, angle: Double, distance: Double, width: Double)
    /// A line, or the edge of an area; dashes as drawn and left out, by turns.
    case line(SheetColour, width: Double, dashes: [Double])
    /// A point.
    case mark(SheetMark, size: Double, fill: SheetColour?, edge: SheetColour, edgeWidth: Double)
}

/// Something on a map.
public struct SheetFeature: Sendable, Hashable {
    /// Where it is.
    public enum Shape: Sendable, Hashable {
        /// Rings without holes, drawn as one area.
        case area([[PlanePoint]])
        /// A line.
        case line([PlanePoint])
        /// Points with the same symbol.
        case points([PlanePoint])
    }

    /// Where it is.
    public var shape: Shape
    /// How it is drawn.
    public var inks: [SheetInk]

    /// A feature at `shape`.
    public init(_ shape: Shape, _ inks: [SheetInk]) {
        self.shape = shape
        self.inks = inks
    }
}

/// Words on a map.
public struct SheetLabel: Sendable, Hashable {
    /// What they say.
    public var text: String
    /// Beside which point: wherever there is room; a thin line leads there where it is far.
    public var point: PlanePoint
    /// Whether they stand out.
    public var isBold: Bool
    /// Whether something is lost where they have no room: it is then counted on the sheet.
    public var isNeeded: Bool

    /// Words at `point`.
    public init(
        _ text: String, at point: PlanePoint, isBold: Bool = false,
        isNeeded: Bool = false
    ) {
        self.text = text
        self.point = point
        self.isBold = isBold
        self.isNeeded = isNeeded
    }
}

/// A line with chainage along it.
public struct SheetAxis: Sendable, Hashable {
    /// Its vertices in order of chainage.
    public var points: [PlanePoint]
    /// Chainage of each vertex (m).
    public var metres: [Double]
    /// How it is drawn.
    public var inks: [SheetInk]

    /// A line through `points` with chainages `metres`.
    public init(points: [PlanePoint], metres: [Double], inks: [SheetInk]) {
        self.points = points
        self.metres = metres
        self.inks = inks
    }
}

/// What a map shows.
public struct SheetMap: Sendable, Hashable {
    /// How the plane is laid on paper.
    public enum Plane: Sendable, Hashable {
        /// East and north to one scale, turned so that this direction (radians, anticlockwise from east) may
        /// point to the right where that makes the map larger.
        case grid(turnableTo: Double?)
        /// Along a road and to its left, each to a scale of its own.
        case straightened
    }

    /// How the plane is laid on paper.
    public var plane: Plane
    /// Points that have to be on the map.
    public var extent: [PlanePoint]
    /// What is drawn, lowest first.
    public var features: [SheetFeature] = []
    /// Words, most important first.
    public var labels: [SheetLabel] = []
    /// Lines with chainage along them.
    public var axes: [SheetAxis] = []
    /// Words about the map.
    public var words: SheetMapWords

    /// A map of the ground around `extent`.
    public init(plane: Plane, extent: [PlanePoint], words: SheetMapWords) {
        self.plane = plane
        self.extent = extent
        self.words = words
    }
}

/// Words about a map, in the language of its sheet; `#` stands for a number.
public struct SheetMapWords: Sendable, Hashable {
    /// Said of a scale, such as `Scale 1:#`.
    public var scale: String
    /// Said of the scale along, such as `Along the road 1:#`.
    public var alongScale: String
    /// Said of the scale across, such as `Across the road 1:#`.
    public var acrossScale: String
    /// Said where the two differ.
    public var notEven: String
    /// Said of the arrow.
    public var north: String
    /// Said of the coordinates.
    public var frame: [String]
    /// Said where needed labels had no room.
    public var leftOut: String
    /// Metre, as written.
    public var metre: String
    /// After an easting and a northing.
    public var eastNorth: [String]
    /// The sides of a road, left and right of increasing chainage.
    public var sides: [String]

    /// These words.
    public init(
        scale: String, alongScale: String, acrossScale: String, notEven: String, north: String,
        frame: [String], leftOut: String, metre: String, eastNorth: [String], sides: [String]
    ) {
        self.eastNorth = eastNorth
        self.sides = sides
        self.scale = scale
        self.alongScale = alongScale
        self.acrossScale = acrossScale
        self.notEven = notEven
        self.north = north
        self.frame = frame
        self.leftOut = leftOut
        self.metre = metre
    }
}
