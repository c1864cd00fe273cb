import Instruments
import SurveyModel

/// Builds small SEG-Y files byte by byte, independently of the writer under test.
struct SegyBytes {
    var littleEndian = false
    var format = 5
    var samplesPerTrace = 4
    var traceSamplesField: Int?
    var interval = 50
    var delay = 0
    var text = "C 1 GPR LINE, INTERVAL IN PICOSECONDS"
    var ebcdic = false
    var extendedTexts = 0
    var coordinateScalar = -1000
    /// inline, x, y of each trace.
    var traces: [(inline: Int, x: Int, y: Int)] = [(1, 0, 0), (1, 20, 0)]
    /// Sample bytes of a trace, in big-endian order.
    var samples: (Int) -> [UInt8] = { trace in
        (0..<4).flatMap { sample in
            let bits = Float(trace * 10 + sample).bitPattern
            return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: bits >> UInt32($0)) }
        }
    }

    /// Further fields of the file header, in file offsets.
    var fileFields: (inout FieldBytes) -> Void = { _ in }
    /// Further fields of each trace header.
    var traceFields: (Int, inout FieldBytes) -> Void = { _, _ in }

    private static let widths = [
        1: 4, 2: 4, 3: 2, 5: 4, 6: 8, 7: 3, 8: 1, 9: 8, 10: 4, 11: 2, 12: 8, 15: 3, 16: 1,
    ]

    var bytes: [UInt8] {
        var head = [UInt8](repeating: 0x20, count: 3200)
        for (place, letter) in text.utf8.enumerated() { head[place] = letter }
        head += [UInt8](repeating: 0, count: 400)
        set16(&head, 3216, interval)
        set16(&head, 3220, samplesPerTrace)
        set16(&head, 3224, format)
        head[3500] = 1
        set16(&head, 3504, extendedTexts)
        var fields = FieldBytes(bytes: head, littleEndian: littleEndian)
        fileFields(&fields)
        head = fields.bytes + [UInt8](repeating: 0x20, count: 3200 * max(0, extendedTexts))
        for (number, trace) in traces.enumerated() {
            var header = [UInt8](repeating: 0, count: 240)
            set16(&header, 70, coordinateScalar)
            set16(&header, 108, delay)
            set16(&header, 114, traceSamplesField ?? samplesPerTrace)
            set16(&header, 116, interval)
            set32(&header, 180, trace.x)
            set32(&header, 184, trace.y)
            set32(&header, 188, trace.inline)
            var fields = FieldBytes(bytes: header, littleEndian: littleEndian)
            traceFields(number, &fields)
            head += fields.bytes + ordered(samples(number))
        }
        return head
    }

    private func ordered(_ bytes: [UInt8]) -> [UInt8] {
        let width = Self.widths[format] ?? 4
        guard littleEndian, width > 1 else { return bytes }
        return stride(from: 0, to: bytes.count, by: width).flatMap {
            bytes[$0..<$0 + width].reversed()
        }
    }

    private func set16(_ bytes: inout [UInt8], _ offset: Int, _ value: Int) {
        let pair = [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
        bytes[offset] = pair[littleEndian ? 1 : 0]
        bytes[offset + 1] = pair[littleEndian ? 0 : 1]
    }

    private func set32(_ bytes: inout [UInt8], _ offset: Int, _ value: Int) {
        set16(&bytes, offset + (littleEndian ? 2 : 0), value >> 16)
        set16(&bytes, offset + (littleEndian ? 0 : 2), value)
    }
}

/// Bytes of a header with fields in either byte order.
struct FieldBytes {
    var bytes: [UInt8]
    var littleEndian: Bool

    mutating func set<Word: FixedWidthInteger>(_ offset: Int, _ value: Word) {
        let size = Word.bitWidth / 8
        for place in 0..<size {
            let shift = 8 * (littleEndian ? place : size - 1 - place)
            bytes[offset + place] = UInt8(truncatingIfNeeded: value >> Word(shift))
        }
    }

    mutating func set(_ offset: Int, _ value: Float) { set(offset, value.bitPattern) }
    mutating func set(_ offset: Int, _ value: Double) { set(offset, value.bitPattern) }
}

/// Codes of a sweep's warnings.
func codes(_ sweep: Sweep) -> [String] { sweep.warnings.map(\.code) }
