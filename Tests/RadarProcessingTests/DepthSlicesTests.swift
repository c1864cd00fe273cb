import Foundation
import SurveyModel
import TestSupport
import Testing

@testable import RadarProcessing

@Suite struct DepthSlicesTests {
    /// A line along x with a trace every 2 cm.
    private func line(y: Double, from start: Double = 0, to end: Double = 1) -> [SlicePoint] {
        stride(from: start, through: end + 1e-9, by: 0.02).map { SlicePoint(x: $0, y: y) }
    }

    private func window() throws -> SliceWindow {
        try SliceWindow(metres: 0.05, to: 0.10, permittivity: 4)
    }

    /// One slice of lines with a radius; each place has the value `field` gives it.
    private func slice(
        _ lines: [[SlicePoint]], radius: Double, cell: Double = 0.01, levelled: Bool = false,
        field: (SlicePoint) -> Float = { _ in 1 }
    ) throws -> DepthSlices {
        let all = lines.joined()
        let grid = try SliceGrid(
            from: SlicePoint(x: all.map(\.x).min() ?? 0, y: all.map(\.y).min() ?? 0),
            to: SlicePoint(x: all.map(\.x).max() ?? 0, y: all.map(\.y).max() ?? 0),
            marginMetres: radius, cellMetres: cell, slices: 1)
        var gathering = try SliceGathering(
            grid, layers: [.init(window: try window(), radiusMetres: radius)])
        for line in lines {
            try gathering.add([line.map(field)], at: line, levelled: levelled)
        }
        return try gathering.finish()
    }

    /// The values of the column nearest to `x`, from the smallest y up.
    private func column(_ slices: DepthSlices, x: Double) -> [Float] {
        let grid = slices.grid
        let column = Int(((x - grid.origin.x) / grid.cellMetres).rounded())
        return (0..<grid.rows).map { slices.slices[0].values[$0 * grid.columns + column] }
    }

    @Test("Lines further apart than the footprint is wide leave a gap of the difference")
    func gap() throws {
        let slices = try slice([line(y: 0), line(y: 0.2)], radius: 0.05)
        let values = column(slices, x: 0.5)
        let inner = values.indices.filter { row in
            (0...0.2).contains(slices.grid.centre(column: 0, row: row).y)
        }
        let missing = inner.count { values[$0].isNaN }
        // 0.2 m less twice 0.05 m is 0.1 m; at its bounds the weight is 0, so one cell more.
        #expect(missing == 11)
        #expect(!values[inner[0]].isNaN && values[inner[inner.count / 2]].isNaN)
        #expect(slices.slices[0].measuredShare < 1)
    }

    @Test("Lines closer than the footprint is wide leave none")
    func noGap() throws {
        let slices = try slice([line(y: 0), line(y: 0.075)], radius: 0.05)
        let between = column(slices, x: 0.5).enumerated().filter { row, _ in
            (0...0.075).contains(slices.grid.centre(column: 0, row: row).y)
        }
        #expect(between.allSatisfy { !$0.element.isNaN })
    }

    @Test("A gap along a line stays open too")
    func gapAlong() throws {
        let line = line(y: 0).filter { $0.x < 0.4 || $0.x > 0.61 }
        let grid = try slice([line], radius: 0.05)
        #expect(column(grid, x: 0.5).allSatisfy { $0.isNaN })
        #expect(column(grid, x: 0.3).contains { !$0.isNaN })
    }

    @Test("One line is a strip as wide as the footprint")
    func strip() throws {
        let slices = try slice([line(y: 0.3)], radius: 0.05)
        // Cells at -0.04 to 0.04 m: those at 0.05 m have the weight 0.
        #expect(column(slices, x: 0.5).count { !$0.isNaN } == 9)
    }

    @Test("A constant field gives a constant slice")
    func constant() throws {
        let slices = try slice([line(y: 0), line(y: 0.04)], radius: 0.07) { _ in 3.25 }
        let values = slices.slices[0].values.filter { !$0.isNaN }
        // One rounding of the sum, one of the quotient.
        #expect(values.count > 100 && values.allSatisfy { abs($0 - 3.25) < 1e-6 })
        #expect(slices.slices[0].decibels.allSatisfy { $0.isNaN || abs($0) < 1e-5 })
    }

