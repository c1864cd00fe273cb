internal import SurveyModel

/// Where the traces of a radargram stand along the x axis.
struct TraceAxis: Equatable {
    /// Left and right end of each trace's strip, in axis units, left ends rising.
    let strips: [(low: Double, high: Double)]
    /// Whether the axis is in metres; traces are counted otherwise.
    let isDistance: Bool

    /// Strips reach half a step to both sides; a step far above the median is a gap and stays
    /// empty, so that ground without traces is not painted.
    init(_ radargram: Radargram, isMeasured: Bool) {
        let distances = radargram.distancesMetres
        let rising = zip(distances, distances.dropFirst()).allSatisfy { $0 < $1 }
        guard isMeasured, rising, distances.allSatisfy(\.isFinite), distances.count > 1,
            let spacing = radargram.traceSpacingMetres, spacing > 0
        else {
            strips = distances.indices.map { (Double($0) + 0.5, Double($0) + 1.5) }
            isDistance = false
            return
        }
        let longest = spacing * 0.75
        strips = distances.indices.map { index in
            let left = index == 0 ? spacing : distances[index] - distances[index - 1]
            let right =
                index + 1 == distances.count ? spacing : distances[index + 1] - distances[index]
            let low = distances[index] - min(left / 2, longest)
            return (low, distances[index] + min(right / 2, longest))
        }
        isDistance = true
    }

    var low: Double { strips.first?.low ?? 0 }
    var high: Double { strips.last?.high ?? 1 }

    static func == (left: TraceAxis, right: TraceAxis) -> Bool {
        left.isDistance == right.isDistance && left.strips.count == right.strips.count
            && zip(left.strips, right.strips).allSatisfy { $0 == $1 }
    }

    /// The traces whose strips touch each of `count` columns from `low` to `high`.
    func traces(columns count: Int, from low: Double, to high: Double) -> [Range<Int>] {
        let step = (high - low) / Double(count)
        // A strip must reach into a column by more than rounding.
        let margin = step * 1e-6
        var first = 0
        return (0..<count).map { column in
            let left = low + Double(column) * step
            while first < strips.count, strips[first].high <= left + margin { first += 1 }
            var end = first
            while end < strips.count, strips[end].low < left + step - margin { end += 1 }
            return first..<end
        }
    }
}

/// Turns samples into pixels: of all samples a pixel covers the strongest is shown, so that a thin
/// echo is never lost; fewer samples than pixels become blocks, nothing is interpolated.
struct RadargramRaster {
    let radargram: Radargram
    let axis: TraceAxis
    /// Amplitude drawn with the strongest colour.
    let clip: Float

    /// Draws `height` rows over all samples and `width` columns from `low` to `high` of the axis.
    func draw(
        width: Int, height: Int, from low: Double, to high: Double, map: ColourMap
    ) -> PixelRaster {
        let colours = map.pixels
        let rows = Self.sampleRanges(rows: height, samples: radargram.samplesPerTrace)
        var raster = PixelRaster(
            width: width, height: height, pixels: Hatching.pixels(width: width, height: height))
        var previous: Range<Int> = 0..<0
        var column: [UInt32] = []
        for (x, traces) in axis.traces(columns: width, from: low, to: high).enumerated() {
            guard !traces.isEmpty else { continue }
            if traces != previous {
                column = rows.map { pixel(of: strongest(traces, $0), colours) }
                previous = traces
            }
            for y in 0..<height { raster.pixels[y * width + x] = column[y] }
        }
        return raster
    }

    /// The amplitude that `percentile` percent of the finite samples of all radargrams stay below.
    static func clip(_ radargrams: [Radargram], percentile: Double) -> Float {
        let total = radargrams.reduce(0) { $0 + $1.samples.count }
        // Enough for a percentile; a prime step does not fall in with the samples of a trace.
        let step = total > 200_000 ? max(1, total / 50_000) | 1 : 1
        var sizes: [Float] = []
        for radargram in radargrams {
            for index in stride(from: 0, to: radargram.samples.count, by: step) {
                let size = abs(radargram.samples[index])
                if size.isFinite { sizes.append(size) }
            }
        }
        guard !sizes.isEmpty else { return 1 }
        sizes.sort()
        let place = Int(Double(sizes.count - 1) * min(max(percentile, 0), 100) / 100)
        // Mostly zero: the first amplitude above, else anything, so that nothing divides by zero.
        return sizes[place...].first { $0 > 0 } ?? 1
    }

    /// The samples each row covers, at least one.
    static func sampleRanges(rows: Int, samples: Int) -> [Range<Int>] {
        (0..<rows).map { row in
            let start = min(row * samples / rows, samples - 1)
            return start..<max(start + 1, (row + 1) * samples / rows)
        }
    }

    /// The sample of largest size; not a number where one of them is none.
    private func strongest(_ traces: Range<Int>, _ samples: Range<Int>) -> Float {
        var best: Float = 0
        for trace in traces {
            let row = radargram.trace(trace)
            for index in samples {
                let value = row[row.startIndex + index]
                guard value.isFinite else { return .nan }
                if abs(value) > abs(best) { best = value }
            }
        }
        return best
    }

    private func pixel(of value: Float, _ colours: [UInt32]) -> UInt32 {
        guard !value.isNaN else { return Colour.notANumber.pixel }
        let scaled = min(max(value / clip, -1), 1)
        return colours[127 + Int((scaled * 127).rounded())]
    }
}
