internal import SurveyModel

extension SweepFile {
    /// Takes the track of the file `name`: it goes before a track of the radar files, and gives
    /// positions where they have none.
    mutating func join(_ reading: TrackReader.Reading, named name: String) {
        var ledger = FactLedger()
        if outline.track != nil {
            ledger.warn(
                "track-replaced",
                "the radar files have a track of their own; \(name) is used instead, because it "
                    + "was named")
        }
        outline.track = reading.track
        outline.warnings += reading.warnings.map {
            SweepWarning(code: $0.code, text: name + ": " + $0.text)
        }
        let path = GnssPath(reading.track)
        if !reading.track.fixes.contains(where: { $0.trace != nil }) {
            ledger.warn(
                "track-without-traces",
                "\(name) has no trace numbers: the track is kept, but gives no trace a position")
        } else if let knots = path.knots() {
            if outline.positionSource == .none {
                use(knots, of: path)
            } else {
                weighLength(of: path, &ledger)
            }
        } else {
            ledger.warn(
                "track-too-short",
                "\(name) has fewer than two usable positions, or they do not move further than "
                    + "their error: it gives no trace a position")
        }
        outline.audit += ledger.facts
        outline.warnings += ledger.warnings
    }

    private mutating func use(_ knots: [DistanceAxis.Knot], of path: GnssPath) {
        outline.positionSource = .gnss
        outline.positionErrorMetres = path.errorMetres
        outline.warnings.removeAll { $0.code == "positions-missing" }
        outline.warnings += path.warnings(traceCount: outline.traceCount)
        for place in stores.indices { stores[place].distances = .knots(knots) }
    }

    /// Weighs the length of the way the fixes tell against that of the distances already known.
    ///
    /// `reason` says why the file goes before the fixes.
    func weighLength(
        of path: GnssPath,
        because reason: String = "satellite fixes are less exact from trace to trace",
        _ ledger: inout FactLedger
    ) {
        guard let knots = path.knots(), let length = path.lengthMetres,
            let from = knots.first?.trace, let to = knots.last?.trace, from >= 0,
            let count = outline.channels.first?.traceCount, to <= Double(count - 1),
            let first = try? distances(ofChannelAt: 0, traces: Int(from)..<Int(from) + 1).first,
            let last = try? distances(ofChannelAt: 0, traces: Int(to)..<Int(to) + 1).first
        else { return }
        ledger.choose(
            "length between the first and the last fix", unit: "m", code: "length-contradicted",
            [("the file", abs(last - first)), ("the satellite fixes", length)], tolerance: 0.05,
            absolute: 2 * (path.errorMetres ?? 0), because: reason)
    }
}
