/// A straight road of 503.204 m in UTM zone 34N that runs north-east, so that a wrong sign along or
/// across it moves a point both east and north.
public enum TinyRoad: Sendable {
    /// Its centreline as GeoJSON.
    public static let geoJSON = """
        {"type": "FeatureCollection", "features": [{"type": "Feature",
          "properties": {"id": "T-1"}, "geometry": {"type": "LineString",
          "coordinates": [[23.5000, 32.1000], [23.5040, 32.1030]]}}]}
        """
    /// Its id.
    public static let id = "T-1"
    /// CRS of maps over it.
    public static let crs = "EPSG:32634"
}
