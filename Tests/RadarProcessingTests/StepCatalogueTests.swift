import RadarProcessing
import SurveyModel
import Testing

@Suite struct StepCatalogueTests {
    @Test func `Help names every step and figure, in lines that fit a terminal`() {
        let lines = StepCatalogue.help.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.count <= 80 })
        for step in StepCatalogue.definitions {
            #expect(lines.contains { $0.hasPrefix("  \(step.name) ") })
            for figure in step.figures {
                #expect(StepCatalogue.help.contains("\(figure.key)="))
            }
        }
        #expect(StepCatalogue.help.contains("[window=0.3 m]  [method=median|mean]"))
        #expect(StepCatalogue.help.contains("centre=MHz  width=MHz  [taps=N]"))
    }

    @Test func `Every name and key is one word, used once`() {
        let names = StepCatalogue.definitions.map(\.name)
        #expect(Set(names).count == names.count)
        for step in StepCatalogue.definitions {
            let keys = step.figures.map(\.key)
            #expect(Set(keys).count == keys.count)
            for word in keys + [step.name] {
                #expect(word.allSatisfy { $0.isLetter && $0.isLowercase })
            }
            // In a recipe's file this key is the step's name.
            #expect(!keys.contains("step"))
        }
    }

    @Test func `What a step was told and what it takes itself are recorded`() throws {
        let section = Prepared.section { trace, time in Double(trace) + time }
        let recipe = "dc:3,background:0.5:method=mean,svd:2:block=0.4,sec:alpha=20"
        let settings = try Prepared.recipe(recipe, for: [section]).channels[0].settings
        #expect(settings[0] == ["windowNanoseconds": .number(3)])
        #expect(settings[1] == ["method": .word("mean"), "windowMetres": .number(0.5)])
        #expect(settings[2] == ["rank": .number(2), "blockMetres": .number(0.4)])
        #expect(settings[3]["velocityMetresPerNanosecond"] == .number(0.12))
    }
}
