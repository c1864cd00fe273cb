import FileAccess
import LandRelease
import Statistics
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct SeedDeskTests {
    struct Lot {
        let survey: TestSurvey
        let table: String
        let keeper: String

        init(_ rows: [String] = ["101.0,-4.675,10,PMN-2 surrogate,plastic_AP,12"]) throws {
            survey = try TestSurvey()
            table = survey.folder.file("seeds.csv")
            keeper = survey.folder.file("keeper.json")
            try write(rows)
        }

        func write(_ rows: [String]) throws {
            try DurableFile.write(
                (["chainage,offset,depth_cm,model,class,size_cm"] + rows).joined(separator: "\n"),
                to: table)
        }

        var desk: SeedDesk {
            get throws { SeedDesk(survey: try survey.survey, clock: survey.clock.wall) }
        }

        @discardableResult
        func seal(keeper path: String? = nil) throws -> SeedDesk.Receipt {
            try desk.seal(table, in: "S-1", keeper: path ?? keeper, by: "Quinn")
        }
    }

    @Test("A seed in the way of the radar is found; its alarm closes without a dig")
    func found() async throws {
        let lot = try Lot()
        try lot.survey.addBlanks()
        let receipt = try lot.seal()
        #expect(receipt.faults == [] && receipt.count == 1 && receipt.isPrivate)
        try lot.survey.addLanes()
        try await lot.survey.day()
        let result = try lot.desk.unseal(lot.keeper, by: "Quinn")
        #expect(result.isPassed == true)
        let alarms = try lot.survey.record.alarms.filter(\.isSeed)
        #expect(!alarms.isEmpty && alarms.allSatisfy { !$0.isOpen && $0.closing == nil })
        let scores = try SeedScore.scores(try lot.survey.record)
        #expect(scores.map(\.name) == ["all", "plastic_AP"])
        // One of one: the exact lower limit is 0.025.
        #expect(abs(scores[0].interval.low - 0.025) < 1e-9 && scores[0].interval.high == 1)
    }

    @Test("Until they are shown, no file of the survey and no export tells where seeds lie")
    func secret() async throws {
        let lot = try Lot(["100.7654,-4.6321,11.5,Surrogate,plastic_AT,25"])
        try lot.survey.addBlanks()
        try lot.seal()
        try lot.survey.addLanes()
        try await lot.survey.day()
        let folder = try lot.survey.survey
        for (name, isPublic) in [("a.geojson", false), ("b.geojson", true)] {
            try SurveyViews.export(folder, to: lot.survey.folder.file(name), isPublic: isPublic)
        }
        for path in try files(below: lot.survey.path)
            + ["a.geojson", "b.geojson"].map({
                lot.survey.folder.file($0)
            })
        {
            let text = String(
                decoding: try RegularFile(path: path).allBytes(limit: 1 << 28), as: UTF8.self)
            for word in ["100.7654", "4.6321", "Surrogate"] {
                #expect(!text.contains(word), "\(path)")
            }
        }
        _ = try lot.desk.unseal(lot.keeper, by: "Quinn")
        for (name, isPublic) in [("c.geojson", false), ("d.geojson", true)] {
            let path = lot.survey.folder.file(name)
            try SurveyViews.export(folder, to: path, isPublic: isPublic)
            let text = String(decoding: try RegularFile(path: path).allBytes(), as: UTF8.self)
            #expect(text.contains("Surrogate") == !isPublic)
        }
    }

    private func files(below folder: String) throws -> [String] {
        try Folder.names(in: folder).flatMap { name -> [String] in
            let path = folder + "/" + name
            return Folder.isDirectory(path) ? try files(below: path) : [path]
        }
    }

    @Test("The keeper's file and the table stay out of the survey, and nothing is written over")
    func places() throws {
        let lot = try Lot()
        let head = try lot.survey.head
        for path in [
            lot.survey.path + "/keeper.json", lot.survey.path + "/products/keeper.json",
            lot.survey.folder.file("survey/../survey/k.json"), lot.table, "/nowhere/k.json",
        ] {
            try? Folder.create(lot.survey.path + "/products")
            #expect(throws: WorkflowError.self, "\(path)") { try lot.seal(keeper: path) }
        }
        let inside = lot.survey.path + "/seeds.csv"
        try Folder.copy(lot.table, to: inside)
        #expect(throws: WorkflowError.self) {
            try lot.desk.seal(inside, in: "S-1", keeper: lot.keeper, by: "Quinn")
        }
        #expect(!Folder.exists(lot.keeper))
        #expect(try lot.survey.head == head)
        try lot.seal()
        #expect(throws: WorkflowError.self) { try lot.seal() }
    }

    @Test("A changed keeper's file, or one of another seal, is refused")
    func tampering() async throws {
        let lot = try Lot()
        try lot.survey.addBlanks()
        try lot.seal()
        try lot.survey.addLanes()
        try await lot.survey.day()
        let text = String(decoding: try RegularFile(path: lot.keeper).allBytes(), as: UTF8.self)
        let path = lot.survey.folder.file("changed.json")
        let nonce = try #require(text.split(separator: "\"nonce\":\"").last?.prefix(8))
        for (from, to) in [
            ("101", "102"), ("plastic_AP", "plastic_AT"),
            ("\"sizeMetres\":0.12", "\"sizeMetres\":0.9"),
            (String(nonce), nonce == "00000000" ? "11111111" : "00000000"), ("\n", " \n"),
            ("{\"", "{ \""), ("clearroad-seeds-1", "clearroad-seeds-2"),
        ] {
            let changed = text.split(separator: from, omittingEmptySubsequences: false)
                .joined(separator: to)
            #expect(changed != text, "\(from)")
            try DurableFile.write(changed, to: path)
            #expect(throws: WorkflowError.self, "\(from)") {
                try lot.desk.unseal(path, by: "Quinn")
            }
        }
        #expect(throws: WorkflowError.self) { try lot.desk.unseal(lot.table, by: "Quinn") }
        let other = try Lot()
        try other.seal()
        #expect(
            try refusal { _ = try lot.desk.unseal(other.keeper, by: "Quinn") } == ["seeds-unknown"])
        #expect(try lot.survey.record.seeds.lots[0].opening == nil)
    }

    @Test(
        "What is wrong with a table of seeds is told with line and column, and nothing is sealed",
        arguments: [
            (["101,-4.6,10,M,plastic_AP,12"], []),
            ([], ["1 chainage missing"]),
            (["101,-4.6,10,M,plastic,12"], ["2 class unknown-word"]),
            (["105,-4.6,10,M,plastic_AP,12"], ["2 chainage off-segment"]),
            (["101,4.6,10,M,plastic_AP,12"], ["2 offset off-segment"]),
            (["101,-4.6,16,M,plastic_AP,12"], ["2 depth_cm too-deep"]),
            (["101,-4.6,-1,M,plastic_AP,12"], ["2 depth_cm too-deep"]),
            (["101,-4.6,10,,plastic_AP,0"], ["2 model missing", "2 size_cm range"]),
            (
                ["100.5,-4.6,10,M,plastic_AP,12", "101.5,-4.6,10,M,plastic_AP,12"],
                ["3 chainage seeds-too-near"]
            ),
            (
                ["x,y,z,M,metal_AT,w"],
                [
                    "2 chainage not-a-chainage", "2 offset not-a-number", "2 depth_cm not-a-number",
                    "2 size_cm not-a-number",
                ]
            ),
        ])
    func tables(rows: [String], expected: [String]) throws {
        let lot = try Lot(rows)
        let head = try lot.survey.head
        let faults = try lot.seal().faults
        #expect(faults.map { "\($0.line) \($0.column) \($0.objection.code)" } == expected)
        #expect(Folder.exists(lot.keeper) == expected.isEmpty)
        #expect((try lot.survey.head == head) == !expected.isEmpty)
    }
}
