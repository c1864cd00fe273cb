/// A format that is fuzzed: the ending of the file that is named and those of its companions.
public enum FuzzFormat: String, CaseIterable, Sendable {
    case segy, su, dzt, dt1, mala, impulse, ids, gprmax, track, sidecar

    /// The files an input is split into, in order; the first is the one that is opened.
    var names: [String] {
        switch self {
        case .segy: ["a.sgy"]
        case .su: ["a.su"]
        case .dzt: ["a.dzt", "a.dzg", "a.dzx"]
        case .dt1: ["a.dt1", "a.hd", "a.gps", "a.gp2"]
        case .mala: ["a.rad", "a.rd3", "a.rd7", "a.cor", "a.mrk"]
        case .impulse:
            [
                "a_A01.iprh", "a_A01.iprb", "a_A02.iprh", "a_A02.iprb", "a_A01.cor", "a.cor",
                "a_A01.mrk",
            ]
        case .ids: ["a.dt"]
        case .gprmax: ["a.out"]
        case .track: ["a.csv"]
        case .sidecar: ["a.sweep.json", "1.sgy", "2.dzt", "t.csv", "t.nmea"]
        }
    }
}
