/// What an event says.
///
/// In JSON it is one flat object whose `kind` names the case.
public enum Fact: Sendable, Equatable {
    /// A survey began.
    case surveyCreated(SurveyCreated)
    /// Somebody proposes settings.
    case settingsProposed(SettingsProposed)
    /// Somebody else approves settings.
    case settingsApproved(SettingsApproved)
    /// A centreline was registered.
    case roadRegistered(RoadRegistered)
    /// A segment was laid on a road.
    case segmentAdded(SegmentAdded)
    /// A segment's classification was raised.
    case segmentClassified(SegmentClassified)
    /// A raw sweep was registered.
    case sweepRegistered(SweepRegistered)
    /// The detector ran over a sweep.
    case detectionRun(DetectionRun)
    /// A person looked at an alarm.
    case alarmClosed(AlarmClosed)
    /// Somebody asks to release a segment.
    case reportSubmitted(ReportSubmitted)
    /// A report goes back to its author.
    case reportReturned(ReportReturned)
    /// A report is approved.
    case reportApproved(ReportApproved)
    /// Work on a segment stops.
    case segmentSuspended(SegmentSuspended)
    /// A suspended or released segment is open again.
    case segmentReopened(SegmentReopened)
    /// The review of released ground ends.
    case reviewClosed(ReviewClosed)
    /// A person was registered.
    case personRegistered(PersonRegistered)
    /// A person's roles, key or organisation changed.
    case personChanged(PersonChanged)
    /// An asset was registered.
    case assetRegistered(AssetRegistered)
    /// An asset is used no more.
    case assetRetired(AssetRetired)
    /// The authority accredits somebody or something.
    case accreditationGranted(AccreditationGranted)
    /// The authority takes an accreditation back.
    case accreditationWithdrawn(AccreditationWithdrawn)
    /// Work on a segment is ordered.
    case taskOrdered(TaskOrdered)
    /// Work under a task ends.
    case taskClosed(TaskClosed)
    /// The authority waives an objection.
    case waiverGranted(WaiverGranted)
    /// A waiver counts no more.
    case waiverWithdrawn(WaiverWithdrawn)
    /// Survey found nothing that speaks for a hazard.
    case noEvidenceConcluded(NoEvidenceConcluded)
    /// A day of work began.
    case workStarted(WorkStarted)
    /// An asset was checked over the test box.
    case boxChecked(BoxChecked)
    /// The operator claims that a segment is cleared.
    case clearanceClaimed(ClearanceClaimed)
    /// Quality control looked at finished work.
    case qualityChecked(QualityChecked)
    /// Quality assurance visited work in progress.
    case qaVisited(QualityVisited)
    /// There was an accident.
    case accidentReported(AccidentReported)
    /// Released ground was handed over.
    case handedOver(HandedOver)
    /// A frozen lot is free again.
    case lotThawed(LotThawed)
    /// A segment was cut.
    case segmentSplit(SegmentSplit)
    /// Segments became one.
    case segmentMerged(SegmentMerged)
    /// A segment got a new geometry.
    case segmentReversioned(SegmentReversioned)
    /// Somebody is charged with an alarm.
    case alarmAssigned(AlarmAssigned)
    /// A person looked at an alarm, and it needs a second sensor.
    case alarmInspected(AlarmInspected)
    /// An item was found.
    case findRecorded(FindRecorded)
    /// An item was disposed of.
    case findDisposed(FindDisposed)
    /// The ground around a find was searched.
    case searchClosed(SearchClosed)
    /// Blind seeds were buried in a lot.
    case seedsSealed(SeedsSealed)
    /// The places of blind seeds are shown.
    case seedsUnsealed(SeedsUnsealed)
    /// A conflict of merged records is settled.
    case conflictSettled(ConflictSettled)
    /// The kilometre posts of a road were measured.
    case roadCalibrated(RoadCalibrated)

