internal import CFFTW
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
        precondition(row.count > 0 && row.count + leading <= count)
        precondition(response.count == frequencyCount)
        load(row.span, leading: leading)
        unsafe fftwf_execute(forwardPlan)
        for k in 0..<frequencyCount {
            let value = unsafe ComplexFloat(real: complex[k].0, imaginary: complex[k].1)
            let product = value * response[k]
            unsafe complex[k] = (product.real, product.imaginary)
        }
        unsafe fftwf_execute(inversePlan)
        let scale = 1 / Float(count)
        for i in row.indices { row[i] = unsafe real[leading + i] * scale }
    }

    /// The spectrum of one row, padded as in `filter`.
    public mutating func spectrum(of row: Span<Float>, leading: Int = 0) -> [ComplexFloat] {
        precondition(row.count > 0 && row.count + leading <= count)
        load(row, leading: leading)
        unsafe fftwf_execute(forwardPlan)
        return (0..<frequencyCount).map { k in
            unsafe ComplexFloat(real: complex[k].0, imaginary: complex[k].1)
        }
    }

    private mutating func load(_ row: Span<Float>, leading: Int) {
        let first = row[0]
        let last = row[row.count - 1]
        for i in 0..<leading { unsafe real[i] = first }
        for i in row.indices { unsafe real[leading + i] = row[i] }
        // Half of the tail belongs to the end of the row, half to its start, which follows it in the
        // circle.
        let tail = leading + row.count
        let middle = tail + (count - tail) / 2
        for i in tail..<count { unsafe real[i] = i < middle ? last : first }
    }
}

@available(*, unavailable)
extension RealFourierTransform: Sendable {}

/// A complex number in single precision.
public struct ComplexFloat: Sendable, Hashable {
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
