public import SurveyModel

/// A sweep laid on a road, with the stretches of its channels in which every trace was valid.
public struct PlacedSweep: Sendable, Hashable {
    /// Digest of the raw file.
    public var digest: Digest
    /// Where it lies.
    public var placement: LanePlacement
    /// Valid stretches of its radar channels, in the lane frame.
    public var stretches: [ValidStretch]
    /// How deep each class is found for sure along its channels; `nil` where valid traces alone count.
    public var assurance: [AssuredStretch]?

    /// The sweep `digest` at `placement`.
    public init(
        digest: Digest, placement: LanePlacement, stretches: [ValidStretch],
        assurance: [AssuredStretch]? = nil
    ) {
        self.digest = digest
        self.placement = placement
        self.stretches = stretches
        self.assurance = assurance
    }

    /// Smallest distance across between two different channels (m); `nil` with fewer than two.
    public var channelSpacingMetres: Double? {
        let places = Set(stretches.map(\.lateralOffsetMetres)).sorted()
        return zip(places.dropFirst(), places).map { $0 - $1 }.min()
    }
}

extension PlacedSweep {
    /// Footprint for a class and depth in the road frame at the nominal place, overlaps and all.
    ///
    /// Across, a channel sees half the class's largest channel spacing to either side, so that
    /// channels at most that far apart leave no gap between them; along, it sees its stretch, where the
    /// traces are no further apart than that.
    func nominalFootprint(
        for coverageClass: CoverageClass, depthMetres: Double
    ) -> [RoadRectangle] {
        let half = coverageClass.maximumChannelSpacingMetres / 2
        return stretches.filter {
            $0.depthReachMetres >= depthMetres && $0.fromMetres < $0.toMetres
                && $0.traceStepMetres <= coverageClass.maximumChannelSpacingMetres + 1e-9
        }
        .flatMap { stretch in
            assured(stretch, for: coverageClass, depthMetres: depthMetres).flatMap { part in
                rectangles(
                    from: part, rightMetres: stretch.lateralOffsetMetres - half,
                    leftMetres: stretch.lateralOffsetMetres + half)
            }
        }
    }

    /// The parts of `stretch` in which the class is found for sure down to the depth.
    private func assured(
        _ stretch: ValidStretch, for coverageClass: CoverageClass, depthMetres: Double
    ) -> [MetreRange] {
        let whole = MetreRange(low: stretch.fromMetres, high: stretch.toMetres)
        guard let assurance else { return [whole] }
        return assurance.filter {
            $0.coverageClass == coverageClass && $0.channel == stretch.channel
                && $0.depthMetres >= depthMetres - 1e-9
        }.map {
            MetreRange(
                low: max($0.fromMetres, whole.low), high: min($0.toMetres, whole.high))
        }.filter { $0.low < $0.high }
    }

    /// Ground that was seen for a class and depth wherever, within its 95 % errors, the sweep lay.
    ///
    /// Each stretch of the lane is shrunk by its own errors, see `ErrorZone`.
    func assuredFootprint(
        for coverageClass: CoverageClass, depthMetres: Double
    ) -> [RoadRectangle] {
        let nominal = nominalFootprint(for: coverageClass, depthMetres: depthMetres)
        let zones = ErrorZone.zones(of: placement, stretches: stretches)
        return zones.flatMap { zone -> [RoadRectangle] in
            let across = zone.acrossErrorMetres + driftMetres
            guard zones.count > 1 else {
                return RectangleSet.eroded(
                    nominal, along: zone.alongErrorMetres, across: across)
            }
            // Ground further off than the error changes nothing within the zone.
            let far = zone.alongErrorMetres + 1
            let near = RoadRectangle(
                chainage: MetreRange(low: zone.chainage.low - far, high: zone.chainage.high + far),
                offset: MetreRange(low: -1e9, high: 1e9))
            let own = RoadRectangle(chainage: zone.chainage, offset: near.offset)
            return RectangleSet.eroded(
                nominal.map { $0.clipped(to: near) }, along: zone.alongErrorMetres, across: across
            ).map { $0.clipped(to: own) }.filter { !$0.isEmpty }
        }
    }

