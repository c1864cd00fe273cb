public import SurveyModel

/// What a person gives to lay a sweep on a road; what is missing comes from the sidecar.
public struct LanePlan: Sendable {
    /// Chainage where the sweep started (m).
    public var startChainageMetres: Double?
    /// Offset of the array's centre, positive to the left of increasing chainage (m).
    public var offsetMetres: Double?
    /// Direction of travel.
    public var direction: TravelDirection?

    /// A plan of which each part may be missing.
    public init(
        startChainageMetres: Double? = nil, offsetMetres: Double? = nil,
        direction: TravelDirection? = nil
    ) {
        self.startChainageMetres = startChainageMetres
        self.offsetMetres = offsetMetres
        self.direction = direction
    }

    /// The lane on `road`, with the errors of typed figures.
    ///
    /// - Throws: `WorkflowError.impossible` naming what is missing.
    func placement(
        road: String, sidecar: SidecarLane?, errors: SurveySettings.TypedPlacement
    ) throws(WorkflowError) -> LanePlacement {
        if let other = sidecar?.road, other != road {
            throw .impossible(
                reason: "the sidecar says road `\(other)`, the segment lies on `\(road)`",
                hint: "check segment and sidecar")
        }
        guard let start = startChainageMetres ?? sidecar?.startChainageMetres else {
            throw missing("where the lane starts", "--start")
        }
        guard let offset = offsetMetres ?? sidecar?.offsetMetres else {
            throw missing("the offset of the lane", "--offset")
        }
        guard let direction = direction ?? sidecarDirection(sidecar) else {
            throw missing("the direction of travel", "--direction up|down")
        }
        var lane = LanePlacement(
            road: road, startChainageMetres: start, offsetMetres: offset, direction: direction,
            alongErrorMetres: errors.alongErrorMetres, acrossErrorMetres: errors.acrossErrorMetres)
        lane.wheelErrorShare =
            errors.wheelErrorShare ?? SurveySettings.TypedPlacement.usualWheelErrorShare
        return lane
    }

    private func sidecarDirection(_ lane: SidecarLane?) -> TravelDirection? {
        guard let start = lane?.startChainageMetres, let end = lane?.endChainageMetres,
            start != end
        else { return nil }
        return end > start ? .up : .down
    }

    private func missing(_ what: String, _ option: String) -> WorkflowError {
        .impossible(reason: "\(what) is not known", hint: "give \(option)")
    }
}
