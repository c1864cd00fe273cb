internal import SyntheticGround

/// The sidecar of a simulated sweep as it is written.
struct SidecarText: Encodable {
    struct Radar: Encodable {
        var maker: String
        var model: String
        var centreFrequencyMHz: Double
        var antennaSeparationMetres: Double
    }
    struct Part: Encodable {
        var file: String
        var index: Int
        var lateralOffsetMetres: Double
        var alongOffsetMetres: Double
        var kind = "radar"
    }
    var instrument: Radar
    var channels: [Part]
    var traceSpacingMetres: Double
    var antennaHeightMetres: Double

    init(_ scene: any SimulatedScene) {
        let radar = scene.radar
        instrument = Radar(
            maker: SimulationStory.maker, model: "simulated array",
            centreFrequencyMHz: radar.wavelet.centreFrequencyMHz,
            antennaSeparationMetres: radar.antennaSeparationMetres)
        channels = (0..<radar.channelCount).map { number in
            Part(
                file: scene.name + ".sgy", index: number + 1,
                lateralOffsetMetres: radar.lateralOffsetMetres(ofChannel: number),
                alongOffsetMetres: radar.alongOffsetMetres(ofChannel: number))
        }
        traceSpacingMetres = radar.traceSpacingMetres
        antennaHeightMetres = radar.heightMetres
    }
}
