import CommandLineKit
import Instruments
import SurveyModel

/// What `inspect` prints for people.
enum OutlineText {
    static func print(_ outline: SweepOutline, spacing: Double?, audited: Bool) {
        line("format", outline.format)
        if outline.files.count > 1 { line("files", outline.files.joined(separator: ", ")) }
        line("traces", "\(outline.traceCount) of \(outline.samplesPerTrace) samples")
        for channel in outline.channels { line("channel \(channel.index)", words(channel)) }
        let differ = Set(outline.channels.map(\.timeAxis)).count > 1
        if let axis = outline.channels.first?.timeAxis {
            let interval = axis.sampleIntervalNanoseconds
            let window = Output.fixed(interval * Double(outline.samplesPerTrace), 3)
            let only = differ ? " (channel \(outline.channels.first?.index ?? 1))" : ""
            line("interval", "\(Output.fixed(interval, 6)) ns, window \(window) ns\(only)")
            line("time zero", "\(Output.fixed(axis.timeZeroNanoseconds, 3)) ns\(only)")
        }
        line("positions", positions(outline, spacing))
        if let track = outline.track {
            line(
                "track",
                "\(track.fixes.count) fixes, \(track.placedFixes.count) with a position")
        }
        line("instrument", words(outline.instrument))
        if let date = outline.acquiredAt { line("recorded", date) }
        if audited { printAudit(outline.audit) }
        for warning in outline.warnings { line("warning", warning.text) }
    }

    private static func line(_ name: String, _ value: String) {
        let padding = String(repeating: " ", count: max(1, 13 - name.count))
        Output.console.line(name + padding + value)
    }

    private static func words(_ channel: ChannelOutline) -> String {
        let flags = channel.flagSampleCount
        return "offset \(Output.metres(channel.lateralOffsetMetres)) m, \(channel.kind.rawValue)"
            + (flags > 0 ? ", the first \(flags) samples are flags" : "")
    }

    private static func words(_ instrument: Instrument) -> String {
        let frequency = instrument.centreFrequencyMHz.map { "\(Output.fixed($0, 0)) MHz" }
        let antenna = instrument.antenna.map { "antenna \($0)" }
        let known = [instrument.maker, instrument.model, antenna, frequency].compactMap(\.self)
        return known.isEmpty ? "not told" : known.joined(separator: " ")
    }

    private static func positions(_ outline: SweepOutline, _ spacing: Double?) -> String {
        var text = outline.positionSource.rawValue
        if let spacing { text += ", \(Output.fixed(spacing, 4)) m apart" }
        if let error = outline.positionErrorMetres {
            text += ", 95 % error \(Output.metres(error)) m at its end"
        }
        return text
    }

    private static func printAudit(_ facts: [AuditedFact]) {
        let console = Output.console
        console.print("audit        what was told, the value used first:")
        for fact in facts {
            let mark = fact.agrees ? (fact.sources.count > 1 ? "agrees" : "alone ") : "DIFFER"
            let sources = fact.sources.map { source in
                "\(source.digits)\(fact.unit.isEmpty ? "" : " " + fact.unit) (\(source.name))"
            }
            console.line(
                "  \(mark)  \(fact.quantity): " + sources.joined(separator: "; "))
        }
    }
}
