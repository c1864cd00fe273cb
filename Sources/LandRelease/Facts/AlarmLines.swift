internal import SurveyModel

/// The alarms of a run as one short text, so that a record of a million alarms is read in seconds.
///
/// One alarm after the other, each ended by `;`, its fields parted by `,` in the order of `Field`. Numbers
/// are the shortest digits that give them back. What is absent is empty; in names every byte but
/// unreserved ASCII is percent-encoded, and `%` alone stands for a name without characters.
enum AlarmLines {
    /// Fields of an alarm in their order.
    private enum Field: Int, CaseIterable {
        case id, sweep, xMetres, yMetres, depthMetres, score, isSelected, alarmClass, expectedFAR
        case road, chainage, offset, longitude, latitude, alongError, acrossError, depthError
        case imagingScore, isImagingSelected, imagingFAR, clutterPValue, anomaly
        case probability, probabilityLow, probabilityHigh, judge
    }

    /// A text that is not of this form.
    struct Malformed: Error {
        /// Number of the alarm, from 1.
        var alarm: Int
    }

    /// A number that is not finite.
    struct NotFinite: Error {}

    /// The text of `alarms`.
    ///
    /// - Throws: `NotFinite` where a number is not finite.
    static func text(of alarms: [Alarm]) throws(NotFinite) -> String {
        var text = ""
        for alarm in alarms {
            var line = Line()
            try write(alarm, to: &line)
            text += line.text
        }
        return text
    }

    private static func write(_ alarm: Alarm, to line: inout Line) throws(NotFinite) {
        line.add(name: alarm.id)
        line.add(name: alarm.sweep)
        for number in [alarm.xMetres, alarm.yMetres, alarm.depthMetres, alarm.score] {
            try line.add(number)
        }
        line.add(alarm.isSelected)
        line.add(name: alarm.alarmClass.rawValue)
        try line.add(alarm.expectedFARPerSquareMetre)
        line.add(name: alarm.place?.road)
        let place = alarm.place
        for number in [
            place?.position.chainageMetres, place?.position.offsetMetres,
            place?.geographic.longitude, place?.geographic.latitude, place?.alongErrorMetres,
            place?.acrossErrorMetres, place?.depthErrorMetres,
        ] { try line.add(number) }
        let evidence = alarm.evidence
        try line.add(evidence?.imagingScore)
        line.add(evidence?.isImagingSelected)
        let range = evidence?.probability
        for number in [
            evidence?.imagingFARPerSquareMetre, evidence?.clutterPValue, evidence?.anomaly,
            range?.value, range?.low, range?.high,
        ] { try line.add(number) }
        line.add(name: evidence?.judge, isLast: true)
    }