    /// The kinds of fact by their names in the record.
    public enum Kind: String, Sendable, CaseIterable {
        /// See `Fact.surveyCreated`.
        case surveyCreated
        /// See `Fact.settingsProposed`.
        case settingsProposed
        /// See `Fact.settingsApproved`.
        case settingsApproved
        /// See `Fact.roadRegistered`.
        case roadRegistered
        /// See `Fact.segmentAdded`.
        case segmentAdded
        /// See `Fact.segmentClassified`.
        case segmentClassified
        /// See `Fact.sweepRegistered`.
        case sweepRegistered
        /// See `Fact.detectionRun`.
        case detectionRun
        /// See `Fact.alarmClosed`.
        case alarmClosed
        /// See `Fact.reportSubmitted`.
        case reportSubmitted
        /// See `Fact.reportReturned`.
        case reportReturned
        /// See `Fact.reportApproved`.
        case reportApproved
        /// See `Fact.segmentSuspended`.
        case segmentSuspended
        /// See `Fact.segmentReopened`.
        case segmentReopened
        /// See `Fact.reviewClosed`.
        case reviewClosed
        /// See `Fact.personRegistered`.
        case personRegistered
        /// See `Fact.personChanged`.
        case personChanged
        /// See `Fact.assetRegistered`.
        case assetRegistered
        /// See `Fact.assetRetired`.
        case assetRetired
        /// See `Fact.accreditationGranted`.
        case accreditationGranted
        /// See `Fact.accreditationWithdrawn`.
        case accreditationWithdrawn
        /// See `Fact.taskOrdered`.
        case taskOrdered
        /// See `Fact.taskClosed`.
        case taskClosed
        /// See `Fact.waiverGranted`.
        case waiverGranted
        /// See `Fact.waiverWithdrawn`.
        case waiverWithdrawn
        /// See `Fact.noEvidenceConcluded`.
        case noEvidenceConcluded
        /// See `Fact.workStarted`.
        case workStarted
        /// See `Fact.boxChecked`.
        case boxChecked
        /// See `Fact.clearanceClaimed`.
        case clearanceClaimed
        /// See `Fact.qualityChecked`.
        case qualityChecked
        /// See `Fact.qaVisited`.
        case qaVisited
        /// See `Fact.accidentReported`.
        case accidentReported
        /// See `Fact.handedOver`.
        case handedOver
        /// See `Fact.lotThawed`.
        case lotThawed
        /// See `Fact.segmentSplit`.
        case segmentSplit
        /// See `Fact.segmentMerged`.
        case segmentMerged
        /// See `Fact.segmentReversioned`.
        case segmentReversioned
        /// See `Fact.alarmAssigned`.
        case alarmAssigned
        /// See `Fact.alarmInspected`.
        case alarmInspected
        /// See `Fact.findRecorded`.
        case findRecorded
        /// See `Fact.findDisposed`.
        case findDisposed
        /// See `Fact.searchClosed`.
        case searchClosed
        /// See `Fact.seedsSealed`.
        case seedsSealed
        /// See `Fact.seedsUnsealed`.
        case seedsUnsealed
        /// See `Fact.conflictSettled`.
        case conflictSettled
        /// See `Fact.roadCalibrated`.
        case roadCalibrated
    }

    /// Its kind.
    public var kind: Kind { parts.kind }

    private var parts: (kind: Kind, payload: any Encodable) {
        switch self {
        case .surveyCreated(let payload): (.surveyCreated, payload)
        case .settingsProposed(let payload): (.settingsProposed, payload)
        case .settingsApproved(let payload): (.settingsApproved, payload)
        case .roadRegistered(let payload): (.roadRegistered, payload)
        case .segmentAdded(let payload): (.segmentAdded, payload)
        case .segmentClassified(let payload): (.segmentClassified, payload)
        case .sweepRegistered(let payload): (.sweepRegistered, payload)
        case .detectionRun(let payload): (.detectionRun, payload)
        case .alarmClosed(let payload): (.alarmClosed, payload)
        case .reportSubmitted(let payload): (.reportSubmitted, payload)
        case .reportReturned(let payload): (.reportReturned, payload)
        case .reportApproved(let payload): (.reportApproved, payload)
        case .segmentSuspended(let payload): (.segmentSuspended, payload)
        case .segmentReopened(let payload): (.segmentReopened, payload)
        case .reviewClosed(let payload): (.reviewClosed, payload)
        case .personRegistered(let payload): (.personRegistered, payload)
        case .personChanged(let payload): (.personChanged, payload)
        case .assetRegistered(let payload): (.assetRegistered, payload)
        case .assetRetired(let payload): (.assetRetired, payload)
        case .accreditationGranted(let payload): (.accreditationGranted, payload)
        case .accreditationWithdrawn(let payload): (.accreditationWithdrawn, payload)
        case .taskOrdered(let payload): (.taskOrdered, payload)
        case .taskClosed(let payload): (.taskClosed, payload)
        case .waiverGranted(let payload): (.waiverGranted, payload)
        case .waiverWithdrawn(let payload): (.waiverWithdrawn, payload)
        case .noEvidenceConcluded(let payload): (.noEvidenceConcluded, payload)
        case .workStarted(let payload): (.workStarted, payload)
        case .boxChecked(let payload): (.boxChecked, payload)
        case .clearanceClaimed(let payload): (.clearanceClaimed, payload)
        case .qualityChecked(let payload): (.qualityChecked, payload)
        case .qaVisited(let payload): (.qaVisited, payload)
        case .accidentReported(let payload): (.accidentReported, payload)
        case .handedOver(let payload): (.handedOver, payload)
        case .lotThawed(let payload): (.lotThawed, payload)
        case .segmentSplit(let payload): (.segmentSplit, payload)
        case .segmentMerged(let payload): (.segmentMerged, payload)
        case .segmentReversioned(let payload): (.segmentReversioned, payload)
        case .alarmAssigned(let payload): (.alarmAssigned, payload)
        case .alarmInspected(let payload): (.alarmInspected, payload)
        case .findRecorded(let payload): (.findRecorded, payload)
        case .findDisposed(let payload): (.findDisposed, payload)
        case .searchClosed(let payload): (.searchClosed, payload)
        case .seedsSealed(let payload): (.seedsSealed, payload)
        case .seedsUnsealed(let payload): (.seedsUnsealed, payload)
        case .conflictSettled(let payload): (.conflictSettled, payload)
        case .roadCalibrated(let payload): (.roadCalibrated, payload)
        }
    }
}

