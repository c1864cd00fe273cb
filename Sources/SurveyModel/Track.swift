/// Where an antenna was by satellite or total station, fix by fix.
public struct Track: Sendable, Equatable, Codable {
    /// The fixes in order of recording; one without a position is kept to be counted.
    public var fixes: [TrackFix]

    /// A track of `fixes`.
    public init(fixes: [TrackFix]) { self.fixes = fixes }

    /// Fixes that have a position.
    public var placedFixes: [TrackFix] { fixes.filter { $0.place != nil } }
}

/// One fix of a track.
public struct TrackFix: Sendable, Equatable, Codable {
    /// A place on the Earth, WGS 84.
    public struct Place: Sendable, Equatable, Codable {
        /// Degrees, positive north.
        public var latitude: Double
        /// Degrees, positive east.
        public var longitude: Double
        /// Height above mean sea level (m), where known.
        public var elevationMetres: Double?

        /// A place at `latitude` and `longitude` (degrees).
        public init(latitude: Double, longitude: Double, elevationMetres: Double? = nil) {
            self.latitude = latitude
            self.longitude = longitude
            self.elevationMetres = elevationMetres
        }
    }

    /// Kind of a fix, after the quality indicator of NMEA 0183 GGA.
    public enum Quality: Int, Sendable, Codable {
        /// The receiver has no position.
        case none = 0
        /// One receiver alone.
        case autonomous = 1
        /// Corrected code.
        case differential = 2
        /// Military code.
        case precise = 3
        /// Carrier phase with whole cycles known.
        case rtkFixed = 4
        /// Carrier phase with cycles estimated.
        case rtkFloat = 5
        /// Dead reckoning.
        case estimated = 6
        /// Typed in.
        case manual = 7
        /// Made up.
        case simulated = 8
    }

    /// Number of the trace it belongs to, from 0, where known; may lie between two.
    public var trace: Double?
    /// Its place; `nil` where the receiver had none.
    public var place: Place?
    /// Kind of fix, where told.
    public var quality: Quality?
    /// Time of day or date and time (UTC, ISO 8601), where told.
    public var utc: String?
    /// Height of the geoid above the ellipsoid (m), where told.
    public var geoidMetres: Double?
    /// Horizontal dilution of precision, where told.
    public var horizontalDilution: Double?
    /// 95 % error as told by the receiver or its file (m).
    public var errorMetres: Double?

    /// A fix of which each fact may be unknown.
    public init(
        trace: Double? = nil, place: Place? = nil, quality: Quality? = nil, utc: String? = nil,
        geoidMetres: Double? = nil, horizontalDilution: Double? = nil, errorMetres: Double? = nil
    ) {
        self.trace = trace
        self.place = place
        self.quality = quality
        self.utc = utc
        self.geoidMetres = geoidMetres
        self.horizontalDilution = horizontalDilution
        self.errorMetres = errorMetres
    }
}
