/// Codes a column may hold, each with its label.
public struct CodeList: Sendable, Hashable {
    /// One code.
    public struct Code: Sendable, Hashable {
        /// What is stored.
        public var code: String
        /// What is shown.
        public var label: MapText

        /// A code and its label.
        public init(_ code: String, _ label: MapText) {
            self.code = code
            self.label = label
        }
    }

    /// Its name: lower-case letters and underscores.
    public var name: String
    /// Its codes in the order in which they are shown.
    public var codes: [Code]

    /// A list of codes.
    public init(_ name: String, _ codes: [Code]) {
        self.name = name
        self.codes = codes
    }

    init(_ name: String, _ rows: [(String, String, String)]) {
        self.name = name
        codes = rows.map { Code($0.0, MapText($0.1, $0.2)) }
    }
}

/// The code lists every record has; those of items are versioned with the record itself.
public enum CodeLists: Sendable {
    /// Classification of land.
    public static let classification = CodeList(
        "classification",
        [
            ("unassessed", "Not assessed", "غير مقيَّمة"),
            ("suspected", "Suspected hazardous area", "منطقة مشتبه بخطورتها"),
            ("confirmed", "Confirmed hazardous area", "منطقة مؤكدة الخطورة"),
        ])
    /// Work status.
    public static let workStatus = CodeList(
        "work_status",
        [
            ("open", "Open", "مفتوحة"), ("worked-on", "Worked on", "قيد العمل"),
            ("closed", "Closed", "مغلقة"), ("suspended", "Suspended", "موقوفة"),
        ])
    /// Land-release product.
    public static let product = CodeList(
        "product",
        [
            ("none", "None: not released", "لا شيء: غير محررة"),
            ("cancelled", "Cancelled", "ملغاة"),
            ("reduced", "Reduced", "مقلَّصة"), ("cleared", "Cleared", "مطهَّرة"),
        ])
    /// Where a report stands.
    public static let reportState = CodeList(
        "report_state",
        [
            ("submitted", "Submitted", "مقدَّم"), ("returned", "Returned", "معاد"),
            ("approved", "Approved", "معتمد"), ("superseded", "Superseded", "حل محله غيره"),
        ])
    /// Whether an alarm or a search is open.
    public static let openness = CodeList(
        "open_closed", [("open", "Open", "مفتوح"), ("closed", "Closed", "مغلق")])
    /// What a closed alarm was.
    public static let alarmResult = CodeList(
        "alarm_result",
        [
            ("item", "Item found", "عُثر على جسم"),
            ("no-item", "Nothing found", "لم يُعثر على شيء"),
            ("infrastructure", "Infrastructure", "بنية تحتية"),
            ("seed", "Blind seed", "هدف اختبار"),
        ])
    /// What an alarm is like.
    public static let alarmClass = CodeList(
        "alarm_class",
        [
            ("at_like", "Like an anti-vehicle item", "يشبه جسما مضادا للمركبات"),
            ("ap_like", "Like an anti-personnel item", "يشبه جسما مضادا للأفراد"),
            ("undetermined", "Undetermined", "غير محدد"),
        ])
    /// What a seed stands for.
    public static let seedClass = CodeList(
        "seed_class",
        [
            ("plastic_AP", "Plastic, anti-personnel", "بلاستيكي مضاد للأفراد"),
            ("plastic_AT", "Plastic, anti-vehicle", "بلاستيكي مضاد للمركبات"),
            ("metal_AP", "Metal, anti-personnel", "معدني مضاد للأفراد"),
            ("metal_AT", "Metal, anti-vehicle", "معدني مضاد للمركبات"),
        ])
    /// Side of the road, looking along increasing chainage.
    public static let side = CodeList(
        "side",
        [
            ("left", "Left", "يسار"), ("centre", "Centre", "وسط"), ("right", "Right", "يمين"),
        ])
    /// Lateral band of the road.
    public static let band = CodeList(
        "band",
        [
            ("carriageway", "Carriageway", "وسط الطريق المعبد"),
            ("left-shoulder", "Left shoulder", "الكتف الأيسر"),
            ("right-shoulder", "Right shoulder", "الكتف الأيمن"),
            ("left-verge", "Left verge", "الحافة اليسرى"),
            ("right-verge", "Right verge", "الحافة اليمنى"),
        ])
    /// Direction of travel.
    public static let direction = CodeList(
        "direction",
        [
            ("up", "Increasing chainage", "باتجاه تزايد المسافة"),
            ("down", "Decreasing chainage", "باتجاه تناقص المسافة"),
        ])
    /// Yes and no, stored as numbers.
    public static let flag = CodeList("yes_no", [("0", "No", "لا"), ("1", "Yes", "نعم")])

    /// Classes of item for which ground is, or is not, covered.
    public static let coverageClass = CodeList(
        "coverage_class",
        [
            ("anti-vehicle", "Anti-vehicle items", "أجسام مضادة للمركبات"),
            (
                "anti-personnel", "Anti-personnel items, 80 mm and more",
                "أجسام مضادة للأفراد، 80 مم فأكثر"
            ),
            (
                "small-anti-personnel", "Anti-personnel items, less than 80 mm",
                "أجسام مضادة للأفراد، أقل من 80 مم"
            ),
        ])
    /// Why ground is not covered.
    public static let gapReason = CodeList(
        "gap_reason",
        [
            ("not-swept", "Not swept: drive there", "لم يُمسح: يلزم المرور هناك"),
            (
                "not-valid", "Swept, but the traces are not valid: drive again",
                "مُسح لكن القياسات غير صالحة: يلزم إعادة المرور"
            ),
            (
                "not-evidence", "Swept, but the sweep is no evidence",
                "مُسح لكن المسح لا يُعد دليلا"
            ),
            (
                "not-deep-enough", "Swept, but not seen down to the depth",
                "مُسح لكن العمق المطلوب لم يُر"
            ),
            (
                "spacing", "Channels or traces too far apart for the class",
                "القنوات أو القياسات متباعدة أكثر مما يسمح به الصنف"
            ),
            (
                "position", "Within the position error of the sweeps: overlap more",
                "ضمن خطأ موقع المسح: يلزم تداخل أكبر"
            ),
            (
                "not-covered", "Not covered, for several reasons", "غير مغطى لعدة أسباب"
            ),
        ])

    /// All of them.
    public static let all = [
        classification, workStatus, product, reportState, openness, alarmResult, alarmClass,
        seedClass, side, band, direction, flag, coverageClass, gapReason,
    ]
}
