internal import MineDetection
internal import RadarProcessing
internal import SurveyModel

/// Images of neighbouring channels in one, as back-projection in three dimensions makes them, and the echoes
/// measured in them.
///
/// Along every channel and midway between neighbours the traces of all channels within the aperture are
/// summed along refracted paths to the body. What is measured in these images, and how it is scored, is
/// what `ChannelImaging` does with those of one channel.
struct ArrayImaging: Sendable {
    /// One channel after preparation, with its scores.
    struct Member: Sendable {
        var prepared: PreparedChannel
        var scores: ChannelScores
        /// Place in the list of radar channels.
        var number: Int
        /// Ahead of the middle of the instrument (m).
        var alongMetres: Double
    }

    /// A line that is imaged.
    private struct ImageLine: Sendable {
        var acrossMetres: Double
        /// The member whose traces tell what images do not.
        var nearest: Int
        var scores: ChannelScores
        var members: [Int]
    }

    /// Channels farther apart than this do not see the same small body (m).
    static let widestSpacingMetres = 0.12
    /// Farther aside nothing is summed (m).
    static let reachMetres = BodyShape.antiVehicle.apertureMetres
    private static let step = "imaging across channels"

    private let members: [Member]
    private let lines: [ImageLine]
    private let focusing: EchoFocusing
    private let timeScale: Double
    private let spacing: Double
    /// Delays of every curve for every channel beside a line, by their distance in micrometres.
    private let delays: [[Beside: EchoFocusing.Delays]]

    private struct Beside: Hashable {
        var across: Int
        var along: Int
    }

    private static let curves = BodyShape.allCases.flatMap { shape in
        BodyShape.permittivities.map {
            EchoCurve(
                permittivity: $0, flatRadiusMetres: shape.flatRadiusMetres,
                apertureMetres: shape.apertureMetres)
        }
    }

    /// Plans images of `channels`, which have a good trace each.
    ///
    /// - Throws: `ProcessingError` where there is one channel only, or they differ in their traces, or two
    ///   neighbours are too far apart.
    init(
        _ channels: [Member], instrument: Instrument, centreFrequencyMHz: Double,
        longestDelayNanoseconds: Double
    ) throws(ProcessingError) {
        let sorted = channels.sorted {
            $0.scores.lateralOffsetMetres < $1.scores.lateralOffsetMetres
        }
        spacing = try Self.commonSpacing(sorted)
        members = sorted
        lines = Self.lines(sorted)
        timeScale = 1500 / centreFrequencyMHz
        let each = sorted.map {
            ChannelImaging(
                instrument: instrument, centreFrequencyMHz: centreFrequencyMHz,
                longestDelayNanoseconds: longestDelayNanoseconds
            ).focusing($0.prepared)
        }
        var focusing = each[0]
        focusing.timeCount = each.map(\.timeCount).min() ?? focusing.timeCount
        self.focusing = focusing
        var delays: [[Beside: EchoFocusing.Delays]] = []
        for curve in Self.curves {
            var own: [Beside: EchoFocusing.Delays] = [:]
            for line in lines {
                for member in line.members {
                    let beside = Self.beside(sorted[member], line, sorted)
                    guard own[beside] == nil else { continue }
                    own[beside] = try focusing.delays(
                        curve, traceSpacingMetres: spacing,
                        acrossMetres: Double(beside.across) * 1e-6,
                        alongMetres: Double(beside.along) * 1e-6)
                }
            }
            delays.append(own)
        }
        self.delays = delays
    }

    /// Measures the echoes under all lines, in their order.
    ///
    /// - Throws: what the monitor throws.
    func echoes(monitor: WorkMonitor) async throws -> [Echo] {
        let search = EchoSearch(
            traceSpacingMetres: spacing, stepNanoseconds: 1 / (1.5 * ChannelImaging.rowsPerCycle),
            timeScale: timeScale)
        let stretches = search.stretches(traceCount: members[0].prepared.short.traceCount)
        var found = [[Echo]](repeating: [], count: lines.count)
        for (number, stretch) in stretches.enumerated() {
            try monitor.check()
            monitor.progress(Double(number) / Double(stretches.count), "images")
            let margin = delays.flatMap(\.values).map(\.reach).max() ?? 0
            let short = focusing.section(
                of: members.map(\.prepared.shortUnsmoothed), stretch.imaged, margin: margin)
            let long = focusing.section(
                of: members.map(\.prepared.longUnsmoothed), stretch.imaged, margin: margin)
            try await withThrowingTaskGroup(of: (Int, [Echo]).self) { group in
                for place in lines.indices {
                    group.addTask {
                        try monitor.check()
                        return (place, try echoes(place, stretch, search, short, long))
                    }
                }
                for try await (place, echoes) in group { found[place] += echoes }
            }
        }
        return found.flatMap(\.self)
    }

