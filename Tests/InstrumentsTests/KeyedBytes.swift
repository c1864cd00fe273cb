import Instruments
import SurveyModel

/// Builds MALA and ImpulseRadar files in memory, independently of the readers.
struct KeyedBytes {
    /// Keys and values in the order written.
    var keys: [(String, String)]
    var lineEnd = "\r\n"
    var wide = false
    var samplesPerTrace = 4
    var traceCount = 6

    /// A MALA line of six traces of four samples: 0.5 ns and 0.1 m apart.
    static func mala() -> KeyedBytes {
        KeyedBytes(keys: [
            ("SAMPLES", "4"), ("FREQUENCY", "2000.000000"), ("DISTANCE FLAG", "1"),
            ("TIME FLAG", "0"), ("DISTANCE INTERVAL", " 0.100000"), ("OPERATOR", "_"),
            ("ANTENNAS", "500_shielded"), ("ANTENNA SEPARATION", " 0.180000"),
            ("TIMEWINDOW", "2.000000"), ("LAST TRACE", "6"), ("START POSITION", "0.000000"),
            ("STOP POSITION", "0.600000"),
        ])
    }

    /// An ImpulseRadar line of six traces of four samples: 0.3125 ns and 0.1 m apart.
    static func impulse() -> KeyedBytes {
        KeyedBytes(
            keys: [
                ("HEADER VERSION", " 20"), ("DATA VERSION", " 32"), ("ANTENNA", " 600 MHz"),
                ("ANTENNA SEPARATION", " 0.230"), ("SAMPLES", " 4"), ("FREQUENCY", " 3200"),
                ("TIMEWINDOW", " 1.250"), ("LAST TRACE", " 6"), ("TRIG SOURCE", " wheel"),
                ("DISTANCE INTERVAL", " 0.100000"), ("USER DISTANCE INTERVAL", " 0.100000"),
                ("STOP POSITION", " 0.600"), ("ZERO LEVEL", " 2"), ("SOIL VELOCITY", " 100"),
                ("ANTENNA NAME", " CrossOver 730"), ("CHANNELS", " 1"),
                ("CH_X_OFFSET", " 0.000"), ("CH_Y_OFFSET", " 0.000"),
            ], wide: true)
    }

    /// Sets, adds or with `nil` removes a key.
    mutating func set(_ key: String, _ value: String?) {
        let place = keys.firstIndex { $0.0 == key }
        if let value, let place {
            keys[place].1 = value
        } else if let value {
            keys.append((key, value))
        } else if let place {
            keys.remove(at: place)
        }
    }

    func setting(_ key: String, _ value: String?) -> KeyedBytes {
        var changed = self
        changed.set(key, value)
        return changed
    }

    var header: [UInt8] {
        Array(keys.map { $0.0 + ":" + $0.1 + lineEnd }.joined().utf8)
    }

    /// Sample s of trace t is 100 t + s, odd traces negative.
    static func value(_ trace: Int, _ sample: Int) -> Int {
        (trace % 2 == 0 ? 1 : -1) * (100 * trace + sample)
    }

    var data: [UInt8] {
        (0..<traceCount).flatMap { trace in
            (0..<samplesPerTrace).flatMap { sample in
                let value = Self.value(trace, sample)
                return (0..<(wide ? 4 : 2)).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
            }
        }
    }

    static func floats(_ traces: [Int], samples: Int = 4) -> [Float] {
        traces.flatMap { trace in (0..<samples).map { Float(value(trace, $0)) } }
    }
}

/// Reads the file `name` of files in memory.
func readMemory(
    _ name: String, _ files: [String: [UInt8]], options: SweepReadOptions = SweepReadOptions()
) throws -> Sweep {
    try SweepReader.open(name, in: .recorded(files), options: options).load()
}

/// The text of the first warning `code` of a sweep; empty where there is none.
func text(_ code: String, _ sweep: Sweep) -> String {
    sweep.warnings.first { $0.code == code }?.text ?? ""
}

/// Steps as a generator of repeatable random numbers.
struct RepeatableBytes {
    var state: UInt64

    mutating func next(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }
}
