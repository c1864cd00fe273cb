import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// The command `clearroad sweep`.
enum SweepCommand {
    static let command = Command(
        "sweep", summary: "register raw files on a lane", subcommands: [add, list])

    static let files = RepeatedArgument<String>("FILE", help: "raw radar files")
    static let segment = Option<String>("segment", valueName: "ID", help: "segment swept")
    static let start = Option<Chainage>(
        "start", valueName: "CHAINAGE", help: "where the sweep started")
    static let offset = Option<Double>(
        "offset", valueName: "METRES",
        help: "offset of the array's centre, positive to the left of increasing chainage",
        check: { abs($0) <= 100 ? nil : "is more than 100 m from the centreline" })
    static let direction = Option<TravelDirection>(
        "direction", valueName: "DIR", help: "up with increasing chainage, down against it")
    static let date = Option<String>(
        "date", valueName: "YYYY-MM-DD", help: "day of recording, in place of the file's or today")
    static let driver = Option<String>("operator", valueName: "PERSON", help: "who swept")
    static let asset = Option<String>(
        "asset", valueName: "ID", help: "the radar, as `asset list` names it")
    static let blank = Flag(
        "blank", help: "ground known to hold nothing: it supports the alarm rate, covers nothing")

    static let pegs = Option<String>(
        "pegs", valueName: "FILE",
        help: "CSV of pegs: peg,wheel_m and chainage_m,offset_m or longitude,latitude; error_m")
    static let leverArm = Option<NumberPair>(
        "lever-arm", valueName: "FORWARD,LEFT",
        help:
            "place by the file's satellite fixes: antenna ahead and left of the array's centre, m",
        check: {
            abs($0.first) <= 20 && abs($0.second) <= 20 ? nil : "is more than 20 m from the array"
        })
    static let latency = DefaultedOption<Double>(
        "latency-ms", valueName: "MS", help: "from the moment of a fix to that of its logging",
        default: 0, check: { abs($0) <= 5000 ? nil : "is more than 5000 ms" })
    static let heading = DefaultedOption<HeadingSource>(
        "heading", valueName: "SOURCE",
        help: "direction of the array: course from fix to fix, or road beside it",
        default: .course)
    static let speed = Option<Double>(
        "speed", valueName: "KMH", help: "speed, where the fixes do not tell their time",
        check: { $0 > 0 && $0 <= 150 ? nil : "is not above 0 and up to 150 km/h" })

    static let add = Command(
        "add", summary: "copy raw files into the survey and register them by digest",
        discussion: """
            A sweep is placed by satellite fixes (--lever-arm), by two or more pegs (--pegs), or by
            typed chainage, offset and direction: good enough for the record, marked "not for
            stake-out", with errors from survey.json. Between pegs the wheel is scaled; more than 1 %
            or 0.25 m between them and the wheel is refused. Fixes give places from their own error,
            the arms, the heading and the latency. The 95 % errors shrink the coverage and go with
            alarms; traces without a place cover nothing.
            Raw files are stored read-only and never changed. --asset names a radar on record that is in
            use and accredited on the day; where one of its lots is found wanting, the others it swept are
            frozen with it.
            """,
        parameters: [
            Common.folder, files, segment, start, offset, direction, pegs, leverArm, latency,
            heading, speed, date, driver, asset,
            blank, Common.recorder,
        ] + Common.reading
    ) { values in
        var registration = SweepRegistration(
            survey: try SurveyFolder(values[Common.folder]), segment: values[segment],
            lane: LanePlan(
                startChainageMetres: values[start]?.metres, offsetMetres: values[offset],
                direction: values[direction]),
            acquiredOn: values[date], operatorName: values[driver], asset: values[asset],
            isBlank: values[blank],
            options: Common.options(values))
        registration.measurement = LaneMeasurement(
            pegsFile: values[pegs],
            antenna: values[leverArm].map {
                AntennaMount(
                    forwardMetres: $0.first, leftMetres: $0.second,
                    latencyMilliseconds: values[latency])
            }, heading: values[heading], metresPerSecond: values[speed].map { $0 / 3.6 })
        var failures = 0
        for file in values[files] {
            do {
                let sweep = try registration.register(
                    file, by: values[Common.recorder], monitor: Output.monitor)
                Output.warn(sweep.warnings, about: file)
                Output.console.print("\(sweep.digest.short)  \(sweep.path)")
            } catch let stop as Cancelled {
                throw stop
            } catch {
                failures += 1
                let words = ClearRoadMain.explained(error)
                Output.console.error(words.sentence, hint: words.hint)
            }
        }
        return failures == 0 ? .done : failures == values[files].count ? .failed : .partial
    }

