internal import Cartography
internal import Glibc
internal import LandRelease
internal import Pictures
internal import SurveyModel
internal import Symbology

/// The content of sheets, from the record.
struct SheetContent {
    let survey: SurveyFolder
    let record: SurveyRecord
    let head: String
    let options: SheetOptions
    let words: SheetWords
    let evidence: EvidenceCoverage
    let monitor: WorkMonitor
    private let known = KnownAccounts()

    /// What is covered of a segment, computed once for all pages.
    func accounts(of segment: SegmentRecord) throws -> [CoverageAccount] {
        if let accounts = known.byID[segment.id] { return accounts }
        let accounts = try evidence.accounts(of: segment)
        known.byID[segment.id] = accounts
        return accounts
    }

    init(_ survey: SurveyFolder, _ options: SheetOptions, _ monitor: WorkMonitor) throws {
        self.survey = survey
        (record, head) = try SurveyViews.record(of: survey)
        self.options = options
        words = SheetWords(language: options.language == .arabic ? .arabic : .english)
        evidence = EvidenceCoverage(record: record)
        self.monitor = monitor
    }

    var paper: SheetPaper { options.paper == .a3 ? .a3 : .a4 }

    /// The stamp of a demonstration; in English on every sheet, since it is what people search for.
    var stamp: String? { ProductLabel(purpose: survey.purpose(record), facts: [:]).stamp }

    func road(_ id: String) throws -> Centreline {
        guard let road = try survey.centrelines(record)[id] else {
            throw WorkflowError.unknown(kind: "road", name: id, known: record.roads.map(\.id))
        }
        return road
    }

    func sheet(_ title: String, _ pages: [SheetPage]) -> MapSheet {
        var numbered = pages
        for place in numbered.indices {
            numbered[place].number = words.page(place + 1, of: pages.count)
        }
        let tool = "ClearRoad \(ToolVersion.current)"
        return MapSheet(
            paper: paper, isRightToLeft: words.isArabic, pages: numbered, stamp: stamp,
            translatedStamp: stamp.flatMap { _ in
                words.isArabic ? "بيانات محاكاة - ليست سجل تطهير" : nil
            },
            metadata: SheetMetadata(
                title: Self.file(title), author: options.author ?? tool,
                subject: Self.file(survey.settings.name),
                keywords: (["RESTRICTED", "record head \(head)"] + [stamp].compactMap { $0 })
                    .joined(separator: "; "),
                creator: tool, date: record.lastAt ?? "1970-01-01T00:00:00Z"))
    }

    /// Without the marks that keep words in order on paper.
    private static func file(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { !(0x2066...0x2069).contains($0.value) }))
    }

    /// A page with what all pages have in common.
    func page(
        title: String, map: SheetMap, tables: [SheetTable], legend: [SheetLegendLine],
        waivers: [String]
    ) -> SheetPage {
        var remarks = [words.numerals]
        if !waivers.isEmpty {
            remarks.insert(
                words.say("Waivers: ", "إعفاءات: ")
                    + words.name(waivers.joined(separator: "; ")), at: 0)
        }
        let fields = [
            words.say("Name", "الاسم"), words.say("Date", "التاريخ"),
            words.say("Signature", "التوقيع"),
        ]
        let tool = words.plain("ClearRoad \(ToolVersion.current)")
        return SheetPage(
            title: title,
            subtitle: words.say("Survey: ", "المسح: ") + words.name(survey.settings.name),
            handling: words.handling, number: "", map: map, tables: tables,
            legendTitle: words.say("Legend", "مفتاح الخريطة"), legend: legend,
            claims: [
                words.claim,
                words.stillClaim + " "
                    + words.detectability(survey.layout(record).detection.detectability),
            ], remarks: remarks,
            signatures: [
                SheetSignature(
                    words.say("Prepared by", "إعداد")
                        + (options.author.map { ": " + words.name($0) } ?? ""), fields),
                SheetSignature(words.say("Checked by", "تدقيق"), fields),
                SheetSignature(words.say("Approved by", "اعتماد"), fields),
            ],
            footer: words.say("Made with ", "أُعدّت بواسطة ") + tool
                + words.say(" from the record of ", " من السجل بتاريخ ")
                + words.plain(record.lastAt ?? "-") + words.say(". Head: ", ". رأس السجل: ")
                + words.plain(head))
    }

    func mapWords(_ frame: [String]) -> SheetMapWords {
        SheetMapWords(
            scale: words.say("Scale 1:#", "المقياس \(words.plain("1:#"))"),
            alongScale: words.say(
                "Along the road 1:#", "على طول الطريق \(words.plain("1:#"))"),
            acrossScale: words.say(
                "Across the road 1:#", "عرض الطريق \(words.plain("1:#"))"),
            notEven: words.say(
                "Stretched across: lengths along and across are not to the same scale.",
                "الخريطة ممدودة عرضا: الأطوال على الطريق وعرضه ليست بمقياس واحد."),
            north: words.say("Grid north", "شمال الشبكة"), frame: frame,
            leftOut: words.say(
                "# ids of alarms had no room: see the list of alarms.",
                "\(words.plain("#")) من أرقام الإنذارات لم يتسع لها المكان: انظر قائمة الإنذارات."),
            metre: words.say("m", "م"),
            eastNorth: [words.say("E", "شرق"), words.say("N", "شمال")],
            sides: [words.say("left", "يسار"), words.say("right", "يمين")])
    }

    /// What is covered of a segment for each class required.
    func coverage(_ accounts: [CoverageAccount]) -> [SheetFigure] {
        accounts.map { account in
            let gaps = account.areaSquareMetres - account.coveredSquareMetres
            return SheetFigure(
                words.say("Covered: ", "التغطية: ") + words.coverageClass(account.coverageClass),
                words.percent(account.percent)
                    + words.say("; gaps: ", "؛ فجوات: ") + words.count(account.gaps.count)
                    + (account.gaps.isEmpty ? "" : " (\(words.squareMetres(gaps)))"))
        }
    }

    /// How grid north and true north differ at a place, in words.
    func convergence(_ place: GeographicPosition, _ projection: MapProjection) throws -> String {
        let step = 1e-4
        let here = try projection.forward(place)
        let there = try projection.forward(
            GeographicPosition(longitude: place.longitude, latitude: place.latitude + step))
        let degrees =
            atan2(there.eastMetres - here.eastMetres, there.northMetres - here.northMetres)
            * 180 / .pi
        let side =
            degrees < 0
            ? words.say("west", "غرب") : words.say("east", "شرق")
        let angle = words.plain(FixedText.text(abs(degrees), 2) + "°")
        return words.say(
            "True north lies \(angle) \(side) of grid north here.",
            "الشمال الحقيقي هنا على بعد \(angle) \(side) شمال الشبكة.")
    }

    func crsText(_ projection: MapProjection) -> String {
        let code = projection.crs.hasPrefix("EPSG:") ? " (\(projection.crs))" : ""
        return words.plain(projection.name + code)
    }

    static func place(_ point: PlanePoint) -> String {
        "E \(FixedText.text(point.x, 1)), N \(FixedText.text(point.y, 1))"
    }
}

/// Accounts of coverage by segment.
private final class KnownAccounts {
    var byID: [String: [CoverageAccount]] = [:]
}
