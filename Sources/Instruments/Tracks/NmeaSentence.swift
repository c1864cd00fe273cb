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
    /// What stands between the commas, after the name.
    let fields: [String]
    /// Whether the checksum fits.
    let checksum: Checksum

    /// The sentence in `line`, which may have other text before its `$`; `nil` where there is none.
    init?(_ line: some StringProtocol) {
        let letters = Array(line.utf8.prefix(1024))
        guard let start = letters.firstIndex(of: 0x24) else { return nil }
        var body = letters[(start + 1)...]
        while let last = body.last, last <= 32 || last == 0x22 { body.removeLast() }
        var said: ArraySlice<UInt8>?
        if let star = body.firstIndex(of: 0x2A) {
            said = body[(star + 1)...]
            body = body[..<star]
        }
        checksum = Self.checksum(of: body, said: said)
        var parts = body.split(separator: 0x2C, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self).trimmingBlanks }
        let name = parts.removeFirst().uppercased()
        // A name of five letters: two of the talker, three of the kind; makers' own are longer.
        guard name.utf8.count == 5, name.utf8.allSatisfy({ (65...90).contains($0) }) else {
            return nil
        }
        talker = String(name.prefix(2))
        kind = String(name.suffix(3))
        fields = parts
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
    func field(_ place: Int) -> String { place < fields.count ? fields[place] : "" }

    /// The number in the field at `place`.
    func number(_ place: Int) -> Double? { TextNumber.parse(field(place)) }

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
        let code = TextNumber.whole(field(5))
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
        let parts = field(place).split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, whole.utf8.count == 6, parts.count <= 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let number = Int(whole), number / 10_000 < 24, number / 100 % 100 < 60,
            number % 100 <= 60
        else { return nil }
        let text = String(whole)
        let clock = "\(text.prefix(2)):\(text.dropFirst(2).prefix(2)):\(text.suffix(2))"
        guard parts.count == 2, parts[1].contains(where: { $0 != "0" }) else { return clock }
        return clock + "." + parts[1].prefix(9)
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
        switch field(unit).uppercased() {
        case "M", "": number(place)
        case "F": number(place).map { $0 * 0.3048 }
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
