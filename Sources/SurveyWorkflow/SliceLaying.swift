internal import Cartography
internal import Instruments
internal import RadarProcessing
internal import SurveyModel

/// Lays the files of a set of slices into one plane.
struct SliceLaying {
    let placement: SlicePlacement
    /// Whether every second file was driven back.
    let alternates: Bool

    typealias Opened = (name: String, source: SweepFile, processed: ProcessedSweep)

    /// The files in the plane.
    ///
    /// Lanes lie beside each other: x is the distance along the lane, y its offset. A lane driven back
    /// begins where the one before it ended.
    /// - Throws: `WorkflowError` where nothing says where they lie.
    func lay(_ files: [Opened]) throws -> [PlacedFile] {
        switch placement {
        case .asRecorded where files.count == 1:
            return try lanes(files, offsets: [0])
        case .asRecorded: return try tracks(files)
        case .offsets(let offsets):
            guard offsets.count == files.count else {
                throw WorkflowError.impossible(
                    reason: "--offsets gives \(offsets.count) offsets for \(files.count) files",
                    hint: "give one for each file, in their order")
            }
            return try lanes(files, offsets: offsets)
        case .spacing(let step):
            return try lanes(files, offsets: files.indices.map { Double($0) * step })
        }
    }

    private func lanes(_ files: [Opened], offsets: [Double]) throws -> [PlacedFile] {
        var end = 0.0
        return try files.enumerated().map { number, file in
            guard file.processed.outline.positionSource != .none else {
                throw WorkflowError(file: file.name, ProcessingError.unknownTraceSpacing)
            }
            let isBackward = alternates && number % 2 == 1
            let start = SlicePoint(x: isBackward ? end : 0, y: offsets[number])
            let length = try length(of: file.processed)
            end = isBackward ? start.x - length : length
            return PlacedFile(
                name: file.name, source: file.source, processed: file.processed, start: start,
                isBackward: isBackward, fixes: [])
        }
    }

    private func length(of sweep: ProcessedSweep) throws -> Double {
        var longest = 0.0
        for (place, channel) in sweep.outline.channels.enumerated() where channel.traceCount > 0 {
            let last = channel.traceCount - 1
            let end = try sweep.distances(ofChannelAt: place, traces: last..<last + 1)
            longest = max(longest, end.first ?? 0)
        }
        return longest
    }

    private func tracks(_ files: [Opened]) throws -> [PlacedFile] {
        guard let zone = files.compactMap({ TrackPlaces.zone(of: $0.source.outline) }).first,
            files.allSatisfy({ $0.source.outline.track != nil })
        else {
            throw WorkflowError.impossible(
                reason: "nothing says where the \(files.count) files lie beside each other",
                hint: "give --line-spacing METRES or --offsets M,M,...")
        }
        let projection = try MapProjection(crs: zone)
        let places = try files.map { file in
            try TrackPlaces.places(
                of: file.source.outline, traceCount: file.processed.outline.traceCount,
                projection)
        }
        for (file, found) in zip(files, places) where !found.contains(where: { $0 != nil }) {
            throw WorkflowError.impossible(
                reason: "\(file.name): its satellite fixes place no trace",
                hint: "give --line-spacing METRES or --offsets M,M,...")
        }
        let turn = try SliceDirection.turn(of: places.map { $0.compactMap { $0?.point } })
        let first = places.lazy.joined().compactMap { $0?.point.turned(by: turn) }.first
        let origin = first ?? SlicePoint(x: 0, y: 0)
        return zip(files, places).map { file, found in
            PlacedFile(
                name: file.name, source: file.source, processed: file.processed, start: nil,
                isBackward: false, fixes: found.map { $0?.moved(turn, from: origin) })
        }
    }
}
