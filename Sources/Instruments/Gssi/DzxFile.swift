internal import FileAccess

/// What the XML file beside a DZT file tells of its scans.
struct DzxFile {
    /// A point a person or the recorder set on a scan.
    struct WayPoint: Equatable {
        var scan: Int?
        var isMark = false
        /// In the file's horizontal unit.
        var distance: Double?
        /// x, y, z in the file's horizontal unit.
        var coordinates: [Double]?
    }

    private(set) var horizontalUnit: String?
    private(set) var dielectric: Double?
    private(set) var unitsPerMark: Double?
    private(set) var unitsPerScan: Double?
    private(set) var scansPerMetre: Double?
    /// First and last scan of the file.
    private(set) var scanRange: ClosedRange<Int>?
    /// The points of the first profile that has any.
    private(set) var wayPoints: [WayPoint] = []
    /// Whether the text is a DZX file to its end.
    private(set) var isWhole = false

    /// Larger ones are no notes of a person.
    static let largestByteCount = 16 << 20
    private static let deepest = 64

    /// Reads the text; what is not understood is left out.
    init(_ bytes: [UInt8]) {
        var scanner = XmlScanner(bytes)
        var path: [String] = []
        var text = ""
        var point = WayPoint()
        var points: [WayPoint] = []
        while let part = scanner.next() {
            switch part {
            case .open(let name):
                // What follows is no DZX file: it is left unread and named as not whole.
                guard path.count < Self.deepest else { return }
                path.append(name.lowercased())
                text = ""
                if path.last == "waypt" { point = WayPoint() }
                if path.last == "profile" { points = [] }
            case .text(let more):
                if text.utf8.count < 1024 { text += more }
            case .close(let name):
                let name = name.lowercased()
                guard let depth = path.lastIndex(of: name) else { continue }
                path.removeSubrange(depth...)
                if name == "waypt" && path.last == "profile" { points.append(point) }
                if name == "profile" && wayPoints.isEmpty { wayPoints = points }
                if name == "dzx" && depth == 0 { isWhole = true }
                read(name, text.trimmingBlanks, in: path, &point)
                text = ""
            }
        }
    }

    private mutating func read(
        _ name: String, _ text: String, in path: [String], _ point: inout WayPoint
    ) {
        let number = TextNumber.parse(text, decimalComma: true)
        switch (path.last ?? "", name) {
        case ("globalproperties", "horizontalunit"): horizontalUnit = text.lowercased()
        case ("globalproperties", "dielectric"): dielectric = Self.positive(number)
        case ("globalproperties", "unitspermark"): unitsPerMark = Self.positive(number)
        case ("globalproperties", "unitsperscan"): unitsPerScan = Self.positive(number)
        case ("datacollection", "scanpermeters"): scansPerMetre = Self.positive(number)
        case ("file", "scanrange"): scanRange = scanRange ?? Self.range(text)
        case ("waypt", "scan"):
            point.scan = TextNumber.whole(text).flatMap { $0 >= 0 && $0 < 1 << 40 ? $0 : nil }
        case ("waypt", "mark"): point.isMark = true
        case ("waypt", "distance"): point.distance = number
        case ("waypt", "localcoords"):
            let parts = text.split(separator: ",").map { TextNumber.parse($0) }
            let known = parts.compactMap { $0 }
            if parts.count >= 2 && known.count == parts.count { point.coordinates = known }
        default: break
        }
    }

    private static func positive(_ number: Double?) -> Double? {
        number.flatMap { $0 > 0 ? $0 : nil }
    }

    private static func range(_ text: String) -> ClosedRange<Int>? {
        let ends = text.split(separator: ",").compactMap { TextNumber.whole($0) }
        guard ends.count == 2, ends[0] >= 0, ends[1] >= ends[0], ends[1] < 1 << 40 else {
            return nil
        }
        return ends[0]...ends[1]
    }

    /// Length of the horizontal unit (m); `nil` for one that is not known.
    var metresPerUnit: Double? {
        switch horizontalUnit {
        case "m", "meter", "meters", "metre", "metres": 1
        case "cm": 0.01
        case "mm": 0.001
        case "km": 1000
        case "ft", "feet", "foot": 0.3048
        case "in", "inch", "inches": 0.0254
        default: nil
        }
    }

    /// Whether distances or coordinates were measured for each way point, in a unit that is known.
    var hasMeasuredPoints: Bool {
        let points = wayPoints.filter { $0.scan != nil }
        return metresPerUnit != nil && points.count > 1
            && (points.allSatisfy { $0.distance != nil }
                || points.allSatisfy { $0.coordinates != nil })
    }

    /// Distances of the way points (m), in rising order of scan.
    ///
    /// By their distances, else by the way through their coordinates, else by counting marks a known
    /// length apart; `nil` where no two scans get distances that rise.
    func knots(metresPerMark: Double?) -> [DistanceAxis.Knot]? {
        let points = wayPoints.filter { $0.scan != nil }
        guard points.count > 1 else { return nil }
        if let unit = metresPerUnit {
            let distances = points.compactMap(\.distance)
            if distances.count == points.count {
                return Self.rising(points, distances.map { $0 * unit })
            }
            let places = points.compactMap(\.coordinates)
            if places.count == points.count { return Self.rising(points, Self.way(places, unit)) }
        }
        guard let step = metresPerMark, points.allSatisfy(\.isMark) else { return nil }
        return Self.rising(points, points.indices.map { Double($0) * step })
    }

    private static func way(_ places: [[Double]], _ unit: Double) -> [Double] {
        var length = 0.0
        var result = [0.0]
        for (from, to) in zip(places, places.dropFirst()) {
            let squares = zip(from, to).map { ($0 - $1) * ($0 - $1) }
            length += squares.reduce(0, +).squareRoot() * unit
            result.append(length)
        }
        return result
    }

    private static func rising(
        _ points: [WayPoint], _ metres: [Double]
    ) -> [DistanceAxis.Knot]? {
        let knots = zip(points, metres).compactMap { point, metres in
            point.scan.map { DistanceAxis.Knot(trace: Double($0), metres: metres) }
        }
        let rises = zip(knots, knots.dropFirst()).allSatisfy {
            $0.trace < $1.trace && $0.metres < $1.metres
        }
        guard rises, knots.allSatisfy({ abs($0.metres) < 1e8 }) else { return nil }
        return knots
    }
}
