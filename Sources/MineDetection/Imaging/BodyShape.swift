public import SurveyModel

/// The buried bodies a channel is searched for, by the length of their flat top along travel.
public enum BodyShape: Int, Sendable, CaseIterable, Codable {
    /// A point: fragments, small stones, edges.
    case point
    /// A disc of the size of anti-personnel mines.
    case antiPersonnel
    /// A disc of the size of anti-vehicle mines.
    case antiVehicle

    /// Half the length of the flat top (m).
    public var flatRadiusMetres: Double {
        switch self {
        case .point: 0
        case .antiPersonnel: 0.045
        case .antiVehicle: 0.13
        }
    }

    /// Distance from the middle within which traces are summed (m).
    ///
    /// Short on purpose: under a real antenna the arms of hyperbolas fade fast.
    public var apertureMetres: Double { self == .antiVehicle ? 0.20 : 0.12 }

    /// Relative permittivities of ground the images are made for.
    public static let permittivities = [3.0, 4.5, 7.0]
}

/// The images of one stretch of a channel that echoes are judged by.
public struct ChannelImages: Sendable {
    /// Coherent sums for each shape and permittivity, shapes first.
    public var bodies: [EchoImage]
    /// The channel itself with the short background window, smoothed along the track.
    public var short: EchoImage
    /// The same with the long window.
    public var long: EchoImage
    /// First trace of the stretch in its channel.
    public var firstTrace: Int

    /// Images that begin at trace `firstTrace`.
    public init(bodies: [EchoImage], short: EchoImage, long: EchoImage, firstTrace: Int) {
        precondition(bodies.count == BodyShape.allCases.count * BodyShape.permittivities.count)
        self.bodies = bodies
        self.short = short
        self.long = long
        self.firstTrace = firstTrace
    }

    /// Place of the image of `shape` at permittivity number `velocity` in `bodies`.
    static func place(_ shape: BodyShape, _ velocity: Int) -> Int {
        shape.rawValue * BodyShape.permittivities.count + velocity
    }
}
