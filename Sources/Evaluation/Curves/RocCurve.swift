internal import Glibc

/// Detection against false alarms per m2 as the threshold falls, one threshold over all lanes (free
/// response: an area, not a number of chances, is what false alarms are counted over).
public struct RocCurve: Sendable, Hashable {
    /// What a threshold gives.
    public struct Point: Sendable, Hashable {
        /// Alarms of this score and more are taken.
        public var threshold: Double
        /// Mines found, once for every pass.
        public var hits: Int
        /// Share of the mines found.
        public var pd: Double
        /// Alarms on empty ground.
        public var groundAlarms: Int
        /// Alarms on other objects.
        public var objectAlarms: Int
        /// Alarms on empty ground per m2 of it.
        public var groundRate: Double
        /// Alarms on anything but mines per m2 outside their halos.
        public var totalRate: Double

        /// The rate of `kind`.
        public func rate(_ kind: RateKind) -> Double { kind == .ground ? groundRate : totalRate }
    }

    /// Every threshold that matters, from the highest: where mines are found, and the last before.
    public let points: [Point]
    /// Mines that count, once for every pass.
    public let encounters: Int

    /// The curve of `trial`.
    public init(_ trial: JudgedTrial) {
        let encounters = trial.encounters.count
        self.encounters = encounters
        var tally = OutcomeTally()
        var all: [Point] = []
        for (place, alarm) in trial.pool.enumerated() {
            tally.add(alarm.outcome)
            let isLast =
                place + 1 == trial.pool.count || trial.pool[place + 1].score != alarm.score
            guard isLast else { continue }
            all.append(
                Point(
                    threshold: alarm.score, hits: tally.hits,
                    pd: encounters > 0 ? Double(tally.hits) / Double(encounters) : 0,
                    groundAlarms: tally.groundAlarms, objectAlarms: tally.objectAlarms,
                    groundRate: Self.rate(tally, .ground, trial),
                    totalRate: Self.rate(tally, .total, trial)))
        }
        points = all.indices.filter { place in
            let isEnd = place + 1 == all.count
            let rises = all[place].hits != (place == 0 ? 0 : all[place - 1].hits)
            return isEnd || rises || all[place + 1].hits != all[place].hits
        }.map { all[$0] }
    }

    private static func rate(
        _ tally: OutcomeTally, _ kind: RateKind, _ trial: JudgedTrial
    ) -> Double {
        let area = trial.area(for: kind)
        return area > 0 ? Double(tally.falseAlarms(kind)) / area : 0
    }

    /// The best share found at a rate of `kind` of at most `rate`: the curve is a staircase.
    public func pd(at rate: Double, _ kind: RateKind) -> Double {
        points.last { $0.rate(kind) <= rate }?.pd ?? 0
    }

    /// The mean share found over rates of `kind` from 0 to `limit` (normalised partial area).
    ///
    /// Beyond its last alarm the curve stays where it is.
    public func partialArea(upTo limit: Double, _ kind: RateKind) -> Double {
        guard limit > 0 else { return 0 }
        var sum = 0.0
        var place = (rate: 0.0, pd: 0.0)
        for point in points {
            let rate = min(point.rate(kind), limit)
            sum += (rate - place.rate) * place.pd
            place = (rate, point.rate(kind) <= limit ? point.pd : place.pd)
            if point.rate(kind) > limit { break }
        }
        return (sum + (limit - place.rate) * place.pd) / limit
    }
}

extension JudgedTrial {
    /// The share of the mines that alarms thrown at random at `rate` per m2 would find: the mean of
    /// 1 - exp(-rate pi h^2) over the mines' halos of radius h.
    public func chancePd(at rate: Double) -> Double {
        let mines = encounters
        guard !mines.isEmpty else { return 0 }
        let sum = mines.reduce(0.0) { sum, mine in
            let halo = lanes[mine.lane].targets[mine.target].haloMetres(margin: haloMarginMetres)
            return sum - expm1(-rate * .pi * halo * halo)
        }
        return sum / Double(mines.count)
    }
}
