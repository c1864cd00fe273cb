internal import SurveyModel

extension AuditSentence {
    func words(_ fact: SegmentAdded) -> String {
        "laid segment \(fact.id) on road \(fact.road) from \(Chainage(metres: fact.chainage.low)) to "
            + "\(Chainage(metres: fact.chainage.high)), \(fact.band.rawValue), offsets "
            + "\(Figure.metres(fact.offset.low)) to \(Figure.metres(fact.offset.high)) m, depth "
            + "\(Figure.metres(fact.depthMetres)) m, \(Figure.rounded(fact.areaSquareMetres, 10)) m2, "
            + fact.classification.rawValue
    }

    func words(_ fact: SegmentClassified) -> String {
        "classified segment \(fact.segment) as \(fact.classification.rawValue)" + note(fact.note)
    }

    func words(_ fact: SegmentSuspended) -> String {
        "suspended work on segment \(fact.segment)" + note(fact.reason)
    }

    func words(_ fact: SegmentReopened) -> String {
        "reopened segment \(fact.segment)" + note(fact.reason)
    }

    func words(_ fact: ReviewClosed) -> String {
        "ended the review of segment \(fact.segment); its release stands" + note(fact.reason)
    }
}
