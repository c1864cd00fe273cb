internal import Cartography
public import LandRelease
internal import SurveyModel

/// How the ground of a survey adds up: original = cancelled + reduced + cleared + remaining, ground that
/// several segments share counted once.
///
/// Ground is dissolved in the road frame, by road and depth; each piece has the geodesic area that its
/// segments have on average. Where segments that share ground stand differently, it remains until all
/// are released, and has the product decided on last.
public enum AreaLedger: Sendable {
    /// A piece of ground with what became of it.
    struct Parcel {
        var frame: RoadRectangle
        var squareMetres: Double
        var product: LandProduct
        var isUnderReview: Bool
        /// Which segments share it.
        var segments: [String]
    }

    /// The account of all segments, and the ground (m2) that more than one of them holds.
    public static func account(
        of record: SurveyRecord
    ) -> (account: AreaAccount, sharedSquareMetres: Double) {
        let counted = record.segments.filter(isCounted)
        let parcels = parcels(of: counted, record)
        var account = AreaAccount()
        var shared = 0.0
        for parcel in parcels {
            account.add(parcel.squareMetres, parcel.product, isUnderReview: parcel.isUnderReview)
            if parcel.segments.count > 1 {
                shared += parcel.squareMetres
                account.originalSquareMetres -=
                    Double(parcel.segments.count - 1) * parcel.squareMetres
            }
        }
        // From the segments, not the pieces: the two must agree.
        account.originalSquareMetres += counted.reduce(0) { $0 + $1.fact.areaSquareMetres }
        return (account, shared)
    }

    /// Segments that hold ground of their own: not those that others took the place of.
    static func isCounted(_ segment: SegmentRecord) -> Bool { true }

    /// The ground of `segments` in disjoint pieces.
    static func parcels(of segments: [SegmentRecord], _ record: SurveyRecord) -> [Parcel] {
        let decided = decisions(record)
        return groups(segments).flatMap { group -> [Parcel] in
            let rectangles = group.map { EvidenceCoverage.rectangle(of: $0.fact) }
            return GroundDivision.pieces(of: rectangles).map { piece in
                let members = piece.members.map { group[$0] }
                let scales = members.map(\.areaScale)
                let scale = scales.reduce(0, +) / Double(scales.count)
                return Parcel(
                    frame: piece.rectangle,
                    squareMetres: piece.rectangle.areaSquareMetres * scale,
                    product: product(members, decided),
                    isUnderReview: members.contains(where: \.isUnderReview),
                    segments: members.map(\.id))
            }
        }
    }

    private static func product(
        _ members: [SegmentRecord], _ decided: [String: Int]
    ) -> LandProduct {
        guard members.allSatisfy({ $0.product != .none }) else { return .none }
        return members.max { (decided[$0.id] ?? -1) < (decided[$1.id] ?? -1) }?.product ?? .none
    }

    /// When each segment's release was approved, as its place in the record.
    private static func decisions(_ record: SurveyRecord) -> [String: Int] {
        var decided: [String: Int] = [:]
        for report in record.reports where report.state == .approved {
            decided[report.fact.segment] = max(
                report.decision?.order ?? -1, decided[report.fact.segment] ?? -1)
        }
        return decided
    }

    /// Segments by road and depth, in a fixed order.
    static func groups(_ segments: [SegmentRecord]) -> [[SegmentRecord]] {
        struct Key: Hashable {
            var road: String
            var depth: Double
        }
        return Dictionary(grouping: segments) {
            Key(road: $0.fact.road, depth: $0.fact.depthMetres)
        }.sorted {
            ($0.key.road, $0.key.depth) < ($1.key.road, $1.key.depth)
        }.map(\.value)
    }

    /// Where the account does not close, or a stored area is not that of its outline.
    static func findings(_ record: SurveyRecord) -> [String] {
        var findings: [String] = []
        let account = account(of: record).account
        if !account.isBalanced {
            findings.append(
                "the areas do not add up: \(decimal(account.originalSquareMetres, 2)) m2 in all, "
                    + "\(decimal(account.sumSquareMetres, 2)) m2 in parts")
        }
        for group in groups(record.segments.filter(isCounted)) {
            let rectangles = group.map { EvidenceCoverage.rectangle(of: $0.fact) }
            let pieces = GroundDivision.pieces(of: rectangles).reduce(0) {
                $0 + $1.rectangle.areaSquareMetres
            }
            let union = GroundDivision.unionSquareMetres(rectangles)
            if !(abs(pieces - union) <= max(0.01, union * 1e-3)) {
                findings.append(
                    "the ground of road \(group[0].fact.road) is \(decimal(union, 2)) m2, its pieces "
                        + "have \(decimal(pieces, 2)) m2")
            }
        }
        for segment in record.segments {
            let stated = segment.fact.areaSquareMetres
            guard let found = try? GeodesicArea.squareMetres(segment.fact.outline) else { continue }
            if !(abs(stated - found) <= max(0.01, found * 1e-3)) {
                findings.append(
                    "segment \(segment.id) says \(decimal(stated, 2)) m2, its outline encloses "
                        + "\(decimal(found, 2)) m2")
            }
        }
        return findings
    }
}

extension SegmentRecord {
    /// Geodesic area by area in the road frame.
    var areaScale: Double {
        let frame = fact.chainage.length * fact.offset.length
        return frame > 0 ? fact.areaSquareMetres / frame : 1
    }
}

extension AreaAccount {
    /// All parts together (m2).
    public var sumSquareMetres: Double {
        cancelledSquareMetres + reducedSquareMetres + clearedSquareMetres + remainingSquareMetres
    }

    fileprivate mutating func add(_ area: Double, _ product: LandProduct, isUnderReview: Bool) {
        switch product {
        case .none: remainingSquareMetres += area
        case .reduced: reducedSquareMetres += area
        case .cleared: clearedSquareMetres += area
        case .cancelled: cancelledSquareMetres += area
        }
        if isUnderReview { underReviewSquareMetres += area }
    }
}
