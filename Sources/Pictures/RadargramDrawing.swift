internal import Glibc
internal import SurveyModel

/// Lays out and draws a radargram picture.
struct RadargramDrawing {
    let picture: RadargramPicture
    private let axes: [TraceAxis]
    private let clip: Float
    private let low: Double
    private let high: Double
    private let isDistance: Bool

    private static let top = 46.0
    private static let left = 64.0
    private static let panelTitle = 24.0
    private static let panelGap = 8.0
    private static let bottom = 52.0

    init(_ picture: RadargramPicture) throws(PictureError) {
        let radargrams = picture.panels.map(\.radargram)
        guard !radargrams.isEmpty,
            radargrams.allSatisfy({ $0.traceCount > 0 && $0.samplesPerTrace > 0 })
        else { throw .nothingToDraw }
        let hasTimes = radargrams.map(\.timeAxis).allSatisfy {
            $0.sampleIntervalNanoseconds > 0 && $0.sampleIntervalNanoseconds < 1e12
                && abs($0.timeZeroNanoseconds) < 1e15
        }
        guard hasTimes else { throw .drawing(reason: "its time axis has no extent") }
        self.picture = picture
        clip = RadargramRaster.clip(radargrams, percentile: picture.clipPercentile)
        let measured = radargrams.map {
            TraceAxis($0, isMeasured: picture.hasMeasuredDistances)
        }
        // All panels share the axis: metres only where every one has them.
        isDistance = measured.allSatisfy(\.isDistance)
        axes =
            isDistance ? measured : radargrams.map { TraceAxis($0, isMeasured: false) }
        low = axes.map(\.low).min() ?? 0
        high = axes.map(\.high).max() ?? 1
    }

    private var right: Double { picture.depthScale == nil ? 120 : 176 }
    private var plotWidth: Int { picture.width - Int(Self.left + right) }
    private var height: Int {
        let panel = Self.panelTitle + Double(picture.panelHeight) + Self.panelGap
        let band = picture.stamp == nil ? 0 : Canvas.stampBand
        return Int(Self.top + Double(picture.panels.count) * panel + Self.bottom + band)
    }

    /// The PNG's bytes.
    func draw() throws(PictureError) -> [UInt8] {
        guard picture.width >= 300, picture.panelHeight >= 40, picture.panels.count <= 1000,
            picture.width <= 16_384, picture.panelHeight <= 16_384
        else { throw .badSize(width: picture.width, height: picture.panelHeight) }
        let canvas = try Canvas(width: picture.width, height: height)
        canvas.text(
            picture.title, x: Self.left, y: Self.top / 2,
            .init(size: 18, isBold: true, widest: Double(picture.width) - Self.left - 16))
        for place in picture.panels.indices { panel(place, on: canvas) }
        distanceAxis(on: canvas)
        colourBar(on: canvas)
        legend(on: canvas)
        if let stamp = picture.stamp {
            let end = Double(height) - Canvas.stampBand
            canvas.stamp(
                stamp, middle: (Self.left + Double(plotWidth) / 2, (Self.top + end) / 2))
        }
        return try canvas.png()
    }

    /// Top of a panel's data.
    private func top(of place: Int) -> Double {
        let panel = Self.panelTitle + Double(picture.panelHeight) + Self.panelGap
        return Self.top + Double(place) * panel + Self.panelTitle
    }

    private func panel(_ place: Int, on canvas: borrowing Canvas) {
        let panel = picture.panels[place]
        let top = top(of: place)
        canvas.text(
            panel.title, x: Self.left, y: top - Self.panelTitle / 2,
            .init(widest: Double(plotWidth)))
        let raster = RadargramRaster(radargram: panel.radargram, axis: axes[place], clip: clip)
        canvas.paint(
            raster.draw(
                width: plotWidth, height: picture.panelHeight, from: low, to: high,
                map: picture.colourMap),
            x: Int(Self.left), y: Int(top))
        canvas.frame(
            .black, x: Self.left, y: top, width: Double(plotWidth),
            height: Double(picture.panelHeight))
        timeAxis(panel.radargram, top: top, on: canvas)
        depthAxis(panel.radargram, top: top, on: canvas)
        for marker in panel.markers { draw(marker, panel.radargram, top: top, on: canvas) }
    }

    /// First and last two-way time (ns); a sample is a row with its time in the middle.
    private func times(_ radargram: Radargram) -> (low: Double, high: Double) {
        let axis = radargram.timeAxis
        let step = axis.sampleIntervalNanoseconds
        let start = -axis.timeZeroNanoseconds - step / 2
        return (start, start + Double(radargram.samplesPerTrace) * step)
    }

    private func timeAxis(_ radargram: Radargram, top: Double, on canvas: borrowing Canvas) {
        let range = times(radargram)
        let span = Double(picture.panelHeight)
        let ticks = AxisTicks(from: range.low, to: range.high, count: max(2, Int(span / 38)))
        for value in ticks.values {
            let y = (top + (value - range.low) / (range.high - range.low) * span).rounded() + 0.5
            canvas.line(.black, from: (Self.left - 5, y), to: (Self.left, y))
            canvas.text(
                ticks.text(value), x: Self.left - 8, y: y, .init(size: 12, anchor: .right))
        }
        canvas.text(
            "two-way time (ns)", x: 14, y: top + span / 2,
            .init(size: 12, anchor: .middle, angle: -Double.pi / 2, widest: span))
    }

