internal import FileAccess
public import SurveyModel

/// A picture of radargrams with their axes: one panel below the other, all with the same scales.
public struct RadargramPicture: Sendable {
    /// One radargram with what is marked in it.
    public struct Panel: Sendable {
        /// Words above it.
        public var title: String
        /// The samples.
        public var radargram: Radargram
        /// Places marked in it.
        public var markers: [Marker]

        /// A panel showing `radargram`.
        public init(title: String, radargram: Radargram, markers: [Marker] = []) {
            self.title = title
            self.radargram = radargram
            self.markers = markers
        }
    }

    /// A ring round a place, such as an alarm.
    public struct Marker: Sendable, Equatable {
        /// Distance along the lane (m).
        public var distanceMetres: Double
        /// Two-way time from time zero (ns).
        public var timeNanoseconds: Double
        /// Words beside it.
        public var label: String

        /// A ring at a distance and a two-way time.
        public init(distanceMetres: Double, timeNanoseconds: Double, label: String = "") {
            self.distanceMetres = distanceMetres
            self.timeNanoseconds = timeNanoseconds
            self.label = label
        }
    }

    /// How two-way time becomes depth.
    public struct DepthScale: Sendable, Equatable {
        /// Relative permittivity of the ground.
        public var permittivity: Double
        /// Two-way time from time zero at which the ground's surface lies (ns).
        public var surfaceNanoseconds: Double

        /// A scale for ground of `permittivity`.
        public init(permittivity: Double, surfaceNanoseconds: Double = 0) {
            self.permittivity = permittivity
            self.surfaceNanoseconds = surfaceNanoseconds
        }

        /// Depth (m) at a two-way time (ns): (t - surface) c / (2 sqrt(permittivity)).
        public func depthMetres(at timeNanoseconds: Double) -> Double {
            (timeNanoseconds - surfaceNanoseconds) * speedOfLightMetresPerNanosecond
                / (2 * permittivity.squareRoot())
        }
    }

    /// Words above everything.
    public var title: String
    /// The panels from top to bottom.
    public var panels: [Panel]
    /// Whether the distances are measured; traces are counted at the axis otherwise.
    public var hasMeasuredDistances: Bool
    /// Adds a depth axis.
    public var depthScale: DepthScale?
    /// Share of the samples (percent) weaker than the strongest colour.
    public var clipPercentile = 99.0
    /// What the amplitudes are in.
    public var amplitudeUnit = "stored units"
    /// Colours.
    public var colourMap = ColourMap.grey
    /// Width of the picture (pixels).
    public var width = 1200
    /// Height of each panel's data (pixels).
    public var panelHeight = 300
    /// Large words across the picture that say what it must not be used for.
    public var stamp: String?

    /// A picture of `panels`.
    public init(
        title: String, panels: [Panel], hasMeasuredDistances: Bool = true,
        depthScale: DepthScale? = nil, stamp: String? = nil
    ) {
        self.title = title
        self.panels = panels
        self.hasMeasuredDistances = hasMeasuredDistances
        self.depthScale = depthScale
        self.stamp = stamp
    }

    /// A picture of the channels of `sweep`, or of its channel number `channel` alone.
    public init(
        sweep: Sweep, title: String, channel: Int? = nil, depthScale: DepthScale? = nil,
        stamp: String? = nil
    ) {
        let chosen = sweep.channels.filter { channel == nil || $0.index == channel }
        let several = sweep.channels.count > 1
        self.init(
            title: title,
            panels: chosen.map { channel in
                Panel(
                    title: several ? Self.words(for: channel) : "",
                    radargram: channel.radargram)
            },
            hasMeasuredDistances: sweep.positionSource != .none, depthScale: depthScale,
            stamp: stamp)
        if several { panelHeight = 200 }
    }

    /// The side in words: a sign is easily overlooked.
    private static func words(for channel: Channel) -> String {
        let offset = channel.lateralOffsetMetres
        let side = offset == 0 ? "centre" : "\(abs(offset)) m \(offset > 0 ? "left" : "right")"
        return "channel \(channel.index), \(side)"
    }

    /// The picture as PNG; the stamp stands in its metadata too.
    ///
    /// - Throws: `PictureError.nothingToDraw`, `.badSize`, `.drawing`.
    public func png() throws(PictureError) -> [UInt8] {
        var words = [(key: "Title", text: title), (key: "Software", text: Self.software)]
        if let stamp { words.append((key: "Warning", text: stamp)) }
        return PNGMetadata.adding(words, to: try RadargramDrawing(self).draw())
    }

    /// Writes the picture to `path` as PNG.
    ///
    /// - Throws: as `png()`, and `PictureError.file`.
    public func write(to path: String) throws(PictureError) {
        let bytes = try png()
        do throws(FileError) { try DurableFile.write(bytes, to: path) } catch {
            throw .file(error)
        }
    }

    private static let software = "ClearRoad \(ToolVersion.current)"
}
