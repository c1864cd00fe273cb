import Testing

@testable import Symbology

@Suite struct MapColourTests {
    @Test(arguments: [
        (MapColour.confirmed, "#ff0000"), (.suspected, "#f4a718"), (.statusOpen, "#ff0000"),
        (.statusWorkedOn, "#f4a718"), (.statusClosed, "#8cc63f"), (.find, "#42000a"),
    ])
    func `Colours of the note are those it gives`(colour: MapColour, text: String) {
        #expect(colour.hexadecimal == text)
    }
}