    private func echoes(
        _ place: Int, _ stretch: EchoSearch.Stretch, _ search: EchoSearch,
        _ short: EchoFocusing.Section, _ long: EchoFocusing.Section
    ) throws -> [Echo] {
        let line = lines[place]
        let inside = search.places(in: line.scores).filter(stretch.traces.contains)
        guard !inside.isEmpty else { return [] }
        let own = members[line.nearest]
        let bodies = Self.curves.indices.map { curve in
            let shape = BodyShape.allCases[curve / BodyShape.permittivities.count]
            return focusing.image(of: shape == .antiVehicle ? long : short, plan(curve, line))
        }
        var alone = focusing
        alone.surfaceNanoseconds = own.prepared.arrivalNanoseconds
        let axis = own.prepared.short.timeAxis
        let trace = try alone.plan(
            .trace, traceSpacingMetres: spacing,
            samplesPerTrace: own.prepared.short.samplesPerTrace,
            sampleIntervalNanoseconds: axis.sampleIntervalNanoseconds)
        func traces(_ radargram: Radargram) -> EchoImage {
            alone.image(of: alone.section(of: radargram, stretch.imaged, margin: 0), trace)
        }
        return search.echoes(
            at: inside, of: line.scores, number: own.number,
            images: ChannelImages(
                bodies: bodies, short: traces(own.prepared.short), long: traces(own.prepared.long),
                firstTrace: stretch.imaged.lowerBound),
            referencePhase: own.prepared.arrivalPhase)
    }

    private func plan(_ curve: Int, _ line: ImageLine) -> EchoFocusing.Plan {
        let parts = line.members.compactMap { number in
            delays[curve][Self.beside(members[number], line, members)].map {
                EchoFocusing.Line(
                    number: number, delays: $0,
                    surfaceNanoseconds: members[number].prepared.arrivalNanoseconds)
            }
        }
        let section = members[0].prepared.short
        return focusing.plan(
            parts, samplesPerTrace: section.samplesPerTrace,
            sampleIntervalNanoseconds: section.timeAxis.sampleIntervalNanoseconds)
    }

    /// How far a member stands beside and ahead of a line, whose traces are those of its nearest member.
    private static func beside(
        _ member: Member, _ line: ImageLine, _ members: [Member]
    ) -> Beside {
        func start(_ one: Member) -> Double {
            (one.scores.distancesMetres.first ?? 0) + one.alongMetres
        }
        let forward = direction(member)
        return Beside(
            across: Int(
                (abs(member.scores.lateralOffsetMetres - line.acrossMetres) * 1e6).rounded()),
            along: Int(
                (forward * (start(member) - start(members[line.nearest])) * 1e6).rounded()))
    }

    /// 1 where distances rise from trace to trace, -1 where they fall.
    private static func direction(_ member: Member) -> Double {
        let distances = member.scores.distancesMetres
        return (distances.last ?? 0) < (distances.first ?? 0) ? -1 : 1
    }

    /// Along each channel, and midway between neighbours.
    private static func lines(_ members: [Member]) -> [ImageLine] {
        var result: [ImageLine] = []
        func add(_ across: Double, _ nearest: Int, _ scores: ChannelScores) {
            let near = members.indices.filter {
                abs(members[$0].scores.lateralOffsetMetres - across) <= reachMetres
            }
            result.append(
                ImageLine(
                    acrossMetres: across, nearest: nearest, scores: scores, members: near))
        }
        for place in members.indices {
            let own = members[place].scores
            add(own.lateralOffsetMetres, place, own)
            guard place + 1 < members.count else { continue }
            let next = members[place + 1].scores
            var between = own
            between.lateralOffsetMetres = (own.lateralOffsetMetres + next.lateralOffsetMetres) / 2
            for trace in own.scores.indices where next.scores[trace] > own.scores[trace] {
                between.scores[trace] = next.scores[trace]
                between.delaysNanoseconds[trace] = next.delaysNanoseconds[trace]
                between.scaleContrast[trace] = next.scaleContrast[trace]
            }
            add(between.lateralOffsetMetres, place, between)
        }
        return result
    }

    /// The distance between traces, where all channels share it.
    private static func commonSpacing(_ members: [Member]) throws(ProcessingError) -> Double {
        func refuse(_ reason: String) -> ProcessingError {
            .badStepValue(step: step, reason: reason)
        }
        guard members.count > 1, let first = members.first?.prepared.short,
            let spacing = first.traceSpacingMetres, spacing > 0
        else { throw refuse("it takes two channels that give evidence, side by side") }
        for (one, next) in zip(members, members.dropFirst()) {
            let apart = next.scores.lateralOffsetMetres - one.scores.lateralOffsetMetres
            guard apart > 0.005, apart <= widestSpacingMetres + 1e-6 else {
                throw refuse(
                    "channels \(one.prepared.index) and \(next.prepared.index) are \(apart) m "
                        + "apart, 0.005 to \(widestSpacingMetres) m is possible")
            }
        }
        for member in members {
            let own = member.prepared.short
            guard own.traceCount == first.traceCount, own.samplesPerTrace == first.samplesPerTrace,
                own.timeAxis.sampleIntervalNanoseconds == first.timeAxis.sampleIntervalNanoseconds,
                abs((own.traceSpacingMetres ?? 0) - spacing) < 1e-6,
                direction(member) == direction(members[0])
            else { throw refuse("the channels differ in their traces or samples") }
            let ahead =
                (own.distancesMetres.first ?? 0) + member.alongMetres
                - (first.distancesMetres.first ?? 0) - members[0].alongMetres
            guard abs(ahead) <= 0.5 else {
                throw refuse(
                    "channel \(member.prepared.index) is \(ahead) m ahead of another, "
                        + "up to 0.5 m is possible")
            }
        }
        return spacing
    }
}
