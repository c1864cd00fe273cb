internal import LandRelease
internal import MineDetection
internal import SurveyModel

/// What two sweeps must share for the blank ground of one to speak for the other: the radar and its
/// sampling.
///
/// That the soil is alike only the person who registers blank ground can know.
struct RadarSignature: Sendable, Hashable {
    private let maker: String?
    private let model: String?
    private let centreFrequencyMHz: Double?
    private let antennaSeparationMetres: Double?
    private let intervalPicoseconds: Int?

    init(_ sweep: Sweep) {
        maker = sweep.instrument.maker
        model = sweep.instrument.model
        centreFrequencyMHz = sweep.instrument.centreFrequencyMHz
        antennaSeparationMetres = sweep.instrument.antennaSeparationMetres
        intervalPicoseconds = sweep.channels.first.map {
            Int(($0.radargram.timeAxis.sampleIntervalNanoseconds * 1000).rounded())
        }
    }
}

/// Maxima pooled over sweeps of blank ground, radar by radar.
struct BlankGround: Sendable {
    private struct Pool {
        var candidates: [Candidate] = []
        var areaSquareMetres = 0.0
    }

    private var pools: [RadarSignature: Pool] = [:]
    private var seen: Set<[Double]> = []

    /// Whether nothing was added.
    var isEmpty: Bool { pools.isEmpty }

    /// Adds one sweep of blank ground.
    ///
    /// The same samples under another name are counted once.
    mutating func add(_ sweep: Sweep, _ scored: ScoredSweep) {
        guard seen.insert(scored.candidates.map(\.score)).inserted else { return }
        pools[RadarSignature(sweep), default: Pool()].candidates += scored.candidates
        pools[RadarSignature(sweep), default: Pool()].areaSquareMetres += scored.sweptSquareMetres
    }

    /// Throws where the ground of a radar holds too few maxima for a rate.
    func check() throws(DetectionError) {
        for pool in pools.values {
            _ = try BlankEvidence(
                candidates: pool.candidates, areaSquareMetres: pool.areaSquareMetres)
        }
    }

    /// Whether the samples of this sweep were given as blank ground too.
    func holds(_ scored: ScoredSweep) -> Bool {
        !scored.candidates.isEmpty && seen.contains(scored.candidates.map(\.score))
    }

    /// As `evidence(for:)`, to open gates: ground whose maxima are far stronger than blank ground's is not
    /// believed to be blank, or ground full of mines would raise the threshold above their echoes.
    func supportingEvidence(
        for sweep: Sweep, _ scored: ScoredSweep, groundRate: Double
    ) -> (blank: BlankEvidence?, warning: SweepWarning?) {
        guard !holds(scored) else {
            return (
                nil,
                SweepWarning(
                    code: "blank-ground-is-sweep",
                    text: "the same samples are registered as blank ground: the rate is nominal")
            )
        }
        let (blank, warning) = evidence(for: sweep)
        guard let blank else { return (nil, warning) }
        // The plain imaging score: what a judge makes of mines in it must not decide.
        let nominal = NominalTail.imaging
        let highest = nominal.score(atGroundRate: groundRate) + nominal.blankGroundMargin
        let fitted = blank.imagingTail.score(atGroundRate: groundRate)
        guard fitted > highest else { return (blank, nil) }
        return (
            nil,
            SweepWarning(
                code: "blank-ground-strong",
                text: "the registered blank ground reaches an imaging score of "
                    + "\(decimal(fitted, 2)) at the rate asked for, at most "
                    + "\(decimal(highest, 2)) is believed of blank ground: "
                    + "look for what is buried in it; the rate is nominal")
        )
    }

    /// The ground that speaks for `sweep`, and why there is none although there is blank ground.
    func evidence(for sweep: Sweep) -> (blank: BlankEvidence?, warning: SweepWarning?) {
        guard !pools.isEmpty else { return (nil, nil) }
        guard let pool = pools[RadarSignature(sweep)] else {
            return (
                nil,
                SweepWarning(
                    code: "blank-ground-foreign",
                    text: "the blank ground was recorded with another radar or sampling: the rate "
                        + "is nominal")
            )
        }
        do {
            let evidence = try BlankEvidence(
                candidates: pool.candidates, areaSquareMetres: pool.areaSquareMetres)
            return (evidence, nil)
        } catch {
            return (nil, SweepWarning(code: "blank-ground-short", text: error.description))
        }
    }
}

/// The registered sweeps of blank ground.
struct BlankRecord: Sendable {
    private let survey: SurveyFolder
    private let blanks: [SweepRecord]

    init(survey: SurveyFolder, record: SurveyRecord) {
        self.survey = survey
        blanks = record.sweeps.filter(\.fact.isBlank)
    }

    /// Whether no blank ground is on record.
    var isEmpty: Bool { blanks.isEmpty }

    /// Scores the blank sweeps registered before event `order`.
    ///
    /// - Throws: where one of them cannot be read: a rate must not rest on part of its ground.
    func ground(before order: Int = .max, monitor: WorkMonitor) async throws -> BlankGround {
        var ground = BlankGround()
        let pipeline = DetectionPipeline(ground: survey.settings.detection)
        for sweep in blanks where sweep.stamp.order < order {
            try monitor.check()
            monitor.progress(0, "blank ground: \(sweep.fact.name)")
            do {
                let read = try SweepDetection.read(sweep, in: survey, monitor)
                ground.add(
                    read.outline, try await pipeline.scored(read, monitor: monitor.withoutProgress))
            } catch let stop as Cancelled {
                throw stop
            } catch {
                throw WorkflowError(file: survey.path + "/" + sweep.fact.path, error)
            }
        }
        return ground
    }
}

extension OperatingPoint {
    /// That the ground searched is unlike the blank ground, as a warning.
    var groundWarning: SweepWarning? {
        likeness?.objection.map { SweepWarning(code: "ground-unlike-blank", text: $0) }
    }
}
