import Testing

@testable import SyntheticGround

@Suite struct SyntheticGroundErrorTests {
    @Test("A bad figure is said with its name")
    func names() {
        let error = SyntheticGroundError.badValue(name: "permittivity", reason: "0.5 is below 1")
        #expect("\(error)" == "permittivity: 0.5 is below 1")
    }
}
