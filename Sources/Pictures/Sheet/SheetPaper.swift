/// Paper a sheet is printed on, landscape.
public enum SheetPaper: String, Sendable, CaseIterable {
    /// 297 mm by 210 mm.
    case a4
    /// 420 mm by 297 mm.
    case a3

    /// Width (mm).
    public var widthMillimetres: Double { self == .a4 ? 297 : 420 }
    /// Height (mm).
    public var heightMillimetres: Double { self == .a4 ? 210 : 297 }

    /// Points of a PDF in a millimetre.
    static let pointsPerMillimetre = 72 / 25.4
}

/// A place on paper: millimetres from the left and from the top.
struct PaperPoint: Equatable {
    var x: Double
    var y: Double
}

/// A rectangle on paper (mm), y downwards.
struct PaperBox: Equatable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    var right: Double { x + width }
    var bottom: Double { y + height }
    var middle: PaperPoint { PaperPoint(x: x + width / 2, y: y + height / 2) }

    func inset(_ distance: Double) -> PaperBox {
        PaperBox(
            x: x + distance, y: y + distance, width: max(0, width - 2 * distance),
            height: max(0, height - 2 * distance))
    }

    func contains(_ other: PaperBox, tolerance: Double = 0.01) -> Bool {
        other.x >= x - tolerance && other.y >= y - tolerance
            && other.right <= right + tolerance && other.bottom <= bottom + tolerance
    }

    func contains(_ point: PaperPoint) -> Bool {
        point.x >= x && point.x <= right && point.y >= y && point.y <= bottom
    }

    /// Whether they share more than a hairline of ground.
    func overlaps(_ other: PaperBox) -> Bool {
        let line = 0.05
        return min(right, other.right) - max(x, other.x) > line
            && min(bottom, other.bottom) - max(y, other.y) > line
    }
}
