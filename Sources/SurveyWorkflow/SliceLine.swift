internal import Instruments
internal import RadarProcessing
internal import SurveyModel

/// How several files lie beside each other.
public enum SlicePlacement: Sendable, Equatable {
    /// One file, or files with satellite fixes.
    case asRecorded
    /// Each file's centre at its own offset, positive to the left of travel (m).
    case offsets([Double])
    /// Each file so far to the left of the one before (m); negative to the right.
    case spacing(Double)
}

/// A radar file whose traces have places in the plane all files share.
struct PlacedFile {
    let name: String
    let source: SweepFile
    let processed: ProcessedSweep
    /// Where a lane begins in the plane; `nil` where fixes tell the places.
    let start: SlicePoint?
    /// Whether it was driven against x.
    let isBackward: Bool
    /// Places of the array's centre by trace, with its heading, from satellite fixes; else empty.
    let fixes: [TrackPlaces.Place?]
    /// Distances along the lane at which it has a place; `nil` for all.
    var measured: [MetreRange]?

    /// The place of a point of the lane frame.
    func place(x: Double, y: Double) -> SlicePoint? {
        guard let start else { return nil }
        return isBackward
            ? SlicePoint(x: start.x - x, y: start.y - y)
            : SlicePoint(x: start.x + x, y: start.y + y)
    }

    /// The places of the traces of the channel at `place`; `nil` for those no fix reaches.
    func places(ofChannelAt place: Int) throws -> [SlicePoint?] {
        let channel = processed.outline.channels[place]
        if start == nil {
            return (0..<channel.traceCount).map { trace in
                fixes[trace].map {
                    $0.point(
                        along: channel.alongOffsetMetres, across: channel.lateralOffsetMetres)
                }
            }
        }
        return try processed.distances(ofChannelAt: place, traces: 0..<channel.traceCount).map {
            distance in
            if let measured, !measured.contains(where: { $0.contains(distance) }) { return nil }
            return self.place(
                x: distance + channel.alongOffsetMetres, y: channel.lateralOffsetMetres)
        }
    }
}
