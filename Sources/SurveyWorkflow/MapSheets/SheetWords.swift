internal import LandRelease
internal import SurveyModel
internal import Symbology

/// The words of printed sheets in one language.
struct SheetWords: Sendable {
    let language: MapLanguage

    var isArabic: Bool { language == .arabic }

    /// Keeps a number and its unit on one line.
    static let joint = "\u{A0}"

    /// The text in the language of the sheet.
    func say(_ english: String, _ arabic: String) -> String { isArabic ? arabic : english }

    /// A text that reads from left to right, kept together among words that do not.
    func plain(_ text: String) -> String { isArabic ? "\u{2066}\(text)\u{2069}" : text }

    /// A text in a script nobody knows beforehand, kept apart from the words around it.
    func name(_ text: String) -> String { isArabic ? "\u{2068}\(text)\u{2069}" : text }

    func code(_ list: CodeList, _ code: String) -> String {
        list.codes.first { $0.code == code }?.label.text(in: language) ?? code
    }

    func coverageClass(_ value: CoverageClass) -> String {
        switch value {
        case .antiVehicle: say("anti-vehicle", "مضاد للمركبات")
        case .antiPersonnel:
            say("anti-personnel, 80 mm and more", "مضاد للأفراد، 80 مم فأكثر")
        case .smallAntiPersonnel:
            say("anti-personnel, under 80 mm", "مضاد للأفراد، أقل من 80 مم")
        }
    }

    func squareMetres(_ value: Double) -> String {
        plain(FixedText.text(value, value < 100 ? 1 : 0)) + Self.joint + say("m²", "م²")
    }

    func percent(_ value: Double) -> String {
        // Rounded down: what is not whole must not look whole.
        plain(FixedText.text((value * 10).rounded(.down) / 10, 1) + Self.joint + "%")
    }

    var comma: String { say(", ", "، ") }

    func chainages(_ range: MetreRange) -> String {
        plain("\(Chainage(metres: range.low)) – \(Chainage(metres: range.high))")
    }

    func count(_ value: Int) -> String { plain("\(value)") }

    func side(_ offset: MetreRange) -> String {
        let middle = (offset.low + offset.high) / 2
        if offset.low < -0.005, offset.high > 0.005 {
            return say("both sides of the centreline", "على جانبي محور الطريق")
        }
        return middle > 0
            ? say("left of increasing chainage", "يسار اتجاه تزايد المسافة")
            : say("right of increasing chainage", "يمين اتجاه تزايد المسافة")
    }

    var handling: String { say("RESTRICTED", "مقيَّد التداول") }

    func page(_ number: Int, of count: Int) -> String {
        say("Page \(number) of \(count)", "صفحة \(plain("\(number)")) من \(plain("\(count)"))")
    }

    var claim: String {
        say(
            "No alarm does not mean no mine. Radar evidence alone never clears ground.",
            "عدم وجود إنذار لا يعني عدم وجود لغم. أدلة الرادار وحدها لا تطهّر الأرض أبدا.")
    }

    var stillClaim: String {
        say(
            "Only an approved release report changes the status of ground. Orange ground was not covered; "
                + "blue-grey ground was swept and released by nobody. Stake out from coordinates of the record, "
                + "never from this sheet.",
            "لا يغيّر حالة الأرض إلا تقرير تحرير معتمد. الأرض البرتقالية لم تُغطَّ، والأرض الزرقاء الرمادية مُسحت "
                + "ولم يحررها أحد. توقَّع النقاط من إحداثيات السجل وليس من هذه الورقة.")
    }

    func detectability(_ use: SurveySettings.DetectabilityUse?) -> String {
        use == .required
            ? say(
                "Ground counts as covered only where it is green for the class down to the depth.",
                "تُعد الأرض مغطاة فقط حيث يمكن كشف الصنف حتى العمق المطلوب.")
            : say(
                "Detectability is not assessed: valid traces count as covered, whatever the ground lets through.",
                "لم تُقيَّم قابلية الكشف: تُعد القياسات الصالحة تغطية مهما كانت التربة.")
    }

    var numerals: String {
        say(
            "Print at 100 %. Numerals are Western (0-9). Chainage is kilometres+metres along the centreline.",
            "اطبع بمقياس \(plain("100 %")). الأرقام غربية (0-9). المسافة على الطريق: كيلومترات+أمتار على محور "
                + "الطريق.")
    }
}

/// Decimal numbers as written on sheets.
enum FixedText {
    /// `value` with `places` decimals.
    static func text(_ value: Double, _ places: Int) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
        var scale = 1
        for _ in 0..<places { scale *= 10 }
        let scaled = Int((abs(value) * Double(scale)).rounded())
        let digits = String(scale + scaled % scale).dropFirst()
        let sign = value < 0 && scaled > 0 ? "-" : ""
        return "\(sign)\(scaled / scale)" + (places > 0 ? ".\(digits)" : "")
    }
}
