internal import Cartography
public import Evaluation
internal import SurveyModel

/// Where a lane lies on the map: its frame in a projected CRS.
public struct LaneMap: Sendable {
    /// The projected CRS of the frame.
    public var crs: String { projection.crs }
    /// The frame in the plane of the CRS.
    public let frame: LaneFrame

    private let projection: MapProjection

    /// WGS 84 longitude and latitude, which no projection leads from.
    static let world = "EPSG:4326"

    /// The lane `frame` in `crs`, such as `EPSG:32634`.
    ///
    /// - Throws: `TrialFileError` where this is no projected CRS in metres that can be reached.
    public init(crs: String, frame: LaneFrame) throws(TrialFileError) {
        do throws(CartographyError) {
            projection = try MapProjection(crs: crs)
        } catch {
            throw TrialFileError("the frame of the lane", error)
        }
        self.frame = frame
    }

    /// What turns coordinates of `crs` (east or longitude first) into places of the lane.
    ///
    /// - Throws: `TrialFileError` about `path` where `crs` cannot be used.
    func converter(from crs: String, path: String) throws(TrialFileError) -> LaneMapConverter {
        let name = crs.uppercased()
        guard name != Self.world, name != "OGC:CRS84" else {
            return LaneMapConverter(frame: frame, source: nil, target: projection)
        }
        do throws(CartographyError) {
            let source = try MapProjection(crs: crs)
            let isOwn = source.crs == projection.crs
            return LaneMapConverter(
                frame: frame, source: isOwn ? nil : source, target: isOwn ? nil : projection)
        } catch {
            throw TrialFileError(path, error)
        }
    }
}

/// Turns coordinates of one CRS into places of a lane.
struct LaneMapConverter: Sendable {
    let frame: LaneFrame
    /// The CRS of the coordinates; `nil` for longitude and latitude, or where it is that of the frame.
    let source: MapProjection?
    /// The CRS of the frame; `nil` where the coordinates are in it.
    let target: MapProjection?

    func lanePoint(_ x: Double, _ y: Double) throws(CartographyError) -> LanePoint {
        guard let target else { return frame.lanePoint(eastMetres: x, northMetres: y) }
        let place =
            try source?.inverse(ProjectedPosition(eastMetres: x, northMetres: y))
            ?? GeographicPosition(longitude: x, latitude: y)
        let position = try target.forward(place)
        return frame.lanePoint(
            eastMetres: position.eastMetres, northMetres: position.northMetres)
    }
}

/// In which frame a file gives its places.
public enum PlaceReference: Sendable {
    /// It was not said: columns `x_m` and `y_m` are lane metres, shapes of a map are refused.
    case notSaid
    /// In lane metres, shapes of a map file too.
    public static let laneMetres = PlaceReference.ofLane(nil)

    /// Columns `x_m` and `y_m` are lane metres; shapes are where the lane lies on the map, or lane
    /// metres where its place on the map is not known.
    case ofLane(LaneMap?)
    /// In a CRS: that of the file, or `crs` where the file names none.
    case onMap(LaneMap, crs: String?)
}
