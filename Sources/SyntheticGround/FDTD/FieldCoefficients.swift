internal import Foundation
internal import SignalKit
internal import SurveyModel

/// What the fields over a section are multiplied by in each time step, per node of Ez.
struct FieldCoefficients: Sendable {
    /// Share of Ez that conduction leaves.
    private(set) var keep: [Float]
    /// What Ez gains from the curl of the scaled magnetic field.
    private(set) var gain: [Float]
    /// What Ez (V/m) gains in a step from a line current of 1 A.
    private(set) var currentGain: [Float]
    private let columns, rows, layerCells: Int
    private let across, down: YeeGrid.LayerProfile

    /// Coefficients for the time step cell / (c0 sqrt 2).
    init(section: GroundSection, layerCells: Int) {
        columns = section.columns + 1
        rows = section.rows + 1
        self.layerCells = layerCells
        keep = Array(repeating: 0, count: columns * rows)
        gain = keep
        currentGain = keep
        let cell = section.cellMetres
        // Step over vacuum permittivity, in m/S: the loss per step, and the field per current density.
        let impedance = 376.730_313_668  // ohm
        let stepOverPermittivity = cell * impedance / 2.0.squareRoot()
        for row in 1..<rows - 1 {
            for column in 1..<columns - 1 {
                let permittivity = Self.mean(section.permittivity, section, column, row)
                let loss =
                    Self.mean(section.conductivity, section, column, row) * stepOverPermittivity
                    / (2 * permittivity)
                let node = row * columns + column
                keep[node] = Float((1 - loss) / (1 + loss))
                gain[node] = Float(0.5 / (permittivity * (1 + loss)))
                currentGain[node] = Float(
                    -stepOverPermittivity / (permittivity * (1 + loss) * cell * cell))
            }
        }
        let layer = AbsorbingLayer(
            cells: layerCells, cellMetres: cell, stepOverPermittivity: stepOverPermittivity)
        let far = (column: section.columns - layerCells, row: section.rows - layerCells)
        func meanIndex(_ columns: Range<Int>, _ rows: Range<Int>) -> Double {
            Self.mean(section, columns, rows).squareRoot()
        }
        let (width, depth) = (0..<section.columns, 0..<section.rows)
        across = layer.profile(
            before: meanIndex(0..<layerCells, depth),
            after: meanIndex(far.column..<section.columns, depth))
        down = layer.profile(
            before: meanIndex(width, 0..<layerCells),
            after: meanIndex(width, far.row..<section.rows))
    }

    /// Fields of zero with these coefficients.
    func grid() -> YeeGrid {
        YeeGrid(
            columns: columns, rows: rows, layer: layerCells, keep: keep.span, gain: gain.span,
            across: across, down: down)
    }

    /// Mean of the four cells round a node.
    private static func mean(
        _ values: [Float], _ section: GroundSection, _ column: Int, _ row: Int
    ) -> Double {
        let below = row * section.columns + column
        let above = below - section.columns
        return 0.25
            * (Double(values[above - 1]) + Double(values[above]) + Double(values[below - 1])
                + Double(values[below]))
    }

    /// Mean permittivity of a block of cells.
    private static func mean(
        _ section: GroundSection, _ columns: Range<Int>, _ rows: Range<Int>
    ) -> Double {
        var sum = 0.0
        for row in rows {
            for column in columns {
                sum += Double(section.permittivity[row * section.columns + column])
            }
        }
        return sum / Double(columns.count * rows.count)
    }
}

/// An absorbing layer: conductivity that grows with the fourth power of depth into it, after
/// Roden and Gedney (2000), to 0.8 (m + 1) / (Z0 cell n) with m = 4 and n the mean refractive index.
struct AbsorbingLayer: Sendable {
    let cells: Int
    let cellMetres: Double
    let stepOverPermittivity: Double

    /// Decay and strength of the memory in a layer before and one after the section.
    func profile(before: Double, after: Double) -> YeeGrid.LayerProfile {
        var nodes: (decay: [Float], strength: [Float]) = ([], [])
        var gaps = nodes
        for p in 0..<cells {
            append(Double(cells - p), before, to: &nodes)
            append(Double(cells - p) - 0.5, before, to: &gaps)
        }
        for p in 0..<cells {
            append(Double(p) + 1, after, to: &nodes)
            append(Double(p) + 0.5, after, to: &gaps)
        }
        return YeeGrid.LayerProfile(nodes: nodes, gaps: gaps)
    }

    private func append(
        _ depth: Double, _ index: Double, to values: inout (decay: [Float], strength: [Float])
    ) {
        let impedance = 376.730_313_668
        let largest = 0.8 * 5 / (impedance * cellMetres * index)
        let conductivity = largest * pow(depth / Double(cells), 4)
        let decay = exp(-(conductivity + shift) * stepOverPermittivity)
        values.decay.append(Float(decay))
        values.strength.append(Float(conductivity / (conductivity + shift) * (decay - 1)))
    }

    /// The frequency shift of the layer's stretching (S/m), which absorbs what hardly oscillates.
    private var shift: Double { 0.005 }
}
