import CommandLineKit
import LandRelease
import SurveyModel
import SurveyWorkflow

/// The command `clearroad release waive`.
enum WaiveCommand {
    static let objection = RequiredOption<String>(
        "objection", valueName: "CODE", help: "code of the objection, as `--json` prints it")
    static let withdrawal = Flag("withdraw", help: "take the waiver back")

    static let command = Command(
        "waive", summary: "take one objection away on one segment, as the authority",
        discussion: """
            A waiver carries name, role and reason and is shown wherever the segment is. Open alarms,
            ground not searched or not deep enough, lapsed accreditations, wide gaps and objections to
            people can never be waived; an unaccredited method never for cleared.
            """,
        parameters: [
            Common.folder, ReleaseCommand.segment, objection, Office.reason, Office.until,
            withdrawal, Common.person,
        ]
    ) { values in
        let (segment, code) = (values[ReleaseCommand.segment], values[objection])
        let reason = values[Office.reason]
        if values[withdrawal] {
            return try Office.record(
                .waiverWithdrawn(WaiverWithdrawn(segment: segment, code: code, reason: reason)),
                "withdrawing a waiver", values,
                done: "\(code) is waived on segment \(segment) no more")
        }
        let waiver = WaiverGranted(
            segment: segment, code: code, name: values[Common.person], role: .authority,
            reason: reason, until: values[Office.until])
        return try Office.record(
            .waiverGranted(waiver), "waiving \(code) on segment \(segment)", values,
            done: "\(code) is waived on segment \(segment); every map and page shows it")
    }
}
