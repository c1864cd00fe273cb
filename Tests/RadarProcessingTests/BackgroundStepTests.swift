import Foundation
import RadarProcessing
import SurveyModel
import TestSupport
import Testing

@Suite struct BackgroundStepTests {
    private func random(traces: Int = 90, samples: Int = 12) -> Radargram {
        var noise = SeededNoise(seed: 5)
        return Prepared.section(traces: traces, samples: samples) { _, _ in noise.normal() }
    }

    /// The index reflected at both ends, by walking.
    private func reflected(_ index: Int, _ count: Int) -> Int {
        index < 0 ? -index : index >= count ? 2 * (count - 1) - index : index
    }

    @Test(arguments: [(0.06, 3), (0.3, 15), (1.5, 75), (1.8, 91)])
    func `The running mean is that of its window, mirrored at the ends`(
        metres: Double, window: Int
    ) throws {
        let section = random()
        let result = try Prepared.apply(
            "background:\(metres):method=mean", to: section, frequency: 5000)
        for trace in 0..<90 {
            for sample in 0..<12 {
                let sum = (-(window / 2)...window / 2).reduce(0.0) { sum, offset in
                    sum + Double(section.samples[reflected(trace + offset, 90) * 12 + sample])
                }
                let known = Double(section.samples[trace * 12 + sample]) - sum / Double(window)
                // One rounding of the mean and one of the difference.
                #expect(abs(Double(result.samples[trace * 12 + sample]) - known) < 1e-6)
            }
        }
    }

    @Test(arguments: ["mean", "median"])
    func `What does not change along the line is taken off whole`(method: String) throws {
        let section = Prepared.section(traces: 60) { _, time in 12345.67 + sin(time) }
        let result = try Prepared.apply("background:0.5:method=\(method)", to: section)
        #expect(result.samples.allSatisfy { $0 == 0 })
    }

    @Test func `The running mean is linear`() throws {
        let (a, b) = (random(), SyntheticSection.section(traces: 90, samples: 12))
        var sum = a
        for i in sum.samples.indices { sum.samples[i] += 2 * b.samples[i] }
        let parts = try [a, b, sum].map {
            try Prepared.apply("background:0.5:method=mean", to: $0, frequency: 5000).samples
        }
        for i in parts[0].indices {
            #expect(abs(parts[0][i] + 2 * parts[1][i] - parts[2][i]) < 1e-4)
        }
    }

    // MARK: SVD

    /// Traces that are a sum of products u(trace) w(sample).
    private func products(_ count: Int, traces: Int = 60, samples: Int = 16) -> Radargram {
        Prepared.section(traces: traces, samples: samples) { trace, time in
            (1...count).reduce(0.0) { sum, k in
                let along = cos(Double(trace) * 0.11 * Double(k) + Double(k))
                return sum + along * sin(time * 7 * Double(k)) * 100 / Double(k * k)
            }
        }
    }

    @Test(arguments: [1, 2, 3])
    func `As many components as a section has leave nothing of it`(rank: Int) throws {
        let section = products(rank)
        let result = try Prepared.apply("svd:\(rank):block=0.4", to: section, frequency: 5000)
        // 1e-5 of amplitudes of 100.
        #expect(result.samples.allSatisfy { abs($0) < 1e-3 })
        let less = try Prepared.apply("svd:1:block=0.4", to: products(rank + 1), frequency: 5000)
        #expect(less.samples.contains { abs($0) > 0.5 })
    }

