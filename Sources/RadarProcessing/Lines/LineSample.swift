internal import SurveyModel

/// Which traces of a line stand for all of it in statistics of bounded size.
///
/// All of them up to 1024; else 32 groups of 32 neighbouring traces, evenly spread, the same seen from
/// either end.
enum LineSample {
    static let mostTraces = 1024
    private static let groupCount = 32
    private static let groupLength = 32

    /// The groups of traces, in order.
    static func groups(of traceCount: Int) -> [Range<Int>] {
        guard traceCount > mostTraces else { return traceCount > 0 ? [0..<traceCount] : [] }
        let slack = traceCount - groupLength
        let half = (0..<groupCount / 2).map { $0 * slack / (groupCount - 1) }
        let starts = half + half.reversed().map { slack - $0 }
        return starts.map { $0..<$0 + groupLength }
    }

    /// Throws `ProcessingError.nothingVaries` where every trace of the sample is constant; reads no further
    /// than the first that is not.
    static func checkVariation(
        step: String, traceCount: Int, reading read: (Range<Int>) throws -> Radargram
    ) throws {
        for group in groups(of: traceCount) {
            for start in stride(from: group.lowerBound, to: group.upperBound, by: groupLength) {
                let part = try read(start..<min(start + groupLength, group.upperBound))
                let varies = (0..<part.traceCount).contains { place in
                    let trace = part.trace(place)
                    return trace.contains { $0 != trace[trace.startIndex] }
                }
                if varies { return }
            }
        }
        guard traceCount == 0 else { throw ProcessingError.nothingVaries(step: step) }
    }

    /// The sample of a line held whole.
    static func traces(of radargram: Radargram) -> Radargram {
        let groups = groups(of: radargram.traceCount)
        guard groups.count > 1 else { return radargram }
        let whole = LineSection(radargram: radargram)
        return joined(groups.map { whole.trimmed(to: $0) }) ?? radargram
    }

    /// One radargram of several of the same shape; `nil` of none.
    static func joined(_ parts: [Radargram]) -> Radargram? {
        guard let first = parts.first else { return nil }
        return Radargram(
            samples: parts.flatMap(\.samples), samplesPerTrace: first.samplesPerTrace,
            distancesMetres: parts.flatMap(\.distancesMetres), timeAxis: first.timeAxis)
    }
}
