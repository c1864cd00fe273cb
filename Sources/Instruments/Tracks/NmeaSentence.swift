internal import FileAccess
internal import SurveyModel

/// One sentence of NMEA 0183, as receivers and radar loggers write them.
struct NmeaSentence: Sendable, Equatable {
    /// What the two digits after `*` say.
    enum Checksum: Sendable, Equatable {
        case absent, right, wrong
    }

    /// Who talks, such as "GP" or "GN".
    let talker: String
    /// The three letters of its kind, such as "GGA".
    let kind: String
    /// What stands between the commas, after the name, without blanks round it.
    private let fields: [ArraySlice<UInt8>]
    /// Whether the checksum fits.
    let checksum: Checksum

    /// The sentence in `line`, which may have other text before its `$`; `nil` where there is none.
    init?(_ line: some StringProtocol) { self.init(bytes: Array(line.utf8.prefix(1024))[...]) }

    /// The same for bytes.
    init?(bytes line: ArraySlice<UInt8>) {
        let letters = line.prefix(1024)
        guard let start = letters.firstIndex(of: 0x24) else { return nil }
        var body = letters[(start + 1)...]
        while let last = body.last, last <= 32 || last == 0x22 { body.removeLast() }
        var said: ArraySlice<UInt8>?
        if let star = body.firstIndex(of: 0x2A) {
            said = body[(star + 1)...]
            body = body[..<star]
        }
        // A name of five letters: two of the talker, three of the kind; makers' own are longer.
        let name = body.prefix { $0 != 0x2C }.trimmingBlanks
        let plain = name.map { (97...122).contains($0) ? $0 - 32 : $0 }
        guard plain.count == 5, plain.allSatisfy({ (65...90).contains($0) }) else { return nil }
        checksum = Self.checksum(of: body, said: said)
        talker = String(decoding: plain[..<2], as: UTF8.self)
        kind = String(decoding: plain[2...], as: UTF8.self)
        fields = body.split(separator: 0x2C, omittingEmptySubsequences: false).dropFirst()
            .map(\.trimmingBlanks)
    }

    private static func checksum(
        of body: ArraySlice<UInt8>, said: ArraySlice<UInt8>?
    ) -> Checksum {
        guard let said else { return .absent }
        let digits = said.prefix(2)
        guard digits.count == 2,
            let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return .wrong }
        return body.reduce(0, ^) == value ? .right : .wrong
    }

    /// The field at `place` from 0; empty where there is none.
    func field(_ place: Int) -> String { TextLines.text(bytes(place)) }

    private func bytes(_ place: Int) -> ArraySlice<UInt8> {
        place < fields.count ? fields[place] : []
    }

    /// The number in the field at `place`.
    func number(_ place: Int) -> Double? { TextNumber.parse(bytes(place)) }

    /// What the sentence tells of a place; `nil` for kinds that tell none and for wrong checksums.
    var fix: TrackFix? {
        guard checksum != .wrong else { return nil }
        switch kind {
        case "GGA": return fixOfGGA
        case "GNS": return fixOfGNS
        case "RMC": return fixOfRMC
        case "GLL": return fixOfGLL
        default: return nil
        }
    }

    private var fixOfGGA: TrackFix {
        let code = TextNumber.whole(bytes(5))
        let quality = code.flatMap { TrackFix.Quality(rawValue: $0) }
        var fix = TrackFix(quality: quality, utc: time(0))
        if let code, code > 0, quality != .simulated {
            fix.place = place(latitude: 1, elevation: metres(8, unit: 9))
        }
        fix.geoidMetres = metres(10, unit: 11)
        fix.horizontalDilution = number(7).flatMap { $0 > 0 && $0 < 99 ? $0 : nil }
        return fix
    }

    private var fixOfGNS: TrackFix {
        let modes = field(5).uppercased()
        let best = "RFPDAEMS".first { modes.contains($0) }
        var fix = TrackFix(quality: Self.quality(best ?? "N"), utc: time(0))
        if let quality = fix.quality, quality != .none, quality != .simulated {
            fix.place = place(latitude: 1, elevation: number(8))
        }
        fix.geoidMetres = number(9)
        fix.horizontalDilution = number(7).flatMap { $0 > 0 && $0 < 99 ? $0 : nil }
        return fix
    }

    private var fixOfRMC: TrackFix {
        fix(time: 0, status: 1, mode: 11, latitude: 2, date: date(8))
    }

    private var fixOfGLL: TrackFix {
        fix(time: 4, status: 5, mode: 6, latitude: 0, date: nil)
    }

    /// A fix of the kinds with a status of A (valid) or V (void) and perhaps a mode.
    private func fix(
        time: Int, status: Int, mode: Int, latitude: Int, date: String?
    ) -> TrackFix {
        var fix = TrackFix(quality: field(mode).uppercased().first.flatMap(Self.quality))
        fix.utc = self.time(time).map { clock in date.map { "\($0)T\(clock)Z" } ?? clock }
        let isValid = field(status).uppercased() == "A"
        if !isValid { fix.quality = TrackFix.Quality.none }
        if isValid && fix.quality != TrackFix.Quality.none && fix.quality != .simulated {
            fix.place = place(latitude: latitude, elevation: nil)
        }
        return fix
    }

    private static func quality(_ mode: Character) -> TrackFix.Quality? {
        switch mode {
        case "R": .rtkFixed
        case "F": .rtkFloat
        case "P": .precise
        case "D": .differential
        case "A": .autonomous
        case "E": .estimated
        case "M": .manual
        case "S": .simulated
        case "N": TrackFix.Quality.none
        default: nil
        }
    }
}