    @Test(arguments: [(40, 12), (10, 24)])
    func `One block less its components is what it has in the directions that are left`(
        traces: Int, samples: Int
    ) throws {
        let section = random(traces: traces, samples: samples)
        let length = Double(traces) * 0.02
        let result = try Prepared.apply("svd:2:block=\(length)", to: section, frequency: 5000)
        let taken = zip(section.samples, result.samples).map { Double($0) - Double($1) }
        let left = result.samples.map(Double.init)
        // Orthogonal parts: energies add up, no product of their columns or rows is left.
        let whole = section.samples.reduce(0.0) { $0 + Double($1) * Double($1) }
        let parts = [taken, left].map { $0.reduce(0.0) { $0 + $1 * $1 } }
        #expect(abs(parts[0] + parts[1] - whole) < 1e-5 * whole)
        #expect(parts[0] > 2 / Double(min(traces, samples)) * whole)
        var largest = 0.0
        for i in 0..<samples {
            for j in 0..<samples {
                let product = (0..<traces).reduce(0.0) { sum, t in
                    sum + taken[t * samples + i] * left[t * samples + j]
                }
                largest = max(largest, abs(product))
            }
        }
        for a in 0..<traces {
            for b in 0..<traces {
                let product = (0..<samples).reduce(0.0) { sum, i in
                    sum + taken[a * samples + i] * left[b * samples + i]
                }
                largest = max(largest, abs(product))
            }
        }
        #expect(largest < 1e-5 * whole)
    }

    @Test func `The strongest component is the one that power iteration finds`() throws {
        let section = random(traces: 30, samples: 8)
        let result = try Prepared.apply("svd:1:block=0.6", to: section, frequency: 5000)
        let rows = (0..<30).map { section.trace($0).map(Double.init) }
        var direction = [Double](repeating: 1, count: 8)
        for _ in 0..<2000 {
            var next = [Double](repeating: 0, count: 8)
            for row in rows {
                let along = zip(row, direction).reduce(0) { $0 + $1.0 * $1.1 }
                for i in 0..<8 { next[i] += along * row[i] }
            }
            let norm = next.reduce(0) { $0 + $1 * $1 }.squareRoot()
            direction = next.map { $0 / norm }
        }
        for (t, row) in rows.enumerated() {
            let along = zip(row, direction).reduce(0) { $0 + $1.0 * $1.1 }
            for i in 0..<8 {
                let known = row[i] - along * direction[i]
                #expect(abs(Double(result.samples[t * 8 + i]) - known) < 1e-5)
            }
        }
    }

    @Test func `Where blocks overlap one goes over into the other by a raised cosine`() throws {
        // 0.4 m are 20 traces, made odd and halved: hops of ten, two blocks on 30 traces.
        let section = random(traces: 30)
        let whole = try Prepared.apply("svd:1:block=0.4", to: section, frequency: 5000)
        let held = LineSection(radargram: section)
        let parts = try [0..<20, 10..<30].map {
            try Prepared.apply("svd:1:block=0.4", to: held.trimmed(to: $0), frequency: 5000)
        }
        for trace in 0..<30 {
            let phase = Double.pi * (Double(trace - 10) + 0.5) / 10
            let second = trace < 10 ? 0 : trace < 20 ? Float(0.5 - 0.5 * cos(phase)) : 1
            for i in 0..<12 {
                let a = trace < 20 ? parts[0].samples[trace * 12 + i] : 0
                let b = trace < 10 ? 0 : parts[1].samples[(trace - 10) * 12 + i]
                let known = (1 - second) * a + second * b
                #expect(abs(whole.samples[trace * 12 + i] - known) < 1e-6)
            }
        }
    }

    @Test func `A local echo outlives the removal of the background by components`() throws {
        let section = SyntheticSection.section(
            traces: 300, samples: 64, targets: [(x: 3, delay: 1, strength: 20)])
        let result = try Prepared.apply("svd:1:block=5", to: section)
        let target = result.trace(150).map(abs).max() ?? 0
        let clutter = result.trace(60).map(abs).max() ?? 0
        #expect(target > 15 && clutter < 5)
    }

    @Test func `Zeros stay zeros`() throws {
        let section = Prepared.alive(Prepared.section(traces: 60) { _, _ in 0 })
        let result = try Prepared.apply("svd:1:block=0.4", to: section)
        #expect(result.samples.dropLast(128).allSatisfy { $0 == 0 })
    }
}
