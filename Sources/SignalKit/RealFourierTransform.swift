internal import CFFTW
internal import CKernels
internal import Synchronization

/// The planner of FFTW is the one part of it that is not safe to call from two threads.
let planner = Mutex<Void>(())

/// Discrete Fourier transform of real data of one length, planned once.
///
/// Forward: X[k] = sum over n of x[n] exp(-2 pi i k n / N), k = 0...N/2, no scaling. Inverse divides by
/// N, so that forward then inverse gives the input back. FFTW (Frigo and Johnson, 2005), estimated plans
/// only: the same bits every run.
///
/// `@safe`: buffers and plans are made in `init`, freed in `deinit` and never leave this type.
@safe public struct RealFourierTransform: ~Copyable {
    /// Number of real samples N.
    public let count: Int
    /// Number of complex values, N / 2 + 1.
    public var frequencyCount: Int { count / 2 + 1 }

    private let real: UnsafeMutableBufferPointer<Float>
    private let complex: UnsafeMutablePointer<fftwf_complex>
    private let forwardPlan: OpaquePointer
    private let inversePlan: OpaquePointer

    /// Plans for `count` samples; `count` must be positive.
    public init(count: Int) {
        precondition(count > 0)
        self.count = count
        let bins = count / 2 + 1
        let flags = FFTW_ESTIMATE_FLAG
        guard let samples = unsafe fftwf_alloc_real(count),
            let values = unsafe fftwf_alloc_complex(bins),
            let forward = unsafe OpaquePointer(
                bitPattern: planner.withLock { _ in
                    UInt(
                        bitPattern: unsafe fftwf_plan_dft_r2c_1d(
                            Int32(count), samples, values, flags))
                }),
            let inverse = unsafe OpaquePointer(
                bitPattern: planner.withLock { _ in
                    UInt(
                        bitPattern: unsafe fftwf_plan_dft_c2r_1d(
                            Int32(count), values, samples, flags))
                })
        else { preconditionFailure("FFTW has no plan for \(count) samples") }
        unsafe real = UnsafeMutableBufferPointer(start: samples, count: count)
        unsafe complex = values
        unsafe forwardPlan = forward
        unsafe inversePlan = inverse
    }

    deinit {
        planner.withLock { _ in
            unsafe fftwf_destroy_plan(forwardPlan)
            unsafe fftwf_destroy_plan(inversePlan)
        }
        unsafe fftwf_free(real.baseAddress)
        unsafe fftwf_free(complex)
    }

    /// Filters one row in place: transform, multiply each frequency by `response`, transform back.
    ///
    /// The row is extended by its end values on both sides, `leading` before it and the rest after it,
    /// so that a filter of half-length up to `leading` does not wrap round.
    public mutating func filter(
        _ row: inout MutableSpan<Float>, leading: Int, response: Span<ComplexFloat>
    ) {
        filterRows(&row, columns: row.count, leading: leading, response: response)
    }

    /// Filters each row of `section`, rows x `columns`, as `filter` does one.
    public mutating func filterRows(
        _ section: inout MutableSpan<Float>, columns: Int, leading: Int,
        response: Span<ComplexFloat>
    ) {
        precondition(columns > 0 && columns + leading <= count && leading >= 0)
        precondition(section.count % columns == 0 && response.count == frequencyCount)
        unsafe section.withUnsafeMutableBufferPointer { section in
            for start in stride(from: 0, to: section.count, by: columns) {
                let row = unsafe UnsafeMutableBufferPointer(
                    rebasing: section[start..<start + columns])
                unsafe load(UnsafeBufferPointer(row), leading: leading)
                unsafe fftwf_execute(forwardPlan)
                unsafe response.withUnsafeBytes { response in
                    // Both hold `frequencyCount` pairs of floats.
                    unsafe spectra_multiply(
                        spectrumStart, response.assumingMemoryBound(to: Float.self).baseAddress,
                        frequencyCount)
                }
                unsafe fftwf_execute(inversePlan)
                unsafe store(into: row, leading: leading)
            }
        }
    }