    private func depthAxis(_ radargram: Radargram, top: Double, on canvas: borrowing Canvas) {
        guard let scale = picture.depthScale, scale.permittivity >= 1 else { return }
        let range = times(radargram)
        let span = Double(picture.panelHeight)
        let x = Self.left + Double(plotWidth)
        let depths = (scale.depthMetres(at: range.low), scale.depthMetres(at: range.high))
        let ticks = AxisTicks(
            from: max(0, depths.0 * 100), to: depths.1 * 100, count: max(2, Int(span / 38)))
        for value in ticks.values where value / 100 <= depths.1 {
            let share = (value / 100 - depths.0) / (depths.1 - depths.0)
            let y = (top + share * span).rounded() + 0.5
            canvas.line(.black, from: (x, y), to: (x + 5, y))
            canvas.text(ticks.text(value), x: x + 8, y: y, .init(size: 12))
        }
        let words = "depth (cm) at permittivity \(scale.permittivity)"
        canvas.text(
            words, x: x + 44, y: top + span / 2,
            .init(size: 12, anchor: .middle, angle: -Double.pi / 2, widest: span))
    }

    private func distanceAxis(on canvas: borrowing Canvas) {
        let y = top(of: picture.panels.count - 1) + Double(picture.panelHeight)
        let ticks = AxisTicks(from: low, to: high, count: max(2, plotWidth / 90))
        for value in ticks.values {
            let x = self.x(of: value).rounded() + 0.5
            canvas.line(.black, from: (x, y), to: (x, y + 5))
            canvas.text(ticks.text(value), x: x, y: y + 14, .init(size: 12, anchor: .middle))
        }
        canvas.text(
            isDistance ? "distance (m)" : "trace number",
            x: Self.left + Double(plotWidth) / 2, y: y + 34, .init(anchor: .middle))
    }

    private func colourBar(on canvas: borrowing Canvas) {
        let x = Self.left + Double(plotWidth) + right - 104
        let top = top(of: 0)
        let span = min(picture.panelHeight, 240)
        let rows = (0..<span).map { row in
            picture.colourMap.colour(1 - 2 * Double(row) / Double(span - 1)).pixel
        }
        let pixels = rows.flatMap { [UInt32](repeating: $0, count: 16) }
        canvas.paint(
            PixelRaster(width: 16, height: span, pixels: pixels), x: Int(x), y: Int(top))
        canvas.frame(.black, x: x.rounded(.down), y: top, width: 16, height: Double(span))
        let marks = [(Double(clip), 0.0), (0, 0.5), (-Double(clip), 1)]
        for (value, share) in marks {
            canvas.text(
                Self.short(value), x: x + 22, y: top + share * Double(span), .init(size: 12))
        }
        canvas.text(
            "amplitude, \(picture.amplitudeUnit)", x: x + 76, y: top + Double(span) / 2,
            .init(size: 11, anchor: .middle, angle: -Double.pi / 2, widest: Double(span)))
        if picture.clipPercentile < 100 {
            canvas.text(
                "clipped at \(Self.short(picture.clipPercentile)) %",
                x: Double(picture.width) - 8, y: Double(picture.panelHeight) + top + 34,
                .init(size: 11, anchor: .right))
        }
    }

    /// Says what yellow and hatched places are, where there are any.
    private func legend(on canvas: borrowing Canvas) {
        var words: [String] = []
        if picture.panels.contains(where: { $0.radargram.samples.contains { !$0.isFinite } }) {
            words.append("yellow: not a number")
        }
        let hasGap = axes.contains { axis in
            zip(axis.strips, axis.strips.dropFirst()).contains { $1.low - $0.high > 1e-6 }
                || axis.low > low || axis.high < high
        }
        if hasGap { words.append("hatched: no trace") }
        let y = top(of: picture.panels.count - 1) + Double(picture.panelHeight) + 34
        canvas.text(words.joined(separator: "; "), x: Self.left, y: y, .init(size: 11))
    }

    private func draw(
        _ marker: RadargramPicture.Marker, _ radargram: Radargram, top: Double,
        on canvas: borrowing Canvas
    ) {
        guard marker.distanceMetres.isFinite, marker.timeNanoseconds.isFinite else { return }
        let range = times(radargram)
        let span = Double(picture.panelHeight)
        let share = (marker.timeNanoseconds - range.low) / (range.high - range.low)
        // An alarm outside the picture is shown at its edge rather than lost.
        let y = top + min(max(share, 0), 1) * span
        let place = isDistance ? marker.distanceMetres : nearestTrace(marker, radargram)
        let x = self.x(of: min(max(place, low), high))
        canvas.ring(.white, x: x, y: y, radius: 10, width: 4.5)
        canvas.ring(.marker, x: x, y: y, radius: 10, width: 2.2)
        let toLeft = x > Self.left + Double(plotWidth) * 0.85
        canvas.text(
            marker.label, x: toLeft ? x - 15 : x + 15, y: y,
            .init(
                size: 13, isBold: true, colour: .black, anchor: toLeft ? .right : .left,
                hasRim: true, widest: 240))
    }

    private func nearestTrace(
        _ marker: RadargramPicture.Marker, _ radargram: Radargram
    ) -> Double {
        let nearest = radargram.distancesMetres.indices.min {
            abs(radargram.distancesMetres[$0] - marker.distanceMetres)
                < abs(radargram.distancesMetres[$1] - marker.distanceMetres)
        }
        return Double((nearest ?? 0) + 1)
    }

    private func x(of value: Double) -> Double {
        Self.left + (value - low) / (high - low) * Double(plotWidth)
    }

    /// Three significant digits.
    static func short(_ value: Double) -> String {
        guard value != 0, value.isFinite else { return "0" }
        let power = floor(log10(abs(value)))
        guard abs(power) < 6 else {
            let digits = (value / pow(10, power) * 100).rounded() / 100
            return "\(digits)e\(Int(power))"
        }
        let scale = pow(10, 2 - power)
        let rounded = (value * scale).rounded() / scale
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}