    static let list = Command(
        "list", summary: "all sweeps", parameters: [Common.folder, Common.json]
    ) { values in
        let (record, _) = try SurveyViews.record(of: try SurveyFolder(values[Common.folder]))
        if values[Common.json] {
            let sweeps = record.sweeps.map { value($0, record) }
            Output.console.print(JSONValue.object([.init("sweeps", .array(sweeps))]).text)
        } else {
            for sweep in record.sweeps { line(sweep, record) }
        }
        return .done
    }

    private static func line(_ sweep: SweepRecord, _ record: SurveyRecord) {
        let fact = sweep.fact
        let lane = fact.placement.map { lane in
            "\(Chainage(metres: lane.startChainageMetres)) \(lane.direction.rawValue), offset "
                + "\(Output.metres(lane.offsetMetres)) m "
                + "(\(Side(offsetMetres: lane.offsetMetres).rawValue)), by "
                + (lane.path.map {
                    "\($0.method.rawValue), misclosure \(Output.metres($0.misclosureMetres)) m"
                        + ($0.isForStakeOut ? "" : ", not for stake-out")
                }
                    ?? "typed chainage, within \(Output.metres(alongError(lane, fact))) m along, "
                    + "not for stake-out")
        }
        Output.console.print(
            "\(sweep.label)  \(fact.acquiredOn)  \(fact.name)  "
                + (fact.isBlank ? "blank ground" : "\(fact.segment ?? "") \(lane ?? "")"))
        let standing = record.standing(ofSweep: sweep.digest)
        if !fact.isBlank, let objection = standing.objection {
            Output.console.print("          not evidence: \(objection.text)")
        }
    }

    /// The largest 95 % error along the road of a lane (m).
    private static func alongError(_ lane: LanePlacement, _ fact: SweepRegistered) -> Double {
        lane.path == nil ? lane.errors(atX: fact.lengthMetres).alongMetres : lane.alongErrorMetres
    }

    private static func value(_ sweep: SweepRecord, _ record: SurveyRecord) -> JSONValue {
        let fact = sweep.fact
        let standing = record.standing(ofSweep: sweep.digest)
        let lane: JSONValue =
            fact.placement.map { lane in
                .object([
                    .init("road", .string(lane.road)),
                    .init("startChainageMetres", .number(lane.startChainageMetres)),
                    .init("offsetMetres", .number(lane.offsetMetres)),
                    .init("direction", .string(lane.direction.rawValue)),
                    .init("alongErrorMetres", .number(alongError(lane, fact))),
                    .init("acrossErrorMetres", .number(lane.acrossErrorMetres)),
                    .init("forStakeOut", .boolean(lane.path?.isForStakeOut == true)),
                    .init("placedBy", .string((lane.path?.method ?? .typed).rawValue)),
                    .init(
                        "misclosureMetres",
                        lane.path.map { .number($0.misclosureMetres) } ?? .null),
                ])
            } ?? .null
        return .object([
            .init("digest", .string(fact.digest.hexadecimal)), .init("name", .string(fact.name)),
            .init("path", .string(fact.path)), .init("segment", .text(fact.segment)),
            .init("acquiredOn", .string(fact.acquiredOn)), .init("asset", .text(fact.asset)),
            .init("newestFixAt", .text(fact.newestFixAt)), .init("lane", lane),
            .init("blank", .boolean(fact.isBlank)),
            .init("evidence", .boolean(standing.isEvidence)),
            .init("whyNot", .text(standing.objection?.text)),
            .init("warnings", Output.value(fact.warnings)),
        ])
    }
}