    /// Moves the row at `range` of `rows` earlier by `samples` (later where negative), to any fraction
    /// of one: a phase ramp.
    ///
    /// The row is extended as in `filter`; what it is moved by should stay below `leading` and the rest.
    public mutating func advance(
        _ rows: inout MutableSpan<Float>, at range: Range<Int>, bySamples samples: Double,
        leading: Int
    ) {
        precondition(range.count > 0 && range.count + leading <= count && leading >= 0)
        precondition(range.lowerBound >= 0 && range.upperBound <= rows.count)
        // The pointer stays within the call and the range just checked.
        unsafe rows.withUnsafeMutableBufferPointer { rows in
            let row = unsafe UnsafeMutableBufferPointer(rebasing: rows[range])
            unsafe load(UnsafeBufferPointer(row), leading: leading)
            unsafe fftwf_execute(forwardPlan)
            // At the highest frequency of an even length only the real part exists, before and after.
            let angle = 2 * Double.pi * samples / Double(count)
            unsafe spectra_rotate(spectrumStart, frequencyCount, angle)
            if count % 2 == 0 { unsafe complex[count / 2].1 = 0 }
            unsafe fftwf_execute(inversePlan)
            unsafe store(into: row, leading: leading)
        }
    }

    /// The envelope of one row, padded as in `filter`: the magnitude of its analytic signal, the row plus
    /// i times its Hilbert transform.
    public mutating func envelope(of row: Span<Float>, leading: Int = 0) -> [Float] {
        precondition(row.count > 0 && row.count + leading <= count && leading >= 0)
        // The transform leaves alone what the row held, so that its own values serve as the real part.
        return unsafe [Float](unsafeUninitializedCapacity: row.count) { quadrature, filled in
            unsafe row.withUnsafeBufferPointer { unsafe load($0, leading: leading) }
            unsafe fftwf_execute(forwardPlan)
            for k in 0..<frequencyCount {
                // -i times each positive frequency; the two that are real have no quadrature.
                let isReal = k == 0 || 2 * k == count
                let value = unsafe complex[k]
                unsafe complex[k] = isReal ? (0, 0) : (value.1, -value.0)
            }
            unsafe fftwf_execute(inversePlan)
            unsafe store(into: quadrature, leading: leading)
            for i in row.indices {
                unsafe quadrature[i] =
                    (row[i] * row[i] + quadrature[i] * quadrature[i]).squareRoot()
            }
            filled = row.count
        }
    }

    /// The spectrum of one row, padded as in `filter`.
    public mutating func spectrum(of row: Span<Float>, leading: Int = 0) -> [ComplexFloat] {
        precondition(row.count > 0 && row.count + leading <= count && leading >= 0)
        unsafe row.withUnsafeBufferPointer { unsafe load($0, leading: leading) }
        unsafe fftwf_execute(forwardPlan)
        return (0..<frequencyCount).map { k in
            unsafe ComplexFloat(real: complex[k].0, imaginary: complex[k].1)
        }
    }

    /// The spectrum as pairs of floats: two floats are how FFTW lays out a complex number.
    private var spectrumStart: UnsafeMutablePointer<Float> {
        unsafe UnsafeMutableRawPointer(complex).assumingMemoryBound(to: Float.self)
    }

    /// Callers have checked that the row and what leads it fit.
    private mutating func load(_ row: UnsafeBufferPointer<Float>, leading: Int) {
        let first = unsafe row[0]
        let last = unsafe row[row.count - 1]
        unsafe real[0..<leading].update(repeating: first)
        _ = unsafe real[leading...].update(fromContentsOf: row)
        // Half of the tail belongs to the end of the row, half to its start, which follows it in the
        // circle.
        let tail = leading + row.count
        let middle = tail + (count - tail) / 2
        unsafe real[tail..<middle].update(repeating: last)
        unsafe real[middle..<count].update(repeating: first)
    }

    /// Takes the row back out of the buffer, with the 1 / N of the inverse transform.
    private func store(into row: UnsafeMutableBufferPointer<Float>, leading: Int) {
        let scale = 1 / Float(count)
        for i in 0..<row.count { unsafe row[i] = real[leading + i] * scale }
    }
}

@available(*, unavailable)
extension RealFourierTransform: Sendable {}

/// A complex number in single precision.
public struct ComplexFloat: Sendable, Hashable, BitwiseCopyable {
    /// Real part.
    public var real: Float
    /// Imaginary part.
    public var imaginary: Float

    /// The number `real` + i `imaginary`.
    public init(real: Float, imaginary: Float) {
        self.real = real
        self.imaginary = imaginary
    }

    /// The product.
    public static func * (a: ComplexFloat, b: ComplexFloat) -> ComplexFloat {
        ComplexFloat(
            real: a.real * b.real - a.imaginary * b.imaginary,
            imaginary: a.real * b.imaginary + a.imaginary * b.real)
    }

    /// The squared magnitude.
    public var squaredMagnitude: Float { real * real + imaginary * imaginary }
}
