public import SurveyModel

/// Where every trace of a sweep lies on its road, and how well that is known.
public struct SweepPlacement: Sendable, Equatable {
    /// The place of the array's centre at one trace.
    public struct Trace: Sendable, Equatable {
        /// Chainage and offset; `nil` where the trace has no usable place.
        public var position: RoadPosition?
        /// 95 % error along the road (m).
        public var alongErrorMetres: Double
        /// 95 % error across the road (m).
        public var acrossErrorMetres: Double
        /// Why it has no place.
        public var fault: Fault?
    }

    /// Why a trace has no usable place.
    public enum Fault: String, Sendable, Codable, CaseIterable {
        /// Before the first or after the last peg or fix.
        case beyondMeasured = "no peg or fix that far"
        /// The road ends before it.
        case beyondRoadEnd = "beyond the road's end"
        /// More than 100 m from the centreline.
        case offRoad = "off the road"
        /// Its fix lies where the sweep cannot have been.
        case jump = "its fix jumps"
        /// No fix near it.
        case noFix = "no fix near it"
    }

    /// How the sweep was placed.
    public var method: PlacementMethod
    /// Traces in the order of recording.
    public var traces: [Trace]
    /// Direction of travel.
    public var direction: TravelDirection
    /// Largest disagreement between the wheel and what was measured (m); 0 where nothing was compared.
    public var misclosureMetres: Double
    /// Metres of road for each metre of the wheel.
    public var wheelScale: Double
    /// Whether points may be set out from it, as far as the method goes; see `LanePath.isForStakeOut`.
    public var isForStakeOut: Bool { method != .typed }

    /// Traces that have a place.
    public var placedCount: Int { traces.count { $0.position != nil } }

    /// Faults with the number of traces each has.
    public var faults: [(fault: Fault, traces: Int)] {
        Fault.allCases.compactMap { fault in
            let count = traces.count { $0.fault == fault }
            return count > 0 ? (fault, count) : nil
        }
    }
}

extension SweepPlacement {
    /// Places typed by a person: the wheel as it is from `lane`'s start, with the errors of
    /// `LanePlacement.errors(atX:)`.
    public static func typed(
        lane: LanePlacement, distancesMetres: [Double], road: Centreline
    ) -> SweepPlacement {
        let traces = distancesMetres.map { distance in
            let errors = lane.errors(atX: distance)
            return trace(
                lane.roadPosition(xMetres: distance, yMetres: 0), along: errors.alongMetres,
                across: errors.acrossMetres, on: road)
        }
        return SweepPlacement(
            method: .typed, traces: traces, direction: lane.direction, misclosureMetres: 0,
            wheelScale: 1)
    }

    /// From the smallest to the largest of `distancesMetres` at which a trace has a place; `nil` where
    /// none has one.
    public func reach(distancesMetres: [Double]) -> MetreRange? {
        let placed = zip(distancesMetres, traces).filter { $1.position != nil }.map(\.0)
        guard let low = placed.min(), let high = placed.max() else { return nil }
        return MetreRange(low: low, high: high)
    }

    /// A trace at a place, or why it has none.
    static func trace(
        _ position: RoadPosition, along: Double, across: Double, on road: Centreline
    ) -> Trace {
        var fault: Fault?
        if !(0...road.lengthMetres).contains(position.chainageMetres) { fault = .beyondRoadEnd }
        if !(abs(position.offsetMetres) <= Centreline.maximumOffsetMetres) { fault = .offRoad }
        return Trace(
            position: fault == nil ? position : nil, alongErrorMetres: along,
            acrossErrorMetres: across, fault: fault)
    }

    static func nowhere(_ fault: Fault) -> Trace {
        Trace(position: nil, alongErrorMetres: 0, acrossErrorMetres: 0, fault: fault)
    }
}
