internal import Cartography
internal import Instruments
internal import RadarProcessing
internal import SurveyModel

/// Where the traces of a sweep lie by its satellite fixes, in metres east and north.
enum TrackPlaces {
    /// The place of the array's centre and the direction of travel there.
    struct Place {
        var point: SlicePoint
        /// Cosine and sine of the heading, from east to north.
        var heading: (cosine: Double, sine: Double)

        /// A point so far ahead of the centre and to its left (m).
        func point(along: Double, across: Double) -> SlicePoint {
            SlicePoint(
                x: point.x + along * heading.cosine - across * heading.sine,
                y: point.y + along * heading.sine + across * heading.cosine)
        }

        /// The same place after all is turned and moved.
        func moved(_ turn: (cosine: Double, sine: Double), from origin: SlicePoint) -> Place {
            let turned = point.turned(by: turn)
            let ahead = SlicePoint(x: heading.cosine, y: heading.sine).turned(by: turn)
            return Place(
                point: SlicePoint(x: turned.x - origin.x, y: turned.y - origin.y),
                heading: (ahead.x, ahead.y))
        }
    }

    private struct Knot {
        var trace: Double
        var point: SlicePoint
    }

    /// The UTM zone of the first fix, in which all files are laid.
    static func zone(of outline: SweepOutline) -> String? {
        guard let place = outline.track?.fixes.compactMap(usable).first?.place else { return nil }
        let number = Int(((place.longitude + 180) / 6).rounded(.down)) % 60 + 1
        return "EPSG:\((place.latitude < 0 ? 32_700 : 32_600) + number)"
    }

    /// Largest 95 % error of the fixes used (m).
    static func errorMetres(of outline: SweepOutline) -> Double? {
        outline.track?.fixes.compactMap(usable).map(\.error95Metres).max()
    }

    /// Places of `traceCount` traces, straight and even between fixes; none before the first and after
    /// the last.
    static func places(
        of outline: SweepOutline, traceCount: Int, _ projection: MapProjection
    ) throws -> [Place?] {
        var knots: [Knot] = []
        for fix in outline.track?.fixes.compactMap(usable) ?? [] {
            guard let trace = fix.trace, let place = fix.place,
                trace > knots.last?.trace ?? -.infinity
            else { continue }
            let there = try projection.forward(
                GeographicPosition(longitude: place.longitude, latitude: place.latitude))
            let point = SlicePoint(x: there.eastMetres, y: there.northMetres)
            // Without a step there is no heading.
            guard point != knots.last?.point else { continue }
            knots.append(Knot(trace: trace, point: point))
        }
        var result = [Place?](repeating: nil, count: traceCount)
        for (from, to) in zip(knots, knots.dropFirst()) {
            let way = SlicePoint(x: to.point.x - from.point.x, y: to.point.y - from.point.y)
            let length = (way.x * way.x + way.y * way.y).squareRoot()
            let low = max(0, Int(from.trace.rounded(.up)))
            let high = min(traceCount - 1, Int(to.trace.rounded(.down)))
            for trace in low..<max(low, high + 1) {
                let share = (Double(trace) - from.trace) / (to.trace - from.trace)
                result[trace] = Place(
                    point: SlicePoint(
                        x: from.point.x + share * way.x, y: from.point.y + share * way.y),
                    heading: (way.x / length, way.y / length))
            }
        }
        return result
    }

    /// A measured place of a trace.
    private static func usable(_ fix: TrackFix) -> TrackFix? {
        guard let trace = fix.trace, trace.isFinite, abs(trace) < 1e12, let place = fix.place,
            abs(place.latitude) <= 84, abs(place.longitude) <= 180, fix.quality != .manual,
            fix.quality != .simulated, fix.quality != TrackFix.Quality.none
        else { return nil }
        return fix
    }
}
