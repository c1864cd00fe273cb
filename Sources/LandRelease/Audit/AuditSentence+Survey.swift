internal import SurveyModel

extension AuditSentence {
    func words(_ fact: SurveyCreated) -> String {
        "began survey \"\(fact.name)\" (\(fact.purpose.rawValue))"
    }

    func words(_ fact: SettingsProposed) -> String {
        let detection = fact.settings.detection
        return "proposed settings \(fact.digest.short): ground rate "
            + "\(detection.groundRatePerSquareMetre) per m2, search depth "
            + "\(Figure.metres(detection.searchDepthMetres)) m, GPR accredited for "
            + fact.settings.release.gprAccreditedFor.rawValue
    }

    func words(_ fact: SettingsApproved) -> String {
        "approved settings \(fact.digest.short); they are in force from here"
    }

    func words(_ fact: RoadRegistered) -> String {
        "registered road \(fact.id), \(Chainage(metres: fact.lengthMetres)) long, from a file with "
            + "digest \(fact.fileDigest.short)"
            + (fact.sourceCRS.map {
                " in \($0), good to \(fact.transformationAccuracyMetres ?? 0) m"
            } ?? "")
    }

    func words(_ fact: RoadCalibrated) -> String {
        "recorded version \(fact.version) of the kilometre posts of road \(fact.road): "
            + "\(count(fact.calibration.posts.count, "post")), measured on \(fact.measuredOn) by "
            + "\(fact.source), from a table with digest \(fact.fileDigest.short)"
    }

    func words(_ fact: ConflictSettled) -> String {
        "settled the conflict of events \(list(fact.events.map(\.short))): event "
            + "\(fact.stands.short) stands" + note(fact.reason)
    }
}