    /// The alarms of `text`.
    ///
    /// - Throws: `Malformed` with the number of the first alarm that is not one.
    static func alarms(of text: String) throws(Malformed) -> [Alarm] {
        var alarms: [Alarm] = []
        var fields: [Substring.UTF8View] = []
        fields.reserveCapacity(Field.allCases.count)
        let bytes = text.utf8
        var start = bytes.startIndex
        var place = start
        while place < bytes.endIndex {
            let byte = bytes[place]
            if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") {
                fields.append(bytes[start..<place])
                start = bytes.index(after: place)
            }
            if byte == UInt8(ascii: ";") {
                guard let alarm = Reading(fields: fields).alarm else {
                    throw Malformed(alarm: alarms.count + 1)
                }
                alarms.append(alarm)
                fields.removeAll(keepingCapacity: true)
            }
            place = bytes.index(after: place)
        }
        guard fields.isEmpty, start == bytes.endIndex else {
            throw Malformed(alarm: alarms.count + 1)
        }
        return alarms
    }

    /// An alarm being written.
    private struct Line {
        var text = ""

        mutating func add(_ number: Double?) throws(NotFinite) {
            if let number {
                guard number.isFinite else { throw NotFinite() }
                text += number.description
            }
            text += ","
        }

        mutating func add(_ flag: Bool?) {
            if let flag { text += flag ? "1" : "0" }
            text += ","
        }

        mutating func add(name: String?, isLast: Bool = false) {
            if let name { text += name.isEmpty ? "%" : Self.encoded(name) }
            text += isLast ? ";" : ","
        }

        private static func encoded(_ name: String) -> String {
            guard !name.utf8.allSatisfy(isPlain) else { return name }
            var result = ""
            for byte in name.utf8 {
                if isPlain(byte) {
                    result.unicodeScalars.append(Unicode.Scalar(byte))
                } else {
                    let digits = String(byte, radix: 16, uppercase: true)
                    result += (digits.utf8.count == 1 ? "%0" : "%") + digits
                }
            }
            return result
        }

        private static func isPlain(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "."), UInt8(ascii: "~"):
                true
            default: false
            }
        }
    }

    /// An alarm being read; the first field that is not as it must be makes it none.
    private struct Reading {
        let fields: [Substring.UTF8View]

        var alarm: Alarm? {
            guard fields.count == Field.allCases.count, let id = name(.id),
                let sweep = name(.sweep), let x = number(.xMetres), let y = number(.yMetres),
                let depth = number(.depthMetres), let score = number(.score),
                let isSelected = flag(.isSelected),
                let alarmClass = name(.alarmClass).flatMap(AlarmClass.init(rawValue:)),
                let rate = optional(.expectedFAR), let place, let evidence
            else { return nil }
            return Alarm(
                id: id, sweep: sweep, xMetres: x, yMetres: y, depthMetres: depth, score: score,
                isSelected: isSelected, expectedFARPerSquareMetre: rate, alarmClass: alarmClass,
                place: place, evidence: evidence)
        }

        /// The place, `.some(nil)` where there is none.
        private var place: AlarmPlace?? {
            let parts: [Field] = [
                .chainage, .offset, .longitude, .latitude, .alongError, .acrossError, .depthError,
            ]
            guard let road = name(.road) else {
                return parts.allSatisfy(isEmpty) && isEmpty(.road) ? .some(nil) : nil
            }
            let numbers = parts.compactMap(number)
            guard numbers.count == parts.count else { return nil }
            return AlarmPlace(
                road: road,
                position: RoadPosition(chainageMetres: numbers[0], offsetMetres: numbers[1]),
                geographic: GeographicPosition(longitude: numbers[2], latitude: numbers[3]),
                alongErrorMetres: numbers[4], acrossErrorMetres: numbers[5],
                depthErrorMetres: numbers[6])
        }

        /// The evidence, `.some(nil)` where there is none.
        private var evidence: AlarmEvidence?? {
            let rest: [Field] = [
                .isImagingSelected, .imagingFAR, .clutterPValue, .anomaly, .probability,
                .probabilityLow, .probabilityHigh, .judge,
            ]
            guard !isEmpty(.imagingScore) else {
                return rest.allSatisfy(isEmpty) ? .some(nil) : nil
            }
            guard let score = number(.imagingScore), let isSelected = flag(.isImagingSelected),
                let rate = optional(.imagingFAR), let clutter = optional(.clutterPValue),
                let anomaly = optional(.anomaly), let range,
                isEmpty(.judge) || name(.judge) != nil
            else { return nil }
            return AlarmEvidence(
                imagingScore: score, isImagingSelected: isSelected, imagingFARPerSquareMetre: rate,
                clutterPValue: clutter, anomaly: anomaly, probability: range, judge: name(.judge))
        }

        private var range: ProbabilityRange?? {
            let parts: [Field] = [.probability, .probabilityLow, .probabilityHigh]
            if parts.allSatisfy(isEmpty) { return .some(nil) }
            let numbers = parts.compactMap(number)
            guard numbers.count == 3 else { return nil }
            return ProbabilityRange(value: numbers[0], low: numbers[1], high: numbers[2])
        }

        private func isEmpty(_ field: Field) -> Bool { fields[field.rawValue].isEmpty }

        private func number(_ field: Field) -> Double? {
            Double(Substring(fields[field.rawValue])).flatMap { $0.isFinite ? $0 : nil }
        }

        /// A number or nothing; `nil` where the field is neither.
        private func optional(_ field: Field) -> Double?? {
            isEmpty(field) ? .some(nil) : number(field).map(Optional.some)
        }

        private func flag(_ field: Field) -> Bool? {
            let bytes = fields[field.rawValue]
            guard bytes.count == 1, let byte = bytes.first else { return nil }
            return byte == UInt8(ascii: "1") ? true : byte == UInt8(ascii: "0") ? false : nil
        }

        private func name(_ field: Field) -> String? {
            let bytes = fields[field.rawValue]
            guard !bytes.isEmpty else { return nil }
            guard bytes.contains(UInt8(ascii: "%")) else { return String(Substring(bytes)) }
            return Self.decoded(bytes)
        }

        private static func decoded(_ bytes: Substring.UTF8View) -> String? {
            if bytes.elementsEqual([UInt8(ascii: "%")]) { return "" }
            var result: [UInt8] = []
            var rest = bytes
            while let byte = rest.popFirst() {
                guard byte == UInt8(ascii: "%") else {
                    result.append(byte)
                    continue
                }
                guard let high = rest.popFirst(), let low = rest.popFirst(),
                    let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16)
                else { return nil }
                result.append(value)
            }
            return String(validating: result, as: UTF8.self)
        }
    }
}
