internal import SurveyModel

extension SurveyRecord {
    /// The calibrations of a road by version.
    public func calibrations(ofRoad road: String) -> [RoadCalibrated] {
        calibrations.filter { $0.road == road }
    }

    /// A version of a road's calibration, the newest where none is named.
    public func calibration(ofRoad road: String, version: Int? = nil) -> RoadCalibrated? {
        calibrations.last { $0.road == road && (version == nil || $0.version == version) }
    }

    func objections(to fact: RoadCalibrated) -> [Objection] {
        var found = TextRules.name(fact.source, "the source of the calibration")
        for post in fact.calibration.posts { found += TextRules.name(post.name, "a post's name") }
        if !ISOTime.isDate(fact.measuredOn) {
            found.append(
                Self.objection(
                    "date", "\(TextRules.quoted(fact.measuredOn)) is not a date such as 2026-03-01",
                    "say when the posts were measured"))
        }
        guard let road = road(fact.road) else {
            return found + [
                Self.objection(
                    "road-unknown", "there is no road \(TextRules.quoted(fact.road))",
                    "register the road first")
            ]
        }
        for post in fact.calibration.posts {
            found += Self.check(
                "the chainage of post \(post.name)", post.chainageMetres,
                0...(road.lengthMetres + 0.01), "m")
        }
        let next = calibrations(ofRoad: fact.road).count + 1
        if fact.version != next {
            found.append(
                Self.objection(
                    "calibration-version",
                    "the next calibration of this road is version \(next), not \(fact.version)",
                    "number it again"))
        }
        return found
    }

    func carriagewayObjections(to fact: RoadRegistered) -> [Objection] {
        guard let road = fact.partOf, let carriageway = fact.carriageway else {
            return fact.partOf == nil && fact.carriageway == nil
                ? []
                : [
                    Self.objection(
                        "carriageway", "a carriageway needs both its road and its name",
                        "import the road again")
                ]
        }
        var found = TextRules.identifier(road, "the road's name")
        if fact.id != carriageway.lineID(of: road) {
            found.append(
                Self.objection(
                    "carriageway",
                    "carriageway \(carriageway.rawValue) of \(road) is called "
                        + "\(carriageway.lineID(of: road)), not \(fact.id)", "import the road again"
                ))
        }
        return found
    }
}
