import Cartography
import SurveyModel

/// Derna - Martuba - Umm ar Rizam - At Tamimi - Ain al Ghazala - Tobruk, for practice only.
func coastalRoad() throws -> Centreline {
    try Centreline(
        road: "coastal",
        vertices: [
            GeographicPosition(longitude: 22.637, latitude: 32.767),
            GeographicPosition(longitude: 22.764, latitude: 32.578),
            GeographicPosition(longitude: 23.005, latitude: 32.535),
            GeographicPosition(longitude: 23.058, latitude: 32.334),
            GeographicPosition(longitude: 23.260, latitude: 32.168),
            GeographicPosition(longitude: 23.961, latitude: 32.076),
        ])
}

/// A straight road of about 2 km, running north-east.
func straightRoad() throws -> Centreline {
    try Centreline(
        road: "practice",
        vertices: [
            GeographicPosition(longitude: 23.900, latitude: 32.060),
            GeographicPosition(longitude: 23.915, latitude: 32.073),
        ])
}

func digest(_ digit: Character) -> Digest {
    guard let digest = Digest(hexadecimal: String(repeating: digit, count: 64)) else {
        preconditionFailure("not a hexadecimal digit")
    }
    return digest
}

func rectangle(_ from: Double, _ to: Double, _ right: Double, _ left: Double) -> RoadRectangle {
    RoadRectangle(
        chainage: MetreRange(low: from, high: to), offset: MetreRange(low: right, high: left))
}

/// Small reproducible random numbers (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
