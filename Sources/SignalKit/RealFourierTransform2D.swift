internal import CFFTW
internal import Synchronization

/// Discrete Fourier transform of real sections of one shape, planned once.
///
/// Forward: X[p, q] = sum over rows m and columns n of x[m, n] exp(-2 pi i (p m / M + q n / N)), p = 0..<M,
/// q = 0...N / 2, no scaling; row-major. Inverse divides by M N, so that forward then inverse gives the
/// section back. FFTW, estimated plans only: the same bits every run.
///
/// `@safe`: buffers and plans are made in `init`, freed in `deinit` and never leave this type.
@safe public struct RealFourierTransform2D: ~Copyable {
    /// Number of rows M.
    public let rows: Int
    /// Number of columns N, contiguous.
    public let columns: Int
    /// Complex values of a row, N / 2 + 1.
    public var frequencyCount: Int { columns / 2 + 1 }

    private let real: UnsafeMutablePointer<Float>
    private let complex: UnsafeMutablePointer<fftwf_complex>
    private let forwardPlan: OpaquePointer
    private let inversePlan: OpaquePointer

    /// Plans for `rows` x `columns` values, both positive.
    public init(rows: Int, columns: Int) {
        precondition(rows > 0 && columns > 0)
        let flags = FFTW_ESTIMATE_FLAG
        guard let samples = unsafe fftwf_alloc_real(rows * columns),
            let values = unsafe fftwf_alloc_complex(rows * (columns / 2 + 1)),
            // Addresses leave the lock as numbers: the pointers are not Sendable.
            let forward = unsafe OpaquePointer(
                bitPattern: planner.withLock { _ in
                    UInt(
                        bitPattern: unsafe fftwf_plan_dft_r2c_2d(
                            Int32(rows), Int32(columns), samples, values, flags))
                }),
            let inverse = unsafe OpaquePointer(
                bitPattern: planner.withLock { _ in
                    UInt(
                        bitPattern: unsafe fftwf_plan_dft_c2r_2d(
                            Int32(rows), Int32(columns), values, samples, flags))
                })
        else { preconditionFailure("FFTW has no plan for \(rows) x \(columns) samples") }
        self.rows = rows
        self.columns = columns
        unsafe real = samples
        unsafe complex = values
        unsafe forwardPlan = forward
        unsafe inversePlan = inverse
    }

    deinit {
        planner.withLock { _ in
            unsafe fftwf_destroy_plan(forwardPlan)
            unsafe fftwf_destroy_plan(inversePlan)
        }
        unsafe fftwf_free(real)
        unsafe fftwf_free(complex)
    }

    /// The spectrum of a section of rows x columns values.
    public mutating func forward(_ section: [Float]) -> [ComplexFloat] {
        precondition(section.count == rows * columns)
        for i in section.indices { unsafe real[i] = section[i] }
        unsafe fftwf_execute(forwardPlan)
        return (0..<rows * frequencyCount).map { k in
            unsafe ComplexFloat(real: complex[k].0, imaginary: complex[k].1)
        }
    }

    /// The section of a spectrum of rows x frequencyCount values.
    public mutating func inverse(_ spectrum: [ComplexFloat]) -> [Float] {
        precondition(spectrum.count == rows * frequencyCount)
        for k in spectrum.indices {
            unsafe complex[k] = (spectrum[k].real, spectrum[k].imaginary)
        }
        unsafe fftwf_execute(inversePlan)
        let scale = 1 / Float(rows * columns)
        return (0..<rows * columns).map { i in unsafe real[i] * scale }
    }
}

@available(*, unavailable)
extension RealFourierTransform2D: Sendable {}
