internal import Glibc
internal import SurveyModel

/// The echo of the flat or gently uneven boundary between two layers.
struct InterfaceEcho: Sendable {
    /// What its arrivals are folded with.
    let response: EchoResponse

    private let depth: Double
    private let reflection: Double
    private let index: Double
    private let relief: SurfaceHeights

    /// All interfaces of a scene.
    static func all(_ scene: GroundScene, _ wavelet: WaveletSpectrum) -> [InterfaceEcho] {
        let ground = EffectiveGround(layers: scene.layers)
        return ground.interfaces.enumerated().map { number, interface in
            InterfaceEcho(
                response: EchoResponse(
                    wavelet: wavelet, interval: scene.radar.sampleIntervalNanoseconds
                ) {
                    Complex(
                        amplitude(decibels: -2 * ground.loss(to: interface.depth, atGHz: $0)))
                },
                depth: interface.depth, reflection: interface.reflection,
                index: ground.index(to: interface.depth),
                relief: SurfaceHeights(
                    SurfaceRoughness(
                        rootMeanSquareMetres: scene.interfaceReliefMetres,
                        correlationLengthMetres: 0.3),
                    SeededHash(seed: scene.seed, .interface, number)))
        }
    }

    /// Its mirror echo in a trace: both legs meet half-way between the antennas.
    func arrival(
        _ place: TracePlace, _ scene: GroundScene
    ) -> (amplitude: Double, delay: Double) {
        let here = max(0.005, depth - relief.height(place.x, place.y))
        let leg = RefractedLeg(
            height: place.height, depth: here, range: scene.radar.antennaSeparationMetres / 2,
            index: index)
        // A mirror halves what a ray tube of twice the way would leave: transmission twice, spread once.
        let spread = 2 * (place.height + here / index)
        let passed = leg.amplitude * (place.height + here / index)
        return (
            reflection * passed * passed * index * scene.radar.plateDistance / spread,
            2 * leg.delay
        )
    }
}
