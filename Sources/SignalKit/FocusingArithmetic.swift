internal import CKernels

/// Sums of back-projection over rows of analytic signal, with the vector instructions there are.
///
/// Every processor gives the same bits, wherever a value stands in its row.
public enum FocusingArithmetic: Sendable {
    /// What is made of the weighted sum S, the sum of weights W and the energy E = sum w |s|^2.
    public enum Quantity: Sendable, Hashable {
        /// Real part of S / W.
        case real
        /// Imaginary part of S / W.
        case imaginary
        /// |S| / W.
        case amplitude
        /// |S| / W times the square root of the coherence factor.
        case coherentAmplitude
        /// Coherence factor |S|^2 / (W E), 0...1.
        case coherence

        fileprivate var code: focusing_quantity {
            switch self {
            case .real: focusing_real
            case .imaginary: focusing_imaginary
            case .amplitude: focusing_amplitude
            case .coherentAmplitude: focusing_coherent_amplitude
            case .coherence: focusing_coherence
            }
        }
    }

    /// Time-major analytic signal: two planes whose rows follow each other `stride` apart.
    public struct Planes: Sendable {
        /// Real parts.
        public var real: [Float]
        /// Imaginary parts.
        public var imaginary: [Float]
        /// Distance from one row to the next.
        public let stride: Int

        /// Planes of `count` zeros.
        public init(count: Int, stride: Int) {
            real = [Float](repeating: 0, count: count)
            imaginary = real
            self.stride = stride
        }
    }

    /// Rows of sums for neighbouring points.
    public struct Sums: Sendable {
        /// Real parts of S.
        public var real: [Float]
        /// Imaginary parts of S.
        public var imaginary: [Float]
        /// Energies E.
        public var energy: [Float]

        /// Room for `count` points.
        public init(count: Int) {
            real = [Float](repeating: 0, count: count)
            imaginary = real
            energy = real
        }
    }

    /// S and E of `count` neighbouring points over terms.
    ///
    /// Term n adds c = weights[3n] z[offsets[n] + i] + weights[3n + 1] z[offsets[n] + stride + i] to S and
    /// weights[3n + 2] |c|^2 to E of point i; every offset must leave room for that in the planes.
    public static func sum(
        _ planes: borrowing Planes, offsets: Span<Int>, weights: Span<Float>, count: Int,
        into sums: inout Sums
    ) {
        precondition(weights.count == 3 * offsets.count && count <= sums.real.count)
        let limit = planes.real.count - planes.stride - count
        for n in offsets.indices { precondition(offsets[n] >= 0 && offsets[n] <= limit) }
        let stride = planes.stride
        // The pointers are used within the call only, over lengths just checked.
        unsafe sums.real.withUnsafeMutableBufferPointer { real in
            unsafe sums.imaginary.withUnsafeMutableBufferPointer { imaginary in
                unsafe sums.energy.withUnsafeMutableBufferPointer { energy in
                    unsafe planes.real.withUnsafeBufferPointer { a in
                        unsafe planes.imaginary.withUnsafeBufferPointer { b in
                            unsafe offsets.withUnsafeBufferPointer { offsets in
                                unsafe weights.withUnsafeBufferPointer { weights in
                                    guard let real = real.baseAddress,
                                        let imaginary = imaginary.baseAddress,
                                        let energy = energy.baseAddress,
                                        let a = a.baseAddress, let b = b.baseAddress
                                    else { return }
                                    unsafe focusing_sum(
                                        real, imaginary, energy, a, b, stride,
                                        offsets.baseAddress, weights.baseAddress, offsets.count,
                                        count)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Writes `quantity` of `sums` with the weights W in `weight` to `out` from `start` on.
    public static func write(
        _ quantity: Quantity, of sums: borrowing Sums, weight: [Float], count: Int,
        to out: inout [Float], at start: Int
    ) {
        precondition(start >= 0 && start + count <= out.count)
        precondition(count <= weight.count && count <= sums.real.count)
        // The pointers are used within the call only, over lengths just checked.
        unsafe out.withUnsafeMutableBufferPointer { out in
            unsafe sums.real.withUnsafeBufferPointer { real in
                unsafe sums.imaginary.withUnsafeBufferPointer { imaginary in
                    unsafe sums.energy.withUnsafeBufferPointer { energy in
                        unsafe weight.withUnsafeBufferPointer { weight in
                            guard let out = out.baseAddress, let real = real.baseAddress,
                                let imaginary = imaginary.baseAddress,
                                let energy = energy.baseAddress, let weight = weight.baseAddress
                            else { return }
                            unsafe focusing_quantity_of(
                                out + start, real, imaginary, energy, weight, quantity.code, count)
                        }
                    }
                }
            }
        }
    }
}
