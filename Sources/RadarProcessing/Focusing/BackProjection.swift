public import SignalKit
public import SurveyModel

/// Time-domain back-projection of a line or an array to a depth image: a weighted diffraction sum over the
/// analytic signal along refracted paths.
///
/// For a point p and the traces i of all channels whose midpoint lies within the aperture A (horizontal
/// distance), with za the analytic signal, tau the two-way delay of `RefractedPath` and t0 time zero,
///
///     S(p) = sum_i w_i za_i(t0 + tau_i(p)),   W(p) = sum_i w_i,   I(p) = S / W
///     CF(p) = |S|^2 / (W sum_i w_i |za_i|^2),  0...1
///
/// w is the obliquity: the mean over the two legs of the vertical extent of the ray over its length (cos
/// theta of a straight ray). Delays outside the recorded window are left out of S and W alike. So an echo
/// of envelope 1 that lies on tau_i(p) in every trace of the aperture images with amplitude 1 and CF 1,
/// whatever aperture, depth, spacing or number of traces, up to the linear interpolation between fine
/// samples (`AnalyticSignal`: 0.2 % at 1.5 GHz and 0.05 ns). Where no weight is left (outside the line, or
/// at the depth 0 under an antenna touching the ground) the image is 0.
///
/// Channels stand at their true places: distance of the trace + along offset, lateral offset; transmitter
/// and receiver half the separation behind and before. Lines whose even step divides that of the image are
/// summed row by row; others point by point, with the same result to rounding. Diffraction summation:
/// Schneider (1978); coherence factor: Hollman, Rigby and O'Donnell (1999).
public struct BackProjection: Sendable {
    /// What happens where the aperture reaches beyond the end of a line.
    public enum LineEnds: String, Sendable, Hashable, Codable {
        /// Fewer traces are summed; W counts only those there are.
        case fewer
        /// The line is mirrored at its end traces.
        case mirrored
    }

    /// Settings of a back-projection.
    public struct Settings: Sendable, Hashable, Codable {
        /// Relative permittivities, one image each.
        public var permittivities: [Double]
        /// Height of the antennas above the ground (m).
        public var antennaHeightMetres: Double
        /// Distance from transmitter to receiver along travel (m).
        public var antennaSeparationMetres: Double
        /// Largest horizontal distance of a trace from the point (m).
        public var apertureMetres: Double
        /// What happens beyond the ends of lines.
        public var lineEnds: LineEnds
        /// Fine samples per sample.
        public var timeOversampling: Int
        /// Points along travel that are imaged together; no result depends on it.
        public var blockColumns: Int

        /// Settings for ground of `permittivities`.
        public init(
            permittivities: [Double], antennaHeightMetres: Double = 0,
            antennaSeparationMetres: Double = 0, apertureMetres: Double = 0.15,
            lineEnds: LineEnds = .fewer, timeOversampling: Int = 4, blockColumns: Int = 256
        ) {
            self.permittivities = permittivities
            self.antennaHeightMetres = antennaHeightMetres
            self.antennaSeparationMetres = antennaSeparationMetres
            self.apertureMetres = apertureMetres
            self.lineEnds = lineEnds
            self.timeOversampling = timeOversampling
            self.blockColumns = blockColumns
        }
    }

    /// What an image holds.
    public typealias Quantity = FocusingArithmetic.Quantity

    /// The points of the image.
    public let grid: ImageGrid
    /// The settings.
    public let settings: Settings
    /// Whether all lines are summed row by row.
    public var isRegular: Bool { plan != nil }

    let radargrams: [Radargram]
    let lines: [FocusingLine]
    let tables: [RefractedPathTable]
    let plan: FocusingPlan?

    /// Prepares an image on `grid` from the radar channels among `channels`.
    ///
    /// - Throws: `ProcessingError` naming "back-projection" and the figure: no radar channel, fewer than
    ///   three traces, samples that are not finite, positions that turn back, a permittivity outside
    ///   1...90.25, a grid that is empty or that no trace comes near, or a setting out of range.
    public init(
        channels: [Channel], grid: ImageGrid, settings: Settings
    ) throws(ProcessingError) {
        try self.init(channels: channels, grid: grid, settings: settings, allowsRows: true)
    }

