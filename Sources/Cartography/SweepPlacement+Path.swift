public import SurveyModel

extension SweepPlacement {
    /// A knot may miss the places of the traces it stands for by this (m).
    static let knotToleranceMetres = 0.005
    private static let mostTracesOfKnot = 256

    /// The measured way at distances `distancesMetres` of the wheel, with few knots: between two of them no
    /// trace lies further than 5 mm from where it was placed, and that is added to the errors.
    ///
    /// - Throws: `CartographyError.unplaceable` where fewer than two traces have a place.
    public func path(distancesMetres: [Double]) throws(CartographyError) -> LanePath {
        let knots = zip(distancesMetres, traces).compactMap { distance, trace in
            trace.position.map {
                LaneKnot(
                    xMetres: distance, chainageMetres: $0.chainageMetres,
                    offsetMetres: $0.offsetMetres, alongErrorMetres: trace.alongErrorMetres,
                    acrossErrorMetres: trace.acrossErrorMetres)
            }
        }
        guard let first = knots.first, knots.count >= 2 else {
            let why = faults.map { "\($0.traces) \($0.fault.rawValue)" }.joined(separator: ", ")
            throw .unplaceable(
                reason: "\(placedCount) of its \(traces.count) traces have a place"
                    + (why.isEmpty ? "" : " (\(why))"))
        }
        var kept = [first]
        var start = 0
        while start < knots.count - 1 {
            var end = min(knots.count - 1, start + Self.mostTracesOfKnot)
            while end > start + 1, !Self.stands(knots[start], knots[end], for: knots[start...end]) {
                end = start + (end - start) / 2
            }
            let errors = knots[start...end]
            let along = (errors.map(\.alongErrorMetres).max() ?? 0) + Self.knotToleranceMetres
            let across = (errors.map(\.acrossErrorMetres).max() ?? 0) + Self.knotToleranceMetres
            let last = kept.count - 1
            kept[last].alongErrorMetres = max(kept[last].alongErrorMetres, along)
            kept[last].acrossErrorMetres = max(kept[last].acrossErrorMetres, across)
            var knot = knots[end]
            knot.alongErrorMetres = along
            knot.acrossErrorMetres = across
            kept.append(knot)
            start = end
        }
        var path = LanePath(
            method: method, knots: kept, misclosureMetres: misclosureMetres, wheelScale: wheelScale)
        let blanks = blanks(distancesMetres)
        if !blanks.isEmpty { path.blanks = blanks }
        return path
    }

    private static func stands(
        _ one: LaneKnot, _ two: LaneKnot, for traces: ArraySlice<LaneKnot>
    ) -> Bool {
        let way = two.xMetres - one.xMetres
        guard way > 0 else { return false }
        return traces.allSatisfy { trace in
            let share = (trace.xMetres - one.xMetres) / way
            let chainage = one.chainageMetres + share * (two.chainageMetres - one.chainageMetres)
            let offset = one.offsetMetres + share * (two.offsetMetres - one.offsetMetres)
            return abs(trace.chainageMetres - chainage) <= knotToleranceMetres
                && abs(trace.offsetMetres - offset) <= knotToleranceMetres
        }
    }

    /// Stretches between the first and the last placed trace whose traces have no place, each from the
    /// placed trace before to the placed one after.
    private func blanks(_ distances: [Double]) -> [MetreRange] {
        var found: [MetreRange] = []
        var last: Int?
        for (index, trace) in traces.enumerated()
        where trace.position != nil && index < distances.count {
            if let last, index - last > 1 {
                found.append(MetreRange(low: distances[last], high: distances[index]))
            }
            last = index
        }
        return found
    }
}
