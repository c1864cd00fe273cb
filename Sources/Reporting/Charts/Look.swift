/// How a series is drawn: never by colour alone.
///
/// Colours are those of Okabe and Ito (2008), which people with any colour vision can tell apart,
/// without the yellow that white paper swallows.
public struct Look: Sendable, Hashable {
    /// A colour of the palette.
    public enum Colour: String, Sendable, Hashable, CaseIterable {
        /// Blue.
        case blue = "#0072b2"
        /// Vermillion.
        case vermillion = "#d55e00"
        /// Bluish green.
        case green = "#009e73"
        /// Reddish purple.
        case purple = "#cc79a7"
        /// Black.
        case black = "#000000"
        /// Orange.
        case orange = "#e69f00"
        /// Sky blue.
        case sky = "#56b4e9"
        /// Grey, for what stands in the background.
        case grey = "#767676"
    }

    /// Pattern of a line.
    public enum Dash: String, Sendable, Hashable, CaseIterable {
        /// Unbroken.
        case solid = ""
        /// Long dashes.
        case dashed = "9 5"
        /// Dots.
        case dotted = "2 4"
        /// A dash and a dot in turn.
        case dashDotted = "9 4 2 4"
        /// Very long dashes.
        case longDashed = "16 5"
    }

    /// Shape of a marker.
    public enum Marker: Sendable, Hashable, CaseIterable {
        /// Filled circle.
        case circle
        /// Filled square.
        case square
        /// Filled triangle, point up.
        case triangle
        /// Filled diamond.
        case diamond
        /// Open circle.
        case ring
        /// Two crossed strokes.
        case cross
        /// An upright stroke, for many outcomes side by side.
        case tick
    }

    /// Colour of lines, markers and bands.
    public var colour: Colour
    /// Pattern of lines.
    public var dash: Dash
    /// Shape of markers.
    public var marker: Marker

    /// A look; plain unless told otherwise.
    public init(_ colour: Colour, dash: Dash = .solid, marker: Marker = .circle) {
        self.colour = colour
        self.dash = dash
        self.marker = marker
    }

    /// The look of series `index`, differing from its neighbours in colour, dashes and shape.
    public static func distinct(_ index: Int) -> Look {
        let colours: [Colour] = [.blue, .vermillion, .green, .purple, .black, .orange, .sky]
        let markers: [Marker] = [.circle, .square, .triangle, .diamond, .ring, .cross]
        let dashes: [Dash] = [.solid, .dashed, .dashDotted, .dotted, .longDashed]
        let place = Int(index.magnitude % UInt(colours.count * markers.count * dashes.count))
        return Look(
            colours[place % colours.count], dash: dashes[place % dashes.count],
            marker: markers[place % markers.count])
    }
}
