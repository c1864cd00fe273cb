/// Where the echo of a flat buried body lies in the traces round its middle.
///
/// Over the flat top the delay is that of the apex; further along the ray meets the near edge, so that the
/// curve is that of a point `flatRadiusMetres` nearer. With no flat part it is a point's hyperbola.
public struct EchoCurve: Sendable, Hashable {
    /// Relative permittivity of the ground.
    public var permittivity: Double
    /// Half the length of the flat part (m).
    public var flatRadiusMetres: Double
    /// Distance from the middle within which traces are summed (m).
    public var apertureMetres: Double

    /// The curve of a body `flatRadiusMetres` to either side in ground of `permittivity`.
    public init(permittivity: Double, flatRadiusMetres: Double, apertureMetres: Double) {
        self.permittivity = permittivity
        self.flatRadiusMetres = flatRadiusMetres
        self.apertureMetres = apertureMetres
    }

    /// The trace itself, nothing summed.
    public static let trace = EchoCurve(permittivity: 1, flatRadiusMetres: 0, apertureMetres: 0)

    /// Weight of a trace `along` metres from the middle: 1 over the flat part, then falling linearly as
    /// the arms of a buried body's hyperbola do.
    func weight(along: Double) -> Double {
        let distance = abs(along)
        if distance <= flatRadiusMetres || distance == 0 { return 1 }
        return max(0.15, 1 - distance / (apertureMetres + 0.03))
    }

    /// Horizontal distance of a trace `along` and `across` from the middle (m).
    static func distance(_ along: Double, _ across: Double) -> Double {
        across == 0 ? abs(along) : (along * along + across * across).squareRoot()
    }

    /// Two-way delay after the apex (ns) for a trace `along` and `across` metres from the middle of a body
    /// whose top lies at `depthMetres`; the antennas are `separationMetres` apart along travel.
    func delayNanoseconds(
        along: Double, across: Double = 0, depthMetres: Double, path: RefractedPath,
        separationMetres: Double
    ) -> Double {
        let distance = Self.distance(along, across)
        let beyond = max(0, distance - flatRadiusMetres)
        guard beyond > 0 else { return 0 }
        let apex = path.delayNanoseconds(
            alongMetres: 0, depthMetres: depthMetres, separationMetres: separationMetres)
        let edge = path.delayNanoseconds(
            alongMetres: across == 0 ? beyond : beyond * along / distance,
            acrossMetres: beyond * across / distance, depthMetres: depthMetres,
            separationMetres: separationMetres)
        return edge - apex
    }
}
