import SurveyModel
import Testing

@testable import SyntheticGround

@Suite struct FDTDInputTests {
    private func section(
        _ material: Material = .air, width: Double = 0.1, cell: Double = 0.0025
    ) throws -> GroundSection {
        try GroundSection(
            widthMetres: width, depthMetres: 0.1, cellMetres: cell, of: material)
    }

    @Test(
        "A material that cannot be is refused",
        arguments: [(0.99, 0.0), (101, 0), (.nan, 0), (2, -0.01), (2, .nan), (2, .infinity)])
    func materials(_ permittivity: Double, _ conductivity: Double) {
        let material = Material(
            name: "matter", relativePermittivity: permittivity,
            conductivitySiemensPerMetre: conductivity)
        #expect(throws: SyntheticGroundError.self) { try section(material) }
        #expect(throws: SyntheticGroundError.self) {
            var ground = try section()
            try ground.fill(x: 0..<0.01, z: 0..<0.01, with: material)
        }
    }

    @Test("A section without size, or of NaN, is refused", arguments: [0, -1, .nan, .infinity])
    func sizes(_ width: Double) {
        #expect(throws: SyntheticGroundError.self) { try section(width: width) }
        #expect(throws: SyntheticGroundError.self) { try section(cell: width) }
    }

    @Test("A section beyond the limit is refused with its number of cells")
    func large() {
        #expect(throws: SyntheticGroundError.gridTooLarge(cells: 3.2e7, limit: 4_000_000)) {
            try section(width: 2000)
        }
    }

    @Test("A section without room between its layers is refused")
    func small() {
        #expect(throws: SyntheticGroundError.gridTooSmall(columns: 20, rows: 40, needed: 24)) {
            try LineSourceRun(
                section: section(width: 0.05), waveform: .ricker, centreFrequencyMHz: 1500,
                windowNanoseconds: 1)
        }
    }

    @Test("Cells too coarse for the shortest wave are refused with the size that would do")
    func coarse() throws {
        // c0 / (2.77 x 1.5 GHz x sqrt 100) is 7.2 mm: 2.9 cells of 2.5 mm.
        let wet = Material(name: "wet", relativePermittivity: 100)
        let error = try #require(throws: SyntheticGroundError.self) {
            try LineSourceRun(
                section: section(wet), waveform: .ricker, centreFrequencyMHz: 1500,
                windowNanoseconds: 1)
        }
        guard case .cellsTooCoarse(let cells, 8, let metres) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(abs(cells - 2.886) < 0.001)
        #expect(abs(metres - 0.000_902) < 0.000_001)
    }

    @Test("A window or frequency out of range is refused", arguments: [0, -1, 1e9, .nan])
    func windows(_ figure: Double) {
        #expect(throws: SyntheticGroundError.self) {
            try LineSourceRun(
                section: section(), waveform: .ricker, centreFrequencyMHz: 1500,
                windowNanoseconds: figure)
        }
        #expect(throws: SyntheticGroundError.self) {
            try LineSourceRun(
                section: section(), waveform: .ricker, centreFrequencyMHz: figure,
                windowNanoseconds: 1)
        }
    }

    @Test("A source outside the grid or in its layers is refused", arguments: [-1, 0.01, 2, .nan])
    func places(_ x: Double) throws {
        let run = try LineSourceRun(
            section: section(), waveform: .ricker, centreFrequencyMHz: 1500, windowNanoseconds: 1)
        let centre = LineSourceRun.Point(xMetres: 0.05, zMetres: 0.05)
        let outside = LineSourceRun.Point(xMetres: x, zMetres: 0.05)
        #expect(throws: SyntheticGroundError.self) {
            try run.traces(source: outside, receivers: [centre])
        }
        #expect(throws: SyntheticGroundError.self) {
            try run.traces(source: centre, receivers: [outside])
        }
    }

    @Test("A mine at a depth that is no depth is refused", arguments: [-0.01, .nan, 3])
    func depths(_ depth: Double) async {
        await #expect(throws: SyntheticGroundError.self) {
            try await MineWaveforms().signature(of: .pmn, in: .dryQuartz, depthMetres: depth)
        }
    }

    @Test(
        "Waveforms of an interval or window that is none are refused",
        arguments: [0, -1, 1e9, .nan])
    func waveforms(_ figure: Double) async {
        for waveforms in [
            MineWaveforms(sampleIntervalNanoseconds: figure),
            MineWaveforms(windowNanoseconds: figure), MineWaveforms(cellMetres: figure),
        ] {
            await #expect(throws: SyntheticGroundError.self) {
                try await waveforms.signature(of: .pmn, in: .dryQuartz, depthMetres: 0.05)
            }
        }
    }
}
