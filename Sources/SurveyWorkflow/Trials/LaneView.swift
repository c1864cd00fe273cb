internal import Evaluation
internal import Foundation
internal import Pictures
internal import RadarProcessing
internal import SurveyModel

/// What the radar saw of one lane, for pictures: energy from above, and the prepared sections.
struct LaneView: Sendable {
    /// Length of a cell along the lane (m).
    static let cellMetres = 0.02
    /// No strip is drawn with more cells along it.
    private static let mostCells = 20_000

    /// Mean energy of each cell between the surface and the depth searched, in dB above its channel's
    /// median; NaN where no trace lies.
    let strip: StripPicture
    /// Extent of the strip (m), along and across.
    let along: ClosedRange<Double>
    let across: ClosedRange<Double>
    private let channels: [PreparedChannel]
    private let permittivity: Double
    private let searchDepthMetres: Double

    /// A view of `sweep`, down to `depthMetres`; `nil` where no channel can be prepared.
    init?(of sweep: Sweep, ground: SurveySettings.Detection, frequencyMHz: Double?) throws {
        let preparation = try DetectionPreparation(
            sweep: sweep, centreFrequencyMHz: frequencyMHz)
        channels = sweep.channels.filter { $0.kind == .radar }
            .compactMap { try? preparation.prepare($0) }
            .sorted { $0.lateralOffsetMetres < $1.lateralOffsetMetres }
        permittivity = ground.permittivity
        searchDepthMetres = ground.searchDepthMetres
        let distances = channels.flatMap(\.short.distancesMetres)
        guard let low = distances.min(), let high = distances.max(), high > low else { return nil }
        let cells = Int(((high - low) / Self.cellMetres).rounded()) + 1
        guard cells <= Self.mostCells else { return nil }
        along = (low - Self.cellMetres / 2)...(low + (Double(cells) - 0.5) * Self.cellMetres)
        let spacing = SweptGround.channelSpacing(channels.map(\.lateralOffsetMetres))
        let offsets = channels.map(\.lateralOffsetMetres)
        across = ((offsets.first ?? 0) - spacing / 2)...((offsets.last ?? 0) + spacing / 2)
        let values = channels.flatMap {
            Self.energies($0, from: low, cells: cells, ground: ground)
        }
        var strip = StripPicture(values: values, columns: cells, scale: 0...12)
        strip.pixelsPerCell = (2, 16)
        self.strip = strip
    }

    private static func energies(
        _ channel: PreparedChannel, from low: Double, cells: Int, ground: SurveySettings.Detection
    ) -> [Float] {
        let section = channel.short
        let speed = speedOfLightMetresPerNanosecond / ground.permittivity.squareRoot()
        let last = channel.surfaceNanoseconds + 2 * ground.searchDepthMetres / speed
        let samples = Self.samples(from: channel.surfaceNanoseconds, to: last, of: section)
        var sums = [Float](repeating: 0, count: cells)
        var counts = [Int](repeating: 0, count: cells)
        for (trace, distance) in section.distancesMetres.enumerated()
        where channel.faults[trace] == nil {
            let cell = Int(((distance - low) / cellMetres).rounded())
            let row = section.trace(trace)
            for sample in samples {
                let value = row[row.startIndex + sample]
                sums[cell] += value * value
            }
            counts[cell] += samples.count
        }
        let decibels = zip(sums, counts).map { sum, count -> Float in
            count > 0 ? 10 * log10(sum / Float(count) + 1e-12) : .nan
        }
        let measured = decibels.filter { !$0.isNaN }.sorted()
        guard !measured.isEmpty else { return decibels }
        let median = measured[measured.count / 2]
        return decibels.map { $0 - median }
    }

    /// The prepared section under (`x`, `y`), `halfMetres` to either side, with a cross at `depth`.
    func section(
        x: Double, y: Double, depth: Double, halfMetres: Double, title: String, stamp: String?
    ) -> RadargramPicture? {
        let nearest = channels.min {
            abs($0.lateralOffsetMetres - y) < abs($1.lateralOffsetMetres - y)
        }
        guard let nearest else { return nil }
        let speed = speedOfLightMetresPerNanosecond / permittivity.squareRoot()
        // As deep as is searched, and well below the mine.
        let deepest = max(searchDepthMetres, depth + 0.1)
        let part = Self.part(
            of: nearest.short, from: x - halfMetres, to: x + halfMetres,
            until: nearest.surfaceNanoseconds + 2 * deepest / speed)
        guard part.traceCount > 1 else { return nil }
        let mark = RadargramPicture.Marker(
            distanceMetres: x, timeNanoseconds: nearest.surfaceNanoseconds + 2 * depth / speed)
        let side = nearest.lateralOffsetMetres
        let words =
            side == 0
            ? "centre channel"
            : "channel \(decimal(abs(side), 2)) m \(side > 0 ? "left" : "right") of the centre"
        var picture = RadargramPicture(
            title: title,
            panels: [.init(title: words, radargram: part, markers: [mark])],
            depthScale: .init(
                permittivity: permittivity, surfaceNanoseconds: nearest.surfaceNanoseconds),
            stamp: stamp)
        picture.width = 500
        picture.panelHeight = 200
        picture.amplitudeUnit = "times local level"
        return picture
    }

    /// The samples between two times (ns); at least one.
    private static func samples(
        from first: Double, to last: Double, of section: Radargram
    ) -> Range<Int> {
        let interval = section.timeAxis.sampleIntervalNanoseconds
        let low = min(max(0, Int((first / interval).rounded(.up))), section.samplesPerTrace - 1)
        let high = min(section.samplesPerTrace, Int((last / interval).rounded(.down)) + 1)
        return low..<max(low + 1, high)
    }

    /// The traces of `section` between two distances (m), down to the time `last` (ns).
    private static func part(
        of section: Radargram, from low: Double, to high: Double, until last: Double
    ) -> Radargram {
        let kept = samples(from: 0, to: last, of: section).count
        let traces = section.distancesMetres.indices.filter {
            (low...high).contains(section.distancesMetres[$0])
        }
        return Radargram(
            samples: traces.flatMap { section.trace($0).prefix(kept) },
            samplesPerTrace: kept,
            distancesMetres: traces.map { section.distancesMetres[$0] },
            timeAxis: section.timeAxis)
    }
}