extension NmeaSentence {
    /// 95 % error by the standard deviations of a GST sentence (m), and its time.
    ///
    /// Twice the root of the summed squares of both horizontal deviations: at least 95 %.
    var statedError: (utc: String, metres: Double)? {
        guard checksum != .wrong, kind == "GST", let utc = time(0), let north = number(5),
            let east = number(6), north >= 0, east >= 0
        else { return nil }
        let error = 2 * (north * north + east * east).squareRoot()
        return error > 0 && error.isFinite ? (utc, error) : nil
    }

    /// hhmmss.sss in the field at `place` as hh:mm:ss.sss, without a fraction of zeros only.
    private func time(_ place: Int) -> String? {
        let written = bytes(place)
        let whole = written.prefix { $0 != 0x2E }
        let rest = written.dropFirst(whole.count + 1)
        guard whole.count == 6, (whole + rest).allSatisfy({ (48...57).contains($0) }),
            let number = TextNumber.whole(whole), number / 10_000 < 24, number / 100 % 100 < 60,
            number % 100 <= 60
        else { return nil }
        var clock: [UInt8] = []
        for (count, digit) in whole.enumerated() {
            if count == 2 || count == 4 { clock.append(0x3A) }
            clock.append(digit)
        }
        if rest.contains(where: { $0 != 48 }) { clock += [0x2E] + rest.prefix(9) }
        return String(decoding: clock, as: UTF8.self)
    }

    /// ddmmyy in the field at `place` as yyyy-mm-dd.
    private func date(_ place: Int) -> String? {
        let text = field(place)
        guard text.utf8.count == 6, text.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = Int(text), (1...31).contains(number / 10_000),
            (1...12).contains(number / 100 % 100)
        else { return nil }
        // The satellites' own calendar starts in 1980.
        let century = number % 100 >= 80 ? "19" : "20"
        return "\(century)\(text.suffix(2))-\(text.dropFirst(2).prefix(2))-\(text.prefix(2))"
    }

    private func metres(_ place: Int, unit: Int) -> Double? {
        let unit = bytes(unit)
        guard unit.count <= 1 else { return nil }
        return switch unit.first {
        case nil, 0x4D, 0x6D: number(place)
        case 0x46, 0x66: number(place).map { $0 * 0.3048 }
        default: nil
        }
    }

    private func place(latitude: Int, elevation: Double?) -> TrackFix.Place? {
        TrackFix.Place.checked(
            latitude: Self.degrees(field(latitude), field(latitude + 1), "N", "S"),
            longitude: Self.degrees(field(latitude + 2), field(latitude + 3), "E", "W"),
            elevationMetres: elevation)
    }

    /// dddmm.mmmm with its hemisphere in degrees; a missing hemisphere is never guessed.
    static func degrees(
        _ text: String, _ side: String, _ plus: Character, _ minus: Character
    ) -> Double? {
        guard let number = TextNumber.parse(text), number >= 0, number < 18_100,
            let letter = side.uppercased().first, letter == plus || letter == minus
        else { return nil }
        let whole = (number / 100).rounded(.down)
        let minutes = number - whole * 100
        guard minutes < 60 else { return nil }
        let degrees = whole + minutes / 60
        return letter == plus ? degrees : -degrees
    }
}
