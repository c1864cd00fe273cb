/// What must hold for a rule to draw a feature.
public indirect enum SymbolCondition: Sendable, Hashable {
    /// A column holds this code.
    case text(String, String)
    /// A column holds this number.
    case number(String, Int)
    /// A column holds nothing.
    case empty(String)
    /// Every one holds.
    case all([SymbolCondition])
    /// At least one holds.
    case any([SymbolCondition])
    /// It does not hold.
    case not(SymbolCondition)
}

/// Shape of a point symbol.
public enum MarkShape: String, Sendable, CaseIterable {
    /// A disc.
    case circle
    /// A square.
    case square
    /// A triangle, point up: danger.
    case triangle
    /// A star of five points.
    case star
    /// Two crossed lines, upright.
    case plus
    /// Two crossed lines, slanting.
    case times
}

/// A part of a symbol, drawn in the order of the parts; lengths in millimetres on paper.
public enum SymbolPart: Sendable, Hashable {
    /// An area filled evenly; opacity from 0 to 1.
    case fill(MapColour, opacity: Double)
    /// An area hatched with lines at an angle (degrees, anticlockwise from east).
    case hatch(MapColour, angle: Int, distance: Double, width: Double)
    /// A line, or the edge of an area; dashes as drawn and left out, by turns.
    case line(MapColour, width: Double, dashes: [Double])
    /// A point.
    case mark(MarkShape, size: Double, fill: MapColour?, edge: MapColour, edgeWidth: Double)
}

/// One line of a legend: which features it draws, and how.
public struct SymbolRule: Sendable, Hashable {
    /// A code that tells it from others of its group.
    public var code: String
    /// What it says.
    public var label: MapText
    /// Which features it draws; all of the group's where `nil`.
    public var condition: SymbolCondition?
    /// How.
    public var parts: [SymbolPart]

    /// A rule that draws features for which `condition` holds.
    public init(
        _ code: String, _ label: MapText, where condition: SymbolCondition?, _ parts: [SymbolPart]
    ) {
        self.code = code
        self.label = label
        self.condition = condition
        self.parts = parts
    }
}

/// Rules about one attribute: the first that holds draws a feature, and what none knows is drawn by the last.
///
/// Groups are drawn over each other, so that attributes show independently of each other.
public struct SymbolGroup: Sendable, Hashable {
    /// What the attribute is.
    public var title: MapText
    /// Rules that exclude each other.
    public var rules: [SymbolRule]
    /// How a feature is drawn to which no rule applies, such as one with a code of a newer version; not at all
    /// where `nil`.
    public var otherwise: SymbolRule?

    /// All rules that draw or name something, each with the condition under which it does.
    var allRules: [SymbolRule] {
        guard var last = otherwise else { return rules }
        // Said in full: a rule that draws nothing leaves room for an "else", and programs that join groups take
        // one to be about all of them.
        last.condition = .not(.any(rules.compactMap(\.condition)))
        return rules + [last]
    }

    /// A group of rules.
    public init(_ title: MapText, _ rules: [SymbolRule], otherwise: SymbolRule? = nil) {
        self.title = title
        self.rules = rules
        self.otherwise = otherwise
    }
}
