internal import SignalKit
internal import SurveyModel

/// Row by row, for lines as regular as the image.
extension BackProjection {
    func sumRows(
        _ range: Range<Int>, _ quantity: Quantity, _ plan: FocusingPlan, at start: Int,
        into images: inout [DepthImage]
    ) {
        let planes = analysed(range, plan)
        let width = range.count
        var sums = FocusingArithmetic.Sums(count: width)
        var weight = [Float](repeating: 0, count: width)
        var row = 0
        for image in images.indices {
            let columns = images[image].grid.x.count
            for place in 0..<grid.z.count * grid.y.count {
                let terms = plan.starts[row]..<plan.starts[row + 1]
                FocusingArithmetic.sum(
                    planes, offsets: plan.offsets.span.extracting(terms),
                    weights: plan.weights.span.extracting(
                        3 * terms.lowerBound..<3 * terms.upperBound),
                    count: width, into: &sums)
                Self.weigh(range, plan, terms, into: &weight)
                FocusingArithmetic.write(
                    quantity, of: sums, weight: weight, count: width,
                    to: &images[image].values, at: place * columns + start)
                row += 1
            }
        }
    }

    /// The sum of weights at each point: one figure inside a line, fewer traces near its ends.
    private static func weigh(
        _ range: Range<Int>, _ plan: FocusingPlan, _ terms: Range<Int>, into weight: inout [Float]
    ) {
        var low = Int.min
        var high = Int.max
        var all: Float = 0
        for term in terms {
            low = max(low, plan.validity[term].lowerBound)
            high = min(high, plan.validity[term].upperBound)
            all += plan.obliquities[term]
        }
        for point in range {
            var sum = all
            if point < low || point >= high {
                sum = 0
                for term in terms where plan.validity[term].contains(point) {
                    sum += plan.obliquities[term]
                }
            }
            weight[point - range.lowerBound] = sum
        }
    }

    /// The fine analytic signal of the columns that the points `range` reach, zero beyond the lines.
    private func analysed(_ range: Range<Int>, _ plan: FocusingPlan) -> FocusingArithmetic.Planes {
        var planes = FocusingArithmetic.Planes(count: plan.planeCount, stride: plan.stride)
        var signal = AnalyticSignal(
            count: radargrams[0].samplesPerTrace, oversampling: settings.timeOversampling)
        for (number, line) in lines.enumerated() {
            let radargram = radargrams[line.channel]
            let count = radargram.samplesPerTrace
            if signal.count != count {
                signal = AnalyticSignal(count: count, oversampling: settings.timeOversampling)
            }
            let first = range.lowerBound + plan.columnReach.lowerBound
            let columns =
                max(
                    first, 0)..<max(
                    0,
                    min(
                        range.upperBound + plan.columnReach.upperBound, line.traces.count))
            guard columns.lowerBound < columns.upperBound else { continue }
            let samples = radargram.samples.span
            for tile in stride(from: columns.lowerBound, to: columns.upperBound, by: 16) {
                let width = min(16, columns.upperBound - tile)
                for c in 0..<width {
                    signal.load(samples, at: line.traces[tile + c] * count, column: c)
                }
                signal.transform()
                signal.write(
                    to: &planes, at: plan.bases[number] + tile - first, columns: width,
                    rows: min(plan.rows[number], signal.rowCount))
            }
        }
        return planes
    }
}
