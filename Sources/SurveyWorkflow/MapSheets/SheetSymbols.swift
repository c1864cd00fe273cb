internal import Pictures
internal import Symbology

/// Symbols of the maps, as sheets draw them.
enum SheetSymbols {
    static func colour(_ colour: MapColour) -> SheetColour {
        SheetColour(colour.red, colour.green, colour.blue)
    }

    static func inks(_ parts: [SymbolPart]) -> [SheetInk] {
        parts.map { part in
            switch part {
            case .fill(let colour, let opacity): .fill(Self.colour(colour), opacity: opacity)
            case .hatch(let colour, let angle, let distance, let width):
                .hatch(
                    Self.colour(colour), angle: Double(angle), distance: distance, width: width)
            case .line(let colour, let width, let dashes):
                .line(Self.colour(colour), width: width, dashes: dashes)
            case .mark(let shape, let size, let fill, let edge, let edgeWidth):
                .mark(
                    SheetMark(rawValue: shape.rawValue) ?? .square, size: size * 0.8,
                    fill: fill.map { Self.colour($0) }, edge: Self.colour(edge),
                    edgeWidth: edgeWidth)
            }
        }
    }

    /// The rule of a code, or how a code nobody knows is drawn.
    static func rule(_ code: String, of group: SymbolGroup) -> (inks: [SheetInk], label: MapText)? {
        let rule = group.rules.first { $0.code == code } ?? group.otherwise
        return rule.map { (inks($0.parts), $0.label) }
    }
}

/// What the ground of a sheet is in, drawn as the status raster paints it; the later, the worse.
enum SheetGroundCode: Int, CaseIterable, Comparable {
    case cleared, reduced, cancelled, swept, sweptInPart, notCovered, underReview

    static func < (one: SheetGroundCode, other: SheetGroundCode) -> Bool {
        one.rawValue < other.rawValue
    }

    var inks: [SheetInk] {
        // A hatch tells ground that was not covered without any colour.
        let fill = SheetInk.fill(SheetSymbols.colour(colour), opacity: 1)
        switch self {
        case .notCovered:
            return [
                fill, .hatch(SheetColour(120, 70, 0), angle: 45, distance: 1.6, width: 0.12),
            ]
        case .sweptInPart:
            return [
                fill, .hatch(SheetColour(70, 78, 130), angle: 135, distance: 1.6, width: 0.1),
            ]
        default: return [fill]
        }
    }

    private var colour: MapColour {
        switch self {
        case .cleared: .cleared
        case .reduced: .reduced
        case .cancelled: .cancelled
        case .swept: .swept
        case .sweptInPart: .sweptInPart
        case .notCovered: .notCovered
        case .underReview: .underReview
        }
    }

    func text(_ words: SheetWords) -> String {
        switch self {
        case .cleared: words.say("Cleared (approved)", "مطهَّرة (معتمد)")
        case .reduced: words.say("Reduced (approved)", "مقلَّصة (معتمد)")
        case .cancelled: words.say("Cancelled (approved)", "ملغاة (معتمد)")
        case .swept: words.say("Swept, released by nobody", "مُسحت ولم تُحرَّر")
        case .sweptInPart:
            words.say(
                "Gap: swept for some required classes only", "فجوة: مُسحت لبعض الأصناف المطلوبة فقط")
        case .notCovered:
            words.say("Gap: not covered, danger", "فجوة: غير مغطاة، خطر")
        case .underReview:
            words.say(
                "Under review or suspended, danger", "قيد المراجعة أو موقوفة، خطر")
        }
    }
}
