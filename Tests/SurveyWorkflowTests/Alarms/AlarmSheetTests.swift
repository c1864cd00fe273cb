import FileAccess
import LandRelease
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

@Suite struct AlarmSheetTests {
    /// A survey with an open alarm, and a row of a sheet that closes it.
    struct Day {
        let survey: TestSurvey
        let alarm: AlarmRecord

        init() async throws {
            survey = try await TestSurvey.worked()
            alarm = try #require(try survey.record.alarms.first { $0.isOpen })
        }

        /// A row that closes the alarm, with `changes`.
        func row(_ changes: [String: String] = [:]) -> [String: String] {
            let place = alarm.place
            let row = [
                "alarm": alarm.id, "result": "no-item", "method": "excavation",
                "depth_cm": "\((alarm.alarm.depthMetres + place.depthErrorMetres) * 100 + 0.1)",
                "chainage": "\(place.position.chainageMetres)",
                "offset": "\(place.position.offsetMetres)", "closed_by": "Yusuf",
                "closed_on": "2026-03-01", "note": "",
            ]
            return row.merging(changes) { $1 }
        }

        func take(
            _ rows: [[String: String]], check: Bool = false,
            form: (String) -> String = { $0 }
        ) throws -> SheetOutcome {
            let names = Set(rows.flatMap(\.keys)).sorted()
            let lines = rows.map { row in
                names.map { name in
                    let cell = row[name] ?? ""
                    let isPlain = !cell.contains { ",;\"\n".contains($0) }
                    return isPlain
                        ? cell
                        : "\""
                            + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(
                                separator: "\"\"") + "\""
                }.joined(separator: ",")
            }
            return try take(
                text: form(([names.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"),
                check: check)
        }

        func take(text: String, check: Bool = false) throws -> SheetOutcome {
            let path = survey.folder.file("sheet.csv")
            try DurableFile.write(text, to: path)
            return try AlarmSheet(survey: try survey.survey, clock: survey.clock.wall)
                .take(path, by: "Salem Ali", isCheckOnly: check)
        }
    }

    @Test("A sheet closes its alarms in one append; taken in twice it changes nothing")
    func twice() async throws {
        let day = try await Day()
        let before = try day.survey.head
        let checked = try day.take([day.row()], check: true)
        #expect(checked.faults == [] && checked.closed == [day.alarm.id] && !checked.isRecorded)
        #expect(try day.survey.head == before)
        let first = try day.take([day.row()])
        #expect(first.isRecorded && first.closed == [day.alarm.id] && first.known == 0)
        let head = try day.survey.head
        #expect(try day.survey.record.alarm(day.alarm.id)?.closing?.fact.closedBy == "Yusuf")
        let second = try day.take([day.row()])
        #expect(!second.isRecorded && second.known == 1 && second.faults == [])
        #expect(try day.survey.head == head)
        // The same alarm with another word is no repetition.
        let third = try day.take([day.row(["note": "dug again"])])
        #expect(third.faults.map(\.objection.code) == ["already-recorded"])
        #expect(try day.survey.head == head)
    }

    /// What is changed in the row, and the faults it gives: column and code.
    static let faults: [([String: String], [String])] = [
        (["alarm": ""], ["alarm missing"]),
        (["alarm": "'; DROP TABLE event; --"], ["alarm alarm-unknown"]),
        (["result": "mine"], ["result unknown-word"]),
        (["result": ""], ["result missing"]),
        (["depth_cm": ""], ["depth_cm missing"]),
        (["depth_cm": "deep"], ["depth_cm not-a-number"]),
        (["depth_cm": "nan"], ["depth_cm not-a-number"]),
        (["depth_cm": "0x20"], ["depth_cm not-a-number"]),
        (["depth_cm": "12,5"], ["depth_cm not-a-number"]),
        (["depth_cm": "=1+1"], ["depth_cm not-a-number"]),
        (["depth_cm": "1"], ["depth_cm dig-too-shallow"]),
        (["chainage": "-5"], ["chainage not-a-chainage"]),
        (["chainage": "0+1000"], ["chainage not-a-chainage"]),
        (["chainage": "99999"], ["chainage off-road"]),
        (["offset": ""], ["offset missing"]),
        (["offset": "4.7"], ["offset dig-off-place"]),
        (
            ["chainage": "0+100.2", "offset": "4.7"],
            ["chainage dig-off-place", "offset dig-off-place"]
        ),
        (["closed_on": ""], ["closed_on missing"]),
        (["closed_on": "01/03/2026"], ["closed_on closing-undated"]),
        (["closed_on": "2026-02-28"], ["closed_on closing-before-alarm"]),
        (["closed_on": "2199-01-01"], ["closed_on closing-in-future"]),
        (["closed_by": "Yu\u{202E}fus"], ["closed_by text"]),
        (["method": "metal-detector"], ["method method-blind"]),
        (["method": "magic wand"], ["method method-unrated"]),
        (["result": "infrastructure"], ["note note-missing"]),
        (["not_explosive": "perhaps"], ["not_explosive unknown-word"]),
        (["not_explosive": "yes"], ["note note-missing"]),
        (["note": "a\u{0}b"], []),
        (["note": "bell \u{7}"], ["note text"]),
        (["note": String(repeating: "x", count: 1 << 20)], ["note text"]),
        (["subcategory": "av"], ["subcategory find-without-item"]),
        (["result": "item", "subcategory": "av", "model": "T-72"], ["model code-unknown"]),
        (
            ["result": "item", "subcategory": "av", "category": "uxo"],
            ["category code-mismatch"]
        ),
        (["result": "item", "category": "mine"], ["subcategory missing"]),
        (["result": "item", "subcategory": "av", "quantity": "0"], ["quantity range"]),
        (["result": "item", "subcategory": "av", "quantity": "1e99"], ["quantity range"]),
        (
            ["result": "item", "subcategory": "av", "position_method": "gnss"],
            ["accuracy_m missing"]
        ),
        (["result": "item", "subcategory": "av", "disposal": "lost"], ["disposal unknown-word"]),
        (
            ["result": "item", "subcategory": "av", "disposal": "removed"],
            ["disposed_on disposal-undated"]
        ),
        (
            [
                "alarm": "none", "result": "x", "depth_cm": "y", "chainage": "z", "offset": "",
                "closed_on": "",
            ],
            [
                "alarm alarm-unknown", "chainage not-a-chainage", "closed_on missing",
                "depth_cm not-a-number", "offset missing", "result unknown-word",
            ]
        ),
    ]

    @Test("Every fault comes with its line and column, and nothing is recorded")
    func table() async throws {
        let day = try await Day()
        let head = try day.survey.head
        for (changes, expected) in Self.faults where !expected.isEmpty {
            let outcome = try day.take([day.row(changes)])
            let found = outcome.faults.map { "\($0.column) \($0.objection.code)" }
            #expect(found == expected, "\(changes.mapValues { $0.prefix(20) })")
            #expect(outcome.faults.allSatisfy { $0.line == 2 && !$0.objection.cure.isEmpty })
            #expect(!outcome.isRecorded)
        }
        #expect(try day.survey.head == head)
    }

    @Test("One bad row keeps all others out, and all faults come at once with their lines")
    func allOrNone() async throws {
        let day = try await Day()
        let head = try day.survey.head
        let outcome = try day.take([
            day.row(), day.row(), day.row(["alarm": "x-1-1"]), day.row(["depth_cm": "?"]),
        ])
        #expect(outcome.faults.map(\.line) == [3, 4, 5])
        #expect(outcome.faults[0].objection.text.hasSuffix("by line 2 of this sheet"))
        #expect(try day.survey.head == head)
        #expect(try day.survey.record.alarm(day.alarm.id)?.isOpen == true)
    }

    @Test("Files that are no such table are refused with what is missing or misspelt")
    func notASheet() async throws {
        let day = try await Day()
        let head = try day.survey.head
        #expect(
            try day.take(text: "alarm,result\n").faults.map(\.column) == [
                "depth_cm", "chainage", "offset", "closed_on",
            ])
        let slip = try day.take([day.row(["not_explosve": "yes"])])
        #expect(slip.faults.map(\.objection.cure) == ["is `not_explosive` meant?"])
        let other = try day.take([day.row(["weather": "hot"])], check: true)
        #expect(other.faults == [] && other.otherColumns == ["weather"])
        for text in [
            "", "\u{0}", "alarm\n\"", "alarm,alarm\n", "alarm,result\nx\n", "a\u{0}b",
        ] {
            #expect(throws: WorkflowError.self, "\(text)") { try day.take(text: text) }
        }
        #expect(try day.survey.head == head)
    }

    /// How spreadsheets write the same table.
    static let forms: [@Sendable (String) -> String] = [
        { "\u{FEFF}" + $0 },
        { $0.split(separator: "\n").joined(separator: "\r\n") + "\r\n" },
        // Semicolons, decimal commas, Arabic digits, as an Arabic Excel writes them.
        { text in
            let digits = Array("٠١٢٣٤٥٦٧٨٩")
            let lines = text.split(separator: "\n")
            let cells = lines.dropFirst().map { line in
                line.split(separator: ",", omittingEmptySubsequences: false).enumerated().map {
                    // The first column is the alarm's id, which is copied from the list.
                    let cell = String($0.element)
                    guard $0.offset > 0 else { return "\u{200F}" + cell + " " }
                    return String(
                        cell.map { letter in
                            letter == "."
                                ? "," : letter.wholeNumberValue.map { digits[$0] } ?? letter
                        })
                }.joined(separator: ";")
            }
            let head = lines[0].split(separator: ",").joined(separator: ";")
            return "\u{FEFF}" + ([head] + cells).joined(separator: "\r\n") + "\r\n"
        },
        {
            $0.split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map { "\"\($0)\"" }
                    .joined(separator: ",")
            }.joined(separator: "\n")
        },
        {
            $0.split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).joined(separator: "\t")
            }.joined(separator: "\n")
        },
    ]

    @Test("Tables as spreadsheets write them say the same", arguments: forms.indices)
    func spreadsheets(index: Int) async throws {
        let day = try await Day()
        let plain = try day.take([day.row()], check: true)
        let outcome = try day.take([day.row()], form: Self.forms[index])
        #expect(outcome.faults == [] && outcome.closed == plain.closed && outcome.isRecorded)
        let fact = try #require(try day.survey.record.alarm(day.alarm.id)?.closing?.fact)
        #expect(abs(fact.position.offsetMetres - day.alarm.place.position.offsetMetres) < 1e-9)
        #expect(fact.closedOn == "2026-03-01" && fact.closedBy == "Yusuf")
    }

    @Test(
        "A note is kept as it was typed",
        arguments: [
            "=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "  spaces  ",
            "e\u{301} and \u{E9}", "لغم مضاد للمركبات, عمق ١٢ سم", "two\nlines; \"quoted\"",
            "'; DROP TABLE event; --", String(repeating: "ن", count: 5000),
        ])
    func notes(note: String) async throws {
        let day = try await Day()
        let outcome = try day.take([day.row(["note": note])])
        #expect(outcome.faults == [])
        let kept = try #require(try day.survey.record.alarm(day.alarm.id)?.closing?.fact.note)
        #expect(Array(kept.unicodeScalars) == Array(note.unicodeScalars))
    }

    @Test("A row may say what an item is, by code or label; the find begins a search")
    func finds() async throws {
        let day = try await Day()
        let changes = [
            "result": "item", "subcategory": "مضاد للمركبات", "model": "PRB M3",
            "condition": "Corroded", "sensor": "gpr", "find_depth_cm": "9",
            "disposal": "destroyed-in-place", "disposed_on": "2026-03-01", "quantity": "2",
        ]
        let outcome = try day.take([day.row(changes)])
        #expect(outcome.faults == [] && outcome.finds == 1)
        let find = try #require(try day.survey.record.finds.first)
        #expect(try day.survey.record.finds.count == 1)
        #expect(find.alarmID == day.alarm.id && find.search != nil && find.isExplosive)
        #expect(find.details?.item.category == "mine" && find.details?.item.model == "prb-m3")
        #expect(find.details?.item.quantity == 2 && find.disposal?.method == .destroyedInPlace)
        #expect(try day.take([day.row(changes)]).known == 1)
        #expect(try day.survey.record.segments[0].classification == .confirmed)
    }

    @Test("Not found leaves the alarm open in need of a second sensor, then a dig closes it")
    func notFound() async throws {
        let day = try await Day()
        let look = day.row(["result": "not-found", "method": "metal-detector", "depth_cm": "0"])
        let outcome = try day.take([look, day.row()])
        #expect(outcome.faults == [] && outcome.inspected == [day.alarm.id])
        #expect(outcome.closed == [day.alarm.id])
        #expect(try day.take([look, day.row()]).known == 2)
    }
}
