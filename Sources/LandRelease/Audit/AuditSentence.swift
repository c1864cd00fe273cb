/// What an event says, as the rest of a sentence that begins with a person's name.
///
/// One function a subject, each in a file of its own; a kind of fact without its words does not
/// compile.
struct AuditSentence {
    /// The record once the event took effect, by which names are found.
    let record: SurveyRecord
    /// The event.
    let event: Event

    var text: String {
        switch event.fact {
        case .surveyCreated(let fact): words(fact)
        case .settingsProposed(let fact): words(fact)
        case .settingsApproved(let fact): words(fact)
        case .roadRegistered(let fact): words(fact)
        case .segmentAdded(let fact): words(fact)
        case .segmentClassified(let fact): words(fact)
        case .sweepRegistered(let fact): words(fact)
        case .detectionRun(let fact): words(fact)
        case .alarmClosed(let fact): words(fact)
        case .reportSubmitted(let fact): words(fact)
        case .reportReturned(let fact): words(fact)
        case .reportApproved(let fact): words(fact)
        case .segmentSuspended(let fact): words(fact)
        case .segmentReopened(let fact): words(fact)
        case .reviewClosed(let fact): words(fact)
        case .conflictSettled(let fact): words(fact)
        case .personRegistered(let fact): words(fact)
        case .personChanged(let fact): words(fact)
        case .assetRegistered(let fact): words(fact)
        case .assetRetired(let fact): words(fact)
        case .accreditationGranted(let fact): words(fact)
        case .accreditationWithdrawn(let fact): words(fact)
        case .taskOrdered(let fact): words(fact)
        case .taskClosed(let fact): words(fact)
        case .waiverGranted(let fact): words(fact)
        case .waiverWithdrawn(let fact): words(fact)
        case .noEvidenceConcluded(let fact): words(fact)
        case .workStarted(let fact): words(fact)
        case .boxChecked(let fact): words(fact)
        case .clearanceClaimed(let fact): words(fact)
        case .qualityChecked(let fact): words(fact)
        case .qaVisited(let fact): words(fact)
        case .accidentReported(let fact): words(fact)
        case .handedOver(let fact): words(fact)
        case .lotThawed(let fact): words(fact)
        case .segmentSplit(let fact): words(fact)
        case .segmentMerged(let fact): words(fact)
        case .segmentReversioned(let fact): words(fact)
        case .alarmAssigned(let fact): words(fact)
        case .alarmInspected(let fact): words(fact)
        case .findRecorded(let fact): words(fact)
        case .findDisposed(let fact): words(fact)
        case .searchClosed(let fact): words(fact)
        case .seedsSealed(let fact): words(fact)
        case .seedsUnsealed(let fact): words(fact)
        case .roadCalibrated(let fact): words(fact)
        }
    }

    /// A note in quotes, whole, in one line; nothing where it is empty.
    func note(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.isEmpty ? "" : ": \"\(line)\""
    }

    /// Names in a row, the first 12 of them.
    func list(_ names: [String]) -> String {
        let shown = names.prefix(12).joined(separator: ", ")
        return names.count > 12 ? "\(shown) and \(names.count - 12) more" : shown
    }

    /// `1 alarm`, `2 alarms`.
    func count(_ number: Int, _ what: String) -> String {
        number == 1 ? "1 \(what)" : "\(number) \(what)s"
    }
}