/// A fact of a kind this program does not know: a newer program wrote it.
struct UnknownFactKind: Error {
    /// The name of the kind.
    var name: String
}

extension Fact: Codable {
    private enum Key: String, CodingKey { case kind }

    /// Decodes the payload named by `kind`.
    ///
    /// - Throws: an error naming the kind where this program does not know it.
    public init(from decoder: any Decoder) throws {
        let name = try decoder.container(keyedBy: Key.self).decode(String.self, forKey: .kind)
        guard let kind = Kind(rawValue: name) else { throw UnknownFactKind(name: name) }
        switch kind {
        case .surveyCreated: self = .surveyCreated(try .init(from: decoder))
        case .settingsProposed: self = .settingsProposed(try .init(from: decoder))
        case .settingsApproved: self = .settingsApproved(try .init(from: decoder))
        case .roadRegistered: self = .roadRegistered(try .init(from: decoder))
        case .segmentAdded: self = .segmentAdded(try .init(from: decoder))
        case .segmentClassified: self = .segmentClassified(try .init(from: decoder))
        case .sweepRegistered: self = .sweepRegistered(try .init(from: decoder))
        case .detectionRun: self = .detectionRun(try .init(from: decoder))
        case .alarmClosed: self = .alarmClosed(try .init(from: decoder))
        case .reportSubmitted: self = .reportSubmitted(try .init(from: decoder))
        case .reportReturned: self = .reportReturned(try .init(from: decoder))
        case .reportApproved: self = .reportApproved(try .init(from: decoder))
        case .segmentSuspended: self = .segmentSuspended(try .init(from: decoder))
        case .segmentReopened: self = .segmentReopened(try .init(from: decoder))
        case .reviewClosed: self = .reviewClosed(try .init(from: decoder))
        case .personRegistered: self = .personRegistered(try .init(from: decoder))
        case .personChanged: self = .personChanged(try .init(from: decoder))
        case .assetRegistered: self = .assetRegistered(try .init(from: decoder))
        case .assetRetired: self = .assetRetired(try .init(from: decoder))
        case .accreditationGranted: self = .accreditationGranted(try .init(from: decoder))
        case .accreditationWithdrawn: self = .accreditationWithdrawn(try .init(from: decoder))
        case .taskOrdered: self = .taskOrdered(try .init(from: decoder))
        case .taskClosed: self = .taskClosed(try .init(from: decoder))
        case .waiverGranted: self = .waiverGranted(try .init(from: decoder))
        case .waiverWithdrawn: self = .waiverWithdrawn(try .init(from: decoder))
        case .noEvidenceConcluded: self = .noEvidenceConcluded(try .init(from: decoder))
        case .workStarted: self = .workStarted(try .init(from: decoder))
        case .boxChecked: self = .boxChecked(try .init(from: decoder))
        case .clearanceClaimed: self = .clearanceClaimed(try .init(from: decoder))
        case .qualityChecked: self = .qualityChecked(try .init(from: decoder))
        case .qaVisited: self = .qaVisited(try .init(from: decoder))
        case .accidentReported: self = .accidentReported(try .init(from: decoder))
        case .handedOver: self = .handedOver(try .init(from: decoder))
        case .lotThawed: self = .lotThawed(try .init(from: decoder))
        case .segmentSplit: self = .segmentSplit(try .init(from: decoder))
        case .segmentMerged: self = .segmentMerged(try .init(from: decoder))
        case .segmentReversioned: self = .segmentReversioned(try .init(from: decoder))
        case .alarmAssigned: self = .alarmAssigned(try .init(from: decoder))
        case .alarmInspected: self = .alarmInspected(try .init(from: decoder))
        case .findRecorded: self = .findRecorded(try .init(from: decoder))
        case .findDisposed: self = .findDisposed(try .init(from: decoder))
        case .searchClosed: self = .searchClosed(try .init(from: decoder))
        case .seedsSealed: self = .seedsSealed(try .init(from: decoder))
        case .seedsUnsealed: self = .seedsUnsealed(try .init(from: decoder))
        case .conflictSettled: self = .conflictSettled(try .init(from: decoder))
        case .roadCalibrated: self = .roadCalibrated(try .init(from: decoder))
        }
    }

    /// Encodes the payload and its kind into one object.
    public func encode(to encoder: any Encoder) throws {
        let (kind, payload) = parts
        try payload.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(kind.rawValue, forKey: .kind)
    }
}