    @Test("A point is seen where it is")
    func point() throws {
        let target = SlicePoint(x: 0.42, y: 0.12)
        let lines = (0...4).map { line(y: Double($0) * 0.06) }
        let slices = try slice(lines, radius: 0.06) { place in
            let (x, y) = (place.x - target.x, place.y - target.y)
            return Float(exp(-(x * x + y * y) / 0.005))
        }
        let values = slices.slices[0].values
        let best = try #require(
            values.indices.filter { !values[$0].isNaN }.max { values[$0] < values[$1] })
        let grid = slices.grid
        let place = grid.centre(column: best % grid.columns, row: best / grid.columns)
        #expect(abs(place.x - target.x) < 0.006 && abs(place.y - target.y) < 0.006)
    }

    @Test("Moving all lines, or turning them with their direction, changes no value")
    func frame() throws {
        let lines = (0...2).map { line(y: Double($0) * 0.05) }
        func value(_ place: SlicePoint) -> Float { Float(1 + place.x * place.x + 3 * place.y) }
        let plain = try slice(lines, radius: 0.06, field: value)
        let angle = (cosine: cos(0.65), sine: sin(0.65))
        let moved = lines.map { line in
            line.map { place -> SlicePoint in
                let turned = place.turned(by: angle)
                return SlicePoint(x: turned.x + 3456.7, y: turned.y - 987.6)
            }
        }
        let back = try SliceDirection.turn(of: moved)
        let restored = moved.map { line in line.map { $0.turned(by: back) } }
        let values = Dictionary(
            uniqueKeysWithValues: zip(restored.joined(), lines.joined().map(value)))
        let turned = try slice(restored, radius: 0.06) { values[$0] ?? .nan }
        #expect(turned.grid.columns == plain.grid.columns && turned.grid.rows == plain.grid.rows)
        for (one, other) in zip(turned.slices[0].values, plain.slices[0].values) {
            // Places kilometres from the origin are rounded to 1e-12 m.
            #expect(one.isNaN == other.isNaN && (one.isNaN || abs(one - other) < 1e-5))
        }
    }

    @Test("Lines driven back do not turn the direction round")
    func backAndForth() throws {
        let forth = line(y: 0)
        let turn = try SliceDirection.turn(of: [forth, Array(line(y: 0.1).reversed())])
        #expect(abs(turn.cosine - 1) < 1e-9 && abs(turn.sine) < 1e-9)
        #expect(throws: SliceFault.noTraces) { try SliceDirection.turn(of: [[forth[0]]]) }
    }

    @Test("Traces without a value are left out, and leave a gap where nothing else is near")
    func faulty() throws {
        let slices = try slice([line(y: 0)], radius: 0.05) { place in
            place.x > 0.3 && place.x < 0.71 ? .nan : 2
        }
        #expect(column(slices, x: 0.5).allSatisfy { $0.isNaN })
        #expect(slices.slices[0].values.allSatisfy { $0.isNaN || abs($0 - 2) < 1e-6 })
        #expect(throws: SliceFault.noTraces) {
            try slice([line(y: 0)], radius: 0.05) { _ in .nan }
        }
    }

    @Test("Levelling brings strong and weak lines together")
    func levels() throws {
        let lines = [line(y: 0), line(y: 0.2)]
        let raw = try slice(lines, radius: 0.05) { $0.y > 0.1 ? 8 : 2 }
        #expect(Set(raw.slices[0].values.filter { !$0.isNaN }.map { $0.rounded() }) == [2, 8])
        let level = try slice(lines, radius: 0.05, levelled: true) { $0.y > 0.1 ? 8 : 2 }
        #expect(level.slices[0].values.allSatisfy { $0.isNaN || abs($0 - 1) < 1e-6 })
        #expect(throws: SliceFault.silentLine(line: 1)) {
            try slice(lines, radius: 0.05, levelled: true) { _ in 0 }
        }
    }

    @Test("What cannot be gridded is an error with its figure")
    func refused() throws {
        let zero = SlicePoint(x: 0, y: 0)
        let far = SlicePoint(x: 1000, y: 1000)
        for cell in [0, -1, .nan, .infinity] {
            #expect(throws: SliceFault.self) {
                try SliceGrid(from: zero, to: far, marginMetres: 0, cellMetres: cell, slices: 1)
            }
        }
        #expect(
            throws: SliceFault.tooManyCells(count: 100_001.0 * 100_001, limit: 8 << 20)
        ) {
            try SliceGrid(from: zero, to: far, marginMetres: 0, cellMetres: 0.01, slices: 1)
        }
        #expect(throws: SliceFault.self) {
            try SliceGrid(
                from: SlicePoint(x: .infinity, y: 0), to: zero, marginMetres: 0, cellMetres: 1,
                slices: 1)
        }
        #expect(throws: SliceFault.cellTooWide(cellMetres: 0.1, radiusMetres: 0.05)) {
            try slice([line(y: 0)], radius: 0.05, cell: 0.1)
        }
        #expect(throws: SliceFault.badPlaces(line: 1)) {
            let grid = try SliceGrid(
                from: zero, to: zero, marginMetres: 1, cellMetres: 0.1, slices: 1)
            var gathering = try SliceGathering(
                grid, layers: [.init(window: try window(), radiusMetres: 1)])
            try gathering.add([[1]], at: [SlicePoint(x: .nan, y: 0)], levelled: false)
        }
        #expect(throws: SliceFault.self) {
            let grid = try SliceGrid(
                from: zero, to: zero, marginMetres: 1, cellMetres: 0.1, slices: 1)
            _ = try SliceGathering(grid, layers: [])
        }
    }
}
