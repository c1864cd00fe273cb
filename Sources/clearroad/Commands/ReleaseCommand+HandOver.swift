import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

extension ReleaseCommand {
    static let visited = RequiredOption<VisitedActivity>(
        "activity", valueName: "ACTIVITY", help: "what was looked at")
    static let visitedSegment = Option<String>(
        "segment", valueName: "ID", help: "the segment, where the visit was to one")
    static let inspected = RequiredOption<String>(
        "inspected", valueName: "O", help: "organisation whose work it is")
    static let severity = DefaultedOption<Severity>(
        "severity", valueName: "SEVERITY", help: "how bad it is", default: .none)

    static let visit = Command(
        "visit", summary: "record a visit of quality assurance",
        discussion: "A critical non-conformity on a segment sends it to rework.",
        parameters: [
            Common.folder, visited, visitedSegment, inspected, organisation, severity,
            nonConformity, measures, date, Common.person,
        ]
    ) { values in
        try recording("visit recorded", values) { desk in
            .qaVisited(
                QualityVisited(
                    date: values[date] ?? desk.today, activity: values[visited],
                    segment: values[visitedSegment], organisationInspected: values[inspected],
                    organisationInspecting: values[organisation],
                    inspector: values[Common.person], nonConformity: values[nonConformity],
                    severity: values[severity], measures: values[measures]))
        }
    }

    static let forOperator = Option<String>(
        "operator", valueName: "PERSON", help: "who signs for the operator")
    static let forAuthority = Option<String>(
        "authority", valueName: "PERSON", help: "who signs for the authority")
    static let forLandUser = Option<String>(
        "land-user", valueName: "PERSON", help: "who signs for those who will use the land")
    static let benchmarks = Flag("benchmarks", help: "the benchmarks were handed over")
    static let residualRisk = DefaultedOption<String>(
        "residual-risk", valueName: "T", help: "the risk that remains, in words", default: "")
    static let certificate = Option<String>(
        "certificate", valueName: "FILE", help: "the signed certificate")
    static let men = presence("men")
    static let women = presence("women")
    static let boys = presence("boys")
    static let girls = presence("girls")

    private static func presence(_ who: String) -> DefaultedOption<Int> {
        DefaultedOption<Int>(who, valueName: "N", help: "\(who) present", default: 0)
    }

    static let handOver = Command(
        "handover", summary: "hand released ground over to its users",
        discussion: """
            Needs the signatures of operator, authority and land user, the benchmarks, and a statement
            of the risk that remains. Ground under review or frozen is not handed over.
            """,
        parameters: [
            Common.folder, segment, forOperator, forAuthority, forLandUser, benchmarks,
            residualRisk, certificate, men, women, boys, girls, date, Common.person,
        ]
    ) { values in
        try answering(json: false) {
            let desk = WorkDesk(survey: try SurveyFolder(values[Common.folder]))
            let names: [(HandOverParty, String?)] = [
                (.operator, values[forOperator]), (.authority, values[forAuthority]),
                (.landUser, values[forLandUser]),
            ]
            let signatories = names.compactMap { party, name in
                name.map { Signatory(party: party, name: $0, date: values[date] ?? desk.today) }
            }
            let fact = HandedOver(
                segment: values[segment], signatories: signatories,
                hasBenchmarks: values[benchmarks], residualRisk: values[residualRisk],
                men: values[men], women: values[women], boys: values[boys], girls: values[girls])
            say(
                "segment \(values[segment]) handed over",
                try desk.handOver(
                    fact, certificate: values[certificate], by: values[Common.person]))
        }
    }

    static let road = RequiredOption<String>("road", valueName: "ROAD", help: "road id")
    static let chainage = RequiredOption<Chainage>(
        "chainage", valueName: "C", help: "chainage of the accident")
    static let offset = RequiredOption<Double>(
        "offset", valueName: "O", help: "offset, positive to the left of increasing chainage")
    static let placeError = DefaultedOption<Double>(
        "place-error", valueName: "METRES", help: "how far off the place may be", default: 5)
    static let device = DefaultedOption<DeviceCategory>(
        "device", valueName: "DEVICE", help: "what went off", default: .unknown)
    static let victims = RequiredOption<AccidentKind>(
        "to", valueName: "WHOM",
        help: "demining: at a workplace of mine action; mine: to anybody else")
    static let injured = RequiredOption<Int>(
        "injured", valueName: "N", help: "people hurt or killed")
    static let ground = DefaultedOption<AccidentGround>(
        "ground", valueName: "STATE", help: "what was known of the ground", default: .unknown)

    static let accident = Command(
        "accident", summary: "report an accident; released ground there is open again by itself",
        discussion: """
            Every segment within --place-error of the place is confirmed; released ones are reopened and
            the lots of the same team, asset and procedure are frozen until they are thawed.
            """,
        parameters: [
            Common.folder, road, chainage, offset, placeError, victims, injured, device, ground,
            date, remark, Common.person,
        ]
    ) { values in
        try answering(json: false) {
            let desk = WorkDesk(survey: try SurveyFolder(values[Common.folder]))
            let fact = AccidentReported(
                road: values[road],
                position: RoadPosition(
                    chainageMetres: values[chainage].metres, offsetMetres: values[offset]),
                geographic: GeographicPosition(longitude: 0, latitude: 0),
                placeErrorMetres: values[placeError], date: values[date] ?? desk.today,
                device: values[device], victims: values[victims], injured: values[injured],
                ground: values[ground], note: values[remark])
            say("accident recorded", try desk.report(fact, by: values[Common.person]))
        }
    }

    static let thaw = Command(
        "thaw", summary: "free a frozen segment, once the cause is known",
        parameters: [Common.folder, segment, reason, Common.person]
    ) { values in
        try recording("segment \(values[segment]) thawed", values) { _ in
            .lotThawed(LotThawed(segment: values[segment], reason: values[reason]))
        }
    }
}
