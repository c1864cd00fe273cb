/// How far the release of a segment is, one step of mine-action practice after the other.
public enum LandStage: String, Sendable, Codable, CaseIterable {
    /// No work was ordered.
    case open
    /// A task order was given.
    case tasked
    /// Technical survey is in progress.
    case technicalSurvey = "technical-survey"
    /// Clearance is in progress.
    case clearance
    /// The operator claims that clearance is complete.
    case claimed
    /// Internal quality control passed; the external one is the hold point.
    case qcPassed = "qc-passed"
    /// Quality control found what has to be done again.
    case rework
    /// A report was approved.
    case released
    /// The ground was handed over to its users.
    case handedOver = "handed-over"
    /// Survey found nothing that speaks for a hazard; it never was one.
    case noEvidence = "no-evidence"
}

/// Classification, stage and product of a segment: three attributes, of which only some go together.
///
/// What cannot be has no value: no product without a release, no release of ground nobody assessed, no
/// hand-over of ground that is not released.
public struct LandState: Sendable, Hashable {
    /// What is known of its contamination.
    public let classification: Classification
    /// How far its release is.
    public let stage: LandStage
    /// Whether work is stopped; `stage` is then where it stopped.
    public let isSuspended: Bool
    /// What land release made of it.
    public let product: LandProduct

    /// The state of these parts, or `nil` where they do not go together.
    public init?(
        classification: Classification, stage: LandStage, isSuspended: Bool = false,
        product: LandProduct = .none
    ) {
        let isReleased = stage == .released || stage == .handedOver
        let neverAssessed = classification == .unassessed
        guard isReleased == (product != .none),
            neverAssessed == (stage == .noEvidence) || (neverAssessed && stage == .open),
            !(isSuspended && (stage == .noEvidence || stage == .handedOver))
        else { return nil }
        self.init(classification, stage, isSuspended, product)
    }

    /// The state the events led to; only the state machine and the record make one this way.
    init(
        _ classification: Classification, _ stage: LandStage, _ isSuspended: Bool,
        _ product: LandProduct
    ) {
        self.classification = classification
        self.stage = stage
        self.isSuspended = isSuspended
        self.product = product
    }

    /// Whether a report released it.
    public var isReleased: Bool { product != .none }

    /// Every state there is.
    public static let all: [LandState] = Classification.allCases.flatMap { classification in
        LandStage.allCases.flatMap { stage in
            [false, true].flatMap { isSuspended in
                LandProduct.allCases.compactMap { product in
                    LandState(
                        classification: classification, stage: stage, isSuspended: isSuspended,
                        product: product)
                }
            }
        }
    }

    func with(
        _ stage: LandStage? = nil, classification: Classification? = nil,
        isSuspended: Bool? = nil, product: LandProduct? = nil
    ) -> LandState {
        LandState(
            classification ?? self.classification, stage ?? self.stage,
            isSuspended ?? self.isSuspended, product ?? self.product)
    }
}

extension LandState: CustomStringConvertible {
    /// Its parts in words.
    public var description: String {
        let stopped = isSuspended ? "suspended in \(stage.rawValue)" : stage.rawValue
        let product = product == .none ? "" : ", \(product.rawValue)"
        return "\(classification.rawValue), \(stopped)\(product)"
    }
}
