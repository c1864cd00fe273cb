import CommandLineKit
import Instruments
import SurveyModel

/// What `inspect --json` prints.
enum OutlineJSON {
    static func value(_ outline: SweepOutline, spacing: Double?, audited: Bool) -> JSONValue {
        let axis = outline.channels.first?.timeAxis
        let interval = axis?.sampleIntervalNanoseconds
        var members: [JSONValue.Member] = [
            .init("format", .string(outline.format)),
            .init("files", .array(outline.files.map(JSONValue.string))),
            .init("channels", .array(outline.channels.map(channelValue))),
            .init("traces", .integer(outline.traceCount)),
            .init("samplesPerTrace", .integer(outline.samplesPerTrace)),
            .init("sampleIntervalNanoseconds", .number(orNull: interval)),
            .init(
                "windowNanoseconds",
                .number(orNull: interval.map { $0 * Double(outline.samplesPerTrace) })),
            .init("timeZeroNanoseconds", .number(orNull: axis?.timeZeroNanoseconds)),
            .init("traceSpacingMetres", .number(orNull: spacing)),
            .init("positions", positions(outline)),
            .init("instrument", instrumentValue(outline.instrument)),
            .init("acquiredAt", .text(outline.acquiredAt)),
            .init("operator", .text(outline.operatorName)),
        ]
        if let track = outline.track { members.append(.init("track", trackValue(track))) }
        members.append(.init("warnings", Output.value(outline.warnings)))
        if audited {
            members.append(.init("warningCodes", .array(outline.warnings.map { .string($0.code) })))
            members.append(.init("audit", .array(outline.audit.map(factValue))))
        }
        return .object(members)
    }

    private static func positions(_ outline: SweepOutline) -> JSONValue {
        let isKnown = outline.positionSource != .none
        return .object([
            .init("source", .string(outline.positionSource.rawValue)),
            .init("count", .integer(isKnown ? outline.traceCount : 0)),
            .init("errorMetres", .number(orNull: outline.positionErrorMetres)),
        ])
    }

    private static func channelValue(_ channel: ChannelOutline) -> JSONValue {
        .object([
            .init("index", .integer(channel.index)),
            .init("lateralOffsetMetres", .number(channel.lateralOffsetMetres)),
            .init("alongOffsetMetres", .number(channel.alongOffsetMetres)),
            .init("kind", .string(channel.kind.rawValue)),
            .init("traces", .integer(channel.traceCount)),
            .init("samplesPerTrace", .integer(channel.samplesPerTrace)),
            .init(
                "sampleIntervalNanoseconds", .number(channel.timeAxis.sampleIntervalNanoseconds)),
            .init("timeZeroNanoseconds", .number(channel.timeAxis.timeZeroNanoseconds)),
            .init("flagSamples", .integer(channel.flagSampleCount)),
        ])
    }

    private static func instrumentValue(_ instrument: Instrument) -> JSONValue {
        .object([
            .init("maker", .text(instrument.maker)), .init("model", .text(instrument.model)),
            .init("antenna", .text(instrument.antenna)),
            .init("centreFrequencyMHz", .number(orNull: instrument.centreFrequencyMHz)),
            .init("antennaSeparationMetres", .number(orNull: instrument.antennaSeparationMetres)),
            .init("antennaHeightMetres", .number(orNull: instrument.antennaHeightMetres)),
        ])
    }

    private static func trackValue(_ track: Track) -> JSONValue {
        let placed = track.placedFixes
        return .object([
            .init("fixes", .integer(track.fixes.count)),
            .init("withPosition", .integer(placed.count)),
            .init("first", placeValue(placed.first)),
            .init("last", placeValue(placed.last)),
        ])
    }

    private static func placeValue(_ fix: TrackFix?) -> JSONValue {
        guard let fix, let place = fix.place else { return .null }
        return .object([
            .init("trace", .number(orNull: fix.trace)),
            .init("latitude", .number(place.latitude)),
            .init("longitude", .number(place.longitude)),
            .init("elevationMetres", .number(orNull: place.elevationMetres)),
            .init("utc", .text(fix.utc)),
        ])
    }

    private static func factValue(_ fact: AuditedFact) -> JSONValue {
        .object([
            .init("quantity", .string(fact.quantity)), .init("unit", .string(fact.unit)),
            .init("agrees", .boolean(fact.agrees)),
            .init(
                "sources",
                .array(
                    fact.sources.map { source in
                        .object([
                            .init("name", .string(source.name)),
                            .init("value", .number(orNull: source.value)),
                        ])
                    })),
        ])
    }
}