    init(
        channels: [Channel], grid: ImageGrid, settings: Settings, allowsRows: Bool
    ) throws(ProcessingError) {
        let radar = channels.filter { $0.kind == .radar }
        guard !radar.isEmpty else { throw .noRadarChannel }
        for channel in radar {
            try LinePositions.check(channel.radargram, step: Self.step)
            let offset = channel.lateralOffsetMetres.magnitude
            guard max(offset, channel.alongOffsetMetres.magnitude) <= 20 else {
                throw .impossibleOffset(channel: channel.index, metres: channel.lateralOffsetMetres)
            }
        }
        try grid.check(step: Self.step)
        try Self.check(settings)
        self.grid = grid
        self.settings = settings
        radargrams = radar.map(\.radargram)
        let depths = (0..<grid.z.count).map { grid.z.metres($0) }
        let radius = settings.apertureMetres + settings.antennaSeparationMetres / 2
        var tables: [RefractedPathTable] = []
        for permittivity in settings.permittivities {
            let path = try RefractedPath(
                antennaHeightMetres: settings.antennaHeightMetres, permittivity: permittivity,
                step: Self.step)
            tables.append(
                RefractedPathTable(path, radiusMetres: radius, depthsMetres: depths))
        }
        self.tables = tables
        let whole = radar.enumerated().map {
            FocusingLine($0.element, number: $0.offset, settings: settings)
        }
        guard whole.contains(where: { Self.reaches($0, grid, settings) }) else {
            throw .unusableGrid(
                step: Self.step,
                reason:
                    "no trace lies within \(settings.apertureMetres) m of the image, which goes from "
                    + "\(grid.x.firstMetres) m along travel and \(grid.y.firstMetres) m across on")
        }
        let split = allowsRows ? whole.map { $0.split(to: grid.x) } : [nil]
        if split.allSatisfy({ $0 != nil }) {
            lines = split.compactMap { $0 }.flatMap { $0 }
            plan = FocusingPlan(lines: lines, grid: grid, settings: settings, tables: tables)
        } else {
            lines = whole
            plan = nil
        }
    }

    static let step = "back-projection"

    /// Whether the line comes near any point, by boxes.
    private static func reaches(
        _ line: FocusingLine, _ grid: ImageGrid, _ settings: Settings
    ) -> Bool {
        let reach = settings.apertureMetres
        let last = line.alongMetres[line.alongMetres.count - 1]
        return line.alongMetres[0] <= grid.x.metres(grid.x.count - 1) + reach
            && last >= grid.x.firstMetres - reach
            && line.acrossMetres >= grid.y.firstMetres - reach
            && line.acrossMetres <= grid.y.metres(grid.y.count - 1) + reach
    }

    private static func check(_ settings: Settings) throws(ProcessingError) {
        func refuse(_ reason: String) -> ProcessingError {
            .badStepValue(step: step, reason: reason)
        }
        guard !settings.permittivities.isEmpty else { throw refuse("no permittivity is given") }
        guard (0...10).contains(settings.antennaSeparationMetres) else {
            throw refuse(
                "antennas \(settings.antennaSeparationMetres) m apart, 0 to 10 m is possible")
        }
        guard settings.apertureMetres > 0, settings.apertureMetres <= 100 else {
            throw refuse("an aperture of \(settings.apertureMetres) m, up to 100 m is possible")
        }
        guard (1...16).contains(settings.timeOversampling) else {
            throw refuse(
                "\(settings.timeOversampling) fine samples per sample, 1 to 16 is possible")
        }
        guard (1...65_536).contains(settings.blockColumns) else {
            throw refuse("blocks of \(settings.blockColumns) points, 1 to 65536 is possible")
        }
    }

    /// Images of the points `range` along travel, one for each permittivity.
    public func block(_ range: Range<Int>, _ quantity: Quantity) -> [DepthImage] {
        precondition(range.lowerBound >= 0 && range.upperBound <= grid.x.count)
        var part = grid
        part.x = grid.x.part(range)
        var images = tables.map { _ in DepthImage(grid: part) }
        for start in stride(from: range.lowerBound, to: range.upperBound, by: settings.blockColumns)
        {
            let piece = start..<min(start + settings.blockColumns, range.upperBound)
            let at = start - range.lowerBound
            if let plan {
                sumRows(piece, quantity, plan, at: at, into: &images)
            } else {
                sumPoints(piece, quantity, at: at, into: &images)
            }
        }
        return images
    }

    /// The whole image, one for each permittivity.
    public func image(_ quantity: Quantity = .coherentAmplitude) -> [DepthImage] {
        block(0..<grid.x.count, quantity)
    }
}
