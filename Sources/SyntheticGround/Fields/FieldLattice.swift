internal import Glibc
internal import SurveyModel

/// Where the cells of a scene's planes lie: cell (c, r) spans c to c + 1 cells along the lane and r to r + 1
/// cells down from the mean surface.
struct FieldLattice: Sendable {
    let cell: Double
    /// Cells from the pair's middle to either edge of its window.
    let halfColumns: Int
    /// Cells from the pair's middle to either antenna.
    let antennaColumns: Int
    /// Cells from one trace to the next.
    let traceColumns: Int
    /// Rows of a window: negative ones are above the mean surface.
    let rows: Range<Int>
    /// How far the pair may rise (m).
    let largestRise: Double

    init(_ scene: FieldScene) {
        cell = scene.cellMetres
        halfColumns = Int((scene.windowHalfWidthMetres / cell).rounded())
        antennaColumns = Int((scene.antenna.separationMetres / 2 / cell).rounded())
        traceColumns = Int((scene.traceSpacingMetres / cell).rounded())
        let lateral = Double(scene.channelCount - 1) / 2 * scene.channelSpacingMetres
        largestRise =
            scene.flaws.map {
                4.5 * ($0.heightWobbleMetres + lateral * tan($0.rollDegrees * .pi / 180))
            } ?? 0
        let air = scene.antenna.heightMetres + largestRise
        let above = LineSourceRun.layerCells + Self.airCells + Int((air / cell).rounded(.up))
        let below =
            Int((scene.windowDepthMetres / cell).rounded()) + LineSourceRun.layerCells
        rows = -above..<below
    }

    /// Cells between the highest antenna and the absorbing layer.
    static let airCells = 12

    /// Columns of the windows of `traces`.
    func columns(_ traces: Range<Int>) -> Range<Int> {
        traces.lowerBound * traceColumns - halfColumns..<(traces.upperBound - 1) * traceColumns
            + halfColumns
    }

    /// Columns of a window.
    var windowColumns: Int { 2 * halfColumns }
}
