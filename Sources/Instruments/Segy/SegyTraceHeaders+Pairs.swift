extension SegyTraceHeaders {
    /// A pair of stored whole numbers per trace.
    struct Pairs: Sendable {
        /// The numbers, where they are held.
        private(set) var x = Int32Column()
        private(set) var y = Int32Column()
        private(set) var holdsNumbers = true
        /// Whether some value differs from zero.
        private(set) var isFilled = false
        /// Whether some trace differs from the first.
        private(set) var moves = false
        /// Largest number without its sign.
        private(set) var farthest = 0
        /// Whether all bit patterns are finite 32-bit floats of a usual size.
        private(set) var couldBeFloats = true
        private(set) var start: (x: Int32, y: Int32)?

        mutating func append(_ x: Int32, _ y: Int32) {
            if holdsNumbers {
                self.x.append(x)
                self.y.append(y)
            }
            if x != 0 || y != 0 {
                isFilled = true
                farthest = max(farthest, Int(x.magnitude), Int(y.magnitude))
            }
            guard let start else {
                self.start = (x, y)
                couldBeFloats = Self.isFloat(x) && Self.isFloat(y)
                return
            }
            guard x != start.x || y != start.y else { return }
            moves = true
            couldBeFloats = couldBeFloats && Self.isFloat(x) && Self.isFloat(y)
        }

        /// Keeps only what is known of the numbers as a whole.
        mutating func dropNumbers() {
            x = Int32Column()
            y = Int32Column()
            holdsNumbers = false
        }

        private static func isFloat(_ bits: Int32) -> Bool {
            let size = abs(Float(bitPattern: UInt32(bitPattern: bits)))
            return size == 0 || (1e-4...1e8).contains(size)
        }
    }

    /// The coordinates of a trace header, the best first.
    enum Place: CaseIterable {
        case cdp, source, receiver
    }

    /// The coordinates of a place.
    subscript(place: Place) -> Pairs {
        switch place {
        case .cdp: cdp
        case .source: source
        case .receiver: receiver
        }
    }

    /// The first coordinates that move and can be places on the Earth.
    func usable(_ area: TraceArea) -> Place? {
        if let scale = SegyPositions.metresPerUnit(area, self) {
            return Place.allCases.first { SegyPositions.areMetres(self[$0], scale: scale) }
        }
        guard let angles = SegyAngles(self) else { return nil }
        return Place.allCases.first { angles.areOnGlobe(self[$0]) }
    }
}
