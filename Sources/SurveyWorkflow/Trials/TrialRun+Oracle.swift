internal import Evaluation
internal import Instruments
public import SurveyModel

extension TrialRun {
    /// What a filter made for each mine sees at its true place, over the lanes that count.
    ///
    /// - Throws: `WorkflowError.impossible` where the soil of such a lane is not told, and errors of the
    ///   files.
    public func oracle(
        haloMarginMetres margin: Double, monitor: WorkMonitor = .silent
    ) async throws -> OracleScore {
        var mines: [OracleScore.Mine] = []
        var ground: [OracleScore.GroundMaximum] = []
        var area = 0.0
        let lanes = folder.lanes.filter { $0.aborted == nil && $0.role == .trial }
        for (place, lane) in lanes.enumerated() {
            try monitor.check()
            monitor.progress(Double(place) / Double(lanes.count), "oracle, lane \(lane.name)")
            let score = try await OracleTrial.run(
                lanes: [try oracleLane(lane, margin, monitor)], settings: settings(margin),
                monitor: monitor.withoutProgress)
            mines += score.mines
            ground += score.ground
            area += score.groundSquareMetres
        }
        return OracleScore(mines: mines, ground: ground, groundSquareMetres: area)
    }

    private func settings(_ margin: Double) -> OracleSettings {
        var settings = OracleSettings()
        settings.haloMarginMetres = margin
        return settings
    }

    private func oracleLane(
        _ lane: TrialFolder.Lane, _ margin: Double, _ monitor: WorkMonitor
    ) throws -> OracleLane {
        guard let permittivity = lane.soil?.permittivity,
            let height = lane.soil?.antennaHeightMetres
        else {
            throw WorkflowError.impossible(
                reason: "lane \(lane.name): its soil file tells no eps_mean_0_15cm and "
                    + "antenna_height_m, which the oracle needs",
                hint: "add them, or leave --oracle out")
        }
        let sweep = try read(lane, monitor)
        let targets = try lane.targets()
        let swept = try lane.ground(of: sweep)
        let areas = try GroundAreas(of: swept, targets: targets, margin: margin)
        return OracleLane(
            name: lane.name, sweep: sweep,
            soil: OracleSoil(
                permittivity: permittivity, antennaHeightMetres: height,
                antennaSeparationMetres: sweep.instrument.antennaSeparationMetres ?? 0),
            targets: targets, groundSquareMetres: areas.groundSquareMetres,
            counts: { swept.counts(xMetres: $0, yMetres: $1) })
    }
}
