internal import SignalKit
internal import SurveyModel

/// Point by point, for lines of any spacing, and the adjoint.
extension BackProjection {
    func sumPoints(
        _ range: Range<Int>, _ quantity: Quantity, at start: Int, into images: inout [DepthImage]
    ) {
        let tiles = lines.map { tile($0, around: range) }
        var sums = FocusingArithmetic.Sums(count: range.count)
        var weight = [Float](repeating: 0, count: range.count)
        for image in images.indices {
            let columns = images[image].grid.x.count
            for place in 0..<grid.z.count * grid.y.count {
                for point in range {
                    let sum = sumPoint(image, place, point, tiles)
                    let i = point - range.lowerBound
                    sums.real[i] = sum.real
                    sums.imaginary[i] = sum.imaginary
                    sums.energy[i] = sum.energy
                    weight[i] = sum.weight
                }
                FocusingArithmetic.write(
                    quantity, of: sums, weight: weight, count: range.count,
                    to: &images[image].values, at: place * columns + start)
            }
        }
    }

    /// Columns of a line within the aperture of some points, with their fine analytic signal.
    private struct Tile {
        var columns: Range<Int>
        var planes: FocusingArithmetic.Planes
    }

    private struct Sum {
        var real: Float = 0
        var imaginary: Float = 0
        var energy: Float = 0
        var weight: Float = 0
    }

    private func sumPoint(_ image: Int, _ place: Int, _ point: Int, _ tiles: [Tile]) -> Sum {
        let terms = FocusingTerms(settings: settings)
        let x = grid.x.metres(point)
        let y = grid.y.metres(place % grid.y.count)
        var sum = Sum()
        for (number, line) in lines.enumerated() {
            let tile = tiles[number]
            let across = y - line.acrossMetres
            for column in Self.columns(of: line, around: x, reach: settings.apertureMetres) {
                guard
                    let term = terms.term(
                        line, tables[image], place / grid.y.count,
                        along: line.alongMetres[column] - x, across: across)
                else { continue }
                let at = term.row * tile.planes.stride + column - tile.columns.lowerBound
                let next = at + tile.planes.stride
                let re =
                    term.first * tile.planes.real[at] + term.second * tile.planes.real[next]
                let im =
                    term.first * tile.planes.imaginary[at]
                    + term.second * tile.planes.imaginary[next]
                sum.real += re
                sum.imaginary += im
                sum.energy += term.inverse * (re * re + im * im)
                sum.weight += term.weight
            }
        }
        return sum
    }

    /// Columns of `line` no further than `reach` from `x`.
    private static func columns(
        of line: FocusingLine, around x: Double, reach: Double
    ) -> Range<Int> {
        let low = firstColumn(of: line, from: x - reach - 2e-9)
        return low..<max(low, firstColumn(of: line, from: x + reach + 2e-9))
    }

    private static func firstColumn(of line: FocusingLine, from x: Double) -> Int {
        var low = 0
        var high = line.alongMetres.count
        while low < high {
            let middle = (low + high) / 2
            if line.alongMetres[middle] < x { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func tile(_ line: FocusingLine, around range: Range<Int>) -> Tile {
        let reach = settings.apertureMetres
        let first = Self.columns(of: line, around: grid.x.metres(range.lowerBound), reach: reach)
        let last = Self.columns(of: line, around: grid.x.metres(range.upperBound - 1), reach: reach)
        let columns = first.lowerBound..<max(first.lowerBound, last.upperBound)
        let radargram = radargrams[line.channel]
        let count = radargram.samplesPerTrace
        var planes = FocusingArithmetic.Planes(
            count: line.rowCount * columns.count, stride: columns.count)
        var signal = AnalyticSignal(count: count, oversampling: settings.timeOversampling)
        let samples = radargram.samples.span
        for start in stride(from: columns.lowerBound, to: columns.upperBound, by: 16) {
            let width = min(16, columns.upperBound - start)
            for c in 0..<width {
                signal.load(samples, at: line.traces[start + c] * count, column: c)
            }
            signal.transform()
            signal.write(
                to: &planes, at: start - columns.lowerBound, columns: width, rows: line.rowCount)
        }
        return Tile(columns: columns, planes: planes)
    }

    /// The adjoint of the complex image I = S / W of permittivity number `image`: spreads the real and
    /// imaginary image back over the traces of all channels.
    ///
    /// With I = B d over real data d, gives B' of (`real`, `imaginary`) under the inner product
    /// sum(Re a Re b + Im a Im b): the model whose back-projection the image is.
    public func modelled(
        real: DepthImage, imaginary: DepthImage, permittivity image: Int = 0
    ) -> [[Float]] {
        precondition(real.grid == grid && imaginary.grid == grid && tables.indices.contains(image))
        let terms = FocusingTerms(settings: settings)
        var planes = lines.map {
            FocusingArithmetic.Planes(
                count: $0.rowCount * $0.traces.count, stride: $0.traces.count)
        }
        for place in 0..<grid.z.count * grid.y.count {
            for point in 0..<grid.x.count {
                let x = grid.x.metres(point)
                let y = grid.y.metres(place % grid.y.count)
                var found: [(line: Int, column: Int, term: FocusingTerms.Term)] = []
                for (number, line) in lines.enumerated() {
                    for column in Self.columns(of: line, around: x, reach: settings.apertureMetres)
                    {
                        if let term = terms.term(
                            line, tables[image], place / grid.y.count,
                            along: line.alongMetres[column] - x, across: y - line.acrossMetres)
                        {
                            found.append((number, column, term))
                        }
                    }
                }
                let weight = found.reduce(Float(0)) { $0 + $1.term.weight }
                let at = place * grid.x.count + point
                let re = real.values[at] / max(weight, .leastNormalMagnitude)
                let im = imaginary.values[at] / max(weight, .leastNormalMagnitude)
                for (line, column, term) in found {
                    let row = term.row * planes[line].stride + column
                    let next = row + planes[line].stride
                    planes[line].real[row] += term.first * re
                    planes[line].real[next] += term.second * re
                    planes[line].imaginary[row] += term.first * im
                    planes[line].imaginary[next] += term.second * im
                }
            }
        }
        return gathered(planes)
    }

    private func gathered(_ planes: [FocusingArithmetic.Planes]) -> [[Float]] {
        var traces = radargrams.map { [Float](repeating: 0, count: $0.samples.count) }
        for (number, line) in lines.enumerated() {
            let count = radargrams[line.channel].samplesPerTrace
            var signal = AnalyticSignal(count: count, oversampling: settings.timeOversampling)
            for (column, trace) in line.traces.enumerated() {
                signal.addAdjoint(
                    of: planes[number], at: column, rows: line.rowCount,
                    to: &traces[line.channel], at: trace * count)
            }
        }
        return traces
    }
}