    private static let mostDriftMetres = 0.01

    /// How far a piece of a measured path may lie off the place of its rectangle (m).
    private var driftMetres: Double {
        let offsets = placement.path?.knots.map(\.offsetMetres) ?? []
        return offsets.allSatisfy { $0 == offsets[0] } ? 0 : Self.mostDriftMetres / 2
    }

    /// The stretch of road that its traces reach at the nominal place; `nil` where its figures tell none.
    public var chainageReach: MetreRange? {
        let ends = stretches.flatMap { [$0.fromMetres, $0.toMetres] }.map {
            placement.roadPosition(xMetres: $0, yMetres: 0).chainageMetres
        }
        guard let low = ends.min(), let high = ends.max(), ends.allSatisfy(\.isFinite) else {
            return nil
        }
        return MetreRange(low: low, high: high)
    }

    /// What makes its figures unusable, if anything does.
    var problem: String? {
        let errors = [
            placement.alongErrorMetres, placement.acrossErrorMetres,
            placement.wheelErrorShare ?? 0,
        ]
        let place = [placement.startChainageMetres, placement.offsetMetres]
        guard errors.allSatisfy({ $0.isFinite && $0 >= 0 }), placement.path?.isUsable ?? true else {
            return "sweep \(digest.short) has no usable position error"
        }
        guard place.allSatisfy(\.isFinite) else {
            return "sweep \(digest.short) has no usable place"
        }
        let figures =
            stretches.flatMap {
                [
                    $0.lateralOffsetMetres, $0.fromMetres, $0.toMetres, $0.depthReachMetres,
                    $0.traceStepMetres,
                ]
            } + (assurance ?? []).flatMap { [$0.fromMetres, $0.toMetres, $0.depthMetres] }
        guard figures.allSatisfy({ $0.isFinite && abs($0) < 1e9 }) else {
            return "sweep \(digest.short) has a stretch with unusable figures"
        }
        return nil
    }

    /// The ground of a stretch: one rectangle where the lane runs straight beside the road.
    ///
    /// Along a measured path one for each piece over which the offset changes by at most 1 cm, laid at its middle; half of
    /// that counts as an error.
    func rectangles(
        from part: MetreRange, rightMetres: Double, leftMetres: Double
    ) -> [RoadRectangle] {
        guard let path = placement.path else {
            let low = max(part.low, placement.besideRoad?.low ?? part.low)
            let high = min(part.high, placement.besideRoad?.high ?? part.high)
            guard low < high else { return [] }
            return [
                rectangle(
                    fromMetres: low, toMetres: high, rightMetres: rightMetres,
                    leftMetres: leftMetres)
            ]
        }
        return path.measured(in: part).flatMap { part in
            path.pieces(of: part, mostDriftMetres: Self.mostDriftMetres).map { piece in
                let middle = (piece.low + piece.high) / 2
                let across = rectangle(
                    fromMetres: middle, toMetres: middle, rightMetres: rightMetres,
                    leftMetres: leftMetres)
                let along = rectangle(
                    fromMetres: piece.low, toMetres: piece.high, rightMetres: 0, leftMetres: 0)
                return RoadRectangle(chainage: along.chainage, offset: across.offset)
            }
        }
    }

    private func rectangle(
        fromMetres: Double, toMetres: Double, rightMetres: Double, leftMetres: Double
    ) -> RoadRectangle {
        let one = placement.roadPosition(xMetres: fromMetres, yMetres: rightMetres)
        let other = placement.roadPosition(xMetres: toMetres, yMetres: leftMetres)
        return RoadRectangle(
            chainage: MetreRange(
                low: min(one.chainageMetres, other.chainageMetres),
                high: max(one.chainageMetres, other.chainageMetres)),
            offset: MetreRange(
                low: min(one.offsetMetres, other.offsetMetres),
                high: max(one.offsetMetres, other.offsetMetres)))
    }
}
