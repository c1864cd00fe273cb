public import SurveyModel

/// An item somebody found.
public struct FindRecord: Sendable, Equatable {
    /// A disposal with the event that says so.
    public struct Disposing: Sendable, Equatable {
        /// What was recorded.
        public var fact: FindDisposed
        /// The event that recorded it.
        public var stamp: EventStamp
    }

    /// Its id.
    public var id: String
    /// The alarm it was found at; nil where it was found without one.
    public var alarmID: String?
    /// The closing that tells of it; nil where none does.
    public var closing: AlarmClosed?
    /// What it is and what became of it; nil while only a closing tells of it.
    public var details: FindRecorded?
    /// Road it lies by; nil where its place is not recorded.
    public var road: String?
    /// Segments it lies on, by sweep or by place.
    public var segments: [String]
    /// Whether it counts as explosive.
    public var isExplosive: Bool
    /// The search around it; nil where none began.
    public var search: FindSearch?
    /// What was done with it since, in order.
    public var disposings: [Disposing] = []
    /// The event that recorded it.
    public var stamp: EventStamp

    /// What names it in sentences: its alarm where it has one, else its own id.
    public var alarm: String { alarmID ?? id }
    /// Where it was found, in the road frame; nil where its place is not recorded.
    public var position: RoadPosition? {
        details.map { $0.place.position } ?? closing?.position
    }
    /// Where it was found, or the middle of the community.
    public var geographic: GeographicPosition {
        details?.place.geographic ?? closing?.geographic
            ?? GeographicPosition(longitude: 0, latitude: 0)
    }
    /// Depth of its top (m), or the depth dug where only a closing tells of it.
    public var depthMetres: Double { details?.depthMetres ?? closing?.depthMetres ?? 0 }
    /// Who found it.
    public var foundBy: String { details?.foundBy ?? closing?.closedBy ?? stamp.by }
    /// When.
    public var foundOn: String { details?.foundOn ?? closing?.closedOn ?? stamp.at }
    /// Everything said of it.
    public var note: String {
        [closing?.note, details?.note].compactMap { $0 }.filter { !$0.isEmpty }
            .joined(separator: "\n")
    }
    /// What became of it; nil while only a closing tells of it.
    public var disposal: FindDisposal? {
        disposings.last?.fact.disposal ?? details?.disposal
    }
    /// `open`, `closed` or nil where no search began.
    public var searchState: String? { search.map { $0.ending == nil ? "open" : "closed" } }
}

/// The search of the ground around a find.
public struct FindSearch: Sendable, Equatable {
    /// Ground to be searched: a rectangle in the road frame.
    public struct Zone: Sendable, Hashable {
        /// The road.
        public var road: String
        /// Chainages it spans (m).
        public var chainage: MetreRange
        /// Offsets it spans (m).
        public var offset: MetreRange

        /// Its area in the road frame (m2).
        public var areaSquareMetres: Double { chainage.length * offset.length }

        /// Whether it shares more than a millimetre of ground with a segment.
        func touches(_ segment: SegmentAdded) -> Bool {
            func share(_ one: MetreRange, _ two: MetreRange) -> Bool {
                min(one.high, two.high) - max(one.low, two.low) > 0.001
            }
            return road == segment.road && share(chainage, segment.chainage)
                && share(offset, segment.offset)
        }

        /// Whether it shares ground with another zone.
        func touches(_ other: Zone) -> Bool {
            func share(_ one: MetreRange, _ two: MetreRange) -> Bool {
                min(one.high, two.high) - max(one.low, two.low) > 0.001
            }
            return road == other.road && share(chainage, other.chainage)
                && share(offset, other.offset)
        }
    }

    /// How it ended.
    public struct Ending: Sendable, Equatable {
        /// What was recorded.
        public var fact: SearchClosed
        /// The event that recorded it.
        public var stamp: EventStamp
    }

    /// What has to be searched.
    public var zones: [Zone]
    /// Distance from the find along the road (m).
    public var reachMetres: Double
    /// How it ended; nil while it goes on.
    public var ending: Ending?
}
