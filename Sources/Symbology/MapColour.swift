/// A colour of the maps: red, green and blue from 0 to 255.
///
/// The one table of map colours. What ground is in is told apart by lightness and blueness too, so that print
/// and colour blindness do not turn danger into green.
public struct MapColour: Sendable, Hashable {
    /// Red.
    public var red: UInt8
    /// Green.
    public var green: UInt8
    /// Blue.
    public var blue: UInt8

    /// The colour of these parts.
    public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Its parts.
    public var parts: (red: UInt8, green: UInt8, blue: UInt8) { (red, green, blue) }

    /// As `#rrggbb`.
    public var hexadecimal: String {
        "#"
            + [red, green, blue].map { part in
                let text = String(part, radix: 16)
                return text.count == 1 ? "0" + text : text
            }.joined()
    }
}

/// Land classification and work status, as TNMA 07.11/01 (Land Release Symbology, 2016) draws them.
extension MapColour {
    /// Confirmed hazardous area.
    public static let confirmed = MapColour(255, 0, 0)
    /// Suspected hazardous area.
    public static let suspected = MapColour(244, 167, 24)
    /// Nobody has assessed it; not of the note.
    public static let unassessed = MapColour(150, 150, 150)
    /// Work not begun.
    public static let statusOpen = MapColour(255, 0, 0)
    /// Worked on.
    public static let statusWorkedOn = MapColour(244, 167, 24)
    /// Closed: lime green, as near as the note could be read.
    public static let statusClosed = MapColour(140, 198, 63)
    /// Under review or suspended; not of the note.
    public static let underReview = MapColour(122, 34, 132)
}

/// Ground on the clearance map; green is kept for ground an approved report released.
extension MapColour {
    /// Approved: cleared.
    public static let cleared = MapColour(0, 92, 75)
    /// Approved: reduced.
    public static let reduced = MapColour(38, 150, 125)
    /// Approved: cancelled.
    public static let cancelled = MapColour(150, 214, 170)
    /// Swept, released by nobody.
    public static let swept = MapColour(96, 128, 168)
    /// Swept for some of the required classes.
    public static let sweptInPart = MapColour(184, 190, 224)
    /// Not covered.
    public static let notCovered = MapColour(255, 176, 0)
    /// An open alarm.
    public static let openAlarm = MapColour(222, 20, 20)
    /// An explosive item.
    public static let find = MapColour(66, 0, 10)
    /// Stamps, and codes nobody knows: unlike any ground.
    public static let stamp = MapColour(190, 0, 150)
    /// No statement, and the ground beneath lines.
    public static let white = MapColour(255, 255, 255)
    /// Lines and letters.
    public static let ink = MapColour(34, 34, 34)
}

/// Where items can be detected.
extension MapColour {
    /// Found down to the depth.
    public static let detectable = MapColour(38, 150, 125)
    /// Some are found, or it cannot be told.
    public static let doubtful = MapColour(255, 176, 0)
    /// Ground like the item.
    public static let lowContrast = MapColour(70, 110, 220)
    /// Not detectable.
    public static let notDetectable = MapColour(200, 20, 20)
    /// Not covered.
    public static let noTrace = MapColour(150, 150, 150)
}
