import SurveyModel
import Testing

@testable import Instruments

@Suite struct DialectNotationTests {
    /// 32 degrees 15 minutes 15 seconds north, three ways.
    @Test(
        "The figures tell how angles are written",
        arguments: [
            (3215.25, 2015.5, 2, "DDMM.MMMM"),
            (32.254166666666666, 20.25833333333333, 3, "degrees,"),
            (116_115.0, 72_930.0, 2, "arc seconds"),
        ])
    func notations(latitude: Double, longitude: Double, unit: Int, words: String) throws {
        let areMinutes = latitude.truncatingRemainder(dividingBy: 100) < 60 && latitude < 9000
        let notation = try #require(
            DialectNotation(
                unit: unit, largestX: longitude, largestY: latitude, areMinutes: areMinutes))
        #expect(abs(notation.degrees(latitude) - (32 + 15.25 / 60)) < 1e-12)
        #expect(abs(notation.degrees(longitude) - (20 + 15.5 / 60)) < 1e-12)
        #expect(notation.warning.text.contains(words))
    }

    @Test("Figures beyond every notation are no angles")
    func none() {
        #expect(
            DialectNotation(unit: 2, largestX: 700_000, largestY: 0, areMinutes: false) == nil)
        #expect(
            DialectNotation(unit: 3, largestX: 116_115, largestY: 72_930, areMinutes: false) == nil)
    }
}
